package pagetest

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"trustbook/internal/browsertest"
)

const (
	card   = `document.querySelector("section.before")`
	before = `.site-foot .before-link`
	goOn   = "section.before button"
)

// What to know before writing stands before the first exercise, once in a
// browser: on every page until the reader goes on from it, then on none.
func TestBefore(t *testing.T) {
	everywhere(t, store, func(t *testing.T, tab *browsertest.Tab, base string) {
		openStore(tab, base, "read.html")
		want(t, tab, "on a page without exercises", "!"+card, true)
		openStore(tab, base, "write.html")
		tab.Wait(card)
		want(t, tab, "it comes before", card+`.nextElementSibling === document.querySelector(".exercise")`, true)
		want(t, tab, "the focus", `document.activeElement === document.body`, true)
		want(t, tab, "it names the exit as the page does", card+`.textContent.includes("“" + document.querySelector(".site-head .exit").firstChild.textContent + "”")`, true)
		want(t, tab, "where it leads", card+`.querySelector("a").href === document.querySelector(".site-foot .safety-line a").href`, true)
		want(t, tab, "what is stored", `Object.keys(localStorage).filter(k => k !== "wb.store.!pages")`, []string{})
		other := tab.Sibling()
		openStore(other, base, "write.html")
		other.Wait(card)

		// By keyboard alone: the first thing after the menu's and page's links.
		tab.Eval(card+`.querySelector("a").focus()`, nil)
		tab.Keys(kb.Tab)
		want(t, tab, "the next stop", `document.activeElement.closest(".exercise") !== null`, true)
		tab.Eval(card+`.querySelector("button").focus()`, nil)
		tab.Keys(kb.Enter)
		tab.Wait("!" + card)
		want(t, tab, "the focus after it", `document.activeElement === document.querySelector(".exercise .exercise-title")`, true)
		want(t, tab, "what is stored", `Object.keys(localStorage).filter(k => k !== "wb.store.!pages")`, []string{"wb.store.!before"})
		other.Wait("!" + card)
		tab.Reload()
		tab.Eval(ready, nil)
		tab.Eval(`new Promise(requestAnimationFrame).then(() => 0)`, nil)
		want(t, tab, "another time", "!"+card, true)
	})
}

// Who comes to a field by another way finds it below that field, which stays
// where it is, keeps the focus and each key.
func TestBeforeBesideField(t *testing.T) {
	everywhere(t, store, func(t *testing.T, tab *browsertest.Tab, base string) {
		openStore(tab, base, "write.html")
		tab.Wait(card)
		const line = `document.querySelector("[name='marks/one/other-text']")`
		tab.Eval(line+`.scrollIntoView({block: "center"})`, nil)
		var top float64
		tab.Eval(line+`.getBoundingClientRect().top`, &top)
		tab.Type(field("marks/one/other-text"), "Not one key is lost")
		want(t, tab, "written and stored", `[`+value("marks/one/other-text")+`, `+leaf("marks/one/other-text")+`]`, []string{"Not one key is lost", "Not one key is lost"})
		want(t, tab, "the focus", `document.activeElement === `+line, true)
		want(t, tab, "the card follows the field", card+` === `+line+`.closest(".field").nextElementSibling`, true)
		want(t, tab, "what is read out", `[...document.querySelectorAll("main [role=status]")].map(s => s.textContent).filter(s => s.includes("below"))`, []string{"A short note stands below this question. It is good to read it before you write."})
		want(t, tab, "the field moved by", `Math.abs(`+line+`.getBoundingClientRect().top - `+fmt.Sprint(top)+`) < 2`, true)
		tab.Keys(kb.Tab) // it follows to no other field
		tab.Eval(`document.querySelector("[name='words/letter']").focus()`, nil)
		want(t, tab, "the card stays", card+` === `+line+`.closest(".field").nextElementSibling`, true)
		tab.Click(goOn)
		tab.Wait("!" + card)
		want(t, tab, "the focus after it", `document.activeElement === `+line, true)
	})
}

// A link to an exercise leads to the card before it; a tick is made as it is
// anywhere else.
func TestBeforeByLink(t *testing.T) {
	everywhere(t, store, func(t *testing.T, tab *browsertest.Tab, base string) {
		openStore(tab, base, "write.html#marks")
		const marks = card + `?.nextElementSibling === document.querySelector("#marks")`
		tab.Wait(marks + ` && document.activeElement === ` + card)
		want(t, tab, "it is in sight", `(r => r.top >= 0 && r.top < innerHeight / 2)(`+card+`.getBoundingClientRect())`, true)
		tab.Eval(`location.hash = "#words"; 0`, nil)
		tab.Wait(card + `.nextElementSibling === document.querySelector("#words")`)
		tab.Click(`label:has([id="marks/which/loud"])`)
		want(t, tab, "ticked", `[document.querySelector("[id='marks/which/loud']").checked, `+leaf("marks/which/loud")+`]`, []bool{true, true})
		tab.Follow("section.before a")
		want(t, tab, "the page", `location.pathname.endsWith("/safety.html")`, true)
	})
}

// The foot of each page has it again, as a dialog; the safety page, which says
// it all, has no card. It is not printed, and nothing is wrong for readers who
// need more from a page.
func TestBeforeAgain(t *testing.T) {
	everywhere(t, ".", func(t *testing.T, tab *browsertest.Tab, base string) {
		openStore(tab, base, "safety.html")
		tab.Eval(`new Promise(requestAnimationFrame).then(() => 0)`, nil)
		want(t, tab, "on the safety page", "!"+card, true)
		tab.Eval(`document.querySelector("`+before+`").focus()`, nil)
		for _, key := range []string{kb.Enter, " "} {
			tab.Keys(key)
			tab.Wait(`document.querySelector("dialog.before")?.open`)
			tab.Keys(kb.Escape)
			want(t, tab, "after Escape: open, focus", `[document.querySelector("dialog.before").open, document.activeElement.className]`, []any{false, "before-link"})
		}
		tab.Keys(kb.Enter)
		noProblemsFor(t, tab, "the dialog")
		for _, width := range []int{320, 1280} {
			tab.Emulate(browsertest.Emulation{Width: width, Height: 600, Mobile: width < 500})
			want(t, tab, "what stands where the exit is", `(r => document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2).matches("dialog a.exit"))(document.querySelector(".site-head .exit").getBoundingClientRect())`, true)
			want(t, tab, "targets under 44 px", `[...document.querySelectorAll("dialog.before a, dialog.before button")].filter(e => e.getBoundingClientRect().height < 44).map(e => e.textContent)`, []string{})
		}
		tab.Click("dialog.before .button")
		want(t, tab, "after Close: open", `document.querySelector("dialog.before").open`, false)
	})
	tab := browsertest.New(t)
	tab.Open(site(t) + "/acknowledge.html")
	tab.Wait(card)
	noProblemsFor(t, tab, "the card")
	tab.Emulate(browsertest.Emulation{Print: true})
	want(t, tab, "in print", card+`.checkVisibility()`, false)
	tab.Emulate(browsertest.Emulation{NoScript: true})
	tab.Reload()
	want(t, tab, "without a script, the link leads to", `document.querySelector("`+before+`").getAttribute("href")`, "safety.html")
}
