import assert from "node:assert/strict";
import { test } from "node:test";
import { current, dated, dayOf, daysOf, isDay } from "./entries.js";

test("today is the day where the reader is", () => {
  const zone = process.env.TZ;
  try {
    for (const [tz, day] of [["Pacific/Kiritimati", "2026-11-23"], ["Pacific/Pago_Pago", "2026-11-22"]]) {
      process.env.TZ = tz;
      assert.equal(dayOf(new Date("2026-11-22T12:30:00Z")), day, tz);
    }
  } finally {
    process.env.TZ = zone ?? "";
  }
});

test("days that exist", () => {
  for (const good of ["2026-11-22", "2028-02-29"]) assert.ok(isDay(good), good);
  for (const bad of ["", "2026-02-30", "2026-13-01", "22.11.2026", "2026-11-22T00:00:00Z"]) assert.ok(!isDay(bad), bad);
});

test("the days that an exercise has, the latest first", () => {
  const leaves = Object.entries({ "check@2026-11-15/calm": 3, "check@2026-11-22/calm": 0, "check@2026-11-22/said": "x", "check/old": "y", "check@2026-11-01/calm": null, "checked@2026-10-01/calm": 1 });
  assert.deepEqual(daysOf("check", leaves.map(([a, v]) => [a, { v }])), ["2026-11-22", "2026-11-15", ""]);
});

test("which entry is shown first", () => {
  const today = "2026-11-22";
  const cases = [
    ["weekly", [], today], ["weekly", ["2026-11-22", "2026-11-15"], today], ["weekly", ["2026-11-20"], "2026-11-20"], ["weekly", ["2026-11-19"], today],
    ["daily", ["2026-11-21"], today], ["weekly", [""], today], ["weekly", ["2026-11-24", "2026-11-21"], "2026-11-21"],
  ];
  for (const [repeat, days, want] of cases) assert.equal(current(days, today, repeat), want, `${repeat} ${days}`);
});

test("an address under another entry", () => {
  assert.equal(dated("check/calm/row", "2026-11-22"), "check@2026-11-22/calm/row");
  assert.equal(dated("check@2026-11-15/calm", "2026-11-22"), "check@2026-11-22/calm");
  assert.equal(dated("check@2026-11-15/calm", ""), "check/calm");
});
