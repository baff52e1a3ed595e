// Says at the foot of each exercise how far it is, with a small menu for what
// no script can know: done on paper, not for us. The cover's contents say how
// far each chapter is.

import { book, say } from "./book.js";
import { button, make } from "./dom.js";
import { chapterState, doneByHand, markOf, setMark, trackerOf, words } from "./progress-state.js";

/** @typedef {import("./progress-state.js").Store} Store */
/** @typedef {import("./progress.js").Exercise} Exercise */

/** Milliseconds after a change before its exercise is looked at again: nobody reads it while typing. */
const rest = 300;

/**
 * @param {ParentNode} root
 * @param {{ready: Promise<Store>}} context
 */
export async function start(root, { ready }) {
  const store = await ready;
  /** @type {Map<string, Exercise>} */
  const exercises = new Map(book.chapters.flatMap((c) => (c.exercises ?? []).map((e) => [e.id, /** @type {Exercise} */ (e)])));
  /** @type {Map<string, () => void>} */
  const feet = new Map();
  for (const section of root.querySelectorAll("[data-exercise]")) {
    const exercise = exercises.get(section.getAttribute("data-exercise") ?? "");
    if (section instanceof HTMLElement && exercise) feet.set(exercise.id, foot(section, exercise, store));
  }
  const cover = contents(root, store);
  /** @type {Set<string>} */
  const waiting = new Set();
  store.watch((address) => {
    if (waiting.size === 0) setTimeout(update, rest);
    waiting.add(address.split(/[@/]/, 1)[0]);
  });
  const update = () => {
    for (const id of waiting) feet.get(id)?.();
    waiting.clear();
    cover();
  };
}

/**
 * @param {HTMLElement} section
 * @param {Exercise} exercise
 * @param {Store} store
 * @returns {() => void} shows it as it now is
 */
function foot(section, exercise, store) {
  const tracker = trackerOf(store);
  const status = make("p", { class: "progress-status", role: "status" });
  const open = make("summary", {}, say("js-progress-menu"));
  const list = make("ul", { class: "progress-choices" });
  const menu = make("details", { class: "progress-menu unfold" }, open, list);
  menu.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && menu.open) close();
  });
  section.append(make("div", { class: "progress no-print" }, status, menu));

  const close = () => {
    menu.open = false;
    open.focus();
  };
  /** @param {string} label @param {() => void} press */
  const choice = (label, press) => make("li", { class: "progress-choice" }, button("button quiet", label, () => {
    press();
    tracker.forget();
    show();
    close();
  }));

  function show() {
    const state = tracker.of(exercise);
    const mark = markOf(store, exercise.id)?.v;
    const byHand = state.status === "on-paper" || state.status === "not-for-us";
    section.dataset.progress = state.status;
    const text = state.changed ? say("js-progress-changed", { status: words(state.status, exercise) }) : words(state.status, exercise);
    if (status.textContent !== text) status.textContent = text;
    list.replaceChildren();
    if (state.status !== "on-paper" && state.status !== "done") list.append(choice(doneByHand(exercise), () => setMark(store, exercise.id, "on-paper")));
    if (state.status !== "not-for-us") list.append(choice(say("js-progress-not-for-us"), () => setMark(store, exercise.id, "not-for-us")));
    if (state.changed && mark) list.append(choice(say("js-progress-as-now"), () => setMark(store, exercise.id, mark)));
    if (byHand) list.append(choice(say("js-progress-undo"), () => setMark(store, exercise.id, null)));
  }

  // What was done is remembered when the reader leaves the exercise, not at the
  // first letter of its last field, or the second would already be a change.
  const remember = () => {
    tracker.forget();
    if (!exercise.repeat && !markOf(store, exercise.id)?.v && tracker.of(exercise).status === "done") setMark(store, exercise.id, "done");
  };
  section.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && section.contains(relatedTarget))) remember();
  });
  addEventListener("pagehide", remember);

  show();
  return show;
}

/**
 * @param {ParentNode} root
 * @param {Store} store
 * @returns {() => void}
 */
function contents(root, store) {
  const items = [...root.querySelectorAll("#contents .contents-list > [data-chapter]")];
  const show = () => {
    for (const item of items) {
      const state = chapterState(store, item.getAttribute("data-chapter") ?? "");
      const shown = item.querySelector(".state");
      if (!state) {
        shown?.remove();
        continue;
      }
      const line = make("p", { class: `state ${state.kind}` }, state.text);
      if (shown) shown.replaceWith(line);
      else item.append(line);
    }
  };
  show();
  return show;
}
