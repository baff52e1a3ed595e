// The one script that a page waits for: in a tab in which the reader left the
// book, nothing of it may be seen, not even for one frame. The other scripts
// come after the first paint.
//
// The blank page loads it too, and there it lets the reader back in.

import { isAway, listen, setAway } from "./away.js";

const html = document.documentElement;
/** The address of the blank page, on every page but that one. */
const { blank } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;

function look() {
  const away = isAway();
  // Not by a class: the style sheet may not be there yet.
  html.style.visibility = away ? "hidden" : "";
  if (away) location.replace(/** @type {string} */ (blank));
}

if (blank) {
  look();
  listen();
  // A page is kept hidden for Back, and looks when it comes back.
  addEventListener("pagehide", () => (html.style.visibility = "hidden"));
  addEventListener("pageshow", ({ persisted }) => void (persisted && look()));
} else {
  addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("a")) setAway(false);
  });
}
