// Versions of an answer that another replaced while a reader was writing it.
// They are kept, in every tab, until the reader chooses.

import { signal } from "./signal.js";

/** @typedef {import("./leaf.js").Leaf} Leaf */

export class Asides {
  /** @param {import("./notes.js").Notes<Leaf[]>} notes */
  constructor(notes) {
    this.notes = notes;
    this.news = /** @type {typeof signal<[address: string]>} */ (signal)();
  }

  /** @param {string} address */
  of(address) {
    return this.notes.get(address) ?? [];
  }

  /** @param {string} address @param {Leaf} leaf a text */
  put(address, leaf) {
    const text = String(leaf.v);
    const others = this.of(address);
    if (others.some(({ v }) => String(v).startsWith(text))) return;
    // What was on the way to this version is not another one.
    this.notes.put(address, [...others.filter(({ v }) => !text.startsWith(String(v))), leaf]);
    this.news.tell(address);
  }

  /** @param {string} address */
  clear(address) {
    if (this.of(address).length === 0) return;
    this.notes.put(address);
    this.news.tell(address);
  }
}
