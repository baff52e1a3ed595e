// What search shows of a text that it found: a part of it, with the words marked.

import { fold } from "./match.js";

/**
 * Where each place of the folded text lies in the text itself.
 *
 * @param {string} text
 * @param {string} folded
 * @returns {(place: number) => number}
 */
function origin(text, folded) {
  if (folded.length === text.length) return (place) => place;
  /** @type {number[]} */
  const places = [];
  let at = 0;
  for (const letter of text) {
    for (let i = fold(letter).length; i > 0; i--) places.push(at);
    at += letter.length;
  }
  return (place) => places[place] ?? text.length;
}

/**
 * The parts of text that words stand in, in order, none touching another.
 *
 * @param {string} text
 * @param {string[]} words folded
 * @param {number} [most] of each word
 * @returns {[number, number][]}
 */
export function hits(text, words, most = 100) {
  const folded = fold(text);
  const from = origin(text, folded);
  /** @type {[number, number][]} */
  const found = [];
  for (const word of words) {
    let at = folded.indexOf(word);
    for (let n = 0; at >= 0 && n < most; n++) {
      found.push([from(at), from(at + word.length)]);
      at = folded.indexOf(word, at + word.length);
    }
  }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  /** @type {[number, number][]} */
  const apart = [];
  for (const [start, end] of found) {
    const last = apart.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else apart.push([start, end]);
  }
  return apart;
}

/** @typedef {[text: string, found: boolean]} Piece */

/** @param {string} text @param {[number, number][]} found @param {number} [from] @param {number} [to] @returns {Piece[]} */
export function pieces(text, found, from = 0, to = text.length) {
  /** @type {Piece[]} */
  const out = [];
  let at = from;
  for (const [start, end] of found) {
    if (start < from || end > to) continue;
    out.push([text.slice(at, start), false], [text.slice(start, end), true]);
    at = end;
  }
  out.push([text.slice(at, to), false]);
  return out.filter(([part]) => part !== "");
}

/**
 * The part of text with the most hits near each other, cut between words where
 * the script has spaces, with … where it was cut.
 *
 * @param {string} text
 * @param {string[]} words folded
 * @param {number} [length]
 * @returns {Piece[]}
 */
export function excerpt(text, words, length = 180) {
  const found = hits(text, words);
  let best = 0;
  let most = 0;
  for (let i = 0; i < found.length; i++) {
    let n = 0;
    while (i + n < found.length && found[i + n][1] <= found[i][0] + length * 0.6) n++;
    if (n > most) [best, most] = [found[i][0], n];
  }
  let from = Math.max(0, best - Math.round(length / 3));
  let to = Math.min(text.length, from + length);
  const [before, after] = [text.indexOf(" ", from), text.lastIndexOf(" ", to)];
  /** @type {Piece[]} */
  const out = [];
  if (from > 0) {
    const between = before >= 0 && before < best;
    from = between ? before + 1 : whole(text, from);
    out.push([between ? "… " : "…", false]);
  }
  if (to === text.length) return [...out, ...pieces(text, found, from)];
  const between = after > to - 30 && after > best;
  to = between ? after : whole(text, to);
  return [...out, ...pieces(text, found, from, to), [between ? " …" : "…", false]];
}

/** @param {string} text @param {number} at not in the middle of a character that takes two units */
const whole = (text, at) => (/[\udc00-\udfff]/.test(text[at] ?? "") ? at - 1 : at);
