// The charts of an exercise on the page of everything written, where the book's
// model says what was asked.

import { pointOf } from "./answers-kinds.js";
import { charts as drawn, isDrawn } from "./chart.js";
import { dotsOf } from "./chart-dots.js";

/** @typedef {import("./answers-read.js").Exercise} Exercise */
/** @typedef {Map<string, import("./progress.js").Entry>} Entries */
/** @typedef {import("./chart.js").Series} Series */

/**
 * @param {Exercise} exercise
 * @param {Entries} entries
 * @returns {Series[]}
 */
export function seriesOf(exercise, entries) {
  /** @type {Series[]} */
  const out = [];
  for (const f of exercise.fields ?? []) {
    const asked = f.kind === "scale" ? [{ path: f.id, title: f.label ?? "" }] : f.kind === "grid" ? (f.rows ?? []).map((r) => ({ path: `${f.id}/${r.id}`, title: r.label ?? "" })) : [];
    const points = (f.points ?? []).map(({ id }) => ({ id, label: pointOf(f, id) }));
    for (const { path, title } of asked) out.push({ title, points, dots: dotsOf(entries, path) });
  }
  return out.filter(isDrawn);
}

/** @param {Exercise} exercise @param {Entries} entries @returns {HTMLElement[]} none where there is nothing to see yet */
export function charts(exercise, entries) {
  return seriesOf(exercise, entries).length > 0 ? [drawn(() => seriesOf(exercise, entries))] : [];
}
