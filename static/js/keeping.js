// Reminds, calmly and on this one page, that browsers forget; and asks this
// browser, on a click, not to.

import { say, sayDay } from "./book.js";
import { button, make } from "./dom.js";

/** @typedef {import("./store.js").Store} Store */

const week = 7 * 24 * 60 * 60 * 1000;

/**
 * Whether a week of writing is in no copy: something is newer than the last
 * one, and that one (or the first word, where there is none) a week old.
 *
 * @param {Iterable<{t: number}>} leaves
 * @param {number} last 0 when there was no copy yet
 * @param {number} now
 */
export function isDue(leaves, last, now) {
  let [oldest, newest] = [Infinity, 0];
  for (const { t } of leaves) {
    oldest = Math.min(oldest, t);
    newest = Math.max(newest, t);
  }
  return newest > last && now - (last || oldest) > week;
}

/** When the last copy was made, 0 for never. @param {Store} store */
export function lastCopy(store) {
  const t = store.setting("last-backup");
  return typeof t === "number" && t > 0 && t <= Date.now() ? t : 0;
}

/** @param {number} t */
export const dayOf = (t) => sayDay(new Date(t - new Date(t).getTimezoneOffset() * 60_000).toISOString().slice(0, 10));

/**
 * @param {Store} store
 * @returns {{element: HTMLElement, update: () => void}}
 */
export function keeping(store) {
  const element = make("div", { class: "keeping no-print" });
  const update = () => {
    const due = isDue(store.leaves().values(), lastCopy(store), Date.now());
    element.replaceChildren(...(due ? [make("p", {}, say("js-my-copy-due"), " ", make("a", { href: "#copy" }, say("js-my-copy-due-link")))] : []));
    element.hidden = !due;
  };
  update();
  return { element, update };
}

/**
 * The button that asks the browser to keep the answers; nothing where it
 * cannot be asked.
 *
 * @returns {HTMLElement}
 */
export function persistence() {
  const status = make("p", { role: "status" });
  const element = make("div", { class: "persistence" });
  const storage = navigator.storage;
  if (!storage?.persist || !storage.persisted) return element; // not over plain http or from a file
  const ask = button("button quiet", say("js-my-persist"), async () => {
    const agreed = await storage.persist().catch(() => false);
    status.textContent = say(agreed ? "js-my-persist-yes" : "js-my-persist-no");
  });
  storage.persisted().then((already) => {
    if (already) status.textContent = say("js-my-persist-yes");
    else element.prepend(ask);
  }).catch(() => {});
  element.append(status);
  return element;
}
