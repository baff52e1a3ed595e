// What a reader should know before they write here for the first time: a card
// before the first exercise, until they go on from it, once in a browser.
//
// It is no dialog: one that opened when a field is reached or written in would
// take the focus from under the reader's hands, and the next key with it. Who
// comes to a field by another way finds the card beside it. The link at the foot
// of each page opens the same as a dialog, since that was asked for.

import { say } from "./book.js";
import { controlOf } from "./control.js";
import { button, make } from "./dom.js";

const setting = "before";
const points = ["exit", "history", "device", "kept", "limits"];

/**
 * @param {Document} root
 * @param {{ready: Promise<import("./store.js").Store>}} context
 */
export async function start(root, { ready }) {
  const link = root.querySelector(".site-foot .before-link");
  if (!(link instanceof HTMLAnchorElement)) return; // a book without a safety page
  opener(link);
  const exercises = [...root.querySelectorAll(".exercise")].filter((exercise) => exercise.querySelector(".field [name]"));
  const { root: up = "", here } = document.body.dataset;
  if (exercises.length === 0 || link.getAttribute("href") === up + here) return; // the safety page says it all
  const status = make("p", { class: "hidden", role: "status" });
  root.querySelector("main")?.append(status);
  const store = await ready;
  if (store.setting(setting)) return;

  const title = make("h2", { id: "before.title" }, say("js-before"));
  const card = make("section", { class: "before no-print", tabindex: -1, "aria-labelledby": title.id }, title, list(),
    make("p", { class: "before-ways" }, button("button", say("js-before-go-on"), goOn), safety(link.href)));
  /** The field that the reader came to without passing the card. @type {HTMLElement|undefined} */
  let field;
  const forget = store.watchSettings((name) => void (name === setting && leave()));
  const leave = () => (card.remove(), forget());
  root.addEventListener("focusin", beside);
  addEventListener("hashchange", target);
  exercises[0].before(card);
  target();

  function goOn() {
    const next = field ?? card.nextElementSibling?.querySelector(".exercise-title");
    store.setSetting(setting, true);
    leave();
    if (!(next instanceof HTMLElement)) return;
    if (!field) next.tabIndex = -1;
    next.focus();
  }

  /** A link that leads to an exercise leads to the card before it. */
  function target() {
    const exercise = exercises.find(({ id }) => location.hash === `#${encodeURIComponent(id)}`);
    if (!exercise || !card.isConnected || controlOf(document.activeElement)) return;
    exercise.before(card);
    card.scrollIntoView();
    card.focus({ preventScroll: true });
  }

  /** Below the field and not above it, so that the field stays where it is. @param {FocusEvent} event */
  function beside({ target }) {
    const control = controlOf(target);
    if (!control || field || !card.isConnected || control.closest(".exercise") === card.nextElementSibling) return;
    field = control;
    control.closest(".field")?.after(card);
    status.textContent = say("js-before-below");
  }
}

const list = () => {
  const exit = document.querySelector(".site-head .exit")?.firstChild?.textContent ?? "";
  return make("ul", {}, ...points.map((point) => make("li", {}, say(`js-before-${point}`, { exit }))));
};

/** @param {string} href */
const safety = (href) => make("a", { href }, say("js-before-safety"));

/** @param {HTMLAnchorElement} link */
function opener(link) {
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  /** @type {HTMLDialogElement|undefined} */
  let dialog;
  const open = (/** @type {Event} */ event) => {
    event.preventDefault();
    dialog ??= build(link.href);
    dialog.showModal();
  };
  link.addEventListener("click", open);
  link.addEventListener("keydown", (event) => void (event.key === " " && open(event)));
}

/** @param {string} href */
function build(href) {
  // It has the focus when the dialog opens: a button might take the Enter key
  // that opened it for its own.
  const title = make("h2", { id: "before-again.title", tabindex: -1, autofocus: true }, say("js-before"));
  const close = () => dialog.close();
  const way = safety(href);
  way.addEventListener("click", close); // or Back would show it still open
  const dialog = make("dialog", { class: "before before-dialog no-print", "aria-labelledby": title.id }, title, list(),
    make("p", { class: "before-ways" }, button("button", say("js-close"), close), way),
    ...[...document.querySelectorAll(".site-head .exit")].map((exit) => exit.cloneNode(true)));
  document.body.append(dialog);
  return dialog;
}
