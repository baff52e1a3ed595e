// The dated entries of an exercise that repeats: which there are, and which one
// a reader most likely wants. Pure; repeat.js does what is seen of them.

/** @param {Date} now @returns {string} the day where the reader is, 2026-11-22 */
export const dayOf = (now) => [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");

/** Whether a text is a day that exists. @param {string} text */
export function isDay(text) {
  const day = new Date(text + "T00:00:00Z");
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/**
 * The days of an exercise's entries, the latest first; "" for answers from
 * before the exercise repeated.
 *
 * @param {string} exercise
 * @param {Iterable<[string, {v: unknown}]>} leaves
 */
export function daysOf(exercise, leaves) {
  const days = new Set();
  for (const [address, { v }] of leaves) {
    const [id, day = ""] = address.split("/", 1)[0].split("@");
    if (v !== null && id === exercise) days.add(day);
  }
  return /** @type {string[]} */ ([...days]).sort().reverse();
}

/** How many days old an entry may be and still be the one to go on with. */
const open = { daily: 0, weekly: 2 };

/**
 * The entry to show first: today's, or that of this week's which was begun a
 * day or two ago, as it would seem lost if a blank one stood there.
 *
 * @param {string[]} days the latest first
 * @param {string} today
 * @param {string} repeat
 */
export function current(days, today, repeat) {
  const last = days.find((day) => day !== "" && day <= today);
  if (!last) return today;
  const age = (Date.parse(today) - Date.parse(last)) / 86_400_000;
  return age <= (repeat === "weekly" ? open.weekly : open.daily) ? last : today;
}

/** An address under another entry. @param {string} address @param {string} day "" for none */
export const dated = (address, day) => address.replace(/^([^/@]*)(@[^/]*)?/, (_, id) => (day ? `${id}@${day}` : id));
