// Ties the controls of a page to the store. What a reader writes is stored in
// the same moment: the page may be gone before the next key.

import { contest, offer, unread } from "./beside.js";
import { controlOf, controlsAt, controlsIn, isAnswered, isKept, isText, read, write } from "./control.js";
import { rowOrder } from "./field/rows.js";
import { restore } from "./field/table.js";
import { remember } from "./label.js";
import { inSlices } from "./slices.js";

/** @typedef {import("./control.js").Control} Control */
/** @typedef {import("./store.js").Store} Store */

/**
 * @param {ParentNode} root
 * @param {{ready: Promise<Store>}} context
 */
export function start(root, { ready }) {
  /** @type {Binding|undefined} */
  let binding;
  /** @param {Event} event */
  const save = ({ target }) => {
    const control = controlOf(target);
    if (control && isKept(control)) binding?.save(control);
  };
  const leave = () => binding?.leave(controlOf(document.activeElement));
  root.addEventListener("input", save);
  // No news where "input" came before: it must not bring back what another tab erased since.
  for (const type of ["change", "focusout"]) root.addEventListener(type, ({ target }) => binding?.leave(controlOf(target)));
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", leave);
  ready.then(async (store) => {
    binding = new Binding(root, store);
    await binding.fill(root);
    document.documentElement.classList.add("filled"); // all that is stored is shown
  });
}

class Binding {
  /** @param {ParentNode} root @param {Store} store */
  constructor(root, store) {
    this.root = root;
    this.store = store;
    /** What was stored, and how the control looked, when the two last agreed. @type {WeakMap<Control, {stored: unknown, looks: unknown}>} */
    this.seen = new WeakMap();
    /** The address that is being stored: its control needs no telling. */
    this.saving = "";
    store.watch((address, _, origin, before) => this.hear(address, origin === "elsewhere" ? before : undefined));
    store.asides.news.watch((address) => controlsAt(root, address).forEach((control) => offer(store, control)));
    addEventListener("pageshow", ({ persisted }) => void (persisted && store.refresh()));
    root.addEventListener("entrychange", ({ target }) => void this.fill(/** @type {Element} */ (target)));
    /** @param {string} type @param {(place: Element, detail: any) => void} hear what table.js tells */
    const on = (type, hear) => root.addEventListener(type, (event) => hear(/** @type {Element} */ (event.target), /** @type {CustomEvent} */ (event).detail));
    on("roworder", (field, { address, value }) => this.put(field, address, value || null));
    on("fieldchange", (field, { removed }) => removed.forEach((/** @type {string} */ address) => this.put(field, address, null)));
  }

  /** @param {Control} control */
  save(control) {
    const value = read(control);
    if (value === undefined) return;
    const { store } = this;
    const address = (this.saving = control.name);
    store.look(address);
    const theirs = store.leaf(address);
    if (isText(control) && theirs && theirs.v !== this.seen.get(control)?.stored) contest(store, address, theirs, value);
    this.put(control, address, value);
    this.seen.set(control, { stored: store.get(address), looks: value });
    if (value !== null) remember(store, control);
    if (isText(control)) offer(store, control);
  }

  /** @param {Element} place in a field @param {string} address @param {import("./control.js").Value} value */
  put(place, address, value) {
    if (!isKept(place)) return;
    this.saving = address;
    this.store.set(address, value);
    this.saving = "";
  }

  /** What changed a control without a word, as some extensions do, is stored when it is left. @param {Control} [control] */
  leave(control) {
    const seen = control && isKept(control) && this.seen.get(control);
    if (seen && read(control) !== seen.looks) this.save(control);
    this.store.flush();
  }

  /** @param {ParentNode} root */
  async fill(root) {
    await inSlices(root.querySelectorAll(".field"), (field) => this.fillField(field));
  }

  /** @param {Element} field */
  fillField(field) {
    if (!isKept(field)) return;
    const address = field.getAttribute("data-address") ?? "";
    const { store } = this;
    if (field.querySelector(".own-rows")) {
      const written = [...store.leaves()].filter(([, { v }]) => v !== null).map(([at]) => at);
      restore(field, rowOrder(address, store.get(address), written));
    }
    const controls = controlsIn(field);
    // The page comes with nothing filled in: this was written before the box was read.
    controls.filter((control) => !this.seen.has(control) && isAnswered(control)).forEach((control) => this.save(control));
    const changed = controls.filter((control) => this.show(control));
    if (changed.length > 0) field.dispatchEvent(new CustomEvent("fieldfill", { bubbles: true }));
  }

  /** @param {Control} control @returns {boolean} whether that changed it */
  show(control) {
    const { store } = this;
    const looked = read(control);
    const stored = store.get(control.name);
    write(control, stored);
    const looks = read(control);
    this.seen.set(control, { stored, looks });
    if (isText(control)) offer(store, control);
    const why = store.unreadable(control.name);
    if (why) unread(control, why);
    return looked !== looks;
  }

  /** @param {string} address @param {import("./store.js").Leaf} [mine] what another tab replaced */
  hear(address, mine) {
    if (address === this.saving) return;
    const { store } = this;
    const [head, id] = address.split("/");
    const field = this.root.querySelector(`.field[data-address="${CSS.escape(`${head}/${id}`)}"]`);
    if (!field || !isKept(field)) return;
    const control = controlsAt(field, address).find(isText);
    const value = control?.value ?? "";
    // What was erased in another tab is gone here too.
    if (control && mine && value !== "" && store.leaf(address) && value !== store.get(address)) {
      const writing = control === document.activeElement && document.hasFocus();
      if (writing || store.unsaved(address)) contest(store, address, mine, store.get(address));
      // Not under the reader's hands: it is shown beside.
      if (writing) return offer(store, control);
    }
    this.fillField(field);
  }
}
