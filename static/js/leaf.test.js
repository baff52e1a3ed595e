import assert from "node:assert/strict";
import { test } from "node:test";
import { after, format, isAddress, isNewer, parse } from "./leaf.js";
import { renamed } from "./was.js";

test("addresses", () => {
  for (const good of ["a/b", "impact/felt/anger", "check-in@2026-11-22/rate", "log/rows/4xk2p9/what", "pact/names/one/date", "riverbend.extra/told"]) assert.ok(isAddress(good), good);
  for (const bad of ["", "a", "a/", "/b", "a//b", "A/b", "a/__proto__", "a/b/c/d/e/f", "a@22/b", "a/b\n", "a/../b", `a/${"b".repeat(200)}`, 7, null]) assert.ok(!isAddress(bad), String(bad));
});

test("a leaf comes back as it went", () => {
  for (const v of ["", "x", "\u2028 “é” 😀", 0, -1.5, true, false, null]) assert.deepEqual(parse(format({ v, t: 7 })), { v, t: 7 });
});

test("which of two is newer does not depend on who asks", () => {
  const leaves = [null, "", "a", "b", 1, 2, true].flatMap((v) => [{ v, t: 1 }, { v, t: 2 }]);
  for (const a of leaves) {
    assert.ok(isNewer(a, undefined));
    for (const b of leaves) {
      const [ab, ba] = [isNewer(a, b), isNewer(b, a)];
      assert.equal(ab || ba, format(a) !== format(b), `${format(a)} ${format(b)}`);
      assert.ok(!(ab && ba));
    }
  }
  assert.ok(isNewer({ v: "words", t: 1 }, { v: null, t: 1 }), "words win over a deletion of the same moment");
});

test("a correction is later than what it corrects, and stays a time that can be read", () => {
  assert.equal(after(undefined, 100), 100);
  assert.equal(after({ v: "x", t: 500 }, 100), 501);
  assert.notEqual(typeof parse(format({ v: "y", t: after({ v: "x", t: 8.64e15 }, 100) })), "string");
});

test("renames", () => {
  const was = { a: "b", "b/f": "b/g", "x/one": "y/two", "y/two": "z/three", p: "q", q: "p", "long/f": "long/h", long: "short" };
  const cases = {
    "a/e": "b/e", "a@2026-11-22/e/part": "b@2026-11-22/e/part",
    "a/f/part": "b/g/part", "x/one": "z/three", "x/other": "x/other",
    "p/e": "p/e", "q/e": "q/e", // round in a circle: a mistake, and nothing moves to and fro
    "long/f": "short/h", "long/e": "short/e", "toString/e": "toString/e", "ab/e": "ab/e",
  };
  for (const [from, to] of Object.entries(cases)) assert.equal(renamed(from, was), to, from);
  assert.equal(renamed("a/b"), "a/b");
});
