// Exercises that repeat: each day's answers are an entry of their own. A list
// of the entries stands above the fields; the fields' addresses, and with them
// the names of their controls, are those of the entry that is chosen.

import { say, sayDay } from "./book.js";
import { isKept } from "./control.js";
import { make } from "./dom.js";
import { current, dated, dayOf, daysOf, isDay } from "./entries.js";
import { tell } from "./status.js";

/** @typedef {import("./store.js").Store} Store */

/**
 * @param {ParentNode} root
 * @param {{ready: Promise<Store>}} context
 */
export function start(root, { ready }) {
  for (const exercise of root.querySelectorAll(".exercise[data-repeat]")) {
    const fields = exercise.querySelector(".fields");
    if (!fields || !isKept(exercise)) continue;
    readdress(exercise, dayOf(new Date())); // what is written before the box is read is today's
    ready.then((store) => new Entries(exercise, fields, store));
  }
}

/** @param {Element} exercise @param {string} day */
function readdress(exercise, day) {
  for (const name of ["name", "data-address"]) {
    for (const element of exercise.querySelectorAll(`.field[${name}], .field [${name}]`)) {
      // The rows that a reader added are given their names with the field's.
      if (!element.closest(".own-rows")) element.setAttribute(name, dated(element.getAttribute(name) ?? "", day));
    }
  }
}

class Entries {
  /** @param {Element} exercise @param {Element} fields @param {Store} store */
  constructor(exercise, fields, store) {
    this.exercise = exercise;
    this.id = exercise.getAttribute("data-exercise") ?? "";
    this.store = store;
    const today = dayOf(new Date());
    this.day = current(this.days(), today, exercise.getAttribute("data-repeat") ?? "");
    this.list = make("select", { autocomplete: "off" });
    this.other = make("input", { type: "date", max: today, autocomplete: "off" });
    this.otherLabel = make("label", { hidden: true }, make("span", {}, say("js-entry-day")), " ", this.other);
    fields.before(make("div", { class: "entries no-print" },
      make("label", {}, make("span", {}, say("js-entry")), " ", this.list), this.otherLabel));
    this.list.addEventListener("focus", () => this.draw());
    this.list.addEventListener("change", () => this.choose());
    this.other.addEventListener("change", () => {
      if (isDay(this.other.value) && this.other.value <= dayOf(new Date())) this.show(this.other.value);
    });
    readdress(exercise, this.day);
    this.draw();
  }

  days() {
    return daysOf(this.id, this.store.leaves());
  }

  /** Lists today, then the entries there are, then the way to another day. */
  draw() {
    const today = dayOf(new Date());
    const days = new Set([today, this.day, ...this.days()].sort().reverse());
    const name = (/** @type {string} */ day) => (day === "" ? say("js-entry-undated") : day === today ? say("js-entry-today", { date: sayDay(day) }) : sayDay(day));
    const options = [...days].map((day) => make("option", { value: day }, name(day)));
    this.list.replaceChildren(...options, make("option", { value: "+" }, say("js-entry-other")));
    this.list.value = this.otherLabel.hidden ? this.day : "+";
  }

  choose() {
    const { value } = this.list;
    this.otherLabel.hidden = value !== "+";
    if (value === "+") this.other.focus();
    else this.show(value);
  }

  /** @param {string} day */
  show(day) {
    this.day = day;
    this.otherLabel.hidden = true;
    readdress(this.exercise, day);
    this.draw();
    // bind.js fills the fields in.
    this.exercise.dispatchEvent(new CustomEvent("entrychange", { bubbles: true }));
    if (document.activeElement === document.body) this.list.focus(); // the day's input has gone
    tell(say("js-entry-shown", { date: day ? sayDay(day) : say("js-entry-undated") }));
  }
}
