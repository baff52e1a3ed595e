// The way out of the site, on every page: the link in its header, and the
// Shift key three times. Without this script it is a plain link.

import { isAway, letGo, setAway } from "./away.js";
import { count as sayCount, say } from "./book.js";
import { make } from "./dom.js";
import { countShift } from "./shift.js";
import { attempt, signal } from "./signal.js";

/** @typedef {import("./store.js").Store} Store */

const presses = 3;
const leaving = signal();
/** @type {Store|undefined} */
let store;
/** @type {HTMLElement|undefined} */
let cover;

/** Has something done, at once and in no time, when the reader leaves by the exit: keys are dropped here. */
export const onLeave = leaving.watch;

/**
 * Everything in one go, so that nothing can come between: the browser paints
 * when it is done. What fails stops none of the rest.
 *
 * @param {string} address
 */
export function leave(address) {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement) attempt(() => activeElement.blur()); // what was written there is stored now
  attempt(() => store?.flush());
  leaving.tell();
  setAway(true);
  attempt(hide);
  letGo();
  window.name = ""; // by which canary.js tells pages apart: the next site is not to read it
  location.replace(navigator.onLine ? address : `${document.body.dataset.root}leave.html`);
}

function hide() {
  cover ??= make("div", { class: "exit-cover", role: "alert" }, say("js-exit-cover"));
  document.documentElement.append(cover);
  document.body.hidden = true;
}

/**
 * @param {Document} root
 * @param {{ready: Promise<Store>}} context
 */
export function start(root, { ready }) {
  const link = root.querySelector(".site-head .exit");
  if (!(link instanceof HTMLAnchorElement)) return;
  ready.then((opened) => (store = opened));
  for (const type of ["click", "keydown"]) {
    root.addEventListener(type, (event) => {
      const { target } = event;
      // There may be copies of it, in panels that cover the page.
      if (!(target instanceof Element && target.closest(".exit"))) return;
      if (event instanceof KeyboardEvent && event.key !== " ") return;
      event.preventDefault();
      leave(link.href);
    }, true);
  }
  byShift(link);
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted || isAway()) return;
    cover?.remove();
    document.body.hidden = false;
  });
}

/** @param {HTMLAnchorElement} link */
function byShift(link) {
  const { dataset } = document.documentElement;
  const status = make("p", { class: "hidden", role: "status" });
  link.after(status);
  link.append(make("span", { class: "exit-dots", "aria-hidden": "true" }, ...Array.from({ length: presses }, () => make("i"))));
  // What lies behind a panel is not read out.
  addEventListener("keydown", ({ key }) => {
    const panel = document.querySelector("dialog[open]");
    const place = panel ?? link.parentElement;
    if (key === "Shift" && status.parentElement !== place) place?.append(status);
  }, true);
  countShift(window, presses, (count, late) => {
    dataset.presses = String(count);
    if (count === presses) leave(link.href);
    else if (count > 0) status.textContent = sayCount("js-exit-more", presses - count);
    else status.textContent = late ? say("js-exit-late") : "";
  });
}
