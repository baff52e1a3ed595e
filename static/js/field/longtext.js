// Text areas that grow with their text, for browsers that cannot do it by
// themselves (field-sizing: content, see longtext.css).

/** @param {ParentNode} root */
export function start(root) {
  if (CSS.supports("field-sizing", "content")) return;
  /** @type {Set<HTMLTextAreaElement>} */
  const waiting = new Set();
  const grow = () => {
    fit([...waiting].filter((area) => area.isConnected));
    waiting.clear();
  };
  /** @param {Iterable<EventTarget>} areas */
  const later = (areas) => {
    if (waiting.size === 0) requestAnimationFrame(grow);
    for (const area of areas) if (area instanceof HTMLTextAreaElement) waiting.add(area);
  };
  const all = () => later(root.querySelectorAll(".field textarea"));
  root.addEventListener("input", ({ target }) => target && later([target]));
  root.addEventListener("fieldfill", ({ target }) => target instanceof Element && later(target.querySelectorAll("textarea")));
  addEventListener("resize", all);
  all();
}

/**
 * All are written, then all are read, then all are written: so the page is laid
 * out twice, and not twice for each of them.
 *
 * @param {HTMLTextAreaElement[]} areas
 */
function fit(areas) {
  const [x, y] = [scrollX, scrollY];
  for (const area of areas) area.style.height = "";
  const heights = areas.map((area) => (area.scrollHeight > area.clientHeight ? area.scrollHeight + area.offsetHeight - area.clientHeight : 0));
  areas.forEach((area, i) => {
    if (heights[i]) area.style.height = `${heights[i]}px`;
  });
  if (scrollY !== y) scrollTo(x, y); // a page that was shorter for a moment
}
