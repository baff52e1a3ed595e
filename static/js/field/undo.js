// The line below a table that says which row was removed, and puts it back.

import { say } from "../book.js";
import { button, make } from "../dom.js";

export const undoBox = () => make("div", { class: "row-undo" }, make("span", { role: "status" }));

/**
 * Offers to put something back, in place of what was offered before; or nothing.
 *
 * @param {Element} box
 * @param {string} [text]
 * @param {() => void} [putBack]
 */
export function offer(box, text = "", putBack) {
  box.querySelector("button")?.remove();
  /** @type {Element} */ (box.firstChild).textContent = text;
  if (!putBack) return;
  const back = button("button quiet", say("js-undo"), () => {
    offer(box);
    putBack();
  });
  box.append(back);
  back.focus();
}
