// Search over the index that search.html loads. What is looked for goes nowhere:
// not into the address, not into storage, not into a form.
//
// An index may hold 10 MB of text, so it is gone through in slices, between
// which the page can draw and take the next key. A section is folded when it is
// first looked at, and kept so.

import { count, say } from "./book.js";
import { make } from "./dom.js";
import { excerpt, hits, pieces } from "./excerpt.js";
import { fold, rank, wordsOf } from "./match.js";
import { inSlices } from "./slices.js";

/** @typedef {{u: string, c: string, h: string, t: string}} Entry address, chapter, heading, text */

/** @param {ParentNode} root */
export function start(root) {
  const box = root.querySelector('[data-module="search"]');
  if (!(box instanceof HTMLElement)) return;
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const status = /** @type {HTMLElement} */ (box.querySelector('[role="status"]'));
  const list = /** @type {HTMLElement} */ (box.querySelector(".search-results"));
  const find = finder(/** @type {any} */ (self).workbookSearch ?? []);
  let asked = 0;

  async function look() {
    const turn = ++asked; // a later key stops this turn
    const words = wordsOf(input.value);
    if (words.length === 0) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    const wanted = () => turn === asked;
    const found = await find(words, wanted);
    /** @type {HTMLElement[]} */
    const items = [];
    await inSlices(during(wanted, found.entries), (entry) => items.push(result(entry, words)));
    if (!wanted()) return;
    const held = list.contains(document.activeElement);
    list.replaceChildren(...items);
    if (held) (list.querySelector("a") ?? input).focus(); // the result that had it is gone
    status.textContent = summary(found.count, items.length, input.value.trim());
  }

  input.addEventListener("input", look);
  box.hidden = false;
  look(); // some browsers put back what was there before a reload
}

/** @param {number} n @param {number} shown @param {string} query */
function summary(n, shown, query) {
  if (n === 0) return say("js-search-none", { query });
  return n > shown ? count("js-search-first", n, { shown }) : count("js-search-count", n);
}

/** The most results that are shown: more would hide the best ones. */
const most = 50;

/**
 * @param {Entry[]} index
 * @returns {(words: string[], wanted: () => boolean) => Promise<{entries: Entry[], count: number}>}
 */
function finder(index) {
  /** @type {import("./match.js").Section[]} */
  const folded = [];
  return async (words, wanted) => {
    /** @type {Entry[][]} */
    const ranked = [[], [], [], [], []];
    let n = 0;
    await inSlices(during(wanted, index.entries()), ([i, entry]) => {
      // What stands before a chapter's first heading is headed by its title.
      folded[i] ??= { chapter: fold(entry.c), heading: fold(entry.h || entry.c), text: fold(entry.t) };
      const place = rank(folded[i], words);
      if (place < 0) return;
      n++;
      if (ranked[place].length < most) ranked[place].push(entry);
    });
    return { entries: ranked.reverse().flat().slice(0, most), count: n };
  };
}

/** @template T @param {() => boolean} wanted @param {Iterable<T>} items ends when they are no longer wanted */
function* during(wanted, items) {
  for (const item of items) {
    if (!wanted()) return;
    yield item;
  }
}

/** @param {Entry} entry @param {string[]} words */
function result({ u, c, h, t }, words) {
  const heading = h || c;
  const item = make("li", {}, make("a", { href: u, class: "result-title" }, ...marked(pieces(heading, hits(heading, words)))));
  if (h) item.append(make("p", { class: "result-chapter" }, c));
  item.append(make("p", { class: "excerpt" }, ...marked(excerpt(t, words))));
  return item;
}

/** @param {import("./excerpt.js").Piece[]} parts @returns {(Node|string)[]} */
const marked = (parts) => parts.map(([text, found]) => (found ? make("mark", {}, text) : text));
