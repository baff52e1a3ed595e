package pagetest

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"trustbook/internal/browsertest"
)

// progressOf is what the foot of an exercise says.
func progressOf(exercise string) string {
	return `(document.querySelector('[data-exercise="` + exercise + `"] .progress-status')?.textContent ?? "nothing")`
}

const chapterStates = `[...document.querySelectorAll("#contents [data-chapter]")].map(li => li.dataset.chapter + ": " + (li.querySelector(".state")?.textContent ?? ""))`

// From not started to done as it is written, changed when it is written again,
// and on the cover what that makes of the chapter.
func TestProgress(t *testing.T) {
	everywhere(t, answered, func(t *testing.T, tab *browsertest.Tab, base string) {
		tab.Open(base + "/begin.html")
		tab.Eval(ready, nil)
		tab.Wait(progressOf("ask") + ` === "Not started"`)
		want(t, tab, "what is never kept has no progress", progressOf("unkept"), "nothing")
		tab.Type(`[name="ask/aside"]`, "x")
		tab.Wait(progressOf("ask") + ` === "Begun"`)
		tab.Click(`label:has([id="ask/ready/yes"])`)
		tab.Type(`[name="ask/why"]`, "a walk")
		tab.Wait(progressOf("ask") + ` === "Done"`) // the last letters are no change of what was done
		tab.Click(`label:has([id="ask/ready/no"])`)
		tab.Wait(`localStorage.getItem("wb.answers.a:ask/ready").includes("no")`)
		want(t, tab, "while writing", `localStorage.getItem("wb.answers.!progress/ask")`, (*string)(nil))
		tab.Click(`[name="hurt/told"]`) // leaving it
		tab.Wait(`localStorage.getItem("wb.answers.!progress/ask")?.includes("done")`)
		tab.Reload()
		tab.Wait(progressOf("ask") + ` === "Done"`)
		tab.Type(`[name="ask/aside"]`, "y")
		tab.Wait(progressOf("ask") + ` === "Done. Changed since then."`)
		tab.Open(base + "/index.html")
		tab.Wait(chapterStates + `.join() === "begin: 1 of 3 exercises done,weekly: ,safety: "`)
		want(t, tab, "the whole book", `document.querySelector(".book-state").textContent`, "1 of 5 exercises done")
	})
}

// By keyboard alone: what no script can know is said by hand, and taken back.
func TestProgressByHand(t *testing.T) {
	everywhere(t, answered, func(t *testing.T, tab *browsertest.Tab, base string) {
		tab.Open(base + "/begin.html")
		tab.Eval(ready, nil)
		menu := `document.querySelector('[data-exercise="aloud"] .progress-menu summary')`
		tab.Wait(menu)
		press := func(name string, downs int) {
			t.Helper()
			tab.Eval(menu+`.focus()`, nil)
			tab.Keys(kb.Enter)
			for range downs {
				tab.Keys(kb.Tab)
			}
			want(t, tab, "the choice", focused, name)
			tab.Keys(kb.Enter)
			want(t, tab, "focus stays in the menu", `document.activeElement === `+menu, true)
			want(t, tab, "the menu is closed", menu+`.parentElement.open`, false)
		}
		press("Done aloud", 1)
		want(t, tab, "marked", progressOf("aloud"), "Done aloud")
		press("Not for us", 1)
		want(t, tab, "marked", progressOf("aloud"), "Not for us")
		tab.Reload()
		tab.Wait(progressOf("aloud") + ` === "Not for us"`)
		press("Take the mark back", 2)
		want(t, tab, "taken back", progressOf("aloud"), "Not started")
		tab.Eval(menu+`.focus()`, nil)
		tab.Keys(kb.Enter)
		tab.Keys(kb.Tab)
		tab.Keys(kb.Escape)
		want(t, tab, "Escape closes it", menu+`.parentElement.open + " " + (document.activeElement === `+menu+`)`, "false true")
	})
}

// Two tabs: a mark and a chapter's state follow what another tab does.
func TestProgressTabs(t *testing.T) {
	tab := browsertest.New(t)
	base := serve(t, build(t, answered))
	tab.Open(base + "/index.html")
	tab.Eval(ready, nil)
	other := tab.Sibling()
	other.Open(base + "/begin.html")
	other.Eval(ready, nil)
	other.Type(`[name="hurt/told"]`, "x")
	tab.Wait(chapterStates + `[0] === "begin: Begun"`)
	other.Click(`[data-exercise="hurt"] .progress-menu summary`)
	other.Click(`[data-exercise="hurt"] .progress-choice .button`)
	tab.Wait(chapterStates + `[0] === "begin: 1 of 3 exercises done"`)
}

// A reader who comes back sees where they were, may put that away, and sees it
// again when they have written something new.
func TestProgressGreeting(t *testing.T) {
	everywhere(t, answered, func(t *testing.T, tab *browsertest.Tab, base string) {
		tab.Open(base + "/index.html")
		tab.Eval(ready, nil)
		want(t, tab, "to a new reader", `document.querySelectorAll(".greeting").length`, 0)
		give(tab, "answers", time.Now().Add(-time.Hour), map[string]any{"hurt/told": "first"})
		give(tab, "answers", time.Now().Add(-time.Minute), map[string]any{"week@2026-11-22/calm": 2})
		give(tab, "answers", time.Now(), map[string]any{"gone/x": "no longer in the book", "hurt/hoped": nil})
		tab.Reload()
		tab.Wait(`document.querySelector(".greeting")`)
		want(t, tab, "where they were", `document.querySelector(".greeting p").textContent`, "You last wrote here: This week")
		noProblemsFor(t, tab, "cover")
		tab.Follow(".greeting a")
		want(t, tab, "the link", `location.pathname.split("/").pop() + location.hash`, "weekly.html#week")
		tab.Open(base + "/index.html")
		tab.Click(".greeting .button")
		want(t, tab, "put away", `document.querySelectorAll(".greeting").length + " " + document.activeElement.textContent`, "0 Contents")
		tab.Reload()
		tab.Eval(ready, nil)
		want(t, tab, "still away", `document.querySelectorAll(".greeting").length`, 0)
		give(tab, "answers", time.Now(), map[string]any{"hurt/told": "second"})
		tab.Reload()
		tab.Wait(`document.querySelector(".greeting a")?.textContent === "What hurts"`)
	})
}
