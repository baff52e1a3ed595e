// The words that an answer was given to. They are remembered beside it, so that
// an answer can still be understood when the book no longer asks for it.

/** @param {Element|null|undefined} element */
const words = (element) => element?.textContent?.replace(/\s+/g, " ").trim() ?? "";

/** An address without the day of its entry: the question is the same. @param {string} address */
const undated = (address) => address.replace(/@[^/]*/, "");

/** What a control is called, beyond the question of its field. @param {import("./control.js").Control} control */
export const nameOf = (control) => control.getAttribute("aria-label") || words(control.closest("label")?.querySelector("span"));

/** @type {WeakSet<Element>} those whose words are remembered as they are now */
const known = new WeakSet();

/**
 * @param {import("./store.js").Store} store
 * @param {import("./control.js").Control} control
 */
export function remember(store, control) {
  if (known.has(control)) return;
  known.add(control);
  const field = control.closest(".field");
  const exercise = control.closest(".exercise");
  /** @param {string|null|undefined} address @param {string} text */
  const put = (address, text) => void (address && text && store.remember(undated(address), text));
  put(exercise?.getAttribute("data-exercise"), words(exercise?.querySelector(".exercise-title")));
  put(field?.getAttribute("data-address"), words(field?.querySelector(".question")));
  if (control.type === "radio") put(control.name, words(control.closest(".grid-row")?.querySelector("legend")));
  put(control.type === "radio" ? `${control.name}/${control.value}` : control.name, nameOf(control));
}
