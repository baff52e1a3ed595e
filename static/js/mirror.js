// Printing with answers: a text area prints no more than it shows, and a line no
// more than fits. While the page prints, their text stands beside them as text,
// which wraps and runs over pages (mirror.css), and what is never kept does not.

/** @param {Document} root */
export function start(root) {
  const media = matchMedia("print"); // what some browsers have instead of the events
  const listen = () => (media.matches ? show(root) : hide(root));
  addEventListener("beforeprint", () => show(root));
  addEventListener("afterprint", () => hide(root));
  media.addEventListener("change", listen);
  listen();
}

const written = ".field textarea, .field input[type=text]";

/** @param {ParentNode} root */
function show(root) {
  // A browser prints "mm/dd/yyyy" where a date would be; a pen wants a line.
  for (const date of /** @type {Iterable<HTMLInputElement>} */ (root.querySelectorAll(".field input[type=date]"))) {
    date.toggleAttribute("data-empty", !date.value);
  }
  for (const control of /** @type {Iterable<HTMLTextAreaElement|HTMLInputElement>} */ (root.querySelectorAll(written))) {
    const text = control.value.trimEnd();
    if (!text || control.hasAttribute("data-mirrored") || control.closest('[data-keep="never"]')) continue;
    // Inside a line of text only a span may stand.
    const mirror = document.createElement(control instanceof HTMLTextAreaElement ? "div" : "span");
    mirror.className = "mirror";
    mirror.textContent = text;
    control.setAttribute("data-mirrored", "");
    control.after(mirror);
  }
}

/** @param {ParentNode} root */
function hide(root) {
  for (const mirror of root.querySelectorAll(".mirror")) mirror.remove();
  for (const control of root.querySelectorAll("[data-mirrored]")) control.removeAttribute("data-mirrored");
}
