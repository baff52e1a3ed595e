// How far a reader is, from what is written and from what they marked by hand.
// Pure: no page and no storage, so that the rules can be tested by themselves.
//
// An exercise is done when every required field that is shown is answered, or,
// where none is required, every field that is shown. Opening a page is nothing.

/** @typedef {string|number|boolean|null} Value */
/** @typedef {{v: Value, t: number}} Leaf */
/** @typedef {{id: string, kind: string, rule: string, min?: number, required?: boolean, keep?: string, parts?: string[], if?: [string, string[]]}} Field */
/** @typedef {{id: string, title: string, keep: string, repeat?: string, fields: Field[]}} Exercise */
/** @typedef {{slug: string, number?: number, title: string, exercises: Exercise[]}} Chapter */

/** @typedef {"not-started"|"in-progress"|"done"|"on-paper"|"not-for-us"} Status */
/** @typedef {{v: "on-paper"|"not-for-us"|"done"|null, t: number}} Mark what the reader said by hand; "done" remembers when an exercise was finished, null that a mark was taken back */
/** @typedef {{values: Map<string, Value>, newest: number}} Entry one filling-in: values by the address below the exercise, and the time of the last change */
/** @typedef {{status: Status, changed: boolean}} State changed: something was written after it was done or marked */
/** @typedef {{status: Status, all: number, done: number, begun: number}} Sum all leaves out what is not for this reader */

/** @param {Value|undefined} value */
const blank = (value) => value == null || value === false || (typeof value === "string" && value.trim() === "");

/**
 * Leaves by exercise and by the date of the entry, "" where it has none.
 *
 * @param {Iterable<[string, Leaf]>} leaves
 * @returns {Map<string, Map<string, Entry>>}
 */
export function entriesOf(leaves) {
  /** @type {Map<string, Map<string, Entry>>} */
  const exercises = new Map();
  for (const [address, leaf] of leaves) put(exercises, address, leaf);
  return exercises;
}

/** @param {Map<string, Map<string, Entry>>} exercises @param {string} address @param {Leaf} leaf */
export function put(exercises, address, { v, t }) {
  const slash = address.indexOf("/");
  if (slash < 0) return;
  const [id, date = ""] = address.slice(0, slash).split("@");
  const entries = exercises.get(id) ?? new Map();
  exercises.set(id, entries);
  const entry = entries.get(date) ?? { values: new Map(), newest: 0 };
  entries.set(date, entry);
  entry.values.set(address.slice(slash + 1), v);
  entry.newest = Math.max(entry.newest, t);
}

/** @param {Entry} entry how many leaves of each field are not blank */
function leavesOf(entry) {
  /** @type {Map<string, number>} */
  const count = new Map();
  for (const [path, value] of entry.values) {
    const id = path.split("/", 1)[0];
    if (!blank(value)) count.set(id, (count.get(id) ?? 0) + 1);
  }
  return count;
}

/**
 * @param {Exercise} exercise
 * @param {Entry} entry
 * @returns {Status}
 */
function statusOfEntry(exercise, entry) {
  const count = leavesOf(entry);
  const byId = new Map(exercise.fields.map((f) => [f.id, f]));

  /** @param {Field} f how much is written in it: the order of rows that a reader added is no answer */
  const written = (f) => (count.get(f.id) ?? 0) - (f.kind === "table" && !blank(entry.values.get(f.id)) ? 1 : 0);

  /** @param {Field} f */
  const answered = (f) => {
    if (f.rule === "all") return (f.parts ?? []).every((part) => !blank(entry.values.get(`${f.id}/${part}`)));
    if (f.rule === "at-least") return written(f) >= (f.min ?? 1);
    return f.kind === "table" ? written(f) > 0 : !blank(entry.values.get(f.id));
  };

  /** @param {Field} f @param {number} depth ends conditions that go round in a circle @returns {boolean} */
  const shown = (f, depth = 0) => {
    if (!f.if) return true;
    const [id, answers] = f.if;
    const other = byId.get(id);
    if (!other || depth > exercise.fields.length || !shown(other, depth + 1)) return false;
    return answers.some((a) => entry.values.get(id) === a || !blank(entry.values.get(`${id}/${a}`)));
  };

  const counted = exercise.fields.filter((f) => f.keep !== "spoken" && shown(f));
  const required = counted.filter((f) => f.required);
  const toAnswer = required.length > 0 ? required : counted;
  if (toAnswer.length > 0 && toAnswer.every(answered)) return "done";
  return counted.some((f) => written(f) > 0) ? "in-progress" : "not-started";
}

/**
 * A repeating exercise is done once one of its entries is: a new week takes
 * nothing away. Nor does a new entry count as a change of what was done.
 *
 * @param {Exercise} exercise
 * @param {Map<string, Entry>} [entries]
 * @param {Mark} [mark]
 * @returns {State}
 */
export function stateOf(exercise, entries = new Map(), mark) {
  const newest = Math.max(0, ...[...entries.values()].map((e) => e.newest));
  const changed = !exercise.repeat && mark?.v != null && newest > mark.t;
  if (mark?.v === "on-paper" || mark?.v === "not-for-us") return { status: mark.v, changed };
  if (exercise.keep === "spoken") return { status: "not-started", changed: false };
  const found = [...entries.values()].map((e) => statusOfEntry(exercise, e));
  for (const status of /** @type {Status[]} */ (["done", "in-progress"])) {
    if (found.includes(status)) return { status, changed };
  }
  return { status: "not-started", changed };
}

/**
 * @param {Iterable<Status>} statuses
 * @returns {Sum}
 */
export function sum(statuses) {
  let [all, done, begun, put] = [0, 0, 0, 0];
  for (const status of statuses) {
    if (status === "not-for-us") put++;
    else all++;
    if (status === "done" || status === "on-paper") done++;
    if (status === "in-progress") begun++;
  }
  if (all === 0) return { status: put > 0 ? "not-for-us" : "not-started", all, done, begun };
  return { status: done === all ? "done" : done + begun > 0 ? "in-progress" : "not-started", all, done, begun };
}

/**
 * The chapters' sums by slug, without those that have nothing to do, and the
 * whole book's.
 *
 * @param {Chapter[]} chapters
 * @param {(exercise: Exercise) => State} state
 * @returns {{chapters: Map<string, Sum>, book: Sum}}
 */
export function bookProgress(chapters, state) {
  const sums = new Map();
  for (const { slug, exercises } of chapters) {
    if (exercises.length > 0) sums.set(slug, sum(exercises.map((e) => state(e).status)));
  }
  return { chapters: sums, book: sum(chapters.flatMap((c) => c.exercises.map((e) => state(e).status))) };
}
