// Saves everything written to a file, and brings it back from one after showing
// what that would change.

import { exerciseOf } from "./answers-read.js";
import { fileName, most, plan, read, write } from "./backup.js";
import { preview } from "./backup-preview.js";
import { book, say } from "./book.js";
import { button, make } from "./dom.js";
import { download } from "./download.js";
import { dayOf, lastCopy, persistence } from "./keeping.js";
import { markOf, setMark } from "./progress-state.js";
import { remembered } from "./remembered.js";
import { inSlices } from "./slices.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./backup.js").Backup} Backup */

/** @param {string} address without the date of an entry */
const undated = (address) => address.replace(/@[^/]*/, "");

/** The addresses of exercises, of fields and of what is below them, that may have a label. @param {Iterable<string>} addresses */
function named(addresses) {
  /** @type {Set<string>} */
  const names = new Set();
  for (const address of addresses) {
    const parts = undated(address).split("/");
    for (let n = 1; n <= parts.length; n++) names.add(parts.slice(0, n).join("/"));
  }
  return names;
}

/** What a copy holds: also the questions, as a later book may have others. @param {Store} store @returns {import("./backup.js").Content} */
export function contentOf(store) {
  const leaves = new Map(store.leaves());
  const marks = new Map();
  for (const { exercises } of book.chapters) {
    for (const { id } of exercises ?? []) {
      const mark = markOf(store, id);
      if (mark) marks.set(id, mark);
    }
  }
  const labels = new Map();
  const labelOf = remembered(store);
  for (const at of named(leaves.keys())) {
    const label = labelOf(at);
    if (label !== undefined) labels.set(at, label);
  }
  return { leaves, marks, labels };
}

/** Whether the book keeps nothing of what stands at an address. @param {string} address */
function unkept(address) {
  const [id, field] = undated(address).split("/");
  const exercise = exerciseOf(id);
  const keep = exercise?.fields?.find((f) => f.id === field)?.keep ?? exercise?.keep;
  return keep === "never" || keep === "spoken";
}

/**
 * @param {Store} store
 * @param {{changed: () => void, saved: () => void}} tell
 * @returns {HTMLElement}
 */
export function backup(store, { changed, saved }) {
  const last = make("p", { class: "copy-last" });
  const status = make("p", { class: "copy-status", role: "status" });
  const place = make("div", { class: "copy-preview" });
  const choose = make("input", { type: "file", id: "copy-file", accept: ".json,application/json" });
  const showLast = () => {
    const t = lastCopy(store);
    last.textContent = t ? say("js-my-copy-last", { date: dayOf(t) }) : say("js-my-copy-never");
  };
  const save = button("button", say("js-my-copy-save"), () => {
    const now = new Date();
    download(fileName(now), "application/json", write(book.id, contentOf(store), now));
    store.setSetting("last-backup", now.getTime());
    status.textContent = say("js-my-copy-saved", { file: fileName(now) });
    showLast();
    saved();
  });

  /** @param {Backup} found @param {import("./backup.js").Plan} plan */
  const merge = async (found, { news }) => {
    status.textContent = say("js-my-copy-reading");
    place.replaceChildren();
    await inSlices(news, ([address, leaf]) => store.merge(new Map([[address, leaf]])));
    for (const [id, { v, t }] of found.marks) if (t > (markOf(store, id)?.t ?? -1)) setMark(store, id, v, t);
    const used = named(news.keys());
    await inSlices(found.labels, ([at, label]) => used.has(at) && store.label(at) === undefined && store.remember(at, label));
    store.flush();
    const { kind } = store.state;
    status.textContent = say(kind === "unsaved" ? "js-my-copy-unsaved" : "js-my-copy-merged");
    choose.value = "";
    changed();
    saved();
  };

  choose.addEventListener("change", async () => {
    const file = choose.files?.[0];
    place.replaceChildren();
    if (!file) return;
    status.textContent = say("js-my-copy-reading");
    const found = await open(file);
    if (file !== choose.files?.[0]) return; // another was chosen meanwhile
    if ("problem" in found) return void (status.textContent = problem(found.problem));
    const todo = await plan(store.leaves(), found.leaves);
    status.textContent = "";
    const cancel = () => {
      place.replaceChildren();
      choose.value = "";
      choose.focus();
    };
    const shown = preview(found, todo, store, { confirm: () => void merge(found, todo), cancel });
    place.append(shown);
    shown.focus();
  });

  showLast();
  const section = make("section", { class: "copy no-print", id: "copy", "aria-labelledby": "copy.title" },
    make("h2", { id: "copy.title" }, say("js-my-copy")), make("p", {}, say("js-my-copy-why")), last, save,
    make("div", { class: "copy-open" }, make("label", { for: choose.id }, say("js-my-copy-open")), choose), status, place, persistence());
  return section;
}

/** @param {File} file @returns {ReturnType<typeof read>} */
async function open(file) {
  if (file.size > most.bytes) return { problem: "too-big" };
  const text = await file.text().catch(() => "");
  return read(text, { id: book.id, was: book.was, unkept }, Date.now());
}

/** @param {import("./backup.js").Problem} name */
function problem(name) {
  switch (name) {
    case "newer":
      return say("js-my-copy-newer");
    case "other-book":
      return say("js-my-copy-other-book");
    case "too-big":
      return say("js-my-copy-too-big");
    case "empty":
      return say("js-my-copy-empty");
    default:
      return say("js-my-copy-no-copy");
  }
}
