import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "./store.js";

/** A storage of a given size, shared by tabs that each hear of the others' writing. */
class Fake {
  constructor(room = Infinity) {
    this.map = new Map();
    this.room = room;
    this.tabs = new Set();
    this.writes = 0;
  }
  get length() {
    return this.map.size;
  }
  key(i) {
    return [...this.map.keys()][i] ?? null;
  }
  getItem(key) {
    return this.map.get(key) ?? null;
  }
  setItem(key, text) {
    const used = [...this.map].reduce((sum, [k, v]) => sum + (k === key ? 0 : k.length + v.length), 0);
    if (used + key.length + text.length > this.room) throw new DOMException("no room", "QuotaExceededError");
    this.writes++;
    this.map.set(key, text);
  }
  removeItem(key) {
    this.map.delete(key);
  }
}

const book = "wb.test.a:";

/** A tab on a storage; news of another tab's writing comes when the test says so. */
async function tab(storage, options = {}) {
  const events = new EventTarget();
  const store = await openStore("test", "a", { storage: () => storage, events, ...options });
  return { store, hear: (address) => events.dispatchEvent(Object.assign(new Event("storage"), { key: address === null ? null : book + address })) };
}
const text = (v, t) => JSON.stringify({ v, t });

test("what is set is in the storage at once, one key a leaf", async () => {
  const storage = new Fake();
  const { store } = await tab(storage);
  store.set("impact/told", "a");
  store.set("impact/felt/anger", true);
  store.set("check@2026-11-22/calm", 0);
  assert.deepEqual([...storage.map.keys()], ["impact/told", "impact/felt/anger", "check@2026-11-22/calm"].map((a) => book + a));
  assert.equal(JSON.parse(storage.getItem(book + "impact/told")).v, "a");
  assert.equal(store.get("check@2026-11-22/calm"), 0);
  assert.equal(store.state.kind, "saved");
  const { writes } = storage;
  store.set("impact/told", "a");
  assert.equal(storage.writes, writes, "the same again is no change");
  assert.equal((await tab(storage)).store.get("impact/told"), "a");
});

test("a deletion leaves a tombstone", async () => {
  const storage = new Fake();
  const { store } = await tab(storage);
  store.set("a/b", null);
  assert.equal(storage.length, 0, "nothing was there");
  store.set("a/b", "x");
  store.set("a/b", null);
  assert.equal(store.get("a/b"), undefined);
  assert.equal(store.leaf("a/b")?.v, null);
  assert.equal((await tab(storage)).store.leaves().get("a/b")?.v, null);
});

test("a clock that went back makes no correction older than what it corrects", async () => {
  const storage = new Fake();
  const late = Date.now() + 1e9;
  storage.setItem(book + "a/b", text("old", late));
  const { store } = await tab(storage);
  store.set("a/b", "new");
  assert.equal(store.leaf("a/b")?.t, late + 1);
});

test("two tabs hear of each other and write over nothing newer", async () => {
  const storage = new Fake();
  const [one, two] = [await tab(storage), await tab(storage)];
  const heard = [];
  two.store.watch((address, leaf, origin, before) => heard.push([address, leaf?.v, origin, before?.v]));
  one.store.set("a/b", "one");
  assert.equal(two.store.get("a/b"), undefined, "no news yet");
  two.hear("a/b");
  assert.deepEqual(heard, [["a/b", "one", "elsewhere", undefined]]);
  one.store.set("a/b", "one, more");
  two.store.set("a/b", "two"); // before the news
  assert.deepEqual(heard.slice(1), [["a/b", "one, more", "elsewhere", "one"], ["a/b", "two", "here", "one, more"]]);
  // A tab that slept writes something older than what is there: it is put right.
  storage.setItem(book + "a/b", text("stale", 1));
  two.hear("a/b");
  assert.equal(JSON.parse(storage.getItem(book + "a/b")).v, "two");
  storage.removeItem(book + "a/b");
  two.hear("a/b");
  assert.equal(two.store.leaf("a/b"), undefined, "erased in another tab");
});

test("a storage that another tab emptied is empty here too, and what sleep missed is read", async () => {
  const storage = new Fake();
  const { store, hear } = await tab(storage);
  store.set("a/b", "x");
  storage.map.clear();
  storage.setItem(book + "a/c", text("y", 5));
  hear(null);
  await store.refresh();
  assert.deepEqual([...store.leaves().keys()], ["a/c"]);
});

test("full: kept in memory, told, written when there is room", async () => {
  const storage = new Fake(160);
  const { store } = await tab(storage);
  const states = [];
  store.watchState(({ kind, reason }) => states.push([kind, reason]));
  store.set("a/b", "short");
  store.set("a/b", "x".repeat(200));
  assert.equal(store.get("a/b")?.toString().length, 200);
  assert.equal(JSON.parse(storage.getItem(book + "a/b")).v, "short", "what was stored stays");
  assert.equal(store.unsaved("a/b"), "full");
  store.set("a/c", "fits");
  assert.deepEqual(states, [["unsaved", "full"]], "one answer that fits does not say that all is saved");
  storage.room = 1000;
  store.flush();
  assert.deepEqual(states.slice(1), [["saved", undefined]]);
  assert.equal(JSON.parse(storage.getItem(book + "a/b")).v.length, 200);
});

test("words that are in memory alone are not taken away by another tab's", async () => {
  const storage = new Fake(120);
  const { store, hear } = await tab(storage);
  const mine = "y".repeat(200);
  store.set("a/b", mine);
  storage.room = 1000;
  storage.setItem(book + "a/b", text("theirs", Date.now() + 5));
  let before;
  store.watch((address, _leaf, _origin, old) => (before = [old?.v, store.unsaved(address)]));
  hear("a/b");
  assert.deepEqual(before, [mine, "full"], "whoever hears can keep them");
});
