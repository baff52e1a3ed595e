package pagetest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"trustbook/internal/browsertest"
)

const (
	chartDots  = `[...document.querySelectorAll(".chart")].map(c => c.querySelector("figcaption").textContent + " " + c.querySelectorAll("circle").length + " " + c.querySelectorAll("polyline").length)`
	chartTable = `[...document.querySelector(".chart table").rows].map(r => [...r.cells].map(c => c.textContent).join(": "))`
)

// The dots of a repeating exercise, on its own page and with everything written:
// the same numbers in a table, a comment after three of them, and nothing of
// what was skipped.
func TestAnswersChart(t *testing.T) {
	everywhere(t, answered, func(t *testing.T, tab *browsertest.Tab, base string) {
		tab.Open(base + "/weekly.html")
		tab.Eval(ready, nil)
		want(t, tab, "at first", `document.querySelector(".charts").checkVisibility()`, false)
		give(tab, "answers", time.Now(), map[string]any{
			"week@2026-10-25/calm": 0, "week@2026-11-01/calm": 2, "week@2026-11-08/calm": "-", "week@2026-11-15/calm": 4,
			"week@2026-11-01/rates/time": 1, "week@2026-11-08/rates/time": 1,
			"week@2026-11-08/rates/kind": 3,
		})
		for _, page := range []string{"/weekly.html", "/my-answers.html"} {
			tab.Open(base + page)
			tab.Wait(`document.querySelector(".charts")?.checkVisibility()`)
			want(t, tab, "drawn before anybody asks", `document.querySelectorAll(".chart").length`, 0)
			tab.Click(".charts > summary")
			tab.Wait(`document.querySelectorAll(".chart").length > 0`)
			want(t, tab, page+": dots and lines", chartDots, []string{"How calm was it 3 2", "Time alone 2 1"})
			want(t, tab, page+": comments", `[...document.querySelectorAll(".chart-comment")].map(p => p.textContent)`, []string{"Your last three dots are between “Not at all” and “Completely”."})
			want(t, tab, page+": name", `document.querySelector(".chart svg").getAttribute("aria-label")`,
				"A line chart of 4 dates, October 25, 2026 to November 15, 2026. The table below it has the same answers.")
			tab.Click(".chart summary")
			want(t, tab, page+": table", chartTable, []string{"Date: Answer", "October 25, 2026: Not at all", "November 1, 2026: Partly", "November 8, 2026: Skipped", "November 15, 2026: Completely"})
			noProblemsFor(t, tab, page)
		}
		tab.Open(base + "/weekly.html") // a dot that is given now appears
		tab.Eval(ready, nil)
		tab.Click(".charts > summary")
		tab.Wait(`document.querySelectorAll(".chart circle").length === 5`)
		tab.Click(`label:has([id="week/calm/1"])`)
		tab.Wait(`document.querySelectorAll(".chart circle").length === 6`)
	})
}

// The weekly time: a file for a calendar, made here, whose name says little.
func TestAnswersCalendar(t *testing.T) {
	everywhere(t, answered, func(t *testing.T, tab *browsertest.Tab, base string) {
		tab.Open(base + "/weekly.html")
		tab.Eval(ready, nil)
		tab.Click(".calendar summary")
		noProblemsFor(t, tab, "calendar")
		tab.Eval(`document.getElementById("calendar.title").value = ""`, nil)
		tab.Type(`[id="calendar.title"]`, "Tea, and "+strings.Repeat("talk ", 16))
		tab.Eval(`document.getElementById("calendar.time").value = "07:30"`, nil)
		folder := allowDownloads(t, tab)
		tab.Click(".calendar .button")
		name := filepath.Join(folder, "weekly.ics")
		var text string
		for range 6000 {
			if data, err := os.ReadFile(name); err == nil && strings.HasSuffix(string(data), "END:VCALENDAR\r\n") {
				text = string(data)
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		for _, line := range strings.Split(text, "\r\n") {
			if len(line) > 75 || strings.Contains(line, "\n") {
				t.Errorf("a line that is not folded: %q", line)
			}
		}
		for _, part := range []string{"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "T073000\r\n", "RRULE:FREQ=WEEKLY\r\n", `SUMMARY:Tea\, and talk`} {
			if !strings.Contains(text, part) {
				t.Errorf("the file lacks %q:\n%s", part, text)
			}
		}
		for _, word := range []string{"week", "Answers", "http", "127.0.0.1"} {
			if strings.Contains(strings.ReplaceAll(text, "FREQ=WEEKLY", ""), word) {
				t.Errorf("the file holds %q:\n%s", word, text)
			}
		}
		want(t, tab, "nothing of it is stored", `Object.entries(localStorage).filter(([k, v]) => v.includes("Tea")).length`, 0)
	})
}
