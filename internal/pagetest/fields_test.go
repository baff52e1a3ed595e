package pagetest

import (
	"encoding/json"
	"testing"

	"trustbook/internal/browsertest"
)

// fields is a small book with every kind of field that a script acts on.
const fields = "internal/pagetest/testdata/fields"

// everywhere runs a test over HTTP and from file://, each time in a new tab.
func everywhere(t *testing.T, book string, test func(t *testing.T, tab *browsertest.Tab, base string)) {
	t.Helper()
	folder := build(t, book)
	for name, base := range map[string]string{"http": serve(t, folder), "file": browsertest.FileURL(folder)} {
		t.Run(name, func(t *testing.T) {
			tab := browsertest.New(t)
			test(t, tab, base)
			tab.NoProblems(base)
		})
	}
}

// want compares what an expression gives in the page with what it should give.
func want[T any](t *testing.T, tab *browsertest.Tab, what, expression string, value T) {
	t.Helper()
	var got T
	tab.Eval(expression, &got)
	g, _ := json.Marshal(got)
	if w, _ := json.Marshal(value); string(g) != string(w) {
		t.Errorf("%s: %s = %s, want %s", what, expression, g, w)
	}
}

// focused is what the focus is on: its name, or its text, for messages and
// comparison.
const focused = `(e => e.getAttribute("aria-label") || e.name || e.textContent.trim() || e.tagName)(document.activeElement)`

// quoted is s as a JavaScript string.
func quoted(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// noProblemsFor runs axe in light and dark, and looks for sideways scrolling
// in a narrow window.
func noProblemsFor(t *testing.T, tab *browsertest.Tab, what string) {
	t.Helper()
	for _, e := range []browsertest.Emulation{{}, {Dark: true}, {Width: 320, Height: 640, Mobile: true}} {
		tab.Emulate(e)
		for _, v := range tab.Axe() {
			t.Errorf("%s, %+v: %v", what, e, v)
		}
		want(t, tab, what+" scrolls sideways", `document.documentElement.scrollWidth > innerWidth`, false)
	}
	tab.Emulate(browsertest.Emulation{})
}
