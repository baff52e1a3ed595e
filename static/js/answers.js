// The page of everything written: shown a few answers at a time, so that
// neither the page nor a key press waits however much there is.

import { backup } from "./backup-view.js";
import { chapterNode, earlierNode, earlierPart, entryNode, exerciseNode } from "./answers-view.js";
import { finder } from "./answers-find.js";
import { answersIn, earlierIn, exerciseOf, model } from "./answers-read.js";
import { say } from "./book.js";
import { button, make } from "./dom.js";
import { charts } from "./chart-read.js";
import { keeping } from "./keeping.js";
import { entriesOf } from "./progress.js";
import { remembered } from "./remembered.js";
import { inSlices } from "./slices.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./answers-view.js").Shown} Shown */

/**
 * @param {ParentNode} root
 * @param {{ready: Promise<Store>}} context
 */
export async function start(root, { ready }) {
  const page = root.querySelector('[data-module="my-answers"]');
  if (!(page instanceof HTMLElement)) return;
  const store = await ready;
  const list = make("div", { class: "answers-list", "aria-busy": "true" });
  const find = finder(list);
  const tools = make("div", { class: "answers-tools no-print" }, find.element, printing());
  const draw = () => show(list, tools, find, store);
  const kept = keeping(store);
  page.append(kept.element, tools, list, backup(store, { changed: draw, saved: kept.update }));
  page.hidden = false;
  await draw();
}

function printing() {
  return make("div", { class: "print-choices" },
    button("button print", say("js-my-print-answers"), () => print()),
    make("a", { href: "worksheets.html" }, say("js-my-print-blank")));
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} tools
 * @param {ReturnType<typeof finder>} find
 * @param {Store} store
 */
async function show(list, tools, find, store) {
  const mine = (list.dataset.turn = String(Number(list.dataset.turn ?? 0) + 1));
  list.setAttribute("aria-busy", "true");
  list.replaceChildren();
  find.clear();
  const overtaken = () => mine !== list.dataset.turn; // drawn again meanwhile
  await inSlices(steps(store, list, overtaken), (shown) => find.add(shown));
  if (overtaken()) return;
  tools.hidden = !list.firstChild;
  if (!list.firstChild) list.append(nothing());
  list.removeAttribute("aria-busy");
}

const nothing = () => make("p", { class: "no-answers" }, say("js-my-no-answers"), " ", make("a", { href: "index.html#contents" }, say("js-my-no-answers-start")));

/**
 * Adds to the list an entry at a time: an exercise may have hundreds.
 *
 * @param {Store} store
 * @param {HTMLElement} list
 * @param {() => boolean} overtaken
 * @returns {Iterable<Shown[]>}
 */
function* steps(store, list, overtaken) {
  const label = remembered(store);
  const written = entriesOf(store.leaves());
  for (const chapter of model.chapters) {
    /** @type {HTMLElement|undefined} */
    let place;
    for (const exercise of chapter.exercises ?? []) {
      /** @type {HTMLElement|undefined} */
      let part;
      let lines = 0;
      const entries = written.get(exercise.id) ?? new Map();
      for (const [date, entry] of inOrder(entries)) {
        const answers = answersIn(exercise, entry, label);
        if (answers.length === 0) continue;
        if (!place) list.append((place = chapterNode(chapter)));
        if (!part) place.append((part = exerciseNode(chapter, exercise)));
        /** @type {Shown[]} */
        const shown = [];
        part.append(entryNode(date, answers, `${chapter.title}\n${exercise.title}`, shown));
        // About as high as it will be, so that the page does not jump when it
        // comes into sight.
        part.style.containIntrinsicBlockSize = `auto ${(lines += 2 + 4 * answers.length)}rem`;
        yield shown;
        if (overtaken()) return;
      }
      if (part && exercise.repeat) part.append(...charts(exercise, entries));
    }
  }
  yield* earlierSteps(written, list, label, overtaken);
}

/**
 * @param {ReturnType<typeof entriesOf>} written
 * @param {HTMLElement} list
 * @param {import("./answers-read.js").Labels} label
 * @param {() => boolean} overtaken
 * @returns {Iterable<Shown[]>}
 */
function* earlierSteps(written, list, label, overtaken) {
  /** @type {HTMLElement|undefined} */
  let place;
  for (const [id, entries] of written) {
    const title = exerciseOf(id)?.title ?? label(id);
    /** @type {HTMLElement|undefined} */
    let part;
    for (const [date, entry] of inOrder(entries)) {
      const answers = earlierIn(exerciseOf(id), id, entry, label);
      if (answers.length === 0) continue;
      if (!place) list.append((place = earlierNode()));
      if (!part) place.append((part = earlierPart(title)));
      /** @type {Shown[]} */
      const shown = [];
      part.append(entryNode(date, answers, title ?? "", shown));
      yield shown;
      if (overtaken()) return;
    }
  }
}

/** @template T @param {Map<string, T>} entries @returns {[string, T][]} the oldest first */
const inOrder = (entries) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
