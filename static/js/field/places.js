// The numbers of a ranking: what happens to the others when one is chosen. Pure;
// ranking.js does what is seen of it. 0 is no number yet.

/**
 * Gives the item at i the number n. An item that has it takes the one that i
 * gives up, so that no number is there twice and none is lost.
 *
 * @param {number[]} numbers
 * @param {number} i
 * @param {number} n
 */
export function place(numbers, i, n) {
  return numbers.map((old, j) => (j === i ? n : n > 0 && old === n ? numbers[i] : old));
}

/**
 * Moves the item at i one up or down. One without a number joins the others, at
 * the first place that is free.
 *
 * @param {number[]} numbers
 * @param {number} i
 * @param {-1|1} by
 */
export function move(numbers, i, by) {
  const now = numbers[i];
  if (now > 0) return now + by < 1 || now + by > numbers.length ? numbers : place(numbers, i, now + by);
  if (by > 0) return numbers;
  const free = numbers.findIndex((_, n) => !numbers.includes(n + 1)) + 1;
  return place(numbers, i, free);
}

/** The items in their order, those without a number last, as the book has them. @param {number[]} numbers */
export function sorted(numbers) {
  const last = numbers.length + 1;
  return numbers.map((_, i) => i).sort((a, b) => (numbers[a] || last) - (numbers[b] || last) || a - b);
}
