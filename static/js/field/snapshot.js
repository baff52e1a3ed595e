// What controls hold, to be put back after they were taken out of the page.

/** @typedef {HTMLInputElement|HTMLTextAreaElement|HTMLSelectElement} Control */

/** @param {Control} control */
const isTick = (control) => control instanceof HTMLInputElement && (control.type === "radio" || control.type === "checkbox");

/** Tells whoever saves that the reader changed a control. @param {Element} control */
export function announce(control) {
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
}

/** @param {Control[]} controls */
export function snapshot(controls) {
  const held = controls.map((control) => {
    const ticked = isTick(control) && /** @type {HTMLInputElement} */ (control).checked;
    return { control, ticked, value: control.value };
  });
  return {
    names: controls.map(({ name }) => name),
    restore() {
      for (const { control, ticked, value } of held) {
        if (isTick(control)) /** @type {HTMLInputElement} */ (control).checked = ticked;
        else control.value = value;
        if (isTick(control) ? ticked : value !== "") announce(control);
      }
    },
  };
}
