// Blanks that grow with their text, for browsers that cannot do it by themselves
// (field-sizing: content, see sentence.css). Nothing is measured: a width in
// characters is near enough, as the line below the text shows its end.

/** @param {ParentNode} root */
export function start(root) {
  if (CSS.supports("field-sizing", "content")) return;
  /** @param {EventTarget|null} target */
  const fit = (target) => {
    if (!(target instanceof HTMLInputElement) || !target.matches(".sentence input")) return;
    const wanted = width(target.value);
    target.style.inlineSize = wanted > usual ? `${wanted}ch` : ""; // no wider than its line, see sentence.css
  };
  /** @param {ParentNode} within */
  const all = (within) => within.querySelectorAll(".sentence input").forEach(fit);
  root.addEventListener("input", ({ target }) => fit(target));
  root.addEventListener("fieldfill", ({ target }) => target instanceof Element && all(target));
  all(root);
}

/** What a blank has room for as it is. */
const usual = 20;

/** In the width of a 0; from the Hangul letters on characters are twice as wide. @param {string} text */
const width = (text) => [...text].reduce((sum, letter) => sum + (letter >= "\u1100" ? 2 : 1), 1);
