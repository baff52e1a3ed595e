// Offers the first weekly exercise of a page as a time in the reader's calendar:
// one meeting a week is meant, however many steps it has.

import { next, weekly } from "./calendar.js";
import { book, say } from "./book.js";
import { button, make } from "./dom.js";
import { download } from "./download.js";

const minutes = 30;

/** @param {ParentNode} root */
export function start(root) {
  const exercise = root.querySelector('[data-exercise][data-repeat="weekly"]');
  if (exercise) exercise.append(offer());
}

function offer() {
  const box = make("details", { class: "calendar unfold no-print" }, make("summary", {}, say("js-weekly-calendar")));
  box.addEventListener("toggle", () => box.append(...form()), { once: true });
  return box;
}

/** Made when it is wanted: the names of the days alone take a moment. @returns {HTMLElement[]} */
function form() {
  // None of these is an answer: without a name they are never stored.
  const day = make("select", { id: "calendar.day", autocomplete: "off" }, ...weekdays());
  const time = make("input", { type: "time", id: "calendar.time", value: "19:00", required: true, autocomplete: "off" });
  const title = make("input", { type: "text", id: "calendar.title", value: say("js-weekly-calendar-name"), maxlength: 100, autocomplete: "off", spellcheck: "false" });
  const status = make("p", { role: "status" });
  const save = button("button", say("js-weekly-calendar-save"), () => {
    if (!time.reportValidity()) return;
    const now = new Date();
    const id = [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");
    const text = weekly({ title: title.value.trim() || say("js-weekly-calendar-name"), start: next(Number(day.value), time.value, now), minutes, made: now, id });
    download("weekly.ics", "text/calendar", text);
    status.textContent = say("js-weekly-calendar-saved");
  });
  /** @param {string} label @param {HTMLElement} control */
  const row = (label, control) => make("p", { class: "calendar-row" }, make("label", { for: control.id }, label), control);
  return [make("p", {}, say("js-weekly-calendar-why")), row(say("js-weekly-calendar-day"), day), row(say("js-weekly-calendar-time"), time), row(say("js-weekly-calendar-title"), title), save, status];
}

/** Monday first; the names are the language's own. */
function weekdays() {
  const name = new Intl.DateTimeFormat(book.language, { weekday: "long", timeZone: "UTC" });
  return [1, 2, 3, 4, 5, 6, 0].map((day) => make("option", { value: day }, name.format(Date.UTC(2026, 10, 22 + day)))); // 22 November 2026 is a Sunday
}
