// The backup file: its form, what is taken from one, and what merging it would
// do. Pure. A file may come from anybody, so whatever is in it is only ever
// looked at as data: addresses and leaves of the known form are taken, all else
// is counted and left.

import { isAddress, isLeaf, isNewer } from "./leaf.js";
import { inSlices } from "./slices.js";
import { renamed } from "./was.js";

/** @typedef {import("./leaf.js").Leaf} Leaf */
/** @typedef {import("./progress.js").Mark} Mark */
/** @typedef {{leaves: Map<string, Leaf>, marks: Map<string, Mark>, labels: Map<string, string>}} Content answers; what was said of exercises by hand; questions and choices as they were worded */
/** @typedef {Content & {made: string, left: number}} Backup left: how much of the file was not taken */
/** @typedef {"not-backup"|"newer"|"other-book"|"too-big"|"empty"} Problem */

const format = "trustbook-answers";
const version = 1;

/** More than any browser keeps (5 million letters a site), so no real backup is refused. */
export const most = { bytes: 16_000_000, entries: 50_000, value: 500_000, label: 2_000 };

/**
 * @param {string} book
 * @param {Content} content
 * @param {Date} made
 */
export function write(book, { leaves, marks, labels }, made) {
  const sorted = (/** @type {Map<string, any>} */ map) => Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({
    format, version, workbook: book, edition: book, made: made.toISOString(),
    boxes: { a: sorted(leaves) }, progress: sorted(marks), questions: sorted(labels),
  }, null, 1) + "\n";
}

/** A name that tells nothing but what day it is. @param {Date} made */
export const fileName = (made) => `workbook-${[made.getFullYear(), made.getMonth() + 1, made.getDate()].map((n) => String(n).padStart(2, "0")).join("-")}.json`;

/** @param {any} it */
const isObject = (it) => it !== null && typeof it === "object" && !Array.isArray(it);

/** @param {object} it whether it has no more members than that */
function isFew(it) {
  let n = 0;
  for (const _ in it) if (++n > most.entries) return false;
  return true;
}

/** @param {any} it @returns {it is Mark} */
const isMark = (it) => isObject(it) && ["on-paper", "not-for-us", "done", null].includes(it.v) && isLeaf(it);

/**
 * Reads a file's text. What the book keeps nothing of is not taken either, or a
 * file could put it where it must never be.
 *
 * @param {string} text
 * @param {{id: string, was?: Record<string, string>, unkept?: (address: string) => boolean}} book
 * @param {number} now nothing was written later: a time to come would win for good
 * @returns {Promise<Backup|{problem: Problem}>}
 */
export async function read(text, { id, was, unkept = () => false }, now) {
  let it;
  try {
    it = JSON.parse(text);
  } catch {
    return { problem: "not-backup" };
  }
  if (!isObject(it) || it.format !== format || typeof it.version !== "number") return { problem: "not-backup" };
  if (it.version > version) return { problem: "newer" };
  if (it.version !== version || !isObject(it.boxes)) return { problem: "not-backup" };
  if (it.workbook !== id) return { problem: "other-book" };
  const [answers, marks, labels] = [it.boxes.a, it.progress, it.questions].map((part) => (isObject(part) ? part : {}));
  if (![it.boxes, answers, marks, labels].every(isFew)) return { problem: "too-big" };
  /** @type {Backup} */
  const out = { leaves: new Map(), marks: new Map(), labels: new Map(), made: typeof it.made === "string" ? it.made.slice(0, 10) : "", left: 0 };

  await inSlices(Object.entries(answers), ([from, leaf]) => {
    const to = isAddress(from) && isLeaf(leaf) && !(typeof leaf.v === "string" && leaf.v.length > most.value) ? renamed(from, was) : "";
    if (!isAddress(to) || unkept(to)) return void out.left++;
    const taken = { v: leaf.v, t: Math.min(leaf.t, now) };
    if (isNewer(taken, out.leaves.get(to))) out.leaves.set(to, taken);
  });
  await inSlices(Object.entries(marks), ([from, mark]) => {
    const to = isAddress(`${from}/x`) && isMark(mark) ? renamed(from, was) : "";
    if (to) out.marks.set(to, { v: mark.v, t: Math.min(mark.t, now) });
  });
  await inSlices(Object.entries(labels), ([from, label]) => {
    if (isAddress(`${from}/x`) && typeof label === "string" && label.length <= most.label) out.labels.set(renamed(from, was), label);
  });
  out.left += Object.keys(it.boxes).filter((box) => box !== "a").length;
  return out.leaves.size + out.marks.size > 0 ? out : { problem: "empty" };
}

/** @typedef {"added"|"replaced"|"removed"|"kept"} Fate of a question's answer; kept: what is here is newer than what is in the file */
/** @typedef {{news: Map<string, Leaf>, fates: Map<string, Fate>}} Plan news: the leaves that win; fates by exercise/field, with the entry's date */

/**
 * What merging would do, leaf by leaf, the newest wins; told question by
 * question, as a reader thinks of it.
 *
 * @param {ReadonlyMap<string, Leaf>} mine
 * @param {ReadonlyMap<string, Leaf>} theirs
 * @returns {Promise<Plan>}
 */
export async function plan(mine, theirs) {
  const field = (/** @type {string} */ address) => address.split("/", 2).join("/");
  const answered = new Set();
  await inSlices(mine, ([address, { v }]) => v !== null && answered.add(field(address)));
  /** @type {Plan} */
  const out = { news: new Map(), fates: new Map() };
  await inSlices(theirs, ([address, leaf]) => {
    const here = mine.get(address);
    const wins = isNewer(leaf, here);
    if (wins) out.news.set(address, leaf);
    const before = here?.v ?? null;
    if (before === leaf.v) return; // also what was deleted on both sides
    const at = field(address);
    /** @type {Fate} */
    let fate = !wins ? "kept" : leaf.v === null ? "removed" : answered.has(at) ? "replaced" : "added";
    const other = out.fates.get(at) ?? fate;
    if (other !== fate) fate = other === "kept" ? fate : fate === "kept" ? other : "replaced";
    out.fates.set(at, fate);
  });
  return out;
}
