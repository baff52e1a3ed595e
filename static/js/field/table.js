// Tables whose rows readers add. The page comes with blank rows to print; on
// screen the reader's own stand in their place, and one that is ready to write
// in. It becomes a row, with a place in the order, once something is written.
//
// What is kept is bind.js's affair. It hears of controls that come and go by a
// "fieldchange" {added, removed} and of the order by a "roworder" {address,
// value}, both on the field, and brings the saved rows back through restore.

import { say } from "../book.js";
import { arrange, button, make } from "../dom.js";
import { controlsOf, focusIn, modelOf, nameRow, rowsIn, unname } from "./row.js";
import { newRow, rowOrder } from "./rows.js";
import { snapshot } from "./snapshot.js";
import { offer, undoBox } from "./undo.js";

/** @typedef {{field: HTMLElement, address: string, body: HTMLElement, model: HTMLTableRowElement, paper: HTMLElement[], undo: HTMLElement, add: HTMLElement}} Table address: what the field's was when its rows were last restored */

/** @type {WeakMap<Element, Table>} */
const tables = new WeakMap();

/** @param {ParentNode} root */
export function start(root) {
  for (const field of root.querySelectorAll(".field.table")) {
    const paper = /** @type {HTMLTableRowElement[]} */ ([...field.querySelectorAll(".blank-row")]);
    if (field instanceof HTMLElement && paper.length > 0) enhance(field, paper);
  }
}

/** @param {HTMLElement} field @param {HTMLTableRowElement[]} paper */
function enhance(field, paper) {
  const { address = "" } = field.dataset;
  const model = modelOf(paper[0], address);
  paper.forEach(unname);
  const body = make("tbody", { class: "own-rows" });
  const blank = /** @type {HTMLElement} */ (paper[0].parentElement);
  blank.className = "paper-rows"; // seen in print only
  blank.setAttribute("aria-hidden", "true");
  blank.before(body);
  field.querySelector("thead tr")?.append(make("td", { class: "row-tools" }));
  const undo = undoBox();
  const add = button("button quiet add-row", say("js-add-row"), () => focusIn(ready(table)));
  field.querySelector(".table-fields")?.append(undo, add);
  const table = { field, address, body, model, paper, undo, add };
  tables.set(field, table);
  field.addEventListener("input", ({ target }) => begin(table, target), { capture: true }); // before it is saved
  settle(table);
}

/** @param {Table} table @param {string} type @param {object} detail */
const tell = ({ field }, type, detail) => field.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));

/** @param {Table} table */
function tellOrder(table) {
  const written = rowsIn(table.body).filter(({ dataset }) => !dataset.ready);
  tell(table, "roworder", { address: table.field.dataset.address, value: written.map(({ dataset }) => dataset.row).join(" ") });
}

/** Numbers the rows. A table is never without one. @param {Table} table */
function settle(table) {
  const rows = rowsIn(table.body);
  if (rows.length === 0) return void ready(table);
  rows.forEach((row, i) => nameRow(row, table.field.dataset.address ?? "", i + 1));
  // There is nothing to remove where one row waits to be written in.
  table.body.classList.toggle("untouched", rows.length === 1 && !!rows[0].dataset.ready);
  const written = rows.filter(({ dataset }) => !dataset.ready).length;
  table.paper.forEach((row, i) => (row.hidden = i < written));
}

/** @param {Table} table @param {string} id */
function makeRow(table, id) {
  const row = /** @type {HTMLTableRowElement} */ (table.model.cloneNode(true));
  row.dataset.row = id;
  row.append(make("td", { class: "row-tools" }, button("remove-row", "", () => remove(table, row))));
  return row;
}

/** @param {Table} table the row that is ready to write in, a new one if there is none */
function ready(table) {
  const rows = rowsIn(table.body);
  const waiting = rows.find(({ dataset }) => dataset.ready);
  if (waiting) return waiting;
  const row = makeRow(table, newRow(rows.map(({ dataset }) => dataset.row ?? "")));
  row.dataset.ready = "yes";
  table.body.append(row);
  settle(table);
  tell(table, "fieldchange", { added: controlsOf(row), removed: [] });
  return row;
}

/** @param {Table} table @param {EventTarget|null} target */
function begin(table, target) {
  const row = target instanceof Element ? target.closest("tr") : null;
  if (!row?.dataset.ready) return;
  delete row.dataset.ready;
  settle(table);
  tellOrder(table);
}

/** @param {Table} table @param {HTMLTableRowElement} row */
function remove(table, row) {
  const place = rowsIn(table.body).indexOf(row);
  const values = snapshot(controlsOf(row));
  row.remove();
  settle(table);
  if (row.dataset.ready) {
    offer(table.undo);
    return table.add.focus();
  }
  tellOrder(table);
  tell(table, "fieldchange", { added: [], removed: values.names });
  offer(table.undo, say("js-row-removed", { n: place + 1 }), () => {
    table.body.insertBefore(row, rowsIn(table.body)[place] ?? null);
    rowsIn(table.body).find(({ dataset }) => dataset.ready)?.remove();
    settle(table);
    tellOrder(table);
    tell(table, "fieldchange", { added: controlsOf(row), removed: [] });
    values.restore();
    focusIn(row);
  });
}

/**
 * Shows the rows that were saved, for bind.js to fill in. Rows that are there
 * already stay, and so does the one that is being written in.
 *
 * @param {Element} field
 * @param {string[]} order
 */
export function restore(field, order) {
  const table = tables.get(field);
  if (!table) return;
  const { address = "" } = table.field.dataset;
  if (address !== table.address) offer(table.undo); // another entry
  table.address = address;
  const old = new Map(rowsIn(table.body).map((row) => [row.dataset.row, row]));
  const rows = rowOrder("", order.join(" ")).map((id) => old.get(id) ?? makeRow(table, id));
  for (const row of rows) delete row.dataset.ready;
  for (const row of old.values()) {
    if (rows.includes(row)) continue;
    if (row.contains(document.activeElement) || (row.dataset.ready && rows.length === 0)) rows.push(row);
    else row.remove();
  }
  arrange(table.body, rows);
  settle(table);
}
