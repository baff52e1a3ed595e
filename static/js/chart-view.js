// The charts of a repeating exercise on its own page, which itself says what
// was asked: nothing but the dots comes from the store.

import { charts, isDrawn } from "./chart.js";
import { dotsOf } from "./chart-dots.js";
import { entriesOf } from "./progress.js";
import { inSlices } from "./slices.js";

/** @typedef {import("./progress-state.js").Store} Store */
/** @typedef {import("./chart.js").Series} Series */

/** Milliseconds after a change before looking whether there is a chart now. */
const rest = 500;

/**
 * @param {ParentNode} root
 * @param {{ready: Promise<Store>}} context
 */
export async function start(root, { ready }) {
  const places = [...root.querySelectorAll("[data-exercise][data-repeat]")].filter((e) => e.querySelector(".field.scale, .field.grid"));
  const store = await ready;
  await inSlices(places, (exercise) => follow(exercise, store));
}

/** @param {Element} exercise @param {Store} store */
function follow(exercise, store) {
  const id = exercise.getAttribute("data-exercise") ?? "";
  const read = () => seriesOf(exercise, entriesOf([...store.leaves()].filter(([address]) => address.startsWith(`${id}@`))).get(id) ?? new Map());
  const box = charts(read);
  const show = () => {
    waiting = 0;
    box.hidden = read().length === 0;
    if (box.open) box.dispatchEvent(new Event("toggle"));
  };
  let waiting = 0;
  store.watch((address) => {
    if (address.startsWith(`${id}@`)) waiting ||= window.setTimeout(show, rest);
  });
  show();
  exercise.querySelector(".fields")?.after(box);
}

/**
 * @param {Element} exercise
 * @param {Map<string, import("./progress.js").Entry>} entries
 * @returns {Series[]}
 */
function seriesOf(exercise, entries) {
  return [...exercise.querySelectorAll(".field.scale, .field.grid .grid-row")].map((asked) => {
    const radios = /** @type {HTMLInputElement[]} */ ([...asked.querySelectorAll('input[type="radio"]')]);
    return {
      title: asked.querySelector("legend")?.textContent ?? "",
      points: radios.filter((r) => r.value !== "-").map((r) => ({ id: r.value, label: r.closest("label")?.textContent?.trim() ?? r.value })),
      dots: dotsOf(entries, radios[0]?.name.split("/").slice(1).join("/") ?? ""),
    };
  }).filter(isDrawn);
}
