// Listeners of one kind of news. One that throws stops no other, nor what
// brought the news.

/**
 * @template {any[]} News
 * @returns {{watch: (hear: (...news: News) => void) => () => void, tell: (...news: News) => void}}
 */
export function signal() {
  /** @type {Set<(...news: News) => void>} */
  const hearers = new Set();
  return {
    watch(hear) {
      hearers.add(hear);
      return () => void hearers.delete(hear);
    },
    tell(...news) {
      for (const hear of hearers) attempt(() => hear(...news));
    },
  };
}

/** Runs something whose failure must stop nothing else; the console hears of it. @param {() => unknown} run */
export function attempt(run) {
  try {
    const done = run();
    if (done instanceof Promise) done.catch(console.error);
  } catch (error) {
    console.error(error);
  }
}
