package pagetest

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"trustbook/internal/browsertest"
)

const (
	logTable = `document.querySelector('[data-address="log/days"]')`
	logRows  = logTable + `.querySelector(".own-rows")`
	rowNames = `[...` + logRows + `.querySelectorAll("textarea")].map(e => e.getAttribute("aria-label"))`
	rowTexts = `[...` + logRows + `.querySelectorAll("textarea")].map(e => e.value)`
	// The order that was announced last, with each id put as its row's text.
	order = `(logged.findLast(e => e.type === "roworder")?.value ?? "").split(" ").filter(Boolean).map(id => document.querySelector('[name="log/days/' + id + '/what"]')?.value)`
)

// listen notes what a table tells those who save it.
func listen(tab *browsertest.Tab) {
	tab.Eval(`self.logged = []; for (const type of ["roworder", "fieldchange"]) document.addEventListener(type, ({detail: {address, value, added, removed}}) =>
		logged.push({type, address, value, added: added?.map(e => e.name), removed}))`, nil)
}

// next presses Tab until the focus is on something whose name begins so.
func next(t *testing.T, tab *browsertest.Tab, name string) {
	t.Helper()
	for range 40 {
		tab.Keys(kb.Tab)
		var on bool
		if tab.Eval(`(`+focused+`).startsWith(`+quoted(name)+`)`, &on); on {
			return
		}
	}
	t.Fatalf("40 times Tab does not lead to %q", name)
}

// By keyboard alone: writing makes a row, rows are added, removed and put back,
// and the focus is never lost.
func TestTableRows(t *testing.T) {
	everywhere(t, fields, func(t *testing.T, tab *browsertest.Tab, base string) {
		tab.Open(base + "/write.html")
		listen(tab)
		want(t, tab, "rows at first", rowNames, []string{"Row 1, What"})
		next(t, tab, "Row 1, Date")
		next(t, tab, "Row 1, What")
		want(t, tab, "told before anything is written", `logged`, []any{})
		tab.Type(":focus", "first")
		want(t, tab, "the order", order, []string{"first"})
		want(t, tab, "its address", `logged[0].address`, "log/days")
		want(t, tab, "a row's names", `(n => new RegExp("^log/days/[a-z0-9]{6}/what$").test(n))(document.activeElement.name)`, true)

		next(t, tab, "Add a row")
		tab.Keys(kb.Enter)
		want(t, tab, "the focus", focused, "Row 2, Date")
		want(t, tab, "told of it", `logged.at(-1).added.length`, 4) // date, text, yes, no
		next(t, tab, "Add a row")
		tab.Keys(kb.Enter)
		want(t, tab, "the focus, as one row was ready", focused, "Row 2, Date")
		want(t, tab, "an empty row has no place in the order", order, []string{"first"})
		next(t, tab, "Row 2, What")
		tab.Type(":focus", "second")
		want(t, tab, "the order", order, []string{"first", "second"})

		next(t, tab, "Add a row")
		tab.Keys(kb.Tab, chromedp.ModifierShift)
		want(t, tab, "the focus", focused, "Remove row 2")
		tab.Eval(logRows+`.querySelector('input[value="no"]').focus()`, nil)
		next(t, tab, "Remove row 1")
		tab.Keys(kb.Enter)
		want(t, tab, "rows", rowTexts, []string{"second"})
		want(t, tab, "their names", rowNames, []string{"Row 1, What"})
		want(t, tab, "the focus", focused, "Put it back")
		want(t, tab, "what is said", logTable+`.querySelector('[role="status"]').textContent`, "Row 1 was removed.")
		want(t, tab, "the order", order, []string{"second"})
		want(t, tab, "told of what went", `new Set(logged.at(-1).removed.map(a => a.split("/").at(-1))).size`, 3) // when, what, kept

		tab.Keys(kb.Enter)
		want(t, tab, "rows after putting it back", rowTexts, []string{"first", "second"})
		want(t, tab, "the focus", focused, "Row 1, Date")
		want(t, tab, "the order", order, []string{"first", "second"})
		want(t, tab, "what is said", logTable+`.querySelector('[role="status"]').textContent`, "")
	})
}

// Rows, their order and what is in them are there again after a reload; what
// was removed is not.
func TestTableIsKept(t *testing.T) {
	everywhere(t, fields, func(t *testing.T, tab *browsertest.Tab, base string) {
		const add = `[data-address="log/days"] .add-row`
		tab.Open(base + "/write.html")
		tab.Type(`.own-rows textarea`, "one")
		for _, text := range []string{"two", "three"} {
			tab.Click(add)
			tab.Type(`.own-rows tr:last-child textarea`, text)
		}
		tab.Click(`.own-rows tr:nth-child(2) .option input[value="yes"]`)
		tab.Click(`.own-rows tr:nth-child(1) .remove-row`)
		tab.Reload()
		tab.Wait(`JSON.stringify(` + rowTexts + `) === '["two","three"]'`)
		want(t, tab, "yes", logRows+`.querySelector('input[value="yes"]').checked`, true)
		tab.Click(`.own-rows tr:nth-child(1) .remove-row`)
		tab.Click(`.row-undo button`)
		want(t, tab, "put back", rowTexts, []string{"two", "three"})
		tab.Reload()
		tab.Wait(`JSON.stringify(` + rowTexts + `) === '["two","three"]'`)
		want(t, tab, "yes, put back", logRows+`.querySelector('input[value="yes"]').checked`, true)
		for range 2 {
			tab.Click(`.own-rows tr:nth-child(1) .remove-row`)
		}
		tab.Reload()
		tab.Wait(`document.querySelector(".own-rows")`)
		want(t, tab, "after all were removed one is ready", rowTexts, []string{""})
	})
}

// The row that is being written in stays under the reader's hands when another
// tab adds and moves rows.
func TestTableInTwoTabs(t *testing.T) {
	base := serve(t, build(t, fields))
	mine := browsertest.New(t)
	mine.Open(base + "/write.html")
	mine.Type(`.own-rows textarea`, "mine")
	theirs := mine.Sibling()
	theirs.Open(base + "/write.html")
	theirs.Wait(`JSON.stringify(` + rowTexts + `) === '["mine"]'`)
	theirs.Click(`[data-address="log/days"] .add-row`)
	theirs.Type(`.own-rows tr:last-child textarea`, "theirs")
	mine.Wait(`JSON.stringify(` + rowTexts + `) === '["mine","theirs"]'`)
	want(t, mine, "the focus", focused, "Row 1, What")
	mine.Keys(" too")
	theirs.Wait(`JSON.stringify(` + rowTexts + `) === '["mine too","theirs"]'`)

	// Removed there while the focus is in it here, it stays under the reader's
	// hands, and writing brings it back.
	mine.Eval(logRows+`.querySelector("input[type=date]").focus()`, nil)
	theirs.Click(`.own-rows tr:nth-child(1) .remove-row`)
	mine.Wait(`(` + rowTexts + `)[0] !== "mine too"`)
	want(t, mine, "the focus", focused, "Row 2, Date") // the others moved up
	mine.Keys("11222026")
	theirs.Wait(logRows + `.querySelectorAll("tr").length === 2 && [...` + logRows + `.querySelectorAll("input[type=date]")].some(e => e.value === "2026-11-22")`)
}

// On paper there are as many rows as the book asks for, the reader's among
// them; on screen no blank one can be reached.
func TestTableOnPaper(t *testing.T) {
	tab := browsertest.New(t)
	tab.Open(serve(t, build(t, fields)) + "/write.html")
	const shown = `[...` + logTable + `.querySelectorAll("tbody tr")].filter(tr => tr.checkVisibility()).length`
	want(t, tab, "rows on screen", shown, 1)
	want(t, tab, "blank rows that a form would see", logTable+`.querySelectorAll(".paper-rows [name], .paper-rows [id], .paper-rows [aria-label]").length`, 0)
	tab.Type(`.own-rows textarea`, "one")
	tab.Click(`[data-address="log/days"] .add-row`)
	for _, c := range []struct{ add, want int }{{0, 4}, {4, 5}} {
		for range c.add {
			tab.Type(`.own-rows tr:last-child textarea`, "more")
			tab.Click(`[data-address="log/days"] .add-row`)
		}
		tab.Emulate(browsertest.Emulation{Print: true})
		want(t, tab, "rows on paper", shown, c.want)
		want(t, tab, "tools on paper", `[...document.querySelectorAll(".row-tools, .add-row, .row-undo, .clear-answer, .rank-buttons")].filter(e => e.checkVisibility()).length`, 0)
		tab.Emulate(browsertest.Emulation{})
	}
}

func TestTableIsAccessible(t *testing.T) {
	tab := browsertest.New(t)
	tab.Open(serve(t, build(t, fields)) + "/write.html")
	tab.Type(`.own-rows textarea`, "one")
	tab.Click(`.own-rows .option input`)
	tab.Click(`[data-address="log/days"] .add-row`)
	tab.Type(`.own-rows tr:last-child textarea`, "two")
	tab.Click(`.own-rows tr:nth-child(2) .remove-row`)
	noProblemsFor(t, tab, "tables and other fields")
	for _, width := range []int{320, 1280} {
		tab.Emulate(browsertest.Emulation{Width: width, Height: 600, Mobile: width < 500})
		want(t, tab, "buttons under 44 px", `[...document.querySelectorAll(".field button")].filter(e => e.checkVisibility({visibilityProperty: true}) && Math.min(e.offsetWidth, e.offsetHeight) < 44).map(e => e.textContent)`, []string{})
	}
}
