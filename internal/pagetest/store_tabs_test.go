package pagetest

import (
	"fmt"
	"testing"

	"trustbook/internal/browsertest"
)

// Two tabs with different fields lose nothing; what is written in one shows in
// the other.
func TestStoreTwoTabs(t *testing.T) {
	everywhere(t, store, func(t *testing.T, one *browsertest.Tab, base string) {
		openStore(one, base, "write.html")
		two := one.Sibling()
		openStore(two, base, "write.html")
		one.Type(field("words/letter"), "from one")
		two.Type(field("words/short"), "from two")
		two.Click(`label:has([id="marks/rate/3"])`)
		two.Wait(value("words/letter") + ` === "from one"`)
		one.Wait(value("words/short") + ` === "from two" && document.querySelector("[id='marks/rate/3']").checked`)
		// A mark that was taken back in one goes in the other.
		one.Click(`.field[data-address="marks/rate"] .clear-answer`)
		two.Wait(`!document.querySelector("[id='marks/rate/3']").checked`)
		one.Reload()
		one.Eval(ready, nil)
		want(t, one, "both", fmt.Sprintf("[%s, %s]", value("words/letter"), value("words/short")), []string{"from one", "from two"})
		two.NoProblems(base)
	})
}

// versions are the other versions that stand beside a field, in a page.
const versions = `[...document.querySelectorAll(".versions blockquote")].map(q => q.textContent)`

// What another tab writes into a field that is being written in does not take
// the place of what is there: both are kept, also over a reload.
func TestStoreSameField(t *testing.T) {
	everywhere(t, store, func(t *testing.T, tab *browsertest.Tab, base string) {
		for _, choice := range []struct{ button, after string }{
			{`.versions .button:last-child`, "mine, more"}, // keep mine
			{`.versions .button`, "theirs"},                // use this one
		} {
			seed(tab, base, answers(map[string]any{"words/letter": ""}))
			openStore(tab, base, "write.html")
			tab.Type(field("words/letter"), "mine")
			// Another tab, which had not heard of it, writes something newer.
			tab.Eval(`{ const k = "wb.store.a:words/letter", v = JSON.stringify({v: "theirs", t: Date.now() + 1000});
				localStorage.setItem(k, v); dispatchEvent(new StorageEvent("storage", {key: k, newValue: v, storageArea: localStorage})) }; 0`, nil)
			want(t, tab, "under the reader's hands", value("words/letter"), "mine")
			want(t, tab, "beside it", versions, []string{"theirs"})
			want(t, tab, "the focus", focused, "words/letter")
			tab.Keys(", more")
			want(t, tab, "written on", fmt.Sprintf("[%s, ...%s]", leaf("words/letter"), versions), []string{"mine, more", "theirs"})
			tab.Reload()
			tab.Eval(ready, nil)
			want(t, tab, "after a reload", fmt.Sprintf("[%s, ...%s]", value("words/letter"), versions), []string{"mine, more", "theirs"})
			other := tab.Sibling()
			openStore(other, base, "write.html")
			want(t, other, "in another tab", versions, []string{"theirs"})
			tab.Click(choice.button)
			want(t, tab, "chosen", fmt.Sprintf("[%s, %s, ...%s]", value("words/letter"), leaf("words/letter"), versions), []string{choice.after, choice.after})
			want(t, tab, "the focus then", focused, "words/letter")
			other.Wait(value("words/letter") + `=== ` + quoted(choice.after) + ` && ` + versions + `.length === 0`)
		}
	})
}

// A tab whose news has not come yet does not write over what it has not seen.
func TestStoreUnheard(t *testing.T) {
	everywhere(t, store, func(t *testing.T, tab *browsertest.Tab, base string) {
		openStore(tab, base, "write.html")
		tab.Eval(`localStorage.setItem("wb.store.a:words/short", JSON.stringify({v: "theirs", t: Date.now()})); 0`, nil) // no event within one page
		tab.Type(field("words/short"), "mine")
		want(t, tab, "both", fmt.Sprintf("[%s, ...%s]", leaf("words/short"), versions), []string{"mine", "theirs"})
	})
}

// The same field, written in two tabs in turn: each shows the other's words, and
// none are lost.
func TestStoreInTurn(t *testing.T) {
	everywhere(t, store, func(t *testing.T, one *browsertest.Tab, base string) {
		openStore(one, base, "write.html")
		two := one.Sibling()
		openStore(two, base, "write.html")
		one.Type(field("words/short"), "one")
		two.Wait(value("words/short") + ` === "one"`)
		two.Type(field("words/short"), ", two")
		// The first is still where the reader was writing: it shows what is newer,
		// in the field or beside it.
		one.Wait(fmt.Sprintf(`[%s, ...%s].includes("one, two")`, value("words/short"), versions))
		one.Reload()
		one.Eval(ready, nil)
		want(t, one, "after a reload", value("words/short"), "one, two")
	})
}

// What is written before the page has read its storage is kept beside what was
// there.
func TestStoreEarly(t *testing.T) {
	base := serve(t, build(t, store))
	tab := browsertest.New(t)
	seed(tab, base, answers(map[string]any{"words/letter": "what was there", "words/short": "here too"}))
	tab.Do(atStart(`document.addEventListener("readystatechange", () => {
		if (document.readyState !== "interactive") return;
		queueMicrotask(() => 0);
		const write = (name) => { const c = document.querySelector("[name='" + name + "']"); c.focus(); c.value = "early"; c.dispatchEvent(new Event("input", {bubbles: true})); };
		const opened = Storage.prototype.key; // the first thing that reading the box asks for
		Storage.prototype.key = function (i) { Storage.prototype.key = opened; queueMicrotask(() => write("words/letter")); return opened.call(this, i); };
	})`))
	openStore(tab, base, "write.html")
	want(t, tab, "both", fmt.Sprintf("[%s, ...%s]", leaf("words/letter"), versions), []string{"early", "what was there"})
	want(t, tab, "the rest", value("words/short"), "here too")
	tab.NoProblems(base)
}
