import assert from "node:assert/strict";
import { test } from "node:test";

// The words that answers are said in; the book is read when book.js is loaded.
/** @type {any} */ (globalThis).workbook = {
  id: "small", language: "en", direction: "ltr", chapters: [],
  strings: { "js-my-yes": "Yes", "js-my-no": "No", "js-weekly-skipped": "Skipped", "js-my-other": "Something else", "js-my-point": "{n}: {label}", "js-my-signed": "{name}, {date}",
    "js-weekly-chart-same": "at {point}", "js-weekly-chart-between": "{low} to {high}" },
};
const { answerOf, answersIn, byField, earlierIn, textOf } = await import("./answers-read.js");
const { comment, isDrawn, runs } = await import("./chart.js");
const { dotsOf } = await import("./chart-dots.js");
const { entriesOf } = await import("./progress.js");
const { isDue } = await import("./keeping.js");
const { lastWritten } = await import("./greeting.js");

const items = (/** @type {string[]} */ ...ids) => ids.map((id) => ({ id, label: id.toUpperCase() }));
/** @param {any} field @param {Record<string, any>} parts @param {any} [label] */
const text = (field, parts, label) => {
  const answer = answerOf({ id: "f", keep: "", label: "Q", ...field }, new Map(Object.entries(parts)), label);
  return answer ? textOf(answer) : undefined;
};

test("every kind of field reads as words", () => {
  const points = [{ id: "0", label: "Never" }, { id: "1" }, { id: "2", label: "Always" }];
  for (const [field, parts, want] of /** @type {[any, any, any][]} */ ([
    [{ kind: "text" }, { "": " two\nlines " }, "two\nlines"],
    [{ kind: "text" }, { "": "  " }, undefined],
    [{ kind: "number" }, { "": 0 }, "0"],
    [{ kind: "date" }, { "": "2026-11-22" }, "November 22, 2026"],
    [{ kind: "date" }, { "": "2026-99-99" }, "2026-99-99"],
    [{ kind: "yesno" }, { "": "yes" }, "Yes"],
    [{ kind: "choice", choices: items("a", "b") }, { "": "b" }, "B"],
    [{ kind: "choice", choices: items("a") }, { "": "other", "other-text": "mine" }, "mine"],
    [{ kind: "choice", choices: items("a") }, { "": "other" }, "Something else"],
    [{ kind: "choices", choices: items("a", "b", "c") }, { c: true, a: true, b: null, other: "mine" }, "A\nC\nmine"],
    [{ kind: "scale", points }, { "": 2 }, "2: Always"],
    [{ kind: "scale", points }, { "": 1 }, "1"],
    [{ kind: "scale", points: [points[0], points[2]] }, { "": 0 }, "Never"],
    [{ kind: "scale", points }, { "": "-" }, "Skipped"],
    [{ kind: "grid", points, rows: items("x", "y") }, { x: 0, y: "-" }, "X: 0: Never\nY: Skipped"],
    [{ kind: "table", rows: items("mon"), columns: [{ id: "what", label: "What" }, { id: "on", label: "On", kind: "date" }] }, { "mon/what": "walk", "mon/on": "2026-11-22" }, "MON\nWhat: walk\nOn: November 22, 2026"],
    [{ kind: "table", columns: [{ id: "ok", label: "OK", kind: "yesno" }] }, { "": "bbbbbb aaaaaa", "aaaaaa/ok": "no", "bbbbbb/ok": "yes", "cccccc/ok": "no" }, "OK: Yes\nOK: No\nOK: No"],
    [{ kind: "ranking", choices: items("a", "b", "c") }, { a: 2, b: "1", c: null }, "B\nA"],
    [{ kind: "sentence", text: "I felt {feeling} when {event}.", blanks: items("feeling", "event") }, { feeling: "sad" }, "I felt sad when …."],
    [{ kind: "sentence", text: "I felt {feeling}.", blanks: items("feeling") }, { feeling: " " }, undefined],
    [{ kind: "signature", people: items("one", "two") }, { "one/name": "A. B.", "one/date": "2026-11-22" }, "ONE: A. B., November 22, 2026"],
  ])) assert.equal(text(field, parts), want, JSON.stringify([field.kind, parts]));
});

test("what a field no longer offers is still told", () => {
  const was = (/** @type {string} */ id) => (id === "gone" ? "As it was called" : undefined);
  assert.equal(text({ kind: "choice", choices: items("a") }, { "": "gone" }, was), "As it was called");
  assert.equal(text({ kind: "choice", choices: items("a") }, { "": "long-gone" }, was), "long gone");
  assert.equal(text({ kind: "choices", choices: items("a") }, { a: true, gone: true, "long-gone": true }, was), "A\nAs it was called\nlong gone");
  assert.equal(text({ kind: "grid", rows: items("x") }, { x: 1, gone: 2 }, was), "X: 1\nAs it was called: 2");
  assert.equal(text({ kind: "text" }, { "": "now", "row/old": "then" }), "now\nrow old: then", "it was a table once");
});

test("an entry's answers come in the order of its questions, and others as earlier ones", () => {
  const exercise = { id: "ex", title: "Ex", keep: "private", fields: [{ id: "a", kind: "text", label: "A?", keep: "" }, { id: "b", kind: "text", label: "B?", keep: "" }] };
  const leaves = /** @type {[string, any][]} */ ([["ex/b", { v: "two", t: 1 }], ["ex/gone", { v: "old", t: 1 }], ["ex/a", { v: "one", t: 1 }], ["ex/gone-too", { v: null, t: 1 }]]);
  const entry = /** @type {any} */ (entriesOf(leaves).get("ex")?.get(""));
  const label = (/** @type {string} */ address) => (address === "ex/gone" ? "What was it?" : undefined);
  assert.deepEqual(answersIn(exercise, entry, label).map((a) => [a.question, textOf(a)]), [["A?", "one"], ["B?", "two"]]);
  assert.deepEqual(earlierIn(exercise, "ex", entry, label).map((a) => [a.question, textOf(a)]), [["What was it?", "old"]]);
  assert.deepEqual(earlierIn(undefined, "ex", entry, label).map((a) => a.question), ["b", "What was it?", "a"]);
  assert.deepEqual([...byField(new Map([["__proto__/x", 1]]))].length, 1);
});

test("a chart joins dots that follow each other, and says little", () => {
  const points = [{ id: "1", label: "Low" }, { id: "2", label: "Mid" }, { id: "3", label: "High" }];
  const leaves = ["1", "3", "-", "2"].map((v, i) => /** @type {[string, any]} */ ([`ex@2026-11-0${4 - i}/rate`, { v, t: 1 }]));
  const dots = dotsOf(/** @type {any} */ (entriesOf(leaves).get("ex")), "rate");
  assert.deepEqual(dots.map((d) => d.value), ["2", "-", "3", "1"], "by date");
  const series = { title: "", points, dots };
  assert.deepEqual(runs(series).map((run) => run.map(({ x, y }) => [x, y])), [[[8, 77]], [[211, 22], [312, 132]]]);
  assert.equal(comment(series), "Low to High");
  assert.equal(comment({ ...series, dots: dots.slice(0, 3) }), "", "two dots");
  assert.equal(comment({ ...series, dots: ["1", "2", "2", "2"].map((value, i) => ({ date: `2026-11-0${i + 1}`, value })) }), "at Mid", "the last three");
  assert.equal(isDrawn({ ...series, dots: dots.slice(0, 2) }), false, "one dot");
});

test("the reminder comes after a week of writing without a copy", () => {
  const day = 864e5;
  const at = (/** @type {number[]} */ ...days) => days.map((d) => ({ t: d * day }));
  assert.equal(isDue([], 0, 100 * day), false, "nothing written");
  assert.equal(isDue(at(95, 99), 0, 100 * day), false, "begun five days ago");
  assert.equal(isDue(at(92, 99), 0, 100 * day), true);
  assert.equal(isDue(at(92, 99), 95 * day, 100 * day), false, "a fresh copy");
  assert.equal(isDue(at(80, 99), 90 * day, 100 * day), true, "an old copy, and newer words");
  assert.equal(isDue(at(80, 85), 90 * day, 100 * day), false, "an old copy of everything");
});

test("a reader is led to what they last wrote in the book as it is", () => {
  const chapters = [{ slug: "one", title: "One", exercises: [{ id: "a", title: "A", keep: "", fields: [] }, { id: "b", title: "B", keep: "", fields: [] }] }];
  const last = lastWritten(chapters, new Map(/** @type {[string, any][]} */ ([["a/x", { v: "x", t: 5 }], ["b@2026-11-22/x", { v: 1, t: 7 }], ["a/y", { v: null, t: 9 }], ["gone/x", { v: "x", t: 9 }]])));
  assert.equal(last?.exercise.id, "b");
  assert.equal(last?.chapter.slug, "one");
  assert.equal(lastWritten(chapters, []), undefined);
});
