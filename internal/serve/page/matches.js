// What two lists of nodes have in common.

/**
 * How far to go in each of two lists to come to the next node that is in both,
 * for all of these and, last, the ends: their longest common subsequence.
 *
 * @param {Node[]} a
 * @param {Node[]} b
 * @returns {[number, number][]}
 */
export function matches(a, b) {
  let same = 0;
  while (same < a.length && same < b.length && a[same].isEqualNode(b[same])) same++;
  /** @type {[number, number][]} */
  const start = new Array(same).fill([0, 0]);
  return [...start, ...common(a.slice(same), b.slice(same))];
}

/** @param {Node[]} a @param {Node[]} b @returns {[number, number][]} */
function common(a, b) {
  let end = 0;
  while (end < a.length && end < b.length && a[a.length - 1 - end].isEqualNode(b[b.length - 1 - end])) end++;
  /** @type {[number, number][]} */
  const tail = new Array(end).fill([0, 0]);
  const between = lcs(a.slice(0, a.length - end), b.slice(0, b.length - end));
  if (end === 0) return between;
  // The gap that ends what lies between is followed by the first of the tail.
  return [...between, ...tail];
}

/** @param {Node[]} a @param {Node[]} b @returns {[number, number][]} */
function lcs(a, b) {
  if (a.length * b.length > 250_000) return [[a.length, b.length]];
  const equal = a.map((x) => b.map((y) => x.isEqualNode(y)));
  const longest = [...a, null].map(() => new Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) longest[i][j] = equal[i][j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
  }
  /** @type {[number, number][]} */
  const steps = [];
  let [i, j, x, y] = [0, 0, 0, 0];
  while (i < a.length && j < b.length) {
    if (equal[i][j] && longest[i][j] === longest[i + 1][j + 1] + 1) {
      steps.push([i - x, j - y]);
      [i, j] = [i + 1, j + 1];
      [x, y] = [i, j];
    } else if (longest[i + 1][j] >= longest[i][j + 1]) i++;
    else j++;
  }
  return [...steps, [a.length - x, b.length - y]];
}
