// What bringing in a copy would do, before anything is written.

import { answerOf, byField, exerciseOf, textOf } from "./answers-read.js";
import { day } from "./answers-kinds.js";
import { count, say } from "./book.js";
import { button, make } from "./dom.js";
import { markOf } from "./progress-state.js";
import { remembered } from "./remembered.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./backup.js").Backup} Backup */
/** @typedef {import("./backup.js").Plan} Plan */
/** @typedef {import("./backup.js").Fate} Fate */

/** More than anybody reads here; the counts say the rest. */
const shown = 50;
const letters = 300;

/**
 * @param {Backup} found
 * @param {Plan} plan
 * @param {Store} store
 * @param {{confirm: () => void, cancel: () => void}} choose
 * @returns {HTMLElement}
 */
export function preview(found, { news, fates }, store, { confirm, cancel }) {
  const here = grouped(store.leaves());
  const files = grouped(found.leaves);
  const merged = grouped(news, grouped(store.leaves()));
  const now = remembered(store);
  const label = (/** @type {string} */ address) => now(address) ?? found.labels.get(address);
  const title = make("h3", { id: "copy-preview.title" }, say("js-my-copy-preview"));
  const box = make("section", { class: "preview", tabindex: "-1", "aria-labelledby": title.id }, title);
  /** @param {Fate} fate @param {string} id */
  const part = (fate, id) => {
    const addresses = [...fates].filter(([, f]) => f === fate).map(([address]) => address);
    if (addresses.length === 0) return;
    const items = addresses.slice(0, shown).map((address) => item(address, { here, there: fate === "kept" ? files : merged, label }));
    if (addresses.length > shown) items.push(make("li", {}, count("js-my-copy-more", addresses.length - shown)));
    box.append(make("details", { class: `unfold ${fate}` }, make("summary", {}, count(id, addresses.length)), make("ul", {}, ...items)));
  };
  part("added", "js-my-copy-added");
  part("replaced", "js-my-copy-replaced");
  part("removed", "js-my-copy-removed");
  part("kept", "js-my-copy-kept");
  const marks = [...found.marks].filter(([id, { t }]) => t > (markOf(store, id)?.t ?? -1)).length;
  if (marks > 0) box.append(make("p", {}, count("js-my-copy-marks", marks)));
  if (found.left > 0) box.append(make("p", {}, count("js-my-copy-left", found.left)));
  const something = news.size + marks > 0;
  if (!something) box.append(make("p", {}, say("js-my-copy-same")));
  if (something && fates.size === 0) box.append(make("p", {}, say("js-my-copy-times")));
  box.append(make("p", { class: "preview-choices" },
    ...(something ? [button("button", say("js-my-copy-confirm"), confirm)] : []),
    button("button quiet", say(something ? "js-my-copy-cancel" : "js-close"), cancel)));
  return box;
}

/** @typedef {Map<string, Map<string, import("./progress.js").Value>>} Grouped values by exercise/field, then by the address below the exercise */

/** @param {Iterable<[string, {v: import("./progress.js").Value}]>} leaves @param {Grouped} [onto] @returns {Grouped} */
function grouped(leaves, onto = new Map()) {
  for (const [address, { v }] of leaves) {
    const [head, ...path] = address.split("/");
    const at = `${head}/${path[0]}`;
    onto.set(at, (onto.get(at) ?? new Map()).set(path.join("/"), v));
  }
  return onto;
}

/**
 * @param {string} address of a question, in an entry
 * @param {{here: Grouped, there: Grouped, label: (address: string) => string|undefined}} context there: as it would be, or, where what is here is newer, as the copy has it
 */
function item(address, { here, there, label }) {
  const [head, id] = address.split("/");
  const [exerciseId, date] = head.split("@");
  const exercise = exerciseOf(exerciseId);
  const field = exercise?.fields?.find((f) => f.id === id);
  const question = field?.label || label(`${exerciseId}/${id}`) || exercise?.title || say("js-my-earlier");
  const words = (/** @type {Grouped} */ all) => {
    const answer = answerOf(field ?? { id, kind: "", keep: "" }, byField(all.get(address) ?? new Map()).get(id) ?? new Map());
    const text = answer ? textOf(answer) : say("js-my-copy-blank");
    return text.length > letters ? `${text.slice(0, letters).trimEnd()}…` : text;
  };
  /** @param {string} name @param {string} text */
  const version = (name, text) => make("div", {}, make("dt", {}, name), make("dd", { class: "own", dir: "auto" }, text));
  return make("li", {}, make("p", { class: "question" }, date ? say("js-my-dated", { date: day(date), text: question }) : question),
    make("dl", {}, ...(here.has(address) ? [version(say("js-my-copy-here"), words(here))] : []), version(say("js-my-copy-there"), words(there))));
}
