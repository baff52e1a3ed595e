import assert from "node:assert/strict";
import { test } from "node:test";
import { countShift } from "./shift.js";

/** Keys as a page hears them: "S" and "s" are Shift going down and up, other letters keys, "." is a wait of so long. */
function press(t, script, wait = 0) {
  t.mock.timers.reset();
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const keys = new EventTarget();
  const told = [];
  countShift(keys, 3, (count, late) => told.push(late ? "late" : count));
  const send = (type, init) => keys.dispatchEvent(Object.assign(new Event(type), init));
  for (const sign of script) {
    if (sign === ".") t.mock.timers.tick(wait);
    else if (sign === "R") send("keydown", { key: "Shift", repeat: true });
    else if (sign === "i") send("input", {});
    else if (sign.toLowerCase() === "s") send(sign === "S" ? "keydown" : "keyup", { key: "Shift", repeat: false });
    else send(sign === sign.toUpperCase() ? "keydown" : "keyup", { key: sign });
  }
  return told;
}

test("three presses alone", (t) => {
  assert.deepEqual(press(t, "SsSsSs"), [1, 2, 3]);
  assert.deepEqual(press(t, "SsSsSsSs"), [1, 2, 3, 1]);
  assert.deepEqual(press(t, "SRRRsSsSs"), [1, 2, 3]);
});

test("another key begins the count anew", (t) => {
  for (const [script, told] of [
    ["SAas", []], ["SAsa", []], ["ASas", []], ["SsSsAaSs", [1, 2, 0, 1]], ["SsSsSAas", [1, 2, 0]], ["SsSisSs", [1, 0, 1]],
  ]) assert.deepEqual(press(t, script), told, script);
});

test("five seconds between presses", (t) => {
  assert.deepEqual(press(t, "Ss.Ss.Ss", 4999), [1, 2, 3]);
  assert.deepEqual(press(t, "Ss.Ss", 5000), [1, "late", 1]);
  assert.deepEqual(press(t, "SsSsSs.", 9999), [1, 2, 3]);
});
