// A box is one person's answers: in memory what this page knows, and on a
// shelf of the storage one key a leaf, written in the same moment. A page can
// be gone at any key press, so nothing here waits.

import { after, format, isAddress, isLeaf, isNewer, parse } from "./leaf.js";
import { signal } from "./signal.js";
import { inSlices } from "./slices.js";
import { renamed } from "./was.js";

/** @typedef {import("./leaf.js").Leaf} Leaf */
/** @typedef {import("./shelf.js").Reason} Reason */
/** @typedef {"here"|"elsewhere"} Origin in this tab, or in another one or an imported file */

export class Box {
  /**
   * @param {import("./shelf.js").Shelf} shelf
   * @param {Record<string, string>} [was] the book's renamed ids
   * @param {Reason} [trouble] what is known to hinder writing
   */
  constructor(shelf, was, trouble) {
    this.shelf = shelf;
    this.was = was;
    this.trouble = trouble;
    /** @type {Map<string, Leaf>} */
    this.leaves = new Map();
    /** What the storage holds as far as we know, to tell another tab's writing by. @type {Map<string, string>} */
    this.stored = new Map();
    /** What could not be read and is therefore never written over. @type {Map<string, "damaged"|"newer">} */
    this.unread = new Map();
    /** What is in memory alone, and why. @type {Map<string, Reason>} */
    this.held = new Map();
    /** What is to be known of what is saved. @type {Reason|undefined} */
    this.caveat = undefined;
    /** @type {import("./shelf.js").State} */
    this.state = trouble ? { kind: "unsaved", reason: trouble } : { kind: "saved" };
    this.news = /** @type {typeof signal<[address: string, leaf: Leaf|undefined, origin: Origin, before?: Leaf]>} */ (signal)();
    this.stateNews = /** @type {typeof signal<[import("./shelf.js").State]>} */ (signal)();
  }

  /** Reads the shelf, the first time or again. */
  async read() {
    const names = new Set(this.shelf.names());
    await inSlices([...names, ...this.stored.keys()], (name) => this.look(name));
  }

  /** Takes in what the storage has at an address, where that is news. @param {string} address */
  look(address) {
    const text = this.shelf.get(address);
    if (text === undefined || text === (this.stored.get(address) ?? null) || !isAddress(address)) return;
    this.unread.delete(address);
    const mine = this.leaves.get(address);
    if (text === null) {
      this.stored.delete(address);
      if (mine && !this.held.has(address)) this.adopt(address, undefined);
      return;
    }
    this.stored.set(address, text);
    const leaf = parse(text);
    if (typeof leaf === "string") this.unread.set(address, leaf);
    else if (renamed(address, this.was) !== address) this.move(address, leaf);
    else if (isNewer(leaf, mine)) this.adopt(address, leaf);
    else if (mine && isNewer(mine, leaf)) this.write(address); // an older tab came late
  }

  /** @param {string} address @param {Leaf|undefined} leaf what another tab or device has */
  adopt(address, leaf) {
    const before = this.leaves.get(address);
    if (leaf) this.leaves.set(address, leaf);
    else this.leaves.delete(address);
    this.news.tell(address, leaf, "elsewhere", before);
    this.held.delete(address);
    this.settle();
  }

  /** Moves an answer to the address that it now has. The old key stays until the new one is written. @param {string} from @param {Leaf} leaf */
  move(from, leaf) {
    const to = renamed(from, this.was);
    this.look(to);
    if (this.unread.has(to)) return void this.leaves.set(from, leaf); // an earlier answer
    if (isNewer(leaf, this.leaves.get(to))) {
      const text = format(leaf);
      const failed = this.shelf.put(to, text);
      if (!failed) this.stored.set(to, text);
      this.adopt(to, leaf);
      if (failed) return;
    }
    this.stored.delete(from);
    this.shelf.drop(from);
  }

  /** @param {string} address @param {Leaf["v"]} value null deletes */
  set(address, value) {
    this.look(address); // or a tab whose news has not come yet would be written over unseen
    const old = this.leaves.get(address);
    if ((old?.v ?? null) === value) return;
    const leaf = { v: value, t: after(old, Date.now()) };
    this.leaves.set(address, leaf);
    this.write(address);
    this.news.tell(address, leaf, "here", old);
  }

  /**
   * @param {Map<string, Leaf>} leaves
   * @returns {Map<string, Leaf>} those that were newer than ours, under the addresses that they have now
   */
  merge(leaves) {
    const changed = new Map();
    for (const [from, leaf] of leaves) {
      const address = renamed(from, this.was);
      if (!isAddress(address) || !isLeaf(leaf)) continue;
      this.look(address);
      if (this.unread.has(address) || !isNewer(leaf, this.leaves.get(address))) continue;
      this.adopt(address, { v: leaf.v, t: leaf.t });
      this.write(address);
      changed.set(address, leaf);
    }
    return changed;
  }

  /** @param {string} address one that has a leaf @returns {boolean} whether it was written */
  write(address) {
    const text = format(/** @type {Leaf} */ (this.leaves.get(address)));
    const why = this.unread.get(address) ?? this.shelf.put(address, text);
    this.held.delete(address); // so that the latest reason is the last
    if (why) this.held.set(address, why);
    else this.stored.set(address, text);
    if (!why) this.trouble = undefined;
    this.settle();
    return !why;
  }

  /** Tries again what could not be written. Stops at the first that fails for want of room. */
  flush() {
    for (const address of [...this.held.keys()]) {
      if (!this.unread.has(address) && !this.write(address)) return;
    }
  }

  settle() {
    const lost = [...this.held.values()].pop() ?? this.trouble;
    const reason = lost ?? this.caveat;
    if (reason === this.state.reason) return;
    this.state = { kind: lost ? "unsaved" : "saved", reason };
    this.stateNews.tell(this.state);
  }
}
