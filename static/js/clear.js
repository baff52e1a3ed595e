// A radio button that was chosen cannot be unchosen. Where one is, a button is
// offered that takes the answer back. It has its room before it is seen: were
// the page to move then, the next tap could land on it.

import { say } from "./book.js";
import { make } from "./dom.js";
import { announce } from "./field/snapshot.js";

/** The groups: a scale's points or those of a grid's row, the answers of a choice, a cell's yes and no. */
const groups = ".field .points, .field .options";

/** @param {ParentNode} root */
export function start(root) {
  const all = (/** @type {Event} */ { target }) => target instanceof Element && target.querySelectorAll(groups).forEach(offer);
  root.addEventListener("fieldfill", all);
  root.addEventListener("fieldchange", all); // rows came or went
  root.addEventListener("change", ({ target }) => {
    const group = target instanceof Element && target.closest(groups);
    if (group) offer(group);
  });
  root.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.matches(".clear-answer")) clear(/** @type {Element} */ (target.previousElementSibling));
  });
  root.querySelectorAll(groups).forEach(offer);
}

/** @param {Element} group */
const chosenIn = (group) => /** @type {HTMLInputElement|null} */ (group.querySelector("input[type=radio]:checked"));

/** @param {Element} group */
function offer(group) {
  if (!group.querySelector("input[type=radio][name]")) return;
  if (!group.nextElementSibling?.matches(".clear-answer")) {
    group.after(make("button", { type: "button", class: "clear-answer" }, say("js-clear")));
  }
  const button = /** @type {Element} */ (group.nextElementSibling);
  button.classList.toggle("idle", !chosenIn(group));
  const name = group.getAttribute("aria-label"); // a cell has no legend that would say it
  if (name) button.setAttribute("aria-label", say("js-clear-cell", { name }));
}

/** @param {Element} group */
function clear(group) {
  const chosen = chosenIn(group);
  group.querySelector("input")?.focus(); // before the button goes
  if (!chosen) return;
  chosen.checked = false;
  announce(chosen);
}
