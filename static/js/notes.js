// Notes are what the storage holds beside answers: settings, remembered
// questions, versions set aside. One JSON value a key. What cannot be written
// is kept in memory; what cannot be read is left as it is.

/** @template T */
export class Notes {
  /** @param {import("./shelf.js").Shelf} shelf @param {(value: any) => boolean} fits whether a value found there is one of these notes */
  constructor(shelf, fits) {
    this.shelf = shelf;
    this.fits = fits;
    /** @type {Map<string, T|undefined>} */
    this.spare = new Map();
  }

  /** @param {string} name @returns {T|undefined} */
  get(name) {
    return this.spare.has(name) ? this.spare.get(name) : this.parse(this.shelf.get(name));
  }

  /** @param {string} name @param {T} [value] none forgets it @returns {boolean} whether it is in the storage */
  put(name, value) {
    const text = this.shelf.get(name);
    const strange = typeof text === "string" && this.parse(text) === undefined;
    const failed = strange || (value === undefined ? this.shelf.drop(name) : this.shelf.put(name, JSON.stringify(value)));
    if (failed) this.spare.set(name, value);
    else this.spare.delete(name);
    return !failed;
  }

  /** @param {string|null} [text] @returns {T|undefined} */
  parse(text) {
    try {
      const value = JSON.parse(text ?? "");
      return this.fits(value) ? value : undefined;
    } catch {
      return undefined;
    }
  }
}
