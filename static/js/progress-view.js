// Says at the foot of each exercise how far it is, with a small menu for what
// no script can know: done on paper, not for us. The cover's contents say how
// far each chapter is.

import { book, say } from "./book.js";
import { button, make } from "./dom.js";
import { chapterState, doneByHand, markOf, setMark, trackerOf, words } from "./progress-state.js";
import { inSlices } from "./slices.js";

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
  const here = [...root.querySelectorAll("[data-exercise]")].flatMap((section) => {
    const exercise = exercises.get(section.getAttribute("data-exercise") ?? "");
    return section instanceof HTMLElement && exercise ? [{ section, exercise }] : [];
  });
  const list = root.querySelector("#contents");
  if (here.length === 0 && !list) return;
  const tracker = trackerOf(store);
  await tracker.prepare(list ? [...exercises.values()] : here.map((e) => e.exercise));
  await inSlices(here, ({ section, exercise }) => void feet.set(exercise.id, foot(section, exercise, store)));
  rememberDone(root, exercises, store);
  const cover = contents(list, store);
  /** @type {Set<string>} */
  const waiting = new Set();
  tracker.news.watch((exercise) => {
    if (waiting.size === 0) setTimeout(update, rest);
    waiting.add(exercise);
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

  show();
  return show;
}

/**
 * Remembers that an exercise was done when the reader goes on to another or
 * leaves the page: at the first letter of its last field the second would
 * already be a change. Losing the focus is not leaving, as a click on a label
 * takes it away for a moment; and some browsers give radio buttons none.
 *
 * @param {ParentNode} root
 * @param {Map<string, Exercise>} exercises
 * @param {Store} store
 */
function rememberDone(root, exercises, store) {
  const tracker = trackerOf(store);
  let here = "";
  const remember = () => {
    const exercise = exercises.get(here);
    if (!exercise || exercise.repeat || markOf(store, here)?.v) return;
    if (tracker.of(exercise).status === "done") setMark(store, here, "done");
  };
  for (const type of ["focusin", "input"]) {
    root.addEventListener(type, ({ target }) => {
      const id = (target instanceof Element && target.closest("[data-exercise]")?.getAttribute("data-exercise")) || "";
      if (id === here) return;
      remember();
      here = id;
    });
  }
  addEventListener("pagehide", remember);
  document.addEventListener("visibilitychange", remember);
}

/**
 * @param {Element|null} list
 * @param {Store} store
 * @returns {() => void}
 */
function contents(list, store) {
  /** @param {Element} place @param {ReturnType<typeof chapterState>} state */
  const tell = (place, state) => {
    const shown = place.querySelector(":scope > .state");
    const line = state && make("p", { class: `state ${state.kind}` }, state.text);
    if (shown?.textContent === (state?.text ?? "")) return;
    shown?.remove();
    if (line) place.append(line);
  };
  const whole = make("div", { class: "book-state" });
  list?.querySelector("h2")?.after(whole);
  const show = () => {
    if (!list) return;
    tell(whole, chapterState(store));
    for (const item of list.querySelectorAll("[data-chapter]")) tell(item, chapterState(store, item.getAttribute("data-chapter") ?? ""));
  };
  show();
  return show;
}
