// What a reader wrote, as questions and answers in words: from the store's
// leaves and the book's model, which knows every label. Pure.

import { blank, plain, readers, take } from "./answers-kinds.js";
import { book } from "./book.js";

/** @typedef {import("./progress.js").Value} Value */
/** @typedef {import("./progress.js").Entry} Entry */
/** @typedef {import("./answers-kinds.js").Field} Field */
/** @typedef {import("./answers-kinds.js").Block} Block */
/** @typedef {import("./answers-kinds.js").Parts} Parts */
/** @typedef {import("./answers-kinds.js").Label} Label */
/** @typedef {{id: string, title: string, keep: string, repeat?: string, fields?: Field[]}} Exercise */
/** @typedef {{slug: string, number?: number, title: string, exercises?: Exercise[]}} Chapter */
/** @typedef {{chapters: Chapter[]}} Model */
/** @typedef {{question: string, blocks: Block[]}} Answer */

/** @type {Model} */
export const model = /** @type {any} */ (globalThis).workbookModel ?? { chapters: book.chapters };

/** @type {Map<string, Exercise>|undefined} */
let exercises;

/** @param {string} id */
export function exerciseOf(id) {
  exercises ??= new Map(model.chapters.flatMap((c) => c.exercises ?? []).map((e) => [e.id, e]));
  return exercises.get(id);
}

/** @param {Block} b */
const empty = (b) => ("text" in b ? !b.text : "list" in b ? b.list.length === 0 : "order" in b ? b.order.length === 0 : "pairs" in b && b.pairs.length === 0);

/** Answers to parts that the book no longer has. @param {Parts} parts @param {Label} label @returns {Block[]} */
function rest(parts, label) {
  const name = (/** @type {string} */ id) => label(id) ?? plain(id);
  const left = [...parts].filter(([id, value]) => id && !blank(value));
  return [
    { text: take(parts) },
    { list: left.filter(([, value]) => value === true).map(([id]) => name(id)) },
    { pairs: left.filter(([, value]) => value !== true).map(([id, value]) => [name(id), String(value)]) },
  ];
}

/**
 * @param {Field} field
 * @param {Parts} parts
 * @param {Label} [label]
 * @returns {Answer|undefined} nothing where all is blank
 */
export function answerOf(field, parts, label = () => undefined) {
  const left = new Map(parts);
  const blocks = [...(readers[field.kind]?.(field, left, label) ?? []), ...rest(left, label)].filter((b) => !empty(b));
  const question = field.label || (field.kind === "sentence" || field.kind === "signature" ? "" : plain(field.id));
  return blocks.length > 0 ? { question, blocks } : undefined;
}

/** All words of a block, one thing a line. @param {Block} b @returns {string} */
function wordsIn(b) {
  if ("text" in b) return b.text;
  if ("list" in b) return b.list.join("\n");
  if ("order" in b) return b.order.join("\n");
  if ("sentence" in b) return b.sentence.map(([text]) => text).join("");
  return [...(b.head ? [b.head] : []), ...b.pairs.map((p) => p.join(": "))].join("\n");
}

/** @param {Answer} answer all its words, for searching and for cutting short */
export const textOf = ({ blocks }) => blocks.map(wordsIn).join("\n").trim();

/** @param {Map<string, Value>} values an entry's, by the address below its exercise @returns {Map<string, Parts>} */
export function byField(values) {
  /** @type {Map<string, Parts>} */
  const fields = new Map();
  for (const [path, value] of values) {
    const [id, ...part] = path.split("/");
    const parts = fields.get(id) ?? new Map();
    fields.set(id, parts.set(part.join("/"), value));
  }
  return fields;
}

/** @typedef {(address: string) => string|undefined} Labels what the store remembers of a question or a choice */

/**
 * What one entry of an exercise holds, in the order of its questions.
 *
 * @param {Exercise} exercise
 * @param {Entry} entry
 * @param {Labels} label
 * @returns {Answer[]}
 */
export function answersIn(exercise, { values }, label) {
  const fields = byField(values);
  return (exercise.fields ?? []).flatMap((f) => {
    const parts = fields.get(f.id);
    return (parts && answerOf(f, parts, (part) => label(`${exercise.id}/${f.id}/${part}`))) ?? [];
  });
}

/**
 * What one entry holds that the book no longer asks for, with the question as
 * it was.
 *
 * @param {Exercise|undefined} exercise as far as the book still has it
 * @param {string} id
 * @param {Entry} entry
 * @param {Labels} label
 * @returns {Answer[]}
 */
export function earlierIn(exercise, id, { values }, label) {
  const known = new Set(exercise?.fields?.map((f) => f.id));
  const gone = [...byField(values)].filter(([field]) => !known.has(field));
  return gone.flatMap(([field, parts]) => answerOf({ id: field, kind: "", keep: "", label: label(`${id}/${field}`) }, parts, (part) => label(`${id}/${field}/${part}`)) ?? []);
}
