// One line at the foot of the window that says whether what was written is
// saved, and if not, why, with a way to keep it all the same.

import { fileName, write } from "./backup.js";
import { book, say } from "./book.js";
import { button, make } from "./dom.js";
import { download } from "./download.js";

/** @typedef {import("./store.js").Store} Store */

/** Milliseconds that "Saved" stays after a field was left. */
const linger = 4000;

/** @type {HTMLElement|undefined} */
let line;

/** Has a text shown and read out, until there is other news. @param {string} text */
export function tell(text) {
  if (!line || line.textContent === text) return;
  line.textContent = text;
  line.parentElement?.classList.toggle("idle", text === "");
}

/**
 * @param {Document} root
 * @param {{ready: Promise<Store>}} context
 */
export function start(root, { ready }) {
  // There from the start: what comes into the page with its text is not read out.
  line = make("p", { role: "status" });
  const place = make("div", { class: "saving idle no-print" }, line);
  root.querySelector("main")?.append(place);
  ready.then((store) => {
    const keep = button("button", say("js-saving-download"), () => {
      const now = new Date();
      download(fileName(now), "application/json", write(book.id, { leaves: store.leaves(), marks: new Map(), labels: new Map() }, now));
    });
    let timer = 0;
    const show = () => {
      clearTimeout(timer);
      const { kind, reason } = store.state;
      tell(say(reason ? `js-saving-${reason}` : "js-saved"));
      place.classList.toggle("lost", kind === "unsaved");
      if (kind === "unsaved") place.append(keep);
      else keep.remove();
    };
    /** Worth saying before anything is written. */
    const matters = () => store.state.kind === "unsaved" || store.state.reason === "apart";
    store.watchState(() => void ((matters() || line?.textContent) && show()));
    store.watch((_address, _leaf, origin) => void (origin === "here" && show()));
    root.addEventListener("change", () => {
      clearTimeout(timer);
      if (!matters()) timer = setTimeout(tell, linger, "");
    });
    if (matters() && root.querySelector(".field [name]")) show();
  });
}
