// Storage that cannot be had, and what lies in it that cannot be read.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "./store.js";

const before = "wb.test.";
const box = before + "a:";
const leaf = (v, t) => JSON.stringify({ v, t });

/** @param {Record<string, string>} content */
function storageOf(content) {
  const map = new Map(Object.entries(content));
  return {
    map,
    get length() {
      return map.size;
    },
    key: (i) => [...map.keys()][i] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, text) => void map.set(key, text),
    removeItem: (key) => void map.delete(key),
  };
}
const open = (storage, was) => openStore("test", "a", { storage: () => storage, events: new EventTarget(), was });

test("none, forbidden, read-only: everything works in memory and says why", async () => {
  const refuse = (name) => () => {
    throw new DOMException("no", name);
  };
  const readonly = { ...storageOf({}), setItem: refuse("InvalidAccessError"), removeItem: refuse("InvalidAccessError") };
  const cases = { null: [() => null, "blocked"], undefined: [() => undefined, "blocked"], throws: [refuse("SecurityError"), "blocked"], readonly: [() => readonly, "readonly"] };
  for (const [name, [storage, reason]] of Object.entries(cases)) {
    const store = await openStore("test", "a", { storage, events: new EventTarget() });
    assert.deepEqual(store.state, { kind: "unsaved", reason }, name);
    store.set("a/b", "x");
    store.setSetting("seen", 1);
    store.asides.put("a/b", { v: "y", t: 1 });
    store.remember("a/b", "Why?");
    store.flush();
    assert.equal(store.get("a/b"), "x", name);
    assert.equal(store.setting("seen"), 1, name);
    assert.equal(store.asides.of("a/b")[0].v, "y", name);
    assert.equal(store.label("a/b"), "Why?", name);
    assert.equal(store.unsaved("a/b"), reason, name);
  }
});

const garbage = ["", "null", "{", "[]", "17", '"text"', "{}", '{"v":{},"t":1}', '{"v":"x","t":"soon"}', '{"v":"x","t":-1}', '{"v":"x","t":1e300}', '{"__proto__":{"v":"x","t":1}}', "\0\uD800"];
const newer = ['{"v":"x","t":1,"version":2}', '{"v":{"rich":"x"},"t":1,"n":2}'];

test("what cannot be read is left as it is, whatever is written in its place", async () => {
  const strange = [...garbage, ...newer];
  const content = {};
  strange.forEach((raw, i) => {
    for (const where of ["a:", "!aside.a:", "!label.a:"]) content[`${before}${where}ex/f${i}`] = raw;
    content[`${before}!set${i}`] = raw;
  });
  for (const name of ["__proto__", "constructor", "no address", "../x", "ex//y", ""]) content[box + name] = leaf("x", 1);
  const storage = storageOf({ ...content, [box + "ex/good"]: leaf("fine", 5) });
  const store = await open(storage);
  assert.deepEqual([...store.leaves()], [["ex/good", { v: "fine", t: 5 }]]);
  strange.forEach((raw, i) => {
    const at = `ex/f${i}`;
    assert.equal(store.unreadable(at), newer.includes(raw) ? "newer" : "damaged", raw);
    store.set(at, "mine");
    assert.equal(store.get(at), "mine");
    assert.equal(store.unsaved(at), newer.includes(raw) ? "newer" : "damaged");
    store.asides.put(at, { v: "theirs", t: 1 });
    if (raw !== '"text"') store.remember(at, "Why?"); // that one is a label
  });
  assert.equal(store.merge(new Map(strange.map((_, i) => [`ex/f${i}`, { v: "merged", t: 9e14 }]))).size, 0);
  store.setSetting("set2", "mine");
  assert.equal(store.setting("set2"), "mine");
  store.flush();
  for (const [key, raw] of Object.entries(content)) {
    if (key !== before + "!aside.a:ex/f3") assert.equal(storage.getItem(key), raw, key); // [] is a list of versions
  }
  assert.equal(store.state.kind, "unsaved");
});

test("a key that a newer version wrote while we looked on is not written over", async () => {
  const storage = storageOf({ [box + "a/b"]: leaf("old", 1) });
  const store = await open(storage);
  storage.setItem(box + "a/b", newer[0]);
  store.set("a/b", "mine");
  assert.equal(storage.getItem(box + "a/b"), newer[0]);
  assert.equal(store.unsaved("a/b"), "newer");
});

test("renamed answers move, the longest match first, and never over newer ones", async () => {
  const was = { old: "new", "old/f": "new/g", "gone/x": "other/y" };
  const storage = storageOf({
    [box + "old/f/part"]: leaf("1", 1), [box + "old/h"]: leaf("2", 2), [box + "old@2026-11-22/f"]: leaf("3", 3),
    [box + "gone/x"]: leaf("older", 4), [box + "other/y"]: leaf("newer", 5),
    [box + "gone/z"]: leaf("stays", 6), [box + "old/n"]: leaf(null, 9), [box + "new/n"]: leaf("before it was deleted", 8),
    [box + "old/q"]: leaf("kept where it is", 7), [box + "new/q"]: garbage[2],
  });
  const store = await open(storage, was);
  const read = Object.fromEntries([...storage.map].filter(([, raw]) => raw !== garbage[2]).map(([key, raw]) => [key.slice(box.length), JSON.parse(raw).v]));
  assert.deepEqual(read, { "new/g/part": "1", "new/h": "2", "new@2026-11-22/g": "3", "other/y": "newer", "gone/z": "stays", "new/n": null, "old/q": "kept where it is" });
  for (const [address, v] of Object.entries(read)) assert.equal(store.leaf(address)?.v, v, address);
  assert.equal(store.merge(new Map([["old/h", { v: "from an old copy", t: 20 }]])).has("new/h"), true);
  assert.equal(storage.getItem(box + "new/q"), garbage[2]);
});

test("a renamed answer that cannot be moved for want of room stays where it was", async () => {
  const storage = storageOf({ [box + "old/f"]: leaf("words", 1) });
  storage.setItem = () => {
    throw new DOMException("no room", "QuotaExceededError");
  };
  const store = await open(storage, { old: "new" });
  assert.equal(store.get("new/f"), "words");
  assert.equal(storage.getItem(box + "old/f"), leaf("words", 1));
});
