// Long work in short slices, so that no key press and no frame waits for it.

/** Milliseconds of a slice: with what comes on top of it, well under the 50 that make a task long. */
const budget = 8;

/** When the slice began that is being used up; 0 between two. */
let began = 0;

function begin() {
  began = performance.now();
  setTimeout(() => (began = 0)); // whatever else runs in this task, its slice is the same
}

/** Whether the browser should have its turn. */
function isSpent() {
  if (began === 0) begin();
  return performance.now() - began > budget;
}

const pause = () => new Promise((done) => setTimeout(() => done(begin())));

/**
 * Waits until there is a slice to work in: not at all while this one lasts.
 *
 * @template T
 * @param {T} [value] handed on
 */
export async function turn(value) {
  if (isSpent()) await pause();
  return /** @type {T} */ (value);
}

/**
 * Does the work for every item, giving way to the browser whenever a slice has
 * been used up. What fits in one slice is done without any wait.
 *
 * @template T
 * @param {Iterable<T>} items
 * @param {(item: T) => void} work
 */
export async function inSlices(items, work) {
  for (const item of items) {
    if (isSpent()) await pause();
    work(item);
  }
}
