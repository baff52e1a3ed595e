// Builds elements. Text is always text: nothing here parses HTML, so nothing
// that a reader wrote can become markup.

/**
 * make("a", {href: "x.html"}, "Text"). An attribute that is true is set to
 * nothing, one that is false is left out.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string|number|boolean>} [attributes]
 * @param {...(Node|string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/**
 * @param {string} className
 * @param {string} text
 * @param {(event: MouseEvent) => void} press
 * @returns {HTMLButtonElement}
 */
export function button(className, text, press) {
  const element = make("button", { type: "button", class: className }, text);
  element.addEventListener("click", press);
  return element;
}

/**
 * Puts children of parent into this order. The one with the focus stays where it
 * is and the others move around it: a node that is moved loses the focus.
 *
 * @param {Element} parent
 * @param {HTMLElement[]} children all of them
 */
export function arrange(parent, children) {
  if (children.every((child, i) => child === parent.children[i])) return;
  const still = children.findIndex((child) => child.contains(document.activeElement));
  children.forEach((child, i) => {
    if (i !== still) parent.insertBefore(child, i < still ? children[still] : null);
  });
}
