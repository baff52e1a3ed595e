package pagetest

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"trustbook/internal/browsertest"
)

const (
	copyStatus  = `document.querySelector(".copy-status").textContent`
	copyPreview = `[...document.querySelectorAll(".preview > :not(h3, .preview-choices)")].map(e => (e.querySelector("summary") ?? e).textContent)`
	copyButton  = `.copy > .button`
)

// choose gives a file to the page.
func choose(t *testing.T, tab *browsertest.Tab, text string) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "answers.json")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	tab.Do(chromedp.SetUploadFiles(chromedp.CSS("#copy-file"), []string{name}))
}

// A copy goes out and comes back into an empty browser with nothing changed:
// answers, deletions, what was said by hand, and the questions as they were.
func TestBackupRoundTrip(t *testing.T) {
	folder := build(t, answered)
	for name, base := range map[string]string{"http": serve(t, folder), "file": browsertest.FileURL(folder)} {
		t.Run(name, func(t *testing.T) {
			tab := browsertest.New(t)
			tab.Open(base + "/begin.html")
			tab.Eval(ready, nil)
			tab.Type(`[name="hurt/hoped"]`, "typed, so with its question")
			tab.Click(`[data-exercise="aloud"] .progress-menu summary`)
			tab.Click(`[data-exercise="aloud"] .progress-choice .button`)
			give(tab, "answers", time.Now().Add(-time.Hour), written)
			give(tab, "answers", time.Now(), map[string]any{"gone/field": "of a question that is gone", "hurt/told": "\u2028 \x01 \U0001f600 ]]> </script>"})
			openAnswers(tab, base)
			file := downloaded(t, tab, copyButton)
			before := keysOf(tab, "wb.answers.")

			empty := browsertest.New(t)
			openAnswers(empty, base)
			choose(t, empty, file)
			empty.Wait(copyPreview + ".length > 0")
			want(t, empty, "nothing is written yet", `Object.keys(localStorage).filter(k => k.startsWith("wb.answers.a:"))`, []string{})
			want(t, empty, "focus on what would change", `document.activeElement.className`, "preview")
			empty.Click(`.preview-choices .button:not(.quiet)`)
			empty.Wait(copyStatus + `.startsWith("Done.")`)
			after := keysOf(empty, "wb.answers.")
			for _, key := range []string{"wb.answers.!last-backup", "wb.answers.!pages"} { // about this browser, not about the answers
				delete(before, key)
				delete(after, key)
			}
			if !maps.Equal(before, after) {
				t.Errorf("what was stored:\n%s\nand then:\n%s", lines(before), lines(after))
			}
			empty.Wait(`document.querySelectorAll(".answer").length >= 10`)
			empty.Open(base + "/begin.html")
			empty.Wait(value("hurt/told") + `.includes("</script>")`)

			openAnswers(empty, base) // the same again changes nothing
			choose(t, empty, file)
			empty.Wait(copyPreview + `.join() === "Everything in this copy is here already."`)
			empty.NoProblems(base)
			tab.NoProblems(base)
		})
	}
}

func lines(m map[string]string) string {
	data, _ := json.MarshalIndent(m, "", " ")
	return string(data)
}

// backupOf is a copy's file with these answers.
func backupOf(book string, leaves map[string]any) string {
	data, _ := json.Marshal(map[string]any{"format": "trustbook-answers", "version": 1, "workbook": book, "edition": book, "made": "2026-11-22T12:00:00Z", "boxes": map[string]any{"a": leaves}})
	return string(data)
}

type leafOf struct {
	V any   `json:"v"`
	T int64 `json:"t"`
}

// Before anything is written the page says what would become of each question,
// and then the newer leaf wins, a deletion too.
func TestBackupPreview(t *testing.T) {
	everywhere(t, answered, func(t *testing.T, tab *browsertest.Tab, base string) {
		tab.Open(base + "/begin.html")
		now := time.Now().Add(-time.Hour)
		give(tab, "answers", now, map[string]any{"hurt/told": "mine", "hurt/hoped": "mine, newer", "hurt/felt/anger": true, "ask/aside": "deleted later"})
		openAnswers(tab, base)
		file := backupOf("answers", map[string]any{
			"hurt/told": leafOf{"theirs, newer", now.UnixMilli() + 1}, "hurt/hoped": leafOf{"theirs", now.UnixMilli() - 1}, "ask/aside": leafOf{nil, now.UnixMilli() + 1},
			"ask/ready": leafOf{"yes", 5}, "week@2026-11-22/calm": leafOf{4, 5}, "hurt/felt/anger": leafOf{true, 5}, "unkept/secret": leafOf{"x", 5}, "aloud/say": leafOf{"x", 5}, "Bad": leafOf{"x", 5},
		})
		choose(t, tab, file)
		tab.Wait(copyPreview + ".length > 0")
		want(t, tab, "preview", copyPreview, []string{
			"2 answers would be added", "1 answer would be replaced by a newer one", "1 answer would go, as you deleted it later", "1 answer stays, as what is here is newer",
			"3 parts of the file could not be used, and are left out.",
		})
		want(t, tab, "in words", `[...document.querySelectorAll(".preview li")].map(li => [...li.querySelectorAll("p, dd")].map(e => e.textContent).join(" | "))`, []string{
			"Are you ready? | Yes", "November 22, 2026: How calm was it | Completely",
			"What would you want to say? | mine | theirs, newer", "Anything else | deleted later | Nothing", "What had you hoped for? | mine, newer | theirs",
		})
		noProblemsFor(t, tab, "preview")
		before := keysOf(tab, "wb.answers.a:")
		tab.Click(`.preview-choices .quiet`)
		want(t, tab, "focus after leaving", `document.activeElement.id`, "copy-file")
		if after := keysOf(tab, "wb.answers.a:"); !maps.Equal(before, after) {
			t.Errorf("nothing was confirmed, but the storage holds\n%s", lines(after))
		}
		choose(t, tab, file)
		tab.Click(`.preview-choices .button:not(.quiet)`)
		tab.Wait(copyStatus + `.startsWith("Done.")`)
		want(t, tab, "then", `Object.fromEntries(Object.entries(localStorage).filter(([k]) => k.startsWith("wb.answers.a:")).map(([k, v]) => [k.slice(13), JSON.parse(v).v]))`, map[string]any{
			"hurt/told": "theirs, newer", "hurt/hoped": "mine, newer", "hurt/felt/anger": true, "ask/aside": nil, "ask/ready": "yes", "week@2026-11-22/calm": 4,
		})
	})
}

// No file can do harm: not with what is in it, nor by how much there is.
func TestBackupHostile(t *testing.T) {
	base := serve(t, build(t, answered))
	const script = `<img src=x onerror="self.hurt=1"><script>self.hurt=1</script>javascript:self.hurt=1`
	var million strings.Builder
	million.WriteString(`{"format":"trustbook-answers","version":1,"workbook":"answers","boxes":{"a":{`)
	for i := range 1_000_000 {
		if i > 0 {
			million.WriteByte(',')
		}
		fmt.Fprintf(&million, `"e%d":0`, i)
	}
	million.WriteString(`}}}`)
	head := `{"format":"trustbook-answers","version":1,"workbook":"answers","boxes":{"a":`
	for name, c := range map[string]struct{ file, says string }{
		"not JSON":       {"PK\x03\x04 \x00", "not a copy"},
		"empty":          {"", "not a copy"},
		"another format": {`{"version":1}`, "not a copy"},
		"a newer one":    {`{"format":"trustbook-answers","version":2}`, "newer version"},
		"another book":   {backupOf("other", map[string]any{"hurt/told": leafOf{"x", 5}}), "another workbook"},
		"a million":      {million.String(), "more than a workbook"},
		"20 MB":          {head + `{"hurt/told":{"v":"` + strings.Repeat("x", 20_000_000) + `","t":5}}}}`, "more than a workbook"},
		"deep":           {head + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + `}}`, "no answers"},
		"wrong types":    {head + `{"hurt/told":{"v":{"toString":1},"t":5},"hurt/hoped":{"v":["x"],"t":5},"ask/aside":{"v":"x","t":"5"},"ask/why":7}}}`, "no answers"},
		"prototypes":     {head + `{"__proto__":{"v":"x","t":5},"__proto__/polluted":{"v":"x","t":5},"constructor":{"prototype":{"polluted":1}}},"__proto__":{"polluted":1}},"__proto__":{"polluted":1}}`, "no answers"},
	} {
		t.Run(name, func(t *testing.T) {
			tab := browsertest.New(t)
			openAnswers(tab, base)
			choose(t, tab, c.file)
			tab.Wait(copyStatus + `.includes(` + quoted(c.says) + `)`)
			want(t, tab, "said calmly", copyStatus+`.endsWith("Nothing was changed.") || `+copyStatus+`.includes("newer")`, true)
			if keys := keysOf(tab, "wb.answers.a:"); len(keys) > 0 {
				t.Errorf("the storage holds %v", keys)
			}
			want(t, tab, "nothing was touched", `[{}.polluted ?? 0, document.querySelectorAll(".preview").length]`, []int{0, 0})
			tab.NoProblems(base)
		})
	}
	t.Run("scripts", func(t *testing.T) {
		tab := browsertest.New(t)
		openAnswers(tab, base)
		file := map[string]any{}
		if err := json.Unmarshal([]byte(backupOf("answers", map[string]any{"hurt/told": leafOf{script, 5}, "hurt/felt/other": leafOf{script, 5}, "gone/field": leafOf{script, 5}, "constructor/x": leafOf{script, 5}, "ask/ready": leafOf{script, 5}})), &file); err != nil {
			t.Fatal(err)
		}
		file["made"] = script
		file["questions"] = map[string]string{"gone/field": script, "gone": script, script: script}
		file["progress"] = map[string]any{script: leafOf{script, 5}, "hurt": leafOf{script, 5}}
		data, _ := json.Marshal(file)
		choose(t, tab, string(data))
		tab.Eval(`new Promise(done => { const look = () => document.querySelector(".preview") ? done() : setTimeout(look); look() })`, nil)
		tab.Click(`.preview summary`)
		tab.Click(`.preview-choices .button:not(.quiet)`)
		tab.Wait(`document.querySelectorAll(".answer").length === 5`)
		tab.Open(base + "/begin.html")
		tab.Wait(value("hurt/told") + ` === ` + quoted(script))
		openAnswers(tab, base)
		want(t, tab, "nothing of it ran", `[self.hurt ?? 0, document.querySelectorAll("main :is(img, script)").length]`, []int{0, 0})
		tab.NoProblems(base)
	})
}

// A calm word when a week of writing is in no copy, and none after saving one.
func TestBackupReminder(t *testing.T) {
	tab := browsertest.New(t)
	base := serve(t, build(t, answered))
	tab.Open(base + "/begin.html")
	give(tab, "answers", time.Now().AddDate(0, 0, -8), map[string]any{"hurt/told": "a week ago"})
	openAnswers(tab, base)
	tab.Wait(`document.querySelector(".keeping").checkVisibility()`)
	want(t, tab, "asked before a click", `navigator.storage.persisted()`, false)
	downloaded(t, tab, copyButton)
	tab.Wait(`!document.querySelector(".keeping").checkVisibility()`)
	want(t, tab, "when the last was made", `document.querySelector(".copy-last").textContent.startsWith("You last saved a copy on ")`, true)
	tab.Reload()
	tab.Wait(`document.querySelector(".answers-list:not([aria-busy])")`)
	want(t, tab, "no reminder", `document.querySelector(".keeping").checkVisibility()`, false)
	tab.Click(".persistence .button")
	tab.Wait(`document.querySelector(".persistence p").textContent.startsWith("This browser has")`)
	tab.NoProblems(base)
}
