// The dots of a chart: what a scale was given, entry by entry.

/** @param {Map<string, import("./progress.js").Entry>} entries @param {string} path below the exercise @returns {import("./chart.js").Dot[]} by date */
export function dotsOf(entries, path) {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([date, { values }]) => {
    const value = values.get(path);
    return date && value != null && value !== "" ? [{ date, value: String(value) }] : [];
  });
}
