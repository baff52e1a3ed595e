// Finds words in what was written: hides what does not hold all of them.

import { count, say } from "./book.js";
import { make } from "./dom.js";
import { wordsOf } from "./match.js";
import { inSlices } from "./slices.js";

/** @typedef {import("./answers-view.js").Shown} Shown */

/** Milliseconds after the last letter before looking. */
const rest = 150;

/**
 * @param {HTMLElement} list where the answers are shown
 * @returns {{element: HTMLElement, add: (shown: Shown[]) => void, clear: () => void}}
 */
export function finder(list) {
  /** @type {Shown[]} */
  let all = [];
  /** @type {string[]} */
  let words = [];
  let turn = 0;
  const field = make("input", { type: "search", id: "answers-query", autocomplete: "off", spellcheck: "false", maxlength: 100 });
  const status = make("p", { class: "find-status", role: "status" });
  const element = make("div", { class: "find", role: "search" }, make("label", { for: field.id }, say("js-my-find")), field, status);

  /** @param {Shown} shown */
  const sift = ({ element, text }) => {
    element.hidden = !words.every((word) => text.includes(word));
  };
  /** An entry, an exercise or a chapter with nothing left to show goes too. */
  const tidy = () => {
    for (const group of [".entry-read", ".exercise-read", ".chapter-read"]) {
      for (const box of list.querySelectorAll(group)) {
        if (box instanceof HTMLElement) box.hidden = words.length > 0 && ![...box.querySelectorAll(".answer")].some((a) => a instanceof HTMLElement && !a.hidden);
      }
    }
  };

  const look = async () => {
    const mine = ++turn;
    words = wordsOf(field.value);
    await inSlices(all, (shown) => {
      if (mine === turn) sift(shown);
    });
    if (mine !== turn) return;
    tidy();
    const found = all.filter((shown) => !shown.element.hidden).length;
    status.textContent = words.length === 0 ? "" : found === 0 ? say("js-my-find-none", { query: field.value.trim() }) : count("js-my-find-count", found);
  };

  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(look, rest);
  });

  return {
    element,
    add(shown) {
      all.push(...shown);
      if (words.length > 0) shown.forEach(sift);
    },
    clear() {
      all = [];
    },
  };
}
