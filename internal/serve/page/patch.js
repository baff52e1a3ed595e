// Puts a newer version of a page in the place of the one that is shown. What
// did not change is not touched, so whatever scripts and readers did there
// stays: what is written, open, focused, listened to.

import { matches } from "./matches.js";

/**
 * What scripts are tied to, so that it cannot be replaced under them.
 */
const BOUND = ".field, .fields, [data-module], script, form, header.site-head";

/** @param {Node} node @param {string} selector */
const within = (node, selector) => node instanceof Element && (node.closest(selector) !== null || node.querySelector(selector) !== null);

/** @param {Node} a @param {Node} b whether they are one element with other contents */
function sameShell(a, b) {
  if (!(a instanceof Element && b instanceof Element)) return a.nodeType === Node.TEXT_NODE && b.nodeType === Node.TEXT_NODE;
  return a.cloneNode().isEqualNode(b.cloneNode());
}

export class Page {
  /** @param {Document} shown before any script changed it */
  constructor(shown) {
    this.shown = shown;
    /** What was served, and for each node of it the one that is shown. @type {WeakMap<Node, Node>} */
    this.live = new WeakMap();
    this.head = headOf(shown);
    this.body = shown.body.cloneNode(true);
    this.pair(this.body, shown.body);
  }

  /** @param {Node} served @param {Node} live two trees of one shape */
  pair(served, live) {
    this.live.set(served, live);
    served.childNodes.forEach((child, i) => this.pair(child, live.childNodes[i]));
  }

  /**
   * @param {Document} fresh
   * @returns {boolean} whether that could be done; otherwise what is shown may
   * be old in part, and is to be loaded again.
   */
  become(fresh) {
    const head = headOf(fresh);
    if (head.rest !== this.head.rest || head.styles.length !== this.head.styles.length || !sameShell(this.body, fresh.body)) return false;
    const anchor = this.anchor();
    if (!this.align(this.body, fresh.body)) return false;
    head.styles.forEach((href, i) => void (href !== this.head.styles[i] && swap(this.shown, this.head.styles[i], href)));
    this.shown.title = fresh.title;
    this.head = head;
    this.body = fresh.body;
    anchor();
    return true;
  }

  /** Notes what stands at the top of the window, and brings it back there. */
  anchor() {
    const at = [...this.shown.querySelectorAll("main *")].find((e) => e.getBoundingClientRect().top >= 0 && !within(e, "details:not([open])"));
    const top = at?.getBoundingClientRect().top ?? 0;
    const { style } = this.shown.documentElement;
    style.overflowAnchor = "none"; // where the browser does this too, it would be done twice
    return () => {
      requestAnimationFrame(() => requestAnimationFrame(() => (style.overflowAnchor = "")));
      const moved = at?.isConnected ? at.getBoundingClientRect().top - top : 0;
      if (Math.abs(moved) >= 1 && scrollY > 0) scrollBy({ top: moved, behavior: "instant" });
    };
  }

  /** @param {Node} old @param {Node} fresh two served elements with one shell @returns {boolean} */
  align(old, fresh) {
    const live = /** @type {Node} */ (this.live.get(old));
    this.live.set(fresh, live);
    let a = [...old.childNodes];
    const b = [...fresh.childNodes];
    const following = (/** @type {Node[]} */ rest) => (rest[0] ? /** @type {Node} */ (this.live.get(rest[0])) : undefined);
    for (const [from, to] of matches(a, b)) {
      const gone = a.slice(0, from), came = b.splice(0, to);
      a = a.slice(from);
      if (!this.replace(live, gone, came, following(a))) return false;
      if (a.length && b.length) this.carry(/** @type {Node} */ (a.shift()), /** @type {Node} */ (b.shift()));
    }
    return true;
  }

  /** @param {Node} old @param {Node} fresh two equal trees: what was shown for one is shown for the other */
  carry(old, fresh) {
    this.live.set(fresh, /** @type {Node} */ (this.live.get(old)));
    old.childNodes.forEach((child, i) => this.carry(child, fresh.childNodes[i]));
  }

  /** @param {Node} parent @param {Node[]} gone @param {Node[]} came @param {Node} [before] @returns {boolean} */
  replace(parent, gone, came, before) {
    if (gone.length === came.length && gone.every((node, i) => sameShell(node, came[i]))) {
      return gone.every((node, i) => {
        const live = this.live.get(node);
        if (!live?.isConnected) return false;
        if (!(live instanceof Text)) return !live.parentElement?.closest(".fields, [data-module], header.site-head") && this.align(node, came[i]);
        live.data = /** @type {Text} */ (came[i]).data;
        this.live.set(came[i], live);
        return true;
      });
    }
    const old = gone.map((node) => this.live.get(node));
    if (before && before.parentNode !== parent) return false;
    if (old.some((node) => node?.parentNode !== parent || within(node, BOUND)) || came.some((node) => within(node, BOUND))) return false;
    if (!before && old.length) before = old[old.length - 1]?.nextSibling ?? undefined; // before what a script put there
    for (const node of came) {
      const copy = this.shown.importNode(node, true);
      this.pair(node, copy);
      parent.insertBefore(copy, before ?? null);
    }
    for (const node of old) /** @type {ChildNode} */ (node).remove();
    return true;
  }
}

/** @param {Document} page */
function headOf(page) {
  const styles = /** @type {NodeListOf<HTMLLinkElement>} */ (page.head.querySelectorAll("link[rel=stylesheet]:not([data-leaving])"));
  const rest = [...page.head.children].filter((e) => !e.matches("link[rel=stylesheet], title, script[data-version]"));
  return { styles: [...styles].map((link) => link.getAttribute("href") ?? ""), rest: rest.map((e) => e.outerHTML).join("\n") };
}

/** @param {Document} page @param {string} from @param {string} to a style sheet; the old one goes when the new one is there */
function swap(page, from, to) {
  const old = [...page.head.querySelectorAll("link[rel=stylesheet]:not([data-leaving])")].find((link) => link.getAttribute("href") === from);
  if (!old) return;
  const link = /** @type {HTMLLinkElement} */ (old.cloneNode());
  link.href = to;
  old.setAttribute("data-leaving", "");
  for (const type of ["load", "error"]) link.addEventListener(type, () => old.remove());
  old.after(link);
}
