import assert from "node:assert/strict";
import { test } from "node:test";
import { fileName, most, plan, read, write } from "./backup.js";

const now = Date.UTC(2026, 10, 22, 12);
/** @param {unknown} v @param {number} [t] */
const leaf = (v, t = 5) => ({ v, t });
/** @param {object} [more] @param {Record<string, any>} [answers] */
const file = (more = {}, answers = { "impact/told": leaf("x") }) =>
  JSON.stringify({ format: "trustbook-answers", version: 1, workbook: "small", edition: "small", made: "2026-11-22T12:00:00.000Z", boxes: { a: answers }, ...more });
/** @param {string} text @param {object} [book] @returns {Promise<any>} */
const reading = (text, book) => read(text, { id: "small", ...book }, now);

test("what is written comes back the same", async () => {
  const content = {
    leaves: new Map(/** @type {[string, any][]} */ ([
      ["impact/told", leaf("Line one\nline two \u2028 <b>\u{1f600}\ud800\0", 3)],
      ["impact/felt/anger", leaf(true)],
      ["week@2026-11-22/rate", leaf(0)],
      ["week@2026-11-22/gone", leaf(null, 9)], // a deletion too, or merging would bring it back
      ["list/rows/a1b2c3/what", leaf("-")],
      ["constructor/x", leaf("a name like any other")],
    ])),
    marks: new Map([["impact", { v: /** @type {const} */ ("on-paper"), t: 7 }], ["week", { v: null, t: 8 }]]),
    labels: new Map([["impact/told", "What would you want to say?"]]),
  };
  const text = write("small", content, new Date(now));
  const got = await reading(text);
  for (const part of /** @type {const} */ (["leaves", "marks", "labels"])) {
    assert.deepEqual([...got[part]].sort(), [.../** @type {Map<string, any>} */ (content[part])].sort(), part);
  }
  assert.equal(got.left, 0);
  assert.equal(got.made, "2026-11-22");
  assert.equal(write("small", content, new Date(now)), text, "the same answers are the same bytes");
});

test("a file that is no copy says why, and nothing of it is taken", async () => {
  const many = Object.fromEntries(Array.from({ length: most.entries + 1 }, (_, i) => [`e${i}`, 0]));
  for (const [text, want] of /** @type {[string, string][]} */ ([
    ["", "not-backup"], ["PK\x03\x04", "not-backup"], ["null", "not-backup"], ["[]", "not-backup"], ["7", "not-backup"], ['"x"', "not-backup"], ["{}", "not-backup"],
    ["[".repeat(200_000), "not-backup"],
    [file({ format: "other" }), "not-backup"],
    [file({ version: "1" }), "not-backup"], [file({ version: 0 }), "not-backup"],
    [file({ version: 2 }), "newer"],
    [file({ boxes: null }), "not-backup"], [file({ boxes: [] }), "not-backup"],
    [file({ workbook: "other" }), "other-book"], [file({ workbook: { toString: 1 } }), "other-book"],
    [file({ boxes: { a: [leaf("x")] } }), "empty"],
    [file({}, {}), "empty"],
    [file({}, many), "too-big"], [file({ progress: many }), "too-big"], [file({ questions: many }), "too-big"],
  ])) assert.equal((await reading(text)).problem, want, text.slice(0, 60));
});

test("of a hostile file only answers of the known form are taken", async () => {
  const good = { "impact/told": leaf("<img src=x onerror=alert(1)>") };
  const bad = [
    "{}", "[]", '"text"', "7", "null", '{"v":"x"}', '{"t":5}', '{"v":{"toString":1},"t":5}', '{"v":["x"],"t":5}', '{"v":"x","t":"5"}', '{"v":"x","t":-1}',
    '{"v":"x","t":1.5}', '{"v":"x","t":1e400}', '{"v":"x","t":5,"html":"x"}', '{"v":1e999,"t":5}', `{"v":"${"x".repeat(most.value + 1)}","t":5}`,
  ].map((value, i) => `"ex/bad${i}":${value}`);
  const names = ["__proto__", "__proto__/x", "constructor", "toString", "", "/", "a//b", "../x", "a/b/c/d/e/f", "A/b", "a/<b>", "!progress/impact", "wb.small.a:x/y", "ex@2026/x", "a/b\\u0000"]
    .map((name) => `"${name}":{"v":"x","t":5}`);
  const text = file({}, good).replace('"impact/told"', [...bad, ...names, '"impact/told"'].join(","));
  const got = await reading(text);
  assert.deepEqual([...got.leaves], Object.entries(good));
  assert.equal(got.left, new Set([...bad, ...names]).size);
  assert.equal(/** @type {any} */ ({}).v, undefined, "no prototype was touched");
});

test("marks and questions are taken only in their form", async () => {
  const got = await reading(file({
    progress: { impact: leaf("done"), a: leaf("won"), b: leaf("on-paper", now + 1e9), c: "done", "x/y/z/a/b/c": leaf("done"), "": leaf("done") },
    questions: { "impact/told": "Why?", "impact/x": 7, "no name": "x", "a//b": "x", "impact/long": "x".repeat(most.label + 1) },
  }));
  assert.deepEqual([...got.marks], [["impact", leaf("done")], ["b", leaf("on-paper", now)]]);
  assert.deepEqual([...got.labels], [["impact/told", "Why?"]]);
});

test("old names are moved, the newer of two wins, and no time lies ahead", async () => {
  const was = { hurt: "impact", "impact/said": "impact/told" };
  const got = await reading(file({ questions: { "hurt/said": "Why?" }, progress: { hurt: leaf("done") } }, {
    "hurt/said": leaf("old", 4), "impact/told": leaf("new", 5), "hurt@2026-11-22/x": leaf("day"), "hurt/y": leaf("late", now + 1e9),
  }), { was });
  assert.deepEqual(Object.fromEntries(got.leaves), { "impact/told": leaf("new"), "impact@2026-11-22/x": leaf("day"), "impact/y": leaf("late", now) });
  assert.deepEqual([...got.labels], [["impact/told", "Why?"]]);
  assert.deepEqual([...got.marks.keys()], ["impact"]);
});

test("what the book keeps nothing of does not come in by a file", async () => {
  const got = await reading(file({}, { "fear/told": leaf("x"), "impact/told": leaf("y") }), { unkept: (/** @type {string} */ a) => a.startsWith("fear/") });
  assert.deepEqual([...got.leaves.keys()], ["impact/told"]);
  assert.equal(got.left, 1);
});

test("a plan says what each question's answer would become", async () => {
  const mine = new Map(/** @type {[string, any][]} */ ([
    ["e/same", leaf("x", 5)], ["e/newer-here", leaf("mine", 9)], ["e/older-here", leaf("mine", 1)], ["e/deleted-there", leaf("mine", 1)],
    ["e/deleted-here", leaf(null, 9)], ["e/many/a", leaf(true, 1)], ["e/both-gone", leaf(null, 1)], ["e/touched", leaf("x", 1)], ["e/mixed/a", leaf("x", 9)],
  ]));
  const theirs = new Map(/** @type {[string, any][]} */ ([
    ["e/same", leaf("x", 5)], ["e/newer-here", leaf("theirs")], ["e/older-here", leaf("theirs")], ["e/deleted-there", leaf(null)],
    ["e/deleted-here", leaf("theirs")], ["e/many/b", leaf(true)], ["e/both-gone", leaf(null)], ["e/touched", leaf("x")], ["e/new/a", leaf("x")], ["e/new/b", leaf("y")],
    ["e/mixed/a", leaf("y")], ["e/mixed/b", leaf("z")], ["w@2026-11-22/rate", leaf(3)],
  ]));
  const { news, fates } = await plan(mine, theirs);
  assert.deepEqual(Object.fromEntries(fates), {
    "e/newer-here": "kept", "e/older-here": "replaced", "e/deleted-there": "removed", "e/deleted-here": "kept",
    "e/many": "replaced", "e/new": "added", "e/mixed": "replaced", "w@2026-11-22/rate": "added",
  });
  assert.deepEqual([...news.keys()].sort(), ["e/both-gone", "e/deleted-there", "e/many/b", "e/mixed/b", "e/new/a", "e/new/b", "e/older-here", "e/touched", "w@2026-11-22/rate"]);
});

test("the file's name tells the day and no more", () => {
  assert.equal(fileName(new Date(2026, 0, 5, 23, 59)), "workbook-2026-01-05.json");
});
