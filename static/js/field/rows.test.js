import assert from "node:assert/strict";
import { test } from "node:test";
import { newRow, rowOrder } from "./rows.js";

test("a new row's id is six letters and digits, and nobody else's", () => {
  const seen = new Set();
  for (let i = 0; i < 2000; i++) {
    const id = newRow(seen);
    assert.match(id, /^[a-z0-9]{6}$/);
    assert.doesNotMatch(id, /^row\d+$/);
    assert.ok(!seen.has(id));
    seen.add(id);
  }
});

test("the order that was saved comes first, then rows that it does not know", () => {
  const addresses = ["ex/log/ccc/what", "ex/log/aaa/what", "ex/log/ccc/when", "ex/log", "ex/log2/zzz/what", "ex/other"];
  assert.deepEqual(rowOrder("ex/log", "bbb aaa", addresses), ["bbb", "aaa", "ccc"]);
  assert.deepEqual(rowOrder("ex/log", undefined, addresses), ["ccc", "aaa"]);
  assert.deepEqual(rowOrder("ex/log", "", []), []);
});

test("an order from a damaged or hostile file makes no row that could not be one", () => {
  assert.deepEqual(rowOrder("ex/log", 'a  a <b> ../x x"y row1 ' + "z".repeat(50)), ["a", "row1"]);
  assert.deepEqual(rowOrder("ex/log", { toString: () => "a" }), []);
});
