// Finds out what no page is told: whether what is stored will be there on the
// next page, and on another day.

/** Pages whose marks are remembered: far more than are left open at a time. */
const most = 100;

/**
 * Opened as files, pages share one storage in some browsers and have one each
 * in others. So each page leaves a mark in the storage, and in the tab by way
 * of its name. A page that finds the tab's mark and not the storage's is apart,
 * and so are those that follow it.
 *
 * @param {{name: string}} tab
 * @param {import("./store.js").Store} store
 * @param {string} bookId
 */
export function isApart(tab, store, bookId) {
  const before = `wb.${bookId}:`;
  const known = store.setting("pages");
  /** @type {unknown[]} */
  const pages = Array.isArray(known) ? known : [];
  const came = tab.name.startsWith(before) ? tab.name.slice(before.length) : "";
  const apart = came.endsWith("!") || (came !== "" && !pages.includes(came));
  const mark = Math.random().toString(36).slice(2, 8) + (apart ? "!" : "");
  if (store.setSetting("pages", [...pages, mark].slice(-most))) tab.name = before + mark;
  return apart;
}

/**
 * Whether this is a private window, as far as browsers let on: some refuse
 * sites their file system there.
 */
export async function isPrivate() {
  try {
    await navigator.storage.getDirectory();
  } catch (error) {
    return error instanceof DOMException;
  }
  return false;
}

/** @param {Document} _root @param {{ready: Promise<import("./store.js").Store>, bookId: string}} context */
export function start(_root, { ready, bookId }) {
  ready.then(async (store) => {
    if (location.protocol === "file:") {
      if (isApart(window, store, bookId)) store.caution("apart");
    } else if (isSecureContext && (await isPrivate())) {
      store.caution("private");
    }
  });
}
