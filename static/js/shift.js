// Counts presses of the Shift key alone, one shortly after the other. It tells
// one when the key is let go: only then is it known that it was no capital.

/** Milliseconds between two presses at most. */
const patience = 5000;

/**
 * @param {EventTarget} keys where keys are heard
 * @param {number} enough
 * @param {(count: number, late: boolean) => void} tell a new count; 0 when another key came between, or the next press came too late
 */
export function countShift(keys, enough, tell) {
  let count = 0;
  let timer = 0;
  let alone = false;
  const forget = (late = false) => {
    clearTimeout(timer);
    alone = false;
    if (count > 0) tell((count = 0), late);
  };
  /** @param {string} type @param {(event: KeyboardEvent) => void} hear */
  const on = (type, hear) => keys.addEventListener(type, /** @type {EventListener} */ (hear), { capture: true, passive: true });
  on("keydown", ({ key, repeat, isComposing, ctrlKey, altKey, metaKey }) => {
    if (key !== "Shift" || isComposing || ctrlKey || altKey || metaKey) forget();
    else if (!repeat) alone = true;
  });
  on("keyup", ({ key }) => {
    if (key !== "Shift") return forget();
    if (!alone) return;
    alone = false;
    clearTimeout(timer);
    count = count < enough ? count + 1 : 1;
    if (count < enough) timer = setTimeout(forget, patience, true);
    tell(count, false);
  });
  // Shift with a click selects, with the wheel it scrolls sideways; and some
  // keyboards on a screen tell of no key but that something was written.
  for (const type of ["input", "pointerdown", "wheel", "blur"]) on(type, () => forget());
}
