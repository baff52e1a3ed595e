// The one module that knows the browser's storage. What lies there:
//
//   wb.<book>.<box>:<address>         {"v": …, "t": ms}   an answer
//   wb.<book>.!aside.<box>:<address>  [{"v": …, "t": ms}] other versions of it, until the reader chooses
//   wb.<book>.!label.<box>:<address>  "…"                 the question as it was when it was answered
//   wb.<book>.!<name>                 JSON                a setting
//
// All reading and writing of the first three goes through a Shelf, so a locked
// box needs another shelf and nothing else here.

import { Asides } from "./asides.js";
import { Box } from "./box.js";
import { isLeaf } from "./leaf.js";
import { Notes } from "./notes.js";
import { Shelf, take } from "./shelf.js";
import { signal } from "./signal.js";

/** @typedef {import("./leaf.js").Leaf} Leaf */
/** @typedef {{storage?: () => Storage|null|undefined, events?: EventTarget, was?: Record<string, string>}} Options for tests; and the book's renamed ids */

/**
 * Opens a box; the promise is kept when the box is in memory. It never fails:
 * without storage the store keeps everything in memory and says so.
 *
 * @param {string} bookId
 * @param {string} [box]
 * @param {Options} [options]
 */
export async function openStore(bookId, box = "a", { storage: ask = () => self.localStorage, events = globalThis, was } = {}) {
  const space = `wb.${bookId}.`;
  const { storage, trouble } = take(ask, space + "!probe");
  const shelf = (/** @type {string} */ name) => new Shelf(storage, space + name);
  const asides = new Notes(shelf(`!aside.${box}:`), (value) => Array.isArray(value) && value.every(isLeaf));
  const labels = new Notes(shelf(`!label.${box}:`), (value) => typeof value === "string");
  const store = new Store(new Box(shelf(`${box}:`), was, trouble), new Asides(asides), labels, new Notes(shelf("!"), () => true));
  // Before the first reading, so that nothing written meanwhile is missed.
  events.addEventListener("storage", (event) => {
    const { key, storageArea } = /** @type {StorageEvent} */ (event);
    if (storageArea && storageArea !== storage) return;
    if (key === null) store.refresh();
    else store.heard(key);
  });
  await store.box.read();
  return store;
}

export class Store {
  /** @param {Box} box @param {Asides} asides @param {Notes<string>} labels @param {Notes<any>} settings */
  constructor(box, asides, labels, settings) {
    this.box = box;
    this.asides = asides;
    this.labels = labels;
    this.settings = settings;
    /** fn(address, leaf, origin, before): leaf is undefined where the answer was taken out of the storage. */
    this.watch = box.news.watch;
    this.watchState = box.stateNews.watch;
    this.settingNews = /** @type {typeof signal<[name: string]>} */ (signal)();
    this.watchSettings = this.settingNews.watch;
  }

  /** @param {string} address */
  get(address) {
    return this.box.leaves.get(address)?.v ?? undefined;
  }

  /** @param {string} address */
  leaf(address) {
    return this.box.leaves.get(address);
  }

  /** Takes in what another tab has written at an address, before its news comes. @param {string} address */
  look(address) {
    this.box.look(address);
  }

  /** All leaves, deletions included. The map lives on: copy it to keep it. @returns {Map<string, Leaf>} */
  leaves() {
    return this.box.leaves;
  }

  get state() {
    return this.box.state;
  }

  /** Why an address cannot be read, if so. It is then never written. @param {string} address */
  unreadable(address) {
    return this.box.unread.get(address);
  }

  /** Why the answer at an address is in memory alone, if so. @param {string} address */
  unsaved(address) {
    return this.box.held.get(address);
  }

  /** @param {string} address @param {Leaf["v"]} value null deletes */
  set(address, value) {
    this.box.set(address, value);
  }

  /** @param {Map<string, Leaf>} leaves @returns what changed: the newest wins, leaf by leaf */
  merge(leaves) {
    return this.box.merge(leaves);
  }

  /** @param {"apart"|"private"} reason what is to be known of what is saved */
  caution(reason) {
    this.box.caveat = reason;
    this.box.settle();
  }

  /** Tries to write what could not be written yet. */
  flush() {
    this.box.flush();
  }

  /** Reads everything again, after the page slept or the storage was emptied. */
  refresh() {
    return this.box.read();
  }

  /** Another tab wrote. @param {string} key */
  heard(key) {
    const [answer, aside, setting] = [this.box, this.asides.notes, this.settings].map(({ shelf }) => shelf.nameIn(key));
    if (answer !== undefined) this.box.look(answer);
    else if (aside !== undefined) this.asides.news.tell(aside);
    else if (setting !== undefined) this.settingNews.tell(setting);
  }

  /** A setting: progress by hand and the like, never an answer. @param {string} name */
  setting(name) {
    return this.settings.get(name);
  }

  /** @param {string} name @param {unknown} [value] JSON; none forgets it @returns {boolean} whether it is in the storage */
  setSetting(name, value) {
    const stored = this.settings.put(name, value);
    this.settingNews.tell(name);
    return stored;
  }

  /** The question of a field, or the words of a choice, as they were when answered. @param {string} address without the date of an entry */
  label(address) {
    return this.labels.get(address);
  }

  /** @param {string} address @param {string} text */
  remember(address, text) {
    if (this.label(address) !== text) this.labels.put(address, text);
  }
}
