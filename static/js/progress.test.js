import assert from "node:assert/strict";
import { test } from "node:test";
import { bookProgress, entriesOf, stateOf, sum } from "./progress.js";

/** @param {Record<string, any>} answers values by address; [value, time] for another time than 1 */
const leaves = (answers) => new Map(Object.entries(answers).map(([a, v]) => [a, Array.isArray(v) ? { v: v[0], t: v[1] } : { v, t: 1 }]));

/** @param {any[]} fields @param {Record<string, any>} answers @param {any} [more] @param {any} [mark] */
const state = (fields, answers, more = {}, mark = undefined) =>
  stateOf({ id: "ex", title: "", keep: "shareable", fields, ...more }, entriesOf(leaves(answers)).get("ex"), mark);
/** @param {any[]} fields @param {Record<string, any>} answers */
const status = (fields, answers) => state(fields, answers).status;

const text = { id: "a", kind: "text", rule: "part" };

test("each rule says when a field is answered", () => {
  const choices = { id: "a", kind: "choices", rule: "at-least", min: 2 };
  const grid = { id: "a", kind: "grid", rule: "all", parts: ["x", "y"] };
  const table = { id: "a", kind: "table", rule: "part" };
  for (const [field, answers, want] of [
    [text, {}, "not-started"],
    [text, { "ex/a": " \n" }, "not-started"],
    [text, { "ex/a": null }, "not-started"],
    [text, { "ex/a": "yes" }, "done"],
    [{ ...text, kind: "number" }, { "ex/a": 0 }, "done"],
    [{ ...text, kind: "scale" }, { "ex/a": "-" }, "done"], // skipped is an answer
    [{ ...text, kind: "choice" }, { "ex/a/other-text": "mine" }, "in-progress"], // written, and not chosen
    [choices, { "ex/a/one": true }, "in-progress"],
    [choices, { "ex/a/one": true, "ex/a/two": false }, "in-progress"],
    [choices, { "ex/a/one": true, "ex/a/other": "mine" }, "done"],
    [grid, { "ex/a/x": "1" }, "in-progress"],
    [grid, { "ex/a/x": "1", "ex/a/y": "-" }, "done"],
    [table, { "ex/a": "abcdef ghijkl" }, "not-started"], // rows that were added and are empty
    [table, { "ex/a": "abcdef", "ex/a/abcdef/what": "walk" }, "done"],
    [table, { "ex/a/mon/what": "walk" }, "done"],
  ]) assert.equal(status([field], /** @type {any} */ (answers)), want, JSON.stringify([field, answers]));
});

test("done asks for the required fields, or for all where none is required", () => {
  const b = { ...text, id: "b" };
  assert.equal(status([text, b], { "ex/a": "x" }), "in-progress");
  assert.equal(status([{ ...text, required: true }, b], { "ex/a": "x" }), "done");
  assert.equal(status([{ ...text, required: true }, b], { "ex/b": "x" }), "in-progress");
  assert.equal(status([], {}), "not-started", "nothing to answer is nothing done");
});

test("what a condition hides is not counted, whatever is kept in it", () => {
  const ask = { id: "ask", kind: "yesno", rule: "part" };
  const why = { id: "why", kind: "longtext", rule: "part", required: true, if: ["ask", ["yes"]] };
  const more = { id: "more", kind: "text", rule: "part", if: ["why", ["x"]] };
  assert.equal(status([ask, why], { "ex/ask": "no" }), "done");
  assert.equal(status([ask, why], { "ex/ask": "yes" }), "in-progress");
  assert.equal(status([ask, why], { "ex/ask": "no", "ex/why": "kept" }), "done");
  assert.equal(status([ask, why], { "ex/why": "kept" }), "not-started");
  assert.equal(status([ask, why, more], { "ex/ask": "no", "ex/why": "x" }), "done", "hidden by what is hidden");
  const many = { id: "many", kind: "choices", rule: "at-least", min: 1 };
  const then = { ...text, if: ["many", ["p", "q"]] };
  assert.equal(status([many, then], { "ex/many/q": true }), "in-progress");
  assert.equal(status([many, then], { "ex/many/r": true }), "done");
  assert.equal(status([{ ...text, if: ["gone", ["yes"]] }, many], { "ex/many/r": true }), "done", "a condition on what is not counted");
  const circle = [{ ...text, if: ["b", ["x"]] }, { ...text, id: "b", if: ["a", ["x"]] }];
  assert.equal(status(circle, { "ex/a": "x", "ex/b": "x" }), "not-started");
});

test("what is said aloud is marked by hand only", () => {
  assert.equal(state([text], { "ex/a": "x" }, { keep: "spoken" }).status, "not-started");
  assert.equal(state([text], {}, { keep: "spoken" }, { v: "on-paper", t: 5 }).status, "on-paper");
  assert.equal(status([text, { ...text, id: "b", keep: "spoken" }], { "ex/a": "x" }), "done");
});

test("a mark holds, and what is written later shows as changed", () => {
  for (const v of /** @type {const} */ (["on-paper", "not-for-us"])) {
    assert.deepEqual(state([text], {}, {}, { v, t: 5 }), { status: v, changed: false });
    assert.deepEqual(state([text], { "ex/a": ["x", 6] }, {}, { v, t: 5 }), { status: v, changed: true });
  }
  assert.deepEqual(state([text], { "ex/a": ["x", 5] }, {}, { v: "done", t: 5 }), { status: "done", changed: false });
  assert.deepEqual(state([text], { "ex/a": ["y", 6] }, {}, { v: "done", t: 5 }), { status: "done", changed: true });
  assert.deepEqual(state([text], { "ex/a": [null, 6] }, {}, { v: "done", t: 5 }), { status: "not-started", changed: true }, "deleted");
  assert.deepEqual(state([text], { "ex/a": ["x", 6] }, {}, { v: null, t: 5 }), { status: "done", changed: false }, "taken back");
});

test("a repeating exercise stays done when a new entry begins", () => {
  const two = [text, { ...text, id: "b" }];
  const weekly = { repeat: "weekly" };
  const first = { "ex@2026-11-01/a": "x", "ex@2026-11-01/b": "x" };
  assert.deepEqual(state(two, first, weekly), { status: "done", changed: false });
  assert.deepEqual(state(two, { ...first, "ex@2026-11-08/a": ["x", 9] }, weekly, { v: "done", t: 5 }), { status: "done", changed: false });
  assert.equal(state(two, { "ex@2026-11-01/a": "x", "ex@2026-11-08/b": "x" }, weekly).status, "in-progress", "two halves are no whole");
});

test("sums leave out what is not for this reader", () => {
  assert.deepEqual(sum(["done", "on-paper", "not-for-us"]), { status: "done", all: 2, done: 2, begun: 0 });
  assert.deepEqual(sum(["done", "not-started"]), { status: "in-progress", all: 2, done: 1, begun: 0 });
  assert.deepEqual(sum(["in-progress", "not-started"]), { status: "in-progress", all: 2, done: 0, begun: 1 });
  assert.deepEqual(sum(["not-started"]), { status: "not-started", all: 1, done: 0, begun: 0 });
  assert.deepEqual(sum(["not-for-us"]), { status: "not-for-us", all: 0, done: 0, begun: 0 });
});

test("chapters and the book are summed, and names of objects are only names", () => {
  const exercise = (/** @type {string} */ id) => ({ id, title: id, keep: "shareable", fields: [text] });
  const chapters = [{ slug: "one", title: "", exercises: [exercise("ex"), exercise("constructor")] }, { slug: "safety", title: "", exercises: [] }];
  const entries = entriesOf(leaves({ "ex/a": "x", "constructor/a": "x", "gone/a": "x", nonsense: "x" }));
  const got = bookProgress(chapters, (e) => stateOf(e, entries.get(e.id)));
  assert.deepEqual([...got.chapters], [["one", { status: "done", all: 2, done: 2, begun: 0 }]]);
  assert.deepEqual(got.book, { status: "done", all: 2, done: 2, begun: 0 });
});
