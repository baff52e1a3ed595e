// Whether a text answers a search, and how well: folding and ranking. The excerpt
// to show is excerpt.js's; both are pure, and search.js does the rest.

/** What an unaccented keyboard does not write: accents, Hebrew points, Arabic vowel signs and the stretching line. Vowel signs of Indic scripts and the sounds of kana are letters to their readers, and stay. */
const marks = /[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/g;

/** Anything beyond ASCII and the usual quotes and dashes, which most texts never leave. */
const beyond = /[^\0-\x7f\u2010-\u201f\u2026]/;

/**
 * The form in which texts are compared: "Café" and "cafe" are the same, and so
 * are typographic and typewriter apostrophes.
 *
 * @param {string} text
 */
export function fold(text) {
  const low = text.toLowerCase().replace(/[\u2018\u2019\u02bc]/g, "'");
  if (!beyond.test(low)) return low;
  return low.normalize("NFD").replace(marks, "").normalize().replace(/ς/g, "σ");
}

/** @param {string} query its words, folded */
export function wordsOf(query) {
  return [...new Set(fold(query).split(/\s+/).filter(Boolean))];
}

/** @typedef {{chapter: string, heading: string, text: string}} Section all folded */

const letter = /[\p{L}\p{N}]/u;

/** @param {string} text @param {string} phrase whether it stands in text where a word begins */
function begins(text, phrase) {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (at === 0 || !letter.test(text[at - 1])) return true;
  }
  return false;
}

/**
 * How well a section answers: -1 not at all, else 0 to 4. What stands in a
 * heading is what its section is about, so it comes before any text. The
 * chapter's title helps, and is not enough, or every section would be found.
 *
 * @param {Section} section
 * @param {string[]} words
 */
export function rank({ chapter, heading, text }, words) {
  let headed = 0;
  let own = 0;
  for (const word of words) {
    if (heading.includes(word)) headed++;
    else if (text.includes(word)) own++;
    else if (!chapter.includes(word)) return -1;
  }
  if (headed + own === 0) return -1;
  const phrase = words.join(" ");
  if (headed === words.length) return begins(heading, phrase) ? 4 : 3;
  if (headed > 0) return 2;
  return begins(text, phrase) ? 1 : 0;
}
