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

/**
 * Browsers keep pages for Back as they were left. Chromium shows the last
 * picture of such a page for a frame or two before the page itself can act. But
 * it lets go of a page that is sent a message meanwhile: Back loads it anew.
 *
 * @param {(channel: BroadcastChannel) => void} use
 */
function reach(use) {
  try {
    use(new BroadcastChannel(`wb.!${name}`));
  } catch {
    // Kept pages hide themselves as well.
  }
}

export const listen = () => reach((channel) => (channel.onmessage = () => {}));
export const letGo = () => reach((channel) => channel.postMessage(0));
