// Long work in short slices, so that no key press and no frame waits for it.

/** Milliseconds of a slice: on a processor four times as slow as ours, still under the 50 that make a task long. */
const budget = 8;

const pause = () => new Promise((done) => setTimeout(done));

/**
 * Does the work for every item, giving way to the browser whenever a slice has
 * been used up. What fits in one slice is done without any wait.
 *
 * @template T
 * @param {Iterable<T>} items
 * @param {(item: T) => void} work
 */
export async function inSlices(items, work) {
  let start = performance.now();
  for (const item of items) {
    if (performance.now() - start > budget) {
      await pause();
      start = performance.now();
    }
    work(item);
  }
}
