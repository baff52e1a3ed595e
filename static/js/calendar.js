// A calendar file for a weekly time, by RFC 5545. Pure.

const bytes = new TextEncoder();

/** @param {string} text as a value: RFC 5545, 3.3.11 */
export const escape = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");

/** Folds a line at 75 octets, never inside a character: RFC 5545, 3.1. @param {string} line */
export function fold(line) {
  let [out, used] = ["", 0];
  for (const letter of line) {
    const size = bytes.encode(letter).length;
    if (used + size > 75) [out, used] = [`${out}\r\n `, 1];
    out += letter;
    used += size;
  }
  return out;
}

const two = (/** @type {number} */ n) => String(n).padStart(2, "0");

/** @param {Date} d a time of day wherever the reader is: 3.3.5, form 1 */
const floating = (d) => `${d.getFullYear()}${two(d.getMonth() + 1)}${two(d.getDate())}T${two(d.getHours())}${two(d.getMinutes())}00`;

/**
 * The first such weekday and time that is still to come.
 *
 * @param {number} weekday 0 is Sunday
 * @param {string} time "19:30"
 * @param {Date} now
 */
export function next(weekday, time, now) {
  const [hours, minutes] = time.split(":").map(Number);
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + ((weekday - now.getDay() + 7) % 7), hours, minutes);
  return day > now ? day : new Date(day.getFullYear(), day.getMonth(), day.getDate() + 7, hours, minutes);
}

/**
 * @param {{title: string, start: Date, minutes: number, made: Date, id: string}} event
 */
export function weekly({ title, start, minutes, made, id }) {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Workbook//Workbook//EN", // a calendar may show it: it names nothing
    "BEGIN:VEVENT",
    `UID:${id}`,
    `DTSTAMP:${made.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART:${floating(start)}`,
    `DURATION:PT${minutes}M`,
    "RRULE:FREQ=WEEKLY",
    `SUMMARY:${escape(title)}`,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].map(fold).join("\r\n");
}
