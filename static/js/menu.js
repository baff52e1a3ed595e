// The header's Contents link opens the contents of the whole book on any page.
// Without this script it leads to those on the cover.

import { book, say } from "./book.js";
import { button, make } from "./dom.js";

/**
 * What the panel says of a chapter's progress, if anything: a class name and
 * words for it.
 *
 * @typedef {(slug: string) => {kind: string, text: string}|undefined} ChapterState
 */

/**
 * @param {ParentNode} root
 * @param {{chapterState?: ChapterState}} [context]
 */
export function start(root, { chapterState = () => undefined } = {}) {
  for (const link of root.querySelectorAll('a[data-module="contents"]')) {
    if (link instanceof HTMLAnchorElement) opener(link, chapterState);
  }
}

/** @param {HTMLAnchorElement} link @param {ChapterState} chapterState */
function opener(link, chapterState) {
  /** @type {HTMLDialogElement|undefined} */
  let panel;
  const open = (/** @type {Event} */ event) => {
    event.preventDefault();
    panel ??= build();
    fill(panel, chapterState);
    panel.showModal();
    const here = panel.querySelector("[aria-current]");
    if (here instanceof HTMLElement) {
      here.focus(); // and so it is read out, and in sight
      here.scrollIntoView({ block: "center" });
    }
  };
  // It stays a link, to open in another tab, and acts as the button it is.
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", (event) => {
    if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) open(event);
  });
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") open(event);
  });
}

function build() {
  const title = make("h2", { id: "contents-panel.title" }, say("js-contents"));
  const panel = make("dialog", { class: "contents-panel", "aria-labelledby": title.id },
    make("header", {}, title, button("button quiet", say("js-close"), () => panel.close())),
    make("ol", { class: "chapter-list" }));
  // What lies behind cannot be reached while the panel is open; the way out of
  // the site must be.
  panel.append(...[...document.querySelectorAll(".site-head .exit")].map((exit) => exit.cloneNode(true)));
  panel.addEventListener("click", ({ target, clientX }) => {
    const { left, right } = panel.getBoundingClientRect();
    const beside = target === panel && (clientX < left || clientX > right);
    // After a link Back would show the panel still open.
    if (beside || (target instanceof Element && target.closest("a"))) panel.close();
  });
  document.body.append(panel);
  return panel;
}

/** @param {HTMLDialogElement} panel @param {ChapterState} chapterState */
function fill(panel, chapterState) {
  const { root = "", here = "" } = document.body.dataset;
  panel.querySelector("ol")?.replaceChildren(...book.chapters.map(({ slug, number, title }) => {
    const address = `${slug}.html`;
    const item = make("li", { "data-chapter": slug, class: number ? "numbered" : false },
      make("a", { href: root + address, "aria-current": address === here ? "page" : false }, ...heading(number, title)));
    const state = chapterState(slug);
    if (state) item.append(make("span", { class: `state ${state.kind}` }, state.text));
    return item;
  }));
}

/** @param {number|undefined} number @param {string} title @returns {Node[]} */
function heading(number, title) {
  const name = make("span", { class: "title" }, title);
  if (!number) return [name];
  return [
    make("span", { class: "number", "aria-hidden": "true" }, String(number)),
    make("span", { class: "hidden" }, say("js-chapter", { n: number })),
    name,
  ];
}
