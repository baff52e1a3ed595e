// The question of an answer as it was, also where its exercise or field had
// another name then: the store remembers a question under the name of its time.

import { book } from "./book.js";

/**
 * @param {{label: (address: string) => string|undefined}} store
 * @param {Record<string, string>} [was]
 * @returns {(address: string) => string|undefined} by an address without the date of an entry
 */
export function remembered(store, was = book.was ?? {}) {
  const renames = Object.entries(was);
  return (address) => {
    const now = store.label(address);
    if (now !== undefined) return now;
    for (const [from, to] of renames) {
      const then = address === to || address.startsWith(`${to}/`) ? store.label(from + address.slice(to.length)) : undefined;
      if (then !== undefined) return then;
    }
    return undefined;
  };
}
