// Controls and the answers they show. A control's name is its answer's
// address; radio buttons share one.

/** @typedef {HTMLInputElement|HTMLTextAreaElement|HTMLSelectElement} Control */
/** @typedef {string|number|boolean|null} Value */

const those = ":is(input, textarea, select)[name]";

/** @param {ParentNode} root @returns {Control[]} */
export const controlsIn = (root) => [...root.querySelectorAll(`.field ${those}`)].map((control) => /** @type {Control} */ (control));

/** @param {EventTarget|null} target @returns {Control|undefined} */
export const controlOf = (target) => (target instanceof Element && target.matches(`.field ${those}`) ? /** @type {Control} */ (target) : undefined);

/** The controls of an address, on this page. @param {ParentNode} root @param {string} address */
export const controlsAt = (root, address) => [...root.querySelectorAll(`.field [name="${CSS.escape(address)}"]`)].map((control) => /** @type {Control} */ (control));

/** Whether its words can be another's: only text is worth keeping two versions of. @param {Control} control */
export const isText = (control) => control.type === "text" || control.type === "textarea";

const classes = ["joint", "shareable", "private", "spoken", "never"];

/** The privacy class: the stricter of the field's and its exercise's. @param {Element} element in a field */
export function keepOf(element) {
  const ranks = [".field", ".exercise"].map((place) => classes.indexOf(element.closest(place)?.getAttribute("data-keep") ?? ""));
  return classes[Math.max(...ranks)] ?? "never";
}

/** Whether what is written may be stored. @param {Element} element */
export const isKept = (element) => !["spoken", "never"].includes(keepOf(element));

/**
 * The answer that a control gives; undefined while it gives none that could be
 * kept, as a number does that is still being written.
 *
 * @param {Control} control
 * @returns {Value|undefined}
 */
export function read(control) {
  if (control.type === "checkbox") return /** @type {HTMLInputElement} */ (control).checked || null;
  if (control.validity.badInput) return undefined;
  if (isText(control) || control.type === "date") return control.value || null;
  let { value } = control;
  if (control.type === "radio") {
    const chosen = controlsAt(control.closest(".field") ?? document, control.name).find((radio) => /** @type {HTMLInputElement} */ (radio).checked);
    value = chosen ? chosen.value : "";
  }
  return value === "" ? null : Number.isFinite(Number(value)) ? Number(value) : value;
}

/** @param {Control} control whether it holds an answer itself */
export const isAnswered = (control) => (control.type === "radio" ? /** @type {HTMLInputElement} */ (control).checked : read(control) != null);

/**
 * Shows an answer. One that the control has no room for, as a choice that the
 * book no longer offers, shows nothing and is not touched.
 *
 * @param {Control} control
 * @param {Value|undefined} value
 */
export function write(control, value) {
  const text = value == null ? "" : String(value);
  if (control.type === "checkbox" || control.type === "radio") {
    /** @type {HTMLInputElement} */ (control).checked = control.type === "checkbox" ? value === true : control.value === text;
  } else if (control.value !== text) {
    control.value = text;
  }
}
