package pagetest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"trustbook/internal/browsertest"
)

// Small books: the second is the first after its author renamed an exercise
// and took a question out.
const (
	answered      = "internal/pagetest/testdata/answers"
	answeredLater = "internal/pagetest/testdata/answers-later"
)

// give writes answers into the storage of the page's origin, as the store does.
// at is when they were given.
func give(tab *browsertest.Tab, book string, at time.Time, values map[string]any) {
	data, _ := json.Marshal(values)
	tab.Eval(`for (const [address, v] of Object.entries(`+string(data)+`))
		localStorage.setItem("wb.`+book+`.a:" + address, JSON.stringify({v, t: `+strconv.FormatInt(at.UnixMilli(), 10)+`}))`, nil)
}

// keysOf gives the keys of the storage that begin so, with what they hold.
func keysOf(tab *browsertest.Tab, prefix string) map[string]string {
	var got map[string]string
	tab.Eval(`Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith(`+quoted(prefix)+`)))`, &got)
	return got
}

// openAnswers opens the page of everything written and waits until all is there.
func openAnswers(tab *browsertest.Tab, base string) {
	tab.Open(base + "/my-answers.html")
	tab.Wait(`document.querySelector(".answers-list:not([aria-busy])")`)
}

// written is one of everything.
var written = map[string]any{
	"hurt/felt/grief": true, "hurt/felt/other": "A kind of fog",
	"hurt/told":  "First line\n\n" + `<img src=x onerror="self.hurt=1"> & "quotes"`,
	"hurt/hoped": nil,
	"ask/ready":  "no", "ask/why": "kept, though not asked",
	"week@2026-11-08/calm": 1, "week@2026-11-08/rates/kind": 2, "week@2026-11-08/rates/time": "-",
	"week@2026-11-15/calm": 3, "week@2026-11-15/rates/kind": 3, "week@2026-11-15/note": "A better week",
	"week@2026-11-22/calm": "-",
	"rows/days":            "bbbbbb aaaaaa", "rows/days/aaaaaa/what": "second", "rows/days/bbbbbb/when": "2026-11-22", "rows/days/bbbbbb/what": "first",
	"rows/order/rest": 2, "rows/order/talk": 1,
	"rows/line/feeling": "glad", "rows/signed/one/name": "A. B.",
}

const readable = `[...document.querySelectorAll(".answers-list > *")].map(chapter => chapter.innerText.replace(/\s*\n\s*/g, "\n").trim())`

func TestAnswers(t *testing.T) {
	everywhere(t, answered, func(t *testing.T, tab *browsertest.Tab, base string) {
		tab.Open(base + "/begin.html")
		give(tab, "answers", time.Now(), written)
		openAnswers(tab, base)
		tab.Eval(`for (const e of document.querySelectorAll(".exercise-read")) e.style.contentVisibility = "visible"`, nil)
		want(t, tab, "everything in order", readable, []string{
			"Chapter 1: Begin\nWhat hurts\nWhich of these?\nGrief\nA kind of fog\nWhat would you want to say?\nFirst line\n" + `<img src=x onerror="self.hurt=1"> & "quotes"` +
				"\nTwo questions\nAre you ready?\nNo\nWhat helped?\nkept, though not asked",
			"Chapter 2: Every week\nThis week\n" +
				"November 8, 2026\nHow calm was it\nA little\nHow often\nKind words\nNow and then\nTime alone\nSkipped\n" +
				"November 15, 2026\nHow calm was it\nMostly\nHow often\nKind words\nOften\nA word about it\nA better week\n" +
				"November 22, 2026\nHow calm was it\nSkipped\nYour answers over time\n" +
				"A list\nWhat happened\nDate\nNovember 22, 2026\nWhat\nfirst\nWhat\nsecond\nPut these in order\nTalk\nRest\nI felt glad when ….\nOne of us\nA. B.",
		})
		want(t, tab, "words are no markup", `self.hurt ?? document.querySelectorAll(".answers-list img").length`, 0)
		want(t, tab, "blank lines stay", `getComputedStyle([...document.querySelectorAll(".own")].find(e => e.textContent.startsWith("First"))).whiteSpace`, "pre-wrap")
		tab.Follow(`[data-read="ask"] h3 a`)
		want(t, tab, "home", `location.pathname.split("/").pop() + location.hash + !!document.querySelector(":target[data-exercise=ask]")`, "begin.html#asktrue")
	})
}

func TestAnswersFind(t *testing.T) {
	tab := browsertest.New(t)
	base := serve(t, build(t, answered))
	tab.Open(base + "/begin.html")
	give(tab, "answers", time.Now(), written)
	openAnswers(tab, base)
	const seen = `[...document.querySelectorAll(".answer")].filter(e => e.checkVisibility()).length + " " + [...document.querySelectorAll(".answers-list :is(h2, h3)")].filter(e => e.checkVisibility()).length`
	var all string
	tab.Eval(seen, &all)
	const status = `document.querySelector(".find-status").textContent`
	for _, c := range []struct{ query, status, seen string }{
		{"BETTER week", "1 answer", "1 2"},
		{"fóg", "1 answer", "1 2"},
		{"november", "7 answers", "7 3"}, // by the date of an entry, and one in a table
		{"hope", "None of your answers has “hope” in it.", "0 0"},
		{"", "", all},
	} {
		tab.Eval(`document.querySelector("#answers-query").select()`, nil)
		tab.Keys(kb.Delete)
		if c.query != "" {
			tab.Type("#answers-query", c.query)
		}
		tab.Wait(status + ` === ` + quoted(c.status))
		want(t, tab, c.query, seen, c.seen)
	}
	tab.NoProblems(base)
}

// switching serves one folder, then another, at one address: a new edition.
func switching(t *testing.T, folder string) (base string, to func(folder string)) {
	var now atomic.Value
	now.Store(http.FileServer(http.Dir(folder)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		now.Load().(http.Handler).ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL, func(folder string) { now.Store(http.FileServer(http.Dir(folder))) }
}

// A question that the book no longer asks keeps its answer, under the words
// that were asked, also where its exercise has another name now.
func TestAnswersEarlier(t *testing.T) {
	tab := browsertest.New(t)
	base, to := switching(t, build(t, answered))
	tab.Open(base + "/begin.html")
	tab.Type(`[name="hurt/hoped"]`, "That it would last")
	tab.Type(`[name="hurt/told"]`, "Moved with its question")
	tab.Wait(`localStorage.getItem("wb.answers.a:hurt/told")?.includes("question")`)
	to(build(t, answeredLater))
	openAnswers(tab, base)
	want(t, tab, "moved and earlier answers", readable, []string{
		"Chapter 1: Begin\nWhat hurts\nWhat would you want to say?\nMoved with its question",
		"Earlier answers\nThis book no longer asks these questions. What you wrote is still here.\nWhat hurts\nWhat had you hoped for?\nThat it would last",
	})
	tab.NoProblems(base)
}

func TestAnswersEmpty(t *testing.T) {
	everywhere(t, answered, func(t *testing.T, tab *browsertest.Tab, base string) {
		openAnswers(tab, base)
		want(t, tab, "a word for whoever wrote nothing", `document.querySelector(".answers-list").innerText`, "You have not written anything in this browser yet. See the contents")
		want(t, tab, "nothing to search or print", `document.querySelector(".answers-tools").checkVisibility()`, false)
		want(t, tab, "no reminder", `document.querySelector(".keeping").checkVisibility()`, false)
		tab.Emulate(browsertest.Emulation{NoScript: true})
		tab.Open(base + "/my-answers.html")
		var text string
		tab.Eval(`document.querySelector("main").innerText`, &text)
		if !strings.Contains(text, "JavaScript, which is switched off") {
			t.Errorf("without JavaScript the page says %q", text)
		}
		tab.Emulate(browsertest.Emulation{})
	})
}

func TestAnswersPrint(t *testing.T) {
	tab := browsertest.New(t)
	base := serve(t, build(t, answered))
	tab.Open(base + "/begin.html")
	give(tab, "answers", time.Now(), written)
	openAnswers(tab, base)
	tab.Emulate(browsertest.Emulation{Print: true})
	want(t, tab, "no tools on paper", `[...document.querySelectorAll("button, input, .copy, .site-head")].filter(e => e.checkVisibility()).length`, 0)
	want(t, tab, "all answers on paper", `[...document.querySelectorAll(".answer")].every(e => e.checkVisibility({contentVisibilityAuto: true}))`, true)
	tab.PDF(filepath.Join(t.TempDir(), "answers.pdf"), chromedp.PaperA4)
	tab.Emulate(browsertest.Emulation{})
	tab.Eval(`self.print = () => { self.printed = true }`, nil)
	tab.Click(".print-choices .print")
	want(t, tab, "the button prints", `self.printed`, true)
	want(t, tab, "blank sheets", `document.querySelector(".print-choices a").href`, base+"/worksheets.html")
}
