package pagetest

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"trustbook/internal/browsertest"
)

// By keyboard alone: an answer can be taken back, in every kind of group.
func TestClear(t *testing.T) {
	everywhere(t, fields, func(t *testing.T, tab *browsertest.Tab, base string) {
		tab.Open(base + "/write.html")
		const offered = `[...document.querySelectorAll(".clear-answer")].filter(e => e.checkVisibility({visibilityProperty: true})).length`
		want(t, tab, "offered at first", offered, 0)
		for _, c := range []struct{ name, control, button string }{
			{"yes or no", "ask/ready/yes", "Clear this answer"},
			{"a choice", "ask/one/b", "Clear this answer"},
			{"a scale", "ask/rate/3", "Clear this answer"},
			{"a grid's row", "ask/rates/time/2", "Clear this answer"},
			{"a table's cell", "log/fixed/two/done/no", "Clear this answer: Second, Done"},
		} {
			group := `document.getElementById(` + quoted(c.control) + `)`
			const place = `[...document.querySelectorAll(".exercise")].map(e => e.offsetTop + e.offsetHeight).join()`
			var before string
			if c.name != "yes or no" { // which brings other questions up
				tab.Eval(place, &before)
			}
			tab.Eval(group+`.focus()`, nil)
			tab.Keys(" ")
			want(t, tab, c.name+" chosen", group+`.checked`, true)
			want(t, tab, c.name+": offered", offered, 1)
			if before != "" {
				want(t, tab, c.name+": the page stays where it was", place, before)
			}
			for range 6 {
				tab.Keys(kb.Tab)
				var on bool
				if tab.Eval(`document.activeElement.matches(".clear-answer")`, &on); on {
					break
				}
			}
			want(t, tab, c.name, focused, c.button)
			tab.Eval(`self.told = []; for (const type of ["input", "change"]) document.addEventListener(type, e => told.push(type + " " + e.target.name), {once: true})`, nil)
			tab.Keys(kb.Enter)
			want(t, tab, c.name+" cleared", group+`.checked`, false)
			want(t, tab, c.name+": told", `told`+`.map(s => s === "input " + `+group+`.name || s === "change " + `+group+`.name)`, []bool{true, true})
			want(t, tab, c.name+": offered no more", offered, 0)
			want(t, tab, c.name+": the focus is in the group", `document.activeElement.name === `+group+`.name`, true)
		}
	})
}

// An answer that was taken back stays away.
func TestClearIsKept(t *testing.T) {
	everywhere(t, fields, func(t *testing.T, tab *browsertest.Tab, base string) {
		tab.Open(base + "/write.html")
		tab.Click(`[id="ask/rate/3"]`)
		tab.Click(`[id="ask/one/a"]`)
		tab.Reload()
		tab.Wait(`document.getElementById("ask/rate/3").checked`)
		tab.Click(`[data-address="ask/rate"] > .clear-answer`)
		tab.Reload()
		tab.Wait(`document.getElementById("ask/one/a").checked`)
		want(t, tab, "the scale", `document.querySelector('[name="ask/rate"]:checked') === null`, true)
	})
}
