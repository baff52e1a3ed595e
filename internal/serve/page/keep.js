// What an author would lose by a reload: what is written in fields that are
// never saved, what is open, where the focus is. The browser keeps it with this
// entry of its history, in memory, and brings the place on the page back itself.

const LOOSE = "[data-keep=never] :is(input, textarea, select), [data-keep=spoken] :is(input, textarea, select), :is(input, textarea, select):not(.field *)";

/** @typedef {HTMLInputElement|HTMLTextAreaElement|HTMLSelectElement} Control */
/** @typedef {{values: Record<string, string|boolean>, open: string[], focus: string, from?: number, to?: number}} Kept */

/** @param {Element} element what finds it again on the same page */
function nameOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const name = element.getAttribute("name");
  if (name) return `[name="${CSS.escape(name)}"]${"value" in element && "checked" in element ? `[value="${CSS.escape(String(element.value))}"]` : ""}`;
  const href = element.getAttribute("href");
  return href ? `a[href="${CSS.escape(href)}"]` : "";
}

/** @param {HTMLDetailsElement} details */
const titleOf = (details) => details.querySelector("summary")?.textContent?.trim() ?? "";

/** @param {Element} control @returns {control is HTMLInputElement} */
const ticks = (control) => control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type);

const controls = () => /** @type {Control[]} */ ([...document.querySelectorAll(LOOSE)].filter((c) => !["password", "file"].includes(/** @type {Control} */ (c).type)));

export function keep() {
  /** @type {Kept} */
  const kept = { values: {}, open: [], focus: "" };
  for (const control of controls()) {
    const name = nameOf(control);
    if (name) kept.values[name] = ticks(control) ? control.checked : control.value;
  }
  kept.open = [...document.querySelectorAll("details")].filter((d) => d.open).map(titleOf);
  const focus = document.activeElement;
  if (focus && focus !== document.body) {
    kept.focus = nameOf(focus);
    if (focus instanceof HTMLTextAreaElement) [kept.from, kept.to] = [focus.selectionStart, focus.selectionEnd];
  }
  history.replaceState({ ...history.state, workbookKept: kept }, "");
}

export function restore() {
  /** @type {Kept|undefined} */
  const kept = history.state?.workbookKept;
  if (!kept) return;
  history.replaceState({ ...history.state, workbookKept: undefined }, "");
  for (const details of document.querySelectorAll("details")) {
    if (kept.open.includes(titleOf(details))) details.open = true;
  }
  for (const control of controls()) {
    const value = kept.values[nameOf(control)];
    if (value === undefined || value === (ticks(control) ? control.checked : control.value)) continue;
    if (ticks(control)) control.checked = value === true;
    else control.value = String(value);
    for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
  }
  const focus = kept.focus && document.querySelector(kept.focus);
  if (focus instanceof HTMLElement) focus.focus({ preventScroll: true });
  if (focus instanceof HTMLTextAreaElement && kept.from !== undefined) focus.setSelectionRange(kept.from, kept.to ?? kept.from);
}
