// What is not to be kept. Words for saying aloud go when the reader turns to
// another exercise or leaves the page; what is never kept goes with the page.
// Nothing of either reaches the store (bind.js), and the browser's Back must
// not bring it to light.

import { controlsIn, keepOf, write } from "./control.js";

/** @param {ParentNode} root */
export function start(root) {
  /** @type {Element|null} */
  let here = null;
  root.addEventListener("focusin", ({ target }) => {
    const exercise = target instanceof Element ? target.closest(".exercise") : null;
    if (here && exercise && exercise !== here) forget(here, ["spoken"]);
    here = exercise ?? here;
  });
  addEventListener("pagehide", () => forget(root, ["spoken", "never"]));
}

/** @param {ParentNode} root @param {string[]} classes */
function forget(root, classes) {
  for (const field of root.querySelectorAll(".field")) {
    if (!classes.includes(keepOf(field))) continue;
    for (const control of controlsIn(field)) write(control, null);
    field.dispatchEvent(new CustomEvent("fieldfill", { bubbles: true }));
  }
}
