package pagetest

import (
	"testing"

	"trustbook/internal/browsertest"
)

// What the scripts say about saving, two versions of an answer and the entries
// of an exercise can be used by everybody.
func TestStoreAxe(t *testing.T) {
	base := serve(t, build(t, store))
	tab := browsertest.New(t)
	seed(tab, base, answers(map[string]any{"words/letter": "mine", "check@2025-03-09/said": "x"}))
	tab.Eval(`localStorage.setItem("wb.store.a:words/felt/event", "{"); localStorage.setItem("wb.store.!aside.a:words/letter", JSON.stringify([{v: "theirs ".repeat(60), t: 1}])); 0`, nil)
	openStore(tab, base, "write.html")
	tab.Type(field("words/short"), "x")
	tab.Wait(statusLine + ` === "Saved"`)
	// Where it stands over the page depends on how far that is scrolled.
	tab.Eval(`document.querySelector(".saving").style.position = "static"`, nil)
	noProblemsFor(t, tab, "saved")
	tab.Type(field("words/felt/event"), "x")
	tab.Wait(statusLine + `.startsWith("Not saved")`)
	tab.Eval(`{ const l = document.querySelector(".entries select"); l.value = "+"; l.dispatchEvent(new Event("change")) }; 0`, nil)
	noProblemsFor(t, tab, "not saved, two versions, another day")
	want(t, tab, "room for a finger", `[...document.querySelectorAll(".saving button, .versions button, .entries :is(select, input)")].filter(e => e.getBoundingClientRect().height < 44).length`, 0)
	tab.NoProblems(base)
}
