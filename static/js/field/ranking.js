// Rankings: two buttons a row beside its number, a number that is chosen twice
// changes places, and the list shows the order. Each choice remembers its number
// in its select alone; the numbers are the answer.

import { say } from "../book.js";
import { arrange, button, make } from "../dom.js";
import { move, place, sorted } from "./places.js";
import { announce } from "./snapshot.js";

/** @param {ParentNode} root */
export function start(root) {
  for (const list of root.querySelectorAll(".field.ranking .rank")) {
    if (list instanceof HTMLElement) enhance(list);
  }
}

/** @param {HTMLElement} list */
function enhance(list) {
  const items = /** @type {HTMLElement[]} */ ([...list.children]);
  const selects = items.map((item) => /** @type {HTMLSelectElement} */ (item.querySelector("select")));
  const labels = items.map((item) => item.querySelector("label span")?.textContent ?? "");
  const status = make("p", { class: "hidden", role: "status" });
  const read = () => selects.map(({ value }) => Number(value));
  let numbers = read();

  /** @param {number[]} next */
  function show(next) {
    const changed = selects.filter((select, i) => Number(select.value) !== next[i] || numbers[i] !== next[i]);
    numbers = next;
    next.forEach((n, i) => (selects[i].value = n ? String(n) : ""));
    items.forEach((item, i) => {
      const [up, down] = item.querySelectorAll("button");
      // Not disabled: that would take the focus away.
      up.setAttribute("aria-disabled", String(next[i] === 1));
      down.setAttribute("aria-disabled", String(next[i] === 0 || next[i] === next.length));
    });
    arrange(list, sorted(next).map((i) => items[i]));
    return changed;
  }

  items.forEach((item, i) => {
    const press = (/** @type {-1|1} */ by) => () => {
      show(move(numbers, i, by)).forEach(announce);
      status.textContent = numbers[i] ? say("js-rank-at", { label: labels[i], n: numbers[i] }) : "";
    };
    const up = button("rank-up", "", press(-1));
    const down = button("rank-down", "", press(1));
    up.setAttribute("aria-label", say("js-rank-up", { label: labels[i] }));
    down.setAttribute("aria-label", say("js-rank-down", { label: labels[i] }));
    item.append(make("span", { class: "rank-buttons" }, up, down));
    selects[i].addEventListener("change", () => {
      const n = Number(selects[i].value);
      if (n === numbers[i]) return; // our own news
      show(place(numbers, i, n)).filter((select) => select !== selects[i]).forEach(announce);
    });
  });
  list.after(status);
  list.closest(".field")?.addEventListener("fieldfill", () => void show(read()));
  show(numbers);
}
