// The book's progress as it stands in the store: worked out when somebody asks,
// and again after a change.

import { book, count, say } from "./book.js";
import { bookProgress, entriesOf, stateOf } from "./progress.js";

/** @typedef {import("./progress.js").Mark} Mark */
/** @typedef {import("./progress.js").Exercise} Exercise */
/** @typedef {import("./progress.js").Chapter} Chapter */
/** @typedef {import("./progress.js").Leaf} Leaf */
/** @typedef {{leaves: () => ReadonlyMap<string, Leaf>, setting: (name: string) => any, setSetting: (name: string, value: any) => void, watch: (hear: (address: string) => void) => () => void}} Store the part of the store that progress needs */

const chapters = /** @type {Chapter[]} */ (book.chapters);

/** Where the store keeps what a reader says of an exercise by hand: no answer, so no address. */
const name = (/** @type {string} */ exercise) => `progress/${exercise}`;

/** @param {Store} store @param {string} exercise @returns {Mark|undefined} */
export function markOf(store, exercise) {
  const mark = store.setting(name(exercise));
  return mark && typeof mark === "object" && typeof mark.t === "number" ? mark : undefined;
}

/** @param {Store} store @param {string} exercise @param {Mark["v"]} v @param {number} [t] */
export function setMark(store, exercise, v, t = Date.now()) {
  store.setSetting(name(exercise), { v, t });
}

/** @typedef {{of: (exercise: Exercise) => import("./progress.js").State, chapter: (slug: string) => import("./progress.js").Sum|undefined, forget: () => void}} Tracker */

/** @type {WeakMap<Store, Tracker>} one a store, as many ask for it */
const trackers = new WeakMap();

/**
 * @param {Store} store
 * @returns {Tracker}
 */
export function trackerOf(store) {
  /** @type {ReturnType<typeof entriesOf>|undefined} */
  let entries;
  /** @type {ReturnType<typeof bookProgress>|undefined} */
  let sums;
  const tracker = trackers.get(store) ?? {
    of: (/** @type {Exercise} */ e) => stateOf(e, (entries ??= entriesOf(store.leaves())).get(e.id), markOf(store, e.id)),
    chapter: (/** @type {string} */ slug) => (sums ??= bookProgress(chapters, store.leaves(), (id) => markOf(store, id))).chapters.get(slug),
    forget() {
      entries = sums = undefined;
    },
  };
  if (!trackers.has(store)) {
    trackers.set(store, tracker);
    store.watch(tracker.forget);
  }
  return tracker;
}

/**
 * A chapter's progress in words, for the contents: nothing where nothing was
 * begun, as a list of what is not started would press.
 *
 * @param {Store} store
 * @param {string} slug
 * @returns {{kind: string, text: string}|undefined}
 */
export function chapterState(store, slug) {
  const sum = trackerOf(store).chapter(slug);
  if (!sum || sum.status === "not-started") return undefined;
  const text = sum.status === "in-progress" && sum.done > 0 ? count("js-progress-some", sum.done, { all: sum.all.toLocaleString(book.language) }) : words(sum.status);
  return { kind: sum.status, text };
}

/**
 * @param {string} status
 * @param {Exercise} [exercise]
 */
export function words(status, exercise) {
  switch (status) {
    case "in-progress":
      return say("js-progress-begun");
    case "done":
      return say("js-progress-done");
    case "on-paper":
      return doneByHand(exercise);
    case "not-for-us":
      return say("js-progress-not-for-us");
    default:
      return say("js-progress-not-started");
  }
}

/** What "done", said by hand, means for an exercise. @param {Exercise} [exercise] */
export function doneByHand(exercise) {
  if (exercise?.keep === "spoken") return say("js-progress-aloud");
  if (exercise && exercise.fields.length === 0) return say("js-progress-done");
  return say("js-progress-on-paper");
}
