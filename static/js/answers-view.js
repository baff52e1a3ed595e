// Shows what was written: a chapter, its exercises, their entries, questions
// and answers. Readers' words are text in nodes, never markup.

import { day } from "./answers-kinds.js";
import { textOf } from "./answers-read.js";
import { say } from "./book.js";
import { make } from "./dom.js";
import { fold } from "./match.js";

/** @typedef {import("./answers-read.js").Answer} Answer */
/** @typedef {import("./answers-read.js").Chapter} Chapter */
/** @typedef {import("./answers-read.js").Exercise} Exercise */
/** @typedef {import("./answers-kinds.js").Block} Block */
/** @typedef {{element: HTMLElement, text: string}} Shown an answer on the page and its words, folded, for searching */

/** A reader's own words, in whatever direction they are written. @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {string} text */
const own = (tag, text) => make(tag, { class: "own", dir: "auto" }, text);

/** @param {Block} block @returns {HTMLElement} */
function nodeOf(block) {
  if ("text" in block) return own("p", block.text);
  if ("list" in block) return make("ul", {}, ...block.list.map((t) => own("li", t)));
  if ("order" in block) return make("ol", {}, ...block.order.map((t) => own("li", t)));
  if ("sentence" in block) return make("p", { class: "sentence-read" }, ...block.sentence.map(([t, written]) => (written ? own("b", t) : t)));
  const list = make("dl", {}, ...block.pairs.map(([name, value]) => make("div", {}, make("dt", {}, name), own("dd", value))));
  return block.head ? make("div", { class: "row-read" }, make("p", { class: "row-name" }, block.head), list) : list;
}

/**
 * @param {Answer} answer
 * @param {string} context more words under which it should be found
 * @param {Shown[]} shown
 */
function answerNode(answer, context, shown) {
  const element = make("div", { class: "answer" });
  if (answer.question) element.append(make("p", { class: "question" }, answer.question));
  element.append(...answer.blocks.map(nodeOf));
  shown.push({ element, text: fold(`${context}\n${answer.question}\n${textOf(answer)}`) });
  return element;
}

/**
 * @param {string} date of the entry, "" where there is but one
 * @param {Answer[]} answers
 * @param {string} context
 * @param {Shown[]} shown
 */
export function entryNode(date, answers, context, shown) {
  const name = day(date);
  const nodes = answers.map((a) => answerNode(a, `${context}\n${name}`, shown));
  return make("div", { class: "entry-read" }, ...(date ? [make("h4", {}, name)] : []), ...nodes);
}

/** An exercise's title, which leads home. @param {Chapter} chapter @param {Exercise} exercise */
export function exerciseNode(chapter, exercise) {
  return make("section", { class: "exercise-read", "data-read": exercise.id },
    make("h3", {}, make("a", { href: `${chapter.slug}.html#${exercise.id}` }, exercise.title)));
}

/** @param {Chapter} chapter */
export function chapterNode(chapter) {
  const name = chapter.number ? say("js-my-chapter-title", { n: chapter.number, title: chapter.title }) : chapter.title;
  return make("section", { class: "chapter-read", "data-chapter": chapter.slug }, make("h2", {}, name));
}

/** Answers to what the book no longer asks. */
export function earlierNode() {
  return make("section", { class: "chapter-read earlier-read" }, make("h2", {}, say("js-my-earlier")), make("p", {}, say("js-my-earlier-why")));
}

/** @param {string} [title] of the exercise, if anybody knows it */
export function earlierPart(title) {
  return make("section", { class: "exercise-read" }, ...(title ? [make("h3", {}, title)] : []));
}
