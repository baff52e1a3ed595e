package pagetest

import (
	"testing"

	"trustbook/internal/browsertest"
)

// The conditional fields of the exercise that can be seen.
const asked = `["why", "hurts", "more"].filter(id => document.querySelector('[data-address="ask/' + id + '"]').checkVisibility())`

func TestCondition(t *testing.T) {
	everywhere(t, fields, func(t *testing.T, tab *browsertest.Tab, base string) {
		const yes, no, loud = `[id="ask/ready/yes"]`, `[id="ask/ready/no"]`, `[id="ask/hurts/loud"]`
		tab.Open(base + "/write.html")
		want(t, tab, "at first", asked, []string{})
		tab.Click(yes)
		want(t, tab, "after yes", asked, []string{"why", "hurts"})
		tab.Type(`[name="ask/why"]`, "A walk helped.")
		tab.Click(loud)
		want(t, tab, "after a tick", asked, []string{"why", "hurts", "more"})
		tab.Type(`[name="ask/more"]`, "the door")

		// What goes away takes what hangs on it along, and no key leads there.
		tab.Click(no)
		want(t, tab, "after no", asked, []string{})
		tab.Eval(`document.querySelector('`+no+`').focus()`, nil)
		next(t, tab, "Clear this answer")
		next(t, tab, "ask/one")
		want(t, tab, "what is said aloud", `[...document.querySelectorAll("#ask [aria-live], #ask [role=alert]")].length`, 0)

		tab.Reload()
		tab.Wait(`document.querySelector('` + no + `').checked`)
		want(t, tab, "after a reload", asked, []string{})
		tab.Click(yes)
		want(t, tab, "what was written", `[document.querySelector('[name="ask/why"]').value, document.querySelector('[name="ask/more"]').value]`, []string{"A walk helped.", "the door"})
		want(t, tab, "all are back", asked, []string{"why", "hurts", "more"})
		tab.Reload()
		tab.Wait(`JSON.stringify(` + asked + `) === '["why","hurts","more"]'`)
	})
}

// On paper, and without JavaScript, everything is there with the line that says
// when it is meant; on screen the script makes the line needless.
func TestConditionOnPaper(t *testing.T) {
	base := serve(t, build(t, fields))
	const lines = `[...document.querySelectorAll("#ask .if")].filter(e => e.checkVisibility()).map(e => e.textContent.trim()).join("|")`
	const all = "If yes:|If yes:|If you chose “Loud”:"
	for name, e := range map[string]browsertest.Emulation{"on paper": {Print: true}, "without JavaScript": {NoScript: true}} {
		tab := browsertest.New(t)
		tab.Emulate(e)
		tab.Open(base + "/write.html")
		want(t, tab, name, asked, []string{"why", "hurts", "more"})
		want(t, tab, name, lines, all)
	}
	tab := browsertest.New(t)
	tab.Open(base + "/write.html")
	tab.Click(`[id="ask/ready/yes"]`)
	want(t, tab, "on screen", lines, "")
}
