// A shelf is the part of the browser's storage whose keys begin alike. It
// never throws: storage can be missing, forbidden, full or read-only, and may
// become so at any moment.

/** @typedef {"full"|"blocked"|"readonly"} Trouble */
/** @typedef {Trouble|"damaged"|"newer"|"apart"|"private"} Reason why something is not saved; the last two: what is to be known of what is */
/** @typedef {{kind: "saved"|"saving"|"unsaved", reason?: Reason}} State saving: a locked box takes a moment */

/** @param {any} error @returns {Trouble} */
function troubleOf(error) {
  if (/quota/i.test(error?.name)) return "full";
  return error?.name === "SecurityError" ? "blocked" : "readonly";
}

/**
 * The storage, and what hinders writing to it. Asking for it can throw, and
 * some browsers give null.
 *
 * @param {() => Storage|null|undefined} ask
 * @param {string} probe a key to try with
 * @returns {{storage?: Storage, trouble?: Trouble}}
 */
export function take(ask, probe) {
  let storage;
  try {
    storage = ask() ?? undefined;
    if (!storage) return { trouble: "blocked" };
    storage.getItem(probe);
  } catch {
    return { trouble: "blocked" };
  }
  try {
    storage.setItem(probe, "1");
    storage.removeItem(probe);
    return { storage };
  } catch (error) {
    return { storage, trouble: troubleOf(error) };
  }
}

export class Shelf {
  /** @param {Storage|undefined} storage @param {string} prefix */
  constructor(storage, prefix) {
    this.storage = storage;
    this.prefix = prefix;
  }

  /** The names on this shelf: its keys without what they begin with. */
  names() {
    /** @type {string[]} */
    const names = [];
    try {
      for (let i = 0, n = this.storage?.length ?? 0; i < n; i++) {
        const name = this.nameIn(this.storage?.key(i) ?? "");
        if (name !== undefined) names.push(name);
      }
    } catch {
      // What was found until then is what can be read.
    }
    return names;
  }

  /** @param {string} key */
  nameIn(key) {
    return key.startsWith(this.prefix) ? key.slice(this.prefix.length) : undefined;
  }

  /** @param {string} name @returns {string|null|undefined} null where there is nothing, undefined where that cannot be told */
  get(name) {
    try {
      return this.storage?.getItem(this.prefix + name);
    } catch {
      return undefined;
    }
  }

  /** @param {string} name @param {string} text @returns {Trouble|undefined} why it was not written */
  put(name, text) {
    return this.change((storage) => storage.setItem(this.prefix + name, text));
  }

  /** @param {string} name @returns {Trouble|undefined} why it is still there */
  drop(name) {
    return this.change((storage) => storage.removeItem(this.prefix + name));
  }

  /** @param {(storage: Storage) => void} write @returns {Trouble|undefined} */
  change(write) {
    if (!this.storage) return "blocked";
    try {
      write(this.storage);
      return undefined;
    } catch (error) {
      return troubleOf(error);
    }
  }
}

/** What the tab remembers and forgets when it is closed. It can be forbidden as any storage can. */
export function tabShelf() {
  let storage;
  try {
    storage = self.sessionStorage;
  } catch {
    // A shelf without storage is empty and takes nothing.
  }
  return new Shelf(storage, "wb.!");
}
