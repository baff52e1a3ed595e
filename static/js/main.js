// Starts everything that a page's script does. A module that fails stops none
// of the others, and a page without any of them can still be read and printed.

import { start as before } from "./before.js";
import { start as bind } from "./bind.js";
import { book } from "./book.js";
import { start as canary } from "./canary.js";
import { start as clear } from "./clear.js";
import { start as condition } from "./condition.js";
import { onLeave, start as exit } from "./exit.js";
import { start as longtext } from "./field/longtext.js";
import { start as ranking } from "./field/ranking.js";
import { start as sentence } from "./field/sentence.js";
import { start as table } from "./field/table.js";
import { start as greeting } from "./greeting.js";
import { start as keep } from "./keep.js";
import { start as menu } from "./menu.js";
import { start as mirror } from "./mirror.js";
import { start as print } from "./print.js";
import { chapterState } from "./progress-state.js";
import { start as progress } from "./progress-view.js";
import { start as repeat } from "./repeat.js";
import { attempt } from "./signal.js";
import { inSlices, turn } from "./slices.js";
import { start as status } from "./status.js";
import { openStore } from "./store.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {{ready: Promise<Store>, bookId: string, chapterState: (slug: string) => ReturnType<typeof chapterState>, onLeave: typeof onLeave}} Context */

/** In this order: the way out, what adds controls and names them, what ties them to the store, and what tells of the answers. */
const modules = [exit, menu, print, mirror, longtext, sentence, table, ranking, condition, clear, repeat, keep, status, bind, canary, greeting, progress, before];

document.documentElement.classList.add("js");
const ready = openStore(book.id, "a", { was: book.was });
/** @type {Store|undefined} */
let opened;
ready.then((store) => (opened = store));
/** @type {Context} */
const context = { ready, bookId: book.id, chapterState: (slug) => opened && chapterState(opened, slug), onLeave };
book.context = context; // for answers.js, which must not open the box a second time

// One after the other, each with the rest of the slice or one of its own.
let last = ready;
inSlices(modules, (start) => attempt(() => start(document, { ...context, ready: (last = last.then(turn)) })));
