// The answers to each kind of field in words, from its leaves and the labels
// that the book's model has. Pure. What stands on paper for a kind is said by
// its Go file; this is what a reader reads again.

import { say, sayDay } from "./book.js";

/** @typedef {import("./progress.js").Value} Value */
/** @typedef {{id: string, label?: string, kind?: string}} Item */
/** @typedef {{id: string, kind: string, label?: string, keep: string, choices?: Item[], rows?: Item[], columns?: Item[], people?: Item[], points?: Item[], blanks?: Item[], text?: string}} Field */
/** @typedef {{text: string} | {list: string[]} | {order: string[]} | {head?: string, pairs: [string, string][]} | {sentence: [string, boolean][]}} Block a paragraph; a list; an ordered one; names and values; a sentence's pieces, those written marked */
/** @typedef {Map<string, Value>} Parts a field's leaves by the address below its own, "" for its own; those used are taken out */

/** @typedef {(part: string) => string|undefined} Label what a part was called when it was answered, where the book has it no more */

/** @param {Value|undefined} value */
export const blank = (value) => value == null || value === false || (typeof value === "string" && value.trim() === "");

/** @param {Parts} parts @param {string} [name] @returns {string} the value there, which is then used */
export function take(parts, name = "") {
  const value = parts.get(name);
  parts.delete(name);
  return blank(value) ? "" : String(value);
}

/** A name for what the book no longer knows. @param {string} id */
export const plain = (id) => id.replace(/[-/]+/g, " ");

/** @param {Item[]|undefined} items @param {string} id */
const labelOf = (items, id) => items?.find((i) => i.id === id)?.label || undefined;

/** @param {string} value */
const yesNo = (value) => (value === "yes" ? say("js-my-yes") : value === "no" ? say("js-my-no") : value);

/** @param {string} value */
export const day = (value) => (/^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? sayDay(value) : value);

/** @param {Field} f @param {string} value a point of a scale: its words, its number, or both */
export function pointOf(f, value) {
  if (value === "-") return say("js-weekly-skipped");
  const label = labelOf(f.points, value);
  if (!label) return value;
  return f.points?.every((p) => p.label) ? label : say("js-my-point", { n: value, label });
}

/** @type {Record<string, (f: Field, parts: Parts, label: Label) => Block[]>} what text, longtext and number keep needs no reader */
export const readers = {
  date: (_f, parts) => [{ text: day(take(parts)) }],
  yesno: (_f, parts) => [{ text: yesNo(take(parts)) }],
  scale: (f, parts) => [{ text: pointOf(f, take(parts)) }],
  choice(f, parts, label) {
    const value = take(parts);
    const own = take(parts, "other-text");
    if (value === "other") return [{ text: own || say("js-my-other") }];
    return [{ text: value && (labelOf(f.choices, value) ?? label(value) ?? plain(value)) }, { text: own }];
  },
  choices(f, parts) {
    const own = take(parts, "other");
    const known = (f.choices ?? []).filter((c) => take(parts, c.id)).map((c) => c.label ?? c.id);
    return [{ list: own ? [...known, own] : known }];
  },
  grid: (f, parts) => [{ pairs: pairs((f.rows ?? []).map((row) => [row.label ?? row.id, pointOf(f, take(parts, row.id))])) }],
  table(f, parts) {
    const added = take(parts).split(" ").filter(Boolean);
    const found = [...parts.keys()].filter((k) => k.includes("/")).map((k) => k.split("/", 1)[0]);
    const rows = [...new Set([...(f.rows ?? []).map((r) => r.id), ...added, ...found])];
    return rows.map((row) => ({
      head: labelOf(f.rows, row) ?? "",
      pairs: pairs((f.columns ?? []).map((c) => {
        const value = take(parts, `${row}/${c.id}`);
        return [c.label ?? c.id, c.kind === "date" ? day(value) : c.kind === "yesno" ? yesNo(value) : value];
      })),
    }));
  },
  ranking(f, parts) {
    const ranked = (f.choices ?? []).map((c) => ({ label: c.label ?? c.id, place: Number(take(parts, c.id)) }));
    return [{ order: ranked.filter((c) => c.place > 0).sort((a, b) => a.place - b.place).map((c) => c.label) }];
  },
  sentence(f, parts) {
    const written = (f.blanks ?? []).map((b) => take(parts, b.id));
    if (!written.some(Boolean)) return [];
    /** @type {[string, boolean][]} */
    const pieces = [];
    (f.text ?? "").split(/\{[A-Za-z0-9-]+\}/).forEach((text, i) => pieces.push([text, false], [written[i] || (i < written.length ? "…" : ""), true]));
    return [{ sentence: pieces.filter(([text]) => text) }];
  },
  signature: (f, parts) => [{ pairs: pairs((f.people ?? []).map((p) => {
    const [name, date] = [take(parts, `${p.id}/name`), day(take(parts, `${p.id}/date`))];
    return [p.label ?? p.id, name && date ? say("js-my-signed", { name, date }) : name || date];
  })) }],
};

/** @param {[string, string][]} all */
const pairs = (all) => all.filter(([, value]) => value);
