// Ids that were renamed. The book's "was" maps an old exercise, or an old
// exercise/field, to the new one.

/**
 * The address that an answer now has: the same, unless its exercise or field
 * was renamed. What a rename leads to may have been renamed in its turn; one
 * that leads back to where it began is a mistake, and changes nothing.
 *
 * @param {string} address
 * @param {Record<string, string>} [was]
 */
export function renamed(address, was = {}) {
  const seen = new Set([address]);
  for (let at = address, to; ; at = to) {
    to = step(at, was);
    if (to === at) return at;
    if (seen.has(to)) return address;
    seen.add(to);
  }
}

/** One rename, the longest match first. @param {string} address @param {Record<string, string>} was */
function step(address, was) {
  const [head, field, ...parts] = address.split("/");
  const [exercise, day] = head.split("@");
  for (const [from, rest] of /** @type {[string, string[]][]} */ ([[`${exercise}/${field}`, parts], [exercise, field === undefined ? [] : [field, ...parts]]])) {
    if (!Object.hasOwn(was, from)) continue;
    const [id, ...more] = was[from].split("/");
    return [day ? `${id}@${day}` : id, ...more, ...rest].join("/");
  }
  return address;
}
