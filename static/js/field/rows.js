// The rows that readers add to a table: their ids and their order. Pure; table.js
// does what is seen of them.

/** What may stand for a row in an address. */
const form = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** @param {Iterable<string>} taken @returns {string} an id that no other device makes up too */
export function newRow(taken) {
  const known = new Set(taken);
  for (;;) {
    const id = [...crypto.getRandomValues(new Uint8Array(6))].map((n) => (n % 36).toString(36)).join("");
    // row123 is what a row is called on a filled-in sheet.
    if (!known.has(id) && !/^row\d+$/.test(id)) return id;
  }
}

/**
 * The rows of a table in their order: those that the saved order names, then
 * those that have answers and are not in it, as when two devices added rows and
 * the order of one replaced the other's.
 *
 * @param {string} field the table's address
 * @param {unknown} saved what is kept at that address: ids joined by spaces
 * @param {Iterable<string>} [addresses] of answers that are there
 * @returns {string[]}
 */
export function rowOrder(field, saved, addresses = []) {
  const ids = typeof saved === "string" ? saved.split(" ") : [];
  const below = field + "/";
  for (const address of addresses) {
    if (address.startsWith(below)) ids.push(address.slice(below.length).split("/", 1)[0]);
  }
  return [...new Set(ids)].filter((id) => form.test(id));
}
