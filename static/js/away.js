// Whether the reader has left the book in this tab. The tab remembers it, so
// that Back and Forward meet a blank page, until the reader asks for the book
// again. All books of a site share it: what was left in a hurry stays shut.

import { tabShelf } from "./shelf.js";

// Neutral, as others may look.
const name = "tab";
const value = "blank";

export const isAway = () => tabShelf().get(name) === value;

/** @param {boolean} away */
export function setAway(away) {
  if (away) tabShelf().put(name, value);
  else tabShelf().drop(name);
}
