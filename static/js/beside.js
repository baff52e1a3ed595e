// Two versions of one answer: what the control shows, and beside it what
// another tab wrote meanwhile. Both are kept until the reader chooses.

import { write } from "./control.js";
import { button, make } from "./dom.js";
import { announce } from "./field/snapshot.js";
import { nameOf } from "./label.js";
import { say } from "./book.js";
import { tell } from "./status.js";

/** @typedef {import("./control.js").Control} Control */
/** @typedef {import("./store.js").Store} Store */

/** @type {WeakMap<Control, {box: HTMLElement, texts: string[]}>} */
const boxes = new WeakMap();

/**
 * Sets aside a version that another replaces, unless all its words are in that.
 *
 * @param {Store} store
 * @param {string} address
 * @param {import("./store.js").Leaf} leaf
 * @param {unknown} by
 */
export function contest(store, address, leaf, by) {
  if (typeof leaf.v === "string" && !String(by ?? "").includes(leaf.v.trim())) store.asides.put(address, leaf);
}

/**
 * Offers the other versions of a control's text, if there are any.
 *
 * @param {Store} store
 * @param {Control} control
 */
export function offer(store, control) {
  const texts = versions(store, control);
  const old = boxes.get(control);
  if (texts.join("\0") === (old?.texts ?? []).join("\0")) return;
  const focused = old?.box.contains(document.activeElement);
  old?.box.remove();
  boxes.delete(control);
  if (texts.length === 0) {
    if (focused) control.focus();
    return;
  }
  const choose = (/** @type {string} */ text) => {
    write(control, text);
    announce(control);
    store.asides.clear(control.name);
    offer(store, control);
    control.focus();
  };
  const name = nameOf(control);
  const box = make("div", { class: "versions", role: "group", "aria-label": say("js-versions") },
    make("p", {}, name ? `${name}: ` : "", say("js-versions-why")),
    ...texts.flatMap((text) => [make("blockquote", {}, text), button("button quiet", say("js-versions-use"), () => choose(text))]),
    button("button quiet", say("js-versions-keep"), () => choose(control.value)));
  boxes.set(control, { box, texts });
  control.closest(".field")?.append(box);
  if (focused) box.querySelector("button")?.focus();
  else tell(say("js-versions"));
}

/** @param {Store} store @param {Control} control */
function versions(store, control) {
  const asides = store.asides.of(control.name);
  if (asides.length === 0 && !boxes.has(control) && store.get(control.name) === (control.value || undefined)) return [];
  const texts = [store.leaf(control.name), ...asides].flatMap((leaf) => (typeof leaf?.v === "string" ? leaf.v : []));
  const others = [...new Set(texts)].filter((text) => text.trim() && !control.value.includes(text.trim()));
  if (asides.length > 0 && others.length === 0 && store.get(control.name) === control.value) store.asides.clear(control.name);
  return others;
}

/** Says of a field that what is stored for it cannot be read. @param {Control} control @param {"damaged"|"newer"} why */
export function unread(control, why) {
  const field = control.closest(".field");
  if (field && !field.querySelector(".unread")) field.append(make("p", { class: "unread" }, say(`js-unread-${why}`)));
}
