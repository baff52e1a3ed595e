// What contents.js tells every page about the book, and its words.

/**
 * @typedef {{id: string, kind: string, rule: string, min?: number, required?: boolean, keep?: string, parts?: string[], if?: [string, string[]]}} BookField
 * @typedef {{id: string, title: string, keep: string, repeat?: string, fields: BookField[]}} BookExercise
 * @typedef {{slug: string, number?: number, title: string, exercises: BookExercise[]}} BookChapter
 * @typedef {string|Record<string, string>} Text one form, or a form for each plural category
 * @typedef {{id: string, language: string, direction: string, strings: Record<string, Text>, was?: Record<string, string>, chapters: BookChapter[], context?: import("./main.js").Context}} Book
 */

/** @type {Book} */
export const book = /** @type {any} */ (globalThis).workbook ?? { id: "", language: "en", direction: "ltr", strings: {}, chapters: [] };

/** @param {string} text @param {Record<string, string|number>} values */
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (mark, name) => String(values[name] ?? mark));

/**
 * An interface string with its {placeholders} filled; its id where the book
 * has no such string.
 *
 * @param {string} id
 * @param {Record<string, string|number>} [values]
 */
export function say(id, values = {}) {
  const text = book.strings[id] ?? id;
  return fill(typeof text === "string" ? text : text.other, values);
}

/**
 * An interface string that counts: its {n} is n in the digits of the book's
 * language.
 *
 * @param {string} id
 * @param {number} n
 * @param {Record<string, string|number>} [values]
 */
export function count(id, n, values = {}) {
  const forms = book.strings[id] ?? id;
  const text = typeof forms === "string" ? forms : forms[new Intl.PluralRules(book.language).select(n)] ?? forms.other;
  return fill(text, { n: n.toLocaleString(book.language), ...values });
}

/** Making one takes as long as using it a hundred times. @type {Map<string, Intl.DateTimeFormat>} */
const dayForms = new Map();

/**
 * A day, 2026-11-22, in words.
 *
 * @param {string} day
 * @param {Intl.DateTimeFormatOptions} [form]
 */
export function sayDay(day, form = { dateStyle: "long" }) {
  const name = JSON.stringify(form);
  const words = dayForms.get(name) ?? new Intl.DateTimeFormat(book.language, { ...form, timeZone: "UTC" });
  dayForms.set(name, words);
  return words.format(new Date(day + "T00:00:00Z"));
}
