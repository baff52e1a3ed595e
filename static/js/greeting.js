// Tells a reader who comes back to the cover where they last wrote. It says
// nothing of how much, how long ago or what; and it can be put away, until they
// have written something new.

import { book, say } from "./book.js";
import { button, make } from "./dom.js";

/** @typedef {import("./progress-state.js").Store} Store */

/**
 * The exercise that was last written in, of those that the book still has.
 *
 * @param {import("./progress.js").Chapter[]} chapters
 * @param {Iterable<[string, import("./progress.js").Leaf]>} leaves
 */
export function lastWritten(chapters, leaves) {
  const homes = new Map(chapters.flatMap((chapter) => chapter.exercises.map((exercise) => [exercise.id, { chapter, exercise }])));
  /** @type {{chapter: import("./progress.js").Chapter, exercise: import("./progress.js").Exercise, t: number}|undefined} */
  let last;
  for (const [address, { v, t }] of leaves) {
    const home = homes.get(address.split(/[@/]/, 1)[0]);
    if (home && v !== null && (!last || t > last.t)) last = { ...home, t };
  }
  return last;
}

/**
 * @param {ParentNode} root
 * @param {{ready: Promise<Store>}} context
 */
export async function start(root, { ready }) {
  const contents = document.body.classList.contains("cover-page") && root.querySelector("#contents");
  if (!contents) return;
  const store = await ready;
  const last = lastWritten(/** @type {import("./progress.js").Chapter[]} */ (book.chapters), store.leaves());
  if (!last || last.t <= Number(store.setting("greeting"))) return;
  const { chapter, exercise, t } = last;
  const link = make("a", { class: "greeting-link", href: `${chapter.slug}.html#${exercise.id}` }, exercise.title);
  const greeting = make("section", { class: "greeting no-print", "aria-label": say("js-greeting") },
    make("p", {}, say("js-greeting-last"), " ", link),
    button("button quiet", say("js-greeting-close"), () => {
      store.setSetting("greeting", t);
      greeting.remove();
      const next = contents.querySelector("h2");
      next?.setAttribute("tabindex", "-1");
      next?.focus();
    }));
  const welcome = root.querySelector(".cover-text");
  if (welcome) welcome.prepend(greeting);
  else contents.before(greeting);
}
