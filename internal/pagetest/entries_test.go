package pagetest

import (
	"fmt"
	"testing"
	"time"

	"trustbook/internal/browsertest"
)

// An exercise that repeats has an entry a day, which can be chosen, added and
// looked at again.
func TestEntries(t *testing.T) {
	const list = `document.querySelector("#check .entries select")`
	choose := func(day string) string {
		return fmt.Sprintf(`{ const l = %s; l.focus(); l.value = %s; l.dispatchEvent(new Event("change", {bubbles: true})) }; 0`, list, quoted(day))
	}
	said := func(day string) string { return "check@" + day + "/said" }
	everywhere(t, store, func(t *testing.T, tab *browsertest.Tab, base string) {
		today := time.Now().Format(time.DateOnly)
		keys := answers(map[string]any{"check@2025-03-02/said": "in March", "check@2025-03-02/calm": 2, "check@2025-03-09/said": "a week later", "check@2025-03-09/done": "abcdef", "check@2025-03-09/done/abcdef/what": "a walk", "check/said": "before it repeated"})
		seed(tab, base, keys)
		openStore(tab, base, "write.html")
		want(t, tab, "entries", fmt.Sprintf(`[...%s.options].map(o => o.value)`, list), []string{today, "2025-03-09", "2025-03-02", "", "+"})
		want(t, tab, "an old one is not gone on with", list+`.value`, today)
		tab.Type(field(said(today)), "today")
		tab.Click(fmt.Sprintf(`[data-address="check@%s/calm"] label:has([value="4"])`, today))
		want(t, tab, "stored", fmt.Sprintf("[%s, %s]", leaf(said(today)), leaf("check@"+today+"/calm")), []any{"today", 4})

		tab.Eval(choose("2025-03-02"), nil)
		tab.Wait(value(said("2025-03-02")) + ` === "in March"`)
		want(t, tab, "its mark", `[...document.querySelectorAll("#check :checked:not(option)")].map(c => c.value)`, []string{"2"})
		tab.Eval(choose("2025-03-09"), nil)
		tab.Wait(value(said("2025-03-09")) + ` === "a week later"`)
		want(t, tab, "its mark", `[...document.querySelectorAll("#check :checked:not(option)")].map(c => c.value)`, []string{})
		tab.Wait(value("check@2025-03-09/done/abcdef/what") + ` === "a walk"`)
		tab.Type(field(said("2025-03-09")), ", added")
		tab.Eval(choose(""), nil)
		tab.Wait(value("check/said") + ` === "before it repeated"`)

		// Another day, for what was done on paper.
		tab.Eval(choose("+"), nil)
		want(t, tab, "the focus", `document.activeElement.type`, "date")
		tab.Eval(`{ const d = document.activeElement; for (const day of ["2099-01-01", "2024-12-31"]) { d.value = day; d.dispatchEvent(new Event("change", {bubbles: true})) } }; 0`, nil)
		tab.Type(field(said("2024-12-31")), "last year")
		tab.Reload()
		tab.Eval(ready, nil)
		got := stored(t, tab)
		for day, text := range map[string]string{today: "today", "2025-03-02": "in March", "2025-03-09": "a week later, added", "2024-12-31": "last year"} {
			if got[said(day)] != text {
				t.Errorf("stored on %s: %v, want %q", day, got[said(day)], text)
			}
		}
		if got["check/said"] != "before it repeated" {
			t.Errorf("stored: %v", got)
		}
		// The list speaks of days as the reader does.
		want(t, tab, "today in words", list+`.options[0].text.startsWith("Today, ")`, true)
	})
}

// What was begun yesterday is gone on with: a blank form would look like a loss.
func TestEntriesGoOn(t *testing.T) {
	base := serve(t, build(t, store))
	tab := browsertest.New(t)
	yesterday := time.Now().AddDate(0, 0, -1).Format(time.DateOnly)
	seed(tab, base, answers(map[string]any{"check@" + yesterday + "/said": "begun"}))
	openStore(tab, base, "write.html")
	tab.Wait(value("check@"+yesterday+"/said") + ` === "begun"`)
}
