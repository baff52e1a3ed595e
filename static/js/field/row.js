// One row that a reader added to a table, as the page has it: data-row is its
// id, data-ready says that nothing was written in it yet, and data-at is the
// address that its controls' names begin with.

import { say } from "../book.js";

/** @typedef {import("./snapshot.js").Control} Control */

/** @param {Element} body */
export const rowsIn = (body) => /** @type {HTMLTableRowElement[]} */ ([...body.children]);

/** @param {Element} row */
export const controlsOf = (row) => /** @type {Control[]} */ ([...row.querySelectorAll("[name]")]);

/** @param {Element} row */
export const focusIn = (row) => controlsOf(row)[0]?.focus();

/**
 * Takes a row as the page came with it for a model, and leaves the row itself
 * for print alone: without names it is nothing to save and nothing to hear.
 *
 * @param {HTMLTableRowElement} row
 * @param {string} address the table's
 */
export function modelOf(row, address) {
  const model = /** @type {HTMLTableRowElement} */ (row.cloneNode(true));
  model.removeAttribute("class");
  model.dataset.at = `${address}/row1/`;
  return model;
}

/** @param {Element} row */
export function unname(row) {
  for (const item of row.querySelectorAll("[name], [id], [aria-label]")) {
    for (const name of ["name", "id", "aria-label"]) item.removeAttribute(name);
  }
}

/**
 * Gives a row its names: those of its answers, and those that are read out.
 *
 * @param {HTMLTableRowElement} row
 * @param {string} address the table's
 * @param {number} n its place, from 1
 */
export function nameRow(row, address, n) {
  const before = row.dataset.at ?? "";
  const at = (row.dataset.at = `${address}/${row.dataset.row}/`);
  for (const item of row.querySelectorAll("[id]")) item.id = item.id.replace(before, at);
  for (const control of controlsOf(row)) control.name = control.name.replace(before, at);
  for (const cell of row.cells) {
    const { label: column = "" } = cell.dataset;
    cell.querySelector("[aria-label]")?.setAttribute("aria-label", say("js-cell", { n, column }));
  }
  const tool = row.querySelector(".remove-row");
  if (tool) tool.textContent = say("js-remove-row", { n });
}
