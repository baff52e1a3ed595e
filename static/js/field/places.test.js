import assert from "node:assert/strict";
import { test } from "node:test";
import { move, place, sorted } from "./places.js";

test("a number that is chosen twice is swapped", () => {
  assert.deepEqual(place([1, 2, 3], 2, 1), [3, 2, 1]);
  assert.deepEqual(place([0, 2, 0], 0, 2), [2, 0, 0], "with one that had none");
  assert.deepEqual(place([1, 0, 0], 1, 3), [1, 3, 0], "a free one");
  assert.deepEqual(place([1, 2, 0], 0, 0), [0, 2, 0], "none");
  assert.deepEqual(place([0, 0, 1], 0, 0), [0, 0, 1], "none where there was none");
});

test("up and down", () => {
  assert.deepEqual(move([1, 2, 3], 2, -1), [1, 3, 2]);
  assert.deepEqual(move([1, 2, 3], 0, 1), [2, 1, 3]);
  assert.deepEqual(move([1, 2, 3], 0, -1), [1, 2, 3], "no further up");
  assert.deepEqual(move([1, 2, 3], 2, 1), [1, 2, 3], "no further down");
  assert.deepEqual(move([1, 3, 0], 1, -1), [1, 2, 0], "into a gap");
  assert.deepEqual(move([2, 0, 0], 2, -1), [2, 0, 1], "up without a number: the first that is free");
  assert.deepEqual(move([0, 0, 0], 1, 1), [0, 0, 0], "down without a number");
});

test("whatever is pressed, no number is there twice", () => {
  let seed = 7;
  const random = (/** @type {number} */ n) => (seed = (seed * 48271) % 2147483647) % n;
  for (let round = 0; round < 200; round++) {
    let numbers = new Array(2 + random(6)).fill(0);
    for (let step = 0; step < 30; step++) {
      const i = random(numbers.length);
      numbers = random(2) ? place(numbers, i, random(numbers.length + 1)) : move(numbers, i, random(2) ? 1 : -1);
      const given = numbers.filter(Boolean);
      assert.equal(new Set(given).size, given.length, `${numbers}`);
      assert.ok(given.every((n) => n <= numbers.length));
    }
  }
});

test("sorted by number, the rest after them in the book's order", () => {
  assert.deepEqual(sorted([0, 2, 0, 1]), [3, 1, 0, 2]);
  assert.deepEqual(sorted([0, 0]), [0, 1]);
});
