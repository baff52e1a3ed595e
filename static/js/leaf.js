// A leaf is one answer's value with the time it was given. This module knows
// its form and which of two is newer; it touches nothing.

/** @typedef {{v: string|number|boolean|null, t: number}} Leaf v null says that the answer was deleted at t */

/** The last instant a Date can hold: a leaf from beyond it is damaged. */
const end = 8.64e15;

const address = /^[a-z][a-z0-9.-]{0,99}(@\d{4}-\d\d-\d\d)?(\/[a-z0-9][a-z0-9.-]{0,99}){1,4}$/;

/** @param {unknown} text */
export const isAddress = (text) => typeof text === "string" && address.test(text);

/**
 * Whether a value that came from a file or from storage is a leaf and nothing
 * more: one with a key that we do not know was written by a newer version.
 *
 * @param {any} it
 * @returns {it is Leaf}
 */
export function isLeaf(it) {
  if (it === null || typeof it !== "object" || Array.isArray(it)) return false;
  const { v, t, ...more } = it;
  const known = v === null || typeof v === "string" || typeof v === "boolean" || (typeof v === "number" && Number.isFinite(v));
  return known && Number.isInteger(t) && t >= 0 && t <= end && Object.keys(more).length === 0;
}

/**
 * What a key of the storage holds: a leaf, or why it cannot be read. An object
 * is taken for something that a newer version wrote, all else for damage.
 *
 * @param {string} raw
 * @returns {Leaf|"damaged"|"newer"}
 */
export function parse(raw) {
  let it;
  try {
    it = JSON.parse(raw);
  } catch {
    return "damaged";
  }
  if (isLeaf(it)) return { v: it.v, t: it.t };
  return it && typeof it === "object" && !Array.isArray(it) && "v" in it && Object.keys(it).some((key) => key !== "v" && key !== "t") ? "newer" : "damaged";
}

/** @param {Leaf} leaf */
export const format = ({ v, t }) => JSON.stringify({ v, t });

/**
 * Whether a replaces b. Two devices may write in the same millisecond; then
 * words win over a deletion, and else the order of the text decides, so that
 * merging either way round ends the same.
 *
 * @param {Leaf} a
 * @param {Leaf|undefined} b
 */
export function isNewer(a, b) {
  if (!b || a.t !== b.t) return !b || a.t > b.t;
  if (a.v === null || b.v === null) return b.v === null && a.v !== null;
  return format(a) > format(b);
}

/**
 * The time of a leaf that replaces old: later than it even where a clock is
 * wrong, or a correction would lose against what it corrects.
 *
 * @param {Leaf|undefined} old
 * @param {number} now
 */
export const after = (old, now) => Math.min(Math.max(now, old ? old.t + 1 : 0), end);
