package pagetest

import (
	"encoding/json"
	"fmt"
	"maps"
	"testing"
	"time"

	"trustbook/internal/browsertest"
)

// store is a small book with every privacy class, repeating and renamed
// exercises.
const store = "internal/pagetest/testdata/store"

// ready waits until the fields of a page show what is stored.
const ready = `new Promise(done => { const look = () => (document.querySelector("html.filled") ? done(true) : setTimeout(look, 5)); look(); })`

// leaf is the value that the storage holds for an answer, in a page.
func leaf(address string) string {
	return fmt.Sprintf(`JSON.parse(localStorage.getItem(%s))?.v`, quoted("wb.store.a:"+address))
}

// field is a CSS selector of a control.
func field(address string) string { return fmt.Sprintf(`[name=%q]`, address) }

// value is what a control shows, in a page.
func value(address string) string {
	return fmt.Sprintf(`document.querySelector(%s).value`, quoted(field(address)))
}

// openStore opens a page of the store book and waits for its answers.
func openStore(tab *browsertest.Tab, base, page string) {
	tab.Open(base + "/" + page)
	tab.Eval(ready, nil)
}

// seed puts keys into the storage before a page is opened, from one that stores
// nothing of its own.
func seed(tab *browsertest.Tab, base string, keys map[string]string) {
	tab.Open(base + "/read.html")
	if keys == nil {
		keys = map[string]string{}
	}
	data, _ := json.Marshal(keys)
	tab.Eval(fmt.Sprintf(`{ localStorage.clear(); name = ""; for (const [k, v] of Object.entries(%s)) localStorage.setItem(k, v) }; 0`, data), nil)
}

// answers makes seeds of answers, a minute old.
func answers(values map[string]any) map[string]string {
	keys := map[string]string{}
	for address, v := range values {
		data, _ := json.Marshal(map[string]any{"v": v, "t": time.Now().Add(-time.Minute).UnixMilli()})
		keys["wb.store.a:"+address] = string(data)
	}
	return keys
}

// stored are the values of all answers that the storage holds, by address.
func stored(t *testing.T, tab *browsertest.Tab) map[string]any {
	t.Helper()
	var all map[string]any
	tab.Eval(`Object.fromEntries(Object.entries(localStorage).filter(([k]) => k.startsWith("wb.store.a:")).map(([k, v]) => [k.slice(11), JSON.parse(v).v]))`, &all)
	return all
}

// Each kind of field keeps its answer under its address and shows it again.
func TestStoreKinds(t *testing.T) {
	everywhere(t, store, func(t *testing.T, tab *browsertest.Tab, base string) {
		openStore(tab, base, "write.html")
		for address, text := range map[string]string{
			"words/short": "a “line”", "words/letter": "one\ntwo 😀", "words/felt/feeling": "low", "marks/times": "12.5", "marks/which/other": "own",
			"marks/one/other-text": "another",
		} {
			tab.Type(field(address), text)
		}
		for _, id := range []string{"marks/ready/yes", "marks/which/loud", "marks/one/other", "marks/rate/0", "marks/rates/kind/3", "marks/rates/time/skip"} {
			tab.Click(fmt.Sprintf(`label:has([id=%q])`, id))
		}
		tab.Eval(`for (const [name, v] of [["marks/day", "2026-11-22"], ["marks/order/talk", "1"]]) {
			const c = document.querySelector("[name='" + name + "']"); c.value = v;
			c.dispatchEvent(new Event("input", {bubbles: true})); c.dispatchEvent(new Event("change", {bubbles: true})) }; 0`, nil)
		expected := map[string]any{
			"words/short": "a “line”", "words/letter": "one\ntwo 😀", "words/felt/feeling": "low", "marks/times": 12.5, "marks/which/other": "own",
			"marks/one/other-text": "another", "marks/ready": "yes", "marks/which/loud": true, "marks/one": "other", "marks/rate": 0.0,
			"marks/rates/kind": 3.0, "marks/rates/time": "-", "marks/day": "2026-11-22", "marks/order/talk": 1.0,
		}
		if got := stored(t, tab); !maps.Equal(got, expected) {
			t.Errorf("stored: %v\nwant %v", got, expected)
		}
		const shown = `JSON.stringify([...document.querySelectorAll("#words [name], #marks [name]")].map(c => [c.id, c.type === "radio" || c.type === "checkbox" ? c.checked : c.value]))`
		var before string
		tab.Eval(shown, &before)
		tab.Reload()
		tab.Eval(ready, nil)
		want(t, tab, "after a reload", shown, before)

		// What is taken back leaves a tombstone.
		tab.Click(`label:has([id="marks/which/loud"])`)
		tab.Click(`.field[data-address="marks/rate"] .clear-answer`)
		tab.Eval(`document.querySelector("[name='words/short']").select()`, nil)
		tab.Keys("\b")
		want(t, tab, "taken back", fmt.Sprintf(`[%s, %s, %s]`, leaf("marks/which/loud"), leaf("marks/rate"), leaf("words/short")), []any{nil, nil, nil})
		// A number that is not one yet takes nothing away.
		tab.Eval(`document.querySelector("[name='marks/times']").select()`, nil)
		tab.Keys("-")
		want(t, tab, "half a number", leaf("marks/times"), 12.5)
	})
}

// Rows that readers add keep their order and are gone when they are removed.
func TestStoreRows(t *testing.T) {
	everywhere(t, store, func(t *testing.T, tab *browsertest.Tab, base string) {
		openStore(tab, base, "write.html")
		row := func(n int, rest string) string {
			return fmt.Sprintf(`.field[data-address="log/days"] .own-rows tr:nth-child(%d) %s`, n, rest)
		}
		tab.Type(row(1, "textarea"), "first")
		tab.Click(`.field[data-address="log/days"] .add-row`)
		tab.Type(row(2, "textarea"), "second")
		tab.Click(row(2, "label:first-child"))
		tab.Reload()
		tab.Eval(ready, nil)
		const texts = `[...document.querySelectorAll(".field[data-address='log/days'] .own-rows textarea")].map(c => c.value)`
		want(t, tab, "rows", texts, []string{"first", "second"})
		want(t, tab, "its yes", fmt.Sprintf(`document.querySelector(%s).checked`, quoted(row(2, "input[type=radio]"))), true)
		tab.Click(row(1, ".remove-row"))
		tab.Reload()
		tab.Eval(ready, nil)
		want(t, tab, "after removing", texts, []string{"second"})
		// Another tab adds one.
		other := tab.Sibling()
		openStore(other, base, "write.html")
		other.Click(`.field[data-address="log/days"] .add-row`)
		other.Type(row(2, "textarea"), "third")
		tab.Wait(texts + `.join() === "second,third"`)
	})
}
