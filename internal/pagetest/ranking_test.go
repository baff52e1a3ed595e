package pagetest

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"trustbook/internal/browsertest"
)

// The list as it stands, each choice with its number.
const ranked = `[...document.querySelectorAll('[data-address="order/needs"] .rank li')].map(li => li.querySelector("label span").textContent + " " + li.querySelector("select").value)`

// By keyboard alone, with the buttons and with the numbers.
func TestRanking(t *testing.T) {
	everywhere(t, fields, func(t *testing.T, tab *browsertest.Tab, base string) {
		tab.Open(base + "/write.html")
		want(t, tab, "at first", ranked, []string{"Rest ", "Talk ", "Laugh ", "Walk "})
		tab.Eval(`document.querySelector('[name="order/needs/rest"]').focus()`, nil)
		next(t, tab, "Move up: Laugh")
		tab.Keys(kb.Enter)
		want(t, tab, "Laugh, up", ranked, []string{"Laugh 1", "Rest ", "Talk ", "Walk "})
		want(t, tab, "the focus", focused, "Move up: Laugh")
		want(t, tab, "what is said", `document.querySelector('[data-address="order/needs"] [role="status"]').textContent`, "Laugh: place 1")
		tab.Keys(kb.Enter)
		want(t, tab, "no further up", ranked, []string{"Laugh 1", "Rest ", "Talk ", "Walk "})
		next(t, tab, "Move up: Walk")
		tab.Keys(kb.Enter)
		tab.Keys(kb.Enter)
		want(t, tab, "Walk, up twice", ranked, []string{"Walk 1", "Laugh 2", "Rest ", "Talk "})
		tab.Keys(kb.Tab)
		tab.Keys(kb.Enter)
		want(t, tab, "Walk, down", ranked, []string{"Laugh 1", "Walk 2", "Rest ", "Talk "})
		want(t, tab, "the focus", focused, "Move down: Walk")

		// A number that another has is swapped; the focus stays in the select.
		tab.Eval(`document.querySelector('[name="order/needs/walk"]').focus()`, nil)
		tab.Keys("1")
		want(t, tab, "Walk, number 1", ranked, []string{"Walk 1", "Laugh 2", "Rest ", "Talk "})
		want(t, tab, "the focus", focused, "order/needs/walk")
		tab.Eval(`document.querySelector('[name="order/needs/rest"]').focus()`, nil)
		tab.Keys("2")
		want(t, tab, "Rest, number 2", ranked, []string{"Walk 1", "Rest 2", "Talk ", "Laugh "})
		want(t, tab, "the focus", focused, "order/needs/rest")

		tab.Reload()
		tab.Wait(`JSON.stringify(` + ranked + `) === '["Walk 1","Rest 2","Talk ","Laugh "]'`)
	})
}

// Whoever saves the numbers hears of every one that changed.
func TestRankingTells(t *testing.T) {
	tab := browsertest.New(t)
	tab.Open(serve(t, build(t, fields)) + "/write.html")
	tab.Eval(`self.told = []; document.addEventListener("change", ({target}) => told.push(target.name + "=" + target.value))`, nil)
	tab.Click(`[aria-label="Move up: Rest"]`)
	tab.Click(`[aria-label="Move up: Talk"]`)
	tab.Eval(`told.length = 0`, nil)
	tab.Click(`[aria-label="Move up: Talk"]`)
	want(t, tab, "told", `told.sort()`, []string{"order/needs/rest=2", "order/needs/talk=1"})
}
