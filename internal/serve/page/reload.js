// Keeps a page as new as the workbook that it comes from. The server adds this
// script to each page, before the page's own, and tells it when there is
// something newer; the page is then fetched again and put in the place of what
// is shown, as far as that can be done without starting its scripts anew.

import { keep, restore } from "./keep.js";
import { Page } from "./patch.js";
import { show } from "./panel.js";

/** @param {Document} page */
const tagOf = (page) => /** @type {HTMLElement|null} */ (page.querySelector("script[data-version]"));

const tag = tagOf(document);
const shared = tag?.dataset.shared;
let version = tag?.dataset.version;
const page = new Page(document);
/** @type {EventSource|undefined} */
let stream;
let updating = false;
let latest = version;

/** A browser allows few connections: a page that nobody sees gives its own back. */
function listen() {
  if (stream || document.hidden) return;
  const source = (stream = new EventSource("/.trustbook/events"));
  source.addEventListener("message", ({ data }) => hear(JSON.parse(data)));
  source.addEventListener("error", () => {
    if (source.readyState !== EventSource.CLOSED) return; // it tries again by itself
    rest();
    setTimeout(listen, 2000);
  });
}

function rest() {
  stream?.close();
  stream = undefined;
}

/** @param {{version: string, problems: import("./panel.js").Problem[]|null}} state */
function hear(state) {
  show(state.problems ?? []);
  latest = state.version;
  update();
}

/** Until this page's version is the latest that was told, one fetch at a time. */
async function update() {
  if (updating) return;
  updating = true;
  try {
    while (version !== latest) {
      const target = latest;
      const response = await fetch(location.pathname + location.search, { cache: "no-store" });
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      const news = tagOf(fresh);
      if (!news || news.dataset.shared !== shared || !page.become(fresh)) return reload();
      version = news.dataset.version;
      if (version !== target && version !== latest) latest = version; // newer than what was told
      document.documentElement.dataset.version = version; // for who waits for it
      document.dispatchEvent(new CustomEvent("pagechange"));
    }
  } catch {
    // The server has gone. Its stream says when it is back.
  } finally {
    updating = false;
  }
}

function reload() {
  rest();
  keep();
  location.reload();
}

document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
addEventListener("pagehide", rest);
addEventListener("pageshow", listen);
addEventListener("load", restore);
listen();
