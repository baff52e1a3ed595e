import assert from "node:assert/strict";
import { test } from "node:test";
import { escape, fold, next, weekly } from "./calendar.js";

test("values are escaped as RFC 5545 asks", () => {
  assert.equal(escape("a\\b;c,d\ne\r\nf: \"g\""), 'a\\\\b\\;c\\,d\\ne\\nf: "g"');
});

test("lines are folded at 75 octets, and no character is cut", () => {
  for (const line of ["SUMMARY:" + "x".repeat(200), "SUMMARY:" + "é".repeat(100), "SUMMARY:" + "😀".repeat(60), "x".repeat(75)]) {
    const folded = fold(line).split("\r\n");
    for (const part of folded) assert.ok(new TextEncoder().encode(part).length <= 75, part);
    assert.equal(folded.map((part, i) => (i > 0 ? part.slice(1) : part)).join(""), line, "unfolds to itself");
    assert.ok(folded.every((part, i) => i === 0 || part[0] === " "));
    assert.ok(folded.every((part) => part.isWellFormed()));
  }
});

test("the first meeting is the next one to come", () => {
  const sunday = new Date(2026, 10, 22, 20, 0);
  const day = (/** @type {Date} */ d) => [d.getDate(), d.getHours(), d.getMinutes()];
  assert.deepEqual(day(next(0, "21:30", sunday)), [22, 21, 30], "today, later");
  assert.deepEqual(day(next(0, "19:00", sunday)), [29, 19, 0], "today, but over");
  assert.deepEqual(day(next(6, "19:00", sunday)), [28, 19, 0]);
  assert.equal(next(5, "19:00", new Date(2026, 11, 30)).getFullYear(), 2027);
});

test("the file is a weekly event with a name and nothing else", () => {
  const text = weekly({ title: "Tea, and talk", start: new Date(2026, 10, 29, 19, 5), minutes: 30, made: new Date(Date.UTC(2026, 10, 22, 12, 0, 1)), id: "abc" });
  assert.equal(text, [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Workbook//Workbook//EN", "BEGIN:VEVENT", "UID:abc", "DTSTAMP:20261122T120001Z", "DTSTART:20261129T190500",
    "DURATION:PT30M", "RRULE:FREQ=WEEKLY", "SUMMARY:Tea\\, and talk", "END:VEVENT", "END:VCALENDAR", "",
  ].join("\r\n"));
});
