import assert from "node:assert/strict";
import { test } from "node:test";
import { excerpt, hits, pieces } from "./excerpt.js";
import { fold, rank, wordsOf } from "./match.js";

test("folding leaves out what a keyboard may lack, and no letter", () => {
  for (const [text, want] of [
    ["Café CAFÉ", "cafe cafe"],
    ["Cafe\u0301", "cafe"], // decomposed, as macOS writes it
    ["don’t", "don't"],
    ["ŽLUŤOUČKÝ", "zlutoucky"],
    ["İstanbul", "istanbul"],
    ["ΟΔΟΣ Οδός", "οδοσ οδοσ"],
    ["שָׁלוֹם", "שלום"],
    ["مُحَمَّد", "محمد"],
    ["Всё", "все"],
    ["がか", "がか"], // the voiced sound is another letter
    ["की का", "की का"], // and so is the vowel
    ["가각", "가각"],
    ["“quoted”—so", "“quoted”—so"],
  ]) assert.equal(fold(text), want, text);
});

/** @param {string} chapter @param {string} heading @param {string} text */
const section = (chapter, heading, text) => ({ chapter: fold(chapter), heading: fold(heading), text: fold(text) });

test("a section answers when all the words occur in it", () => {
  const s = section("Boundaries", "Agreements that last", "Write who does what, and when you look again.");
  const of = (/** @type {string} */ query) => rank(s, wordsOf(query));
  assert.equal(of("agreement"), 4, "the heading begins with it");
  assert.equal(of("last agreements"), 3, "the heading has both");
  assert.equal(of("greements"), 3, "inside a word of the heading");
  assert.equal(of("agreements when"), 2, "one in the heading, one in the text");
  assert.equal(of("who does"), 1, "together in the text");
  assert.equal(of("does who"), 0, "apart in the text");
  assert.equal(of("who nobody"), -1, "one is missing");
  assert.equal(of("boundaries"), -1, "the chapter's title alone");
  assert.equal(of("boundaries who"), 0, "the chapter's title and the text");
});

test("words of a query", () => {
  assert.deepEqual(wordsOf("  Été  été  \t hiver "), ["ete", "hiver"]);
  assert.deepEqual(wordsOf(" "), []);
});

test("hits lie where the text has them, whatever folding did to its length", () => {
  /** @param {string} text @param {string} query */
  const marked = (text, query) => pieces(text, hits(text, wordsOf(query))).filter((p) => p[1]).map((p) => p[0]);
  assert.deepEqual(marked("One café, two cafés", "CAFE"), ["café", "café"]);
  assert.deepEqual(marked("a cafe\u0301 now", "cafe now"), ["cafe\u0301", "now"]);
  assert.deepEqual(marked("אמר שָׁלוֹם לכם", "שלום"), ["שָׁלוֹם"]);
  assert.deepEqual(marked("信頼を築く", "信頼"), ["信頼"]);
  assert.deepEqual(marked("abcd", "abc bcd"), ["abcd"], "overlapping ones are one");
  assert.deepEqual(marked("😀 hope 😀", "hope"), ["hope"]);
});

test("an excerpt is near the words, cut between words, and says that it was cut", () => {
  const text = "start ".repeat(60) + "hope here and hope there " + "end ".repeat(60);
  const out = excerpt(text, ["hope", "there"]);
  const whole = out.map((p) => p[0]).join("");
  assert.match(whole, /^… start .*hope here and hope there .*end …$/);
  assert.ok(whole.length < 190, `${whole.length}`);
  assert.deepEqual(out.filter((p) => p[1]).map((p) => p[0]), ["hope", "hope", "there"]);
  assert.deepEqual(excerpt("All of it.", ["nothing"]), [["All of it.", false]]);
});

test("an excerpt of a text without spaces cuts no character in two", () => {
  const text = "😀".repeat(200) + "信頼" + "😀".repeat(200);
  for (let length = 60; length < 70; length++) {
    const whole = excerpt(text, ["信頼"], length).map((p) => p[0]).join("");
    assert.ok(whole.includes("信頼") && whole.isWellFormed(), whole);
  }
});
