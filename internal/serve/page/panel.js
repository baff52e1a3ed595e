// Shows the errors that keep the page from being newer, over the page, and
// goes when they are mended. It stands in a tree of its own, so that neither
// style changes the other.

/** @typedef {{where: string, message: string, hint?: string, lines?: {number: number, text: string, here?: boolean, column?: number}[]}} Problem */

/** @type {HTMLElement|undefined} */
let host;
let shown = "[]";

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node|string)} children */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** @param {Problem[]} problems */
export function show(problems) {
  const news = JSON.stringify(problems);
  if (news === shown) return;
  shown = news;
  if (problems.length === 0) {
    host?.remove();
    host = undefined;
    return;
  }
  const fresh = make("div", { id: "trustbook-problems", class: "no-print" });
  const tree = fresh.attachShadow({ mode: "open" });
  const close = make("button", { type: "button" }, "Hide");
  close.addEventListener("click", () => fresh.remove());
  const title = problems.length === 1 ? "One error" : `${problems.length} errors`;
  const panel = make("section", { role: "alert", lang: "en", dir: "ltr", "aria-labelledby": "title" },
    make("div", { class: "head" }, make("h2", { id: "title" }, title), make("p", {}, "The page is as it was before. It follows when this is mended."), close),
    make("ol", { role: "list", tabindex: "0", "aria-label": "Errors" }, ...problems.map(item)));
  tree.append(make("link", { rel: "stylesheet", href: "/.trustbook/panel.css" }), panel);
  panel.addEventListener("keydown", (event) => void (event.key === "Escape" && fresh.remove()));
  if (host) host.replaceWith(fresh);
  else document.body.append(fresh);
  host = fresh;
}

/** @param {Problem} problem */
function item({ where, message, hint, lines = [] }) {
  const code = make("pre", {}, ...lines.map((line) => make("span", line.here ? { class: "here" } : {}, source(line))));
  return make("li", {},
    make("p", { class: "where" }, where), make("p", { class: "message" }, message),
    ...(hint ? [make("p", { class: "hint" }, hint)] : []), ...(lines.length ? [code] : []));
}

/** @param {{number: number, text: string, here?: boolean, column?: number}} line */
function source({ number, text, here, column }) {
  const margin = `${here ? ">" : " "} ${String(number).padStart(4)} | `;
  const caret = here && column ? `\n${" ".repeat(margin.length - 2)}| ${" ".repeat(column - 1)}^` : "";
  return `${margin}${text}${caret}\n`;
}
