// The book's progress as it stands in the store, and its words.

import { book, count, say } from "./book.js";
import { bookProgress, entriesOf, put, stateOf } from "./progress.js";
import { signal } from "./signal.js";
import { inSlices } from "./slices.js";

/** @typedef {import("./progress.js").Mark} Mark */
/** @typedef {import("./progress.js").Exercise} Exercise */
/** @typedef {import("./progress.js").Chapter} Chapter */
/** @typedef {import("./progress.js").Leaf} Leaf */
/** @typedef {import("./progress.js").State} State */
/** @typedef {{leaves: () => ReadonlyMap<string, Leaf>, setting: (name: string) => any, setSetting: (name: string, value: any) => void, watch: (hear: (address: string, leaf?: Leaf) => void) => () => void, watchSettings: (hear: (name: string) => void) => () => void}} Store the part of the store that progress needs */

const chapters = /** @type {Chapter[]} */ (book.chapters);

/** Where the store keeps what a reader says of an exercise by hand: no answer, so no address. */
const place = "progress/";
const name = (/** @type {string} */ exercise) => place + exercise;

/** @param {Store} store @param {string} exercise @returns {Mark|undefined} */
export function markOf(store, exercise) {
  const mark = store.setting(name(exercise));
  return mark && typeof mark === "object" && typeof mark.t === "number" ? mark : undefined;
}

/** @param {Store} store @param {string} exercise @param {Mark["v"]} v @param {number} [t] */
export function setMark(store, exercise, v, t = Date.now()) {
  store.setSetting(name(exercise), { v, t });
}

/** What is worked out is kept, and again only after a change, as many ask. */
class Tracker {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    /** @type {ReturnType<typeof entriesOf>|undefined} */
    this.entries = undefined;
    /** @type {Map<string, State>} */
    this.states = new Map();
    /** @type {ReturnType<typeof bookProgress>|undefined} */
    this.sums = undefined;
    this.turn = 0;
    /** Of exercises whose progress may have changed, in any tab. @type {ReturnType<typeof signal<[exercise: string]>>} */
    this.news = signal();
    store.watch((address, leaf) => {
      if (this.entries && leaf) put(this.entries, address, leaf);
      else this.entries = undefined;
      this.changed(address.split(/[@/]/, 1)[0]);
    });
    store.watchSettings((setting) => {
      if (setting.startsWith(place)) this.changed(setting.slice(place.length));
    });
  }

  /** Works out what will be asked for, a little at a time. @param {Exercise[]} exercises */
  async prepare(exercises) {
    const { turn } = this;
    /** @type {ReturnType<typeof entriesOf>} */
    const entries = new Map();
    await inSlices([...this.store.leaves()], ([address, leaf]) => put(entries, address, leaf));
    if (turn === this.turn) this.entries = entries; // else something changed meanwhile
    await inSlices(exercises, (exercise) => void this.of(exercise));
  }

  /** @param {string} exercise */
  changed(exercise) {
    this.turn++;
    this.states.delete(exercise);
    this.sums = undefined;
    this.news.tell(exercise);
  }

  /** @param {Exercise} exercise @returns {State} */
  of(exercise) {
    this.entries ??= entriesOf(this.store.leaves());
    const state = this.states.get(exercise.id) ?? stateOf(exercise, this.entries.get(exercise.id), markOf(this.store, exercise.id));
    this.states.set(exercise.id, state);
    return state;
  }

  sum() {
    return (this.sums ??= bookProgress(chapters, (exercise) => this.of(exercise)));
  }
}

/** @type {WeakMap<Store, Tracker>} */
const trackers = new WeakMap();

/** @param {Store} store */
export function trackerOf(store) {
  const tracker = trackers.get(store) ?? new Tracker(store);
  trackers.set(store, tracker);
  return tracker;
}

/**
 * A chapter's progress in words, or the book's, for the contents: nothing where
 * nothing was begun, as a list of what is not started would press.
 *
 * @param {Store} store
 * @param {string} [slug]
 * @returns {{kind: string, text: string}|undefined}
 */
export function chapterState(store, slug) {
  const { chapters: sums, book: whole } = trackerOf(store).sum();
  const sum = slug === undefined ? whole : sums.get(slug);
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
