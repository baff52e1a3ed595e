package pagetest

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"

	"trustbook/internal/browsertest"
)

// TestAnswersAxe looks at the page with everything on it.
func TestAnswersAxe(t *testing.T) {
	base := site(t)
	tab := browsertest.New(t)
	tab.Open(base + "/my-answers.html")
	noProblemsFor(t, tab, "without answers")
	tab.Eval(manyAnswers, nil)
	openAnswers(tab, base)
	tab.Eval(`for (const e of document.querySelectorAll(".exercise-read")) e.style.contentVisibility = "visible"`, nil)
	noProblemsFor(t, tab, "with answers")
	tab.NoProblems(base)
}

// manyAnswers writes 2,000 answers, a minute apart, the way readers of the base
// book could: first one to each question, then entries of what repeats.
const manyAnswers = `{
	let n = 0
	const put = (address, v) => n < 2000 && localStorage.setItem("wb.trustbook.a:" + address, JSON.stringify({v, t: Date.now() - 60000 * (3000 - n++)}))
	const words = "I keep thinking about the evening on which we talked for the first time in weeks. "
	const answer = (at, f) => {
		if (/text/.test(f.kind)) put(at, words.repeat(1 + n % 4))
		else if (f.points) (f.rows ? f.rows.map(r => at + "/" + r.id) : [at]).forEach((a, i) => put(a, f.points[(n + i) % f.points.length].id * 1))
		else if (f.columns) for (const row of f.rows ?? [{id: "aaaaaa"}]) for (const c of f.columns) put(at + "/" + row.id + "/" + c.id, c.kind === "date" ? "2026-11-22" : "a few words")
		else if (f.kind === "choices") put(at + "/" + f.choices[0].id, true)
		else if (f.kind === "choice") put(at, f.choices[0].id)
		else if (f.kind === "sentence") for (const b of f.blanks) put(at + "/" + b.id, "words")
	}
	const all = self.workbookModel.chapters.flatMap(c => c.exercises ?? []).filter(e => e.keep !== "never" && e.keep !== "spoken")
	const keeps = f => f.keep !== "never" && f.keep !== "spoken"
	for (const e of all) if (!e.repeat) for (const f of e.fields ?? []) if (keeps(f)) answer(e.id + "/" + f.id, f)
	for (let day = 0; n < 2000 && day < 1000; day++) for (const e of all) if (e.repeat) for (const f of e.fields ?? []) if (keeps(f))
		answer(e.id + "@" + new Date(Date.UTC(2024, 0, day * 7)).toISOString().slice(0, 10) + "/" + f.id, f)
	localStorage.length
}`

// opening opens a page while the browser records, until a condition holds, and
// gives the processor's milliseconds of the longest task of the page, and what
// it was for. The clock on the wall would count the work of others too.
func opening(t *testing.T, tab *browsertest.Tab, url, until string) (longest float64, what string) {
	t.Helper()
	var events []event
	tab.Do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		complete := make(chan bool, 1)
		err := chromedp.Listen(ctx, func(ev any) {
			switch ev := ev.(type) {
			case *tracing.EventDataCollected:
				for _, data := range ev.Value {
					var e event
					if json.Unmarshal(data, &e) == nil {
						events = append(events, e)
					}
				}
			case *tracing.EventTracingComplete:
				complete <- true
			}
		})
		if err != nil {
			return err
		}
		if _, err = cdp.Call(ctx, target, tracing.Start, tracing.StartParams{TraceConfig: &tracing.TraceConfig{IncludedCategories: []string{"disabled-by-default-devtools.timeline", "devtools.timeline", "__metadata"}}}); err != nil {
			return err
		}
		if _, err = chromedp.Run(ctx, chromedp.Navigate(url)); err != nil {
			return err
		}
		for ok := false; !ok; time.Sleep(100 * time.Millisecond) {
			if ok, err = chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+until+")")); err != nil {
				return err
			}
		}
		if _, err = cdp.Call(ctx, target, tracing.End, cdp.Empty{}); err != nil {
			return err
		}
		select {
		case <-complete:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}))
	main := map[[2]int64]bool{}
	for _, e := range events {
		main[[2]int64{e.PID, e.TID}] = main[[2]int64{e.PID, e.TID}] || e.Args.Name == "CrRendererMain"
	}
	var task event
	for _, e := range events {
		if e.Name == "RunTask" && main[[2]int64{e.PID, e.TID}] && e.CPU > task.CPU {
			task = e
		}
	}
	for _, e := range events { // the larger parts of it, those inside others too
		if e.PID == task.PID && e.TID == task.TID && e.Name != "RunTask" && e.At >= task.At && e.At < task.At+task.Took && e.CPU > task.CPU/8 {
			what += fmt.Sprintf(" %s %.0f", e.Name, e.CPU/1000)
		}
	}
	return task.CPU / 1000, what
}

// event is one of the browser's trace, in microseconds.
type event struct {
	Name string  `json:"name"`
	PID  int64   `json:"pid"`
	TID  int64   `json:"tid"`
	At   float64 `json:"ts"`
	Took float64 `json:"dur"`
	CPU  float64 `json:"tdur"`
	Args struct {
		Name string `json:"name"`
	} `json:"args"`
}

// With 2,000 answers and a processor four times as slow, nothing that the
// opening page does takes longer than 50 ms. The slowness is a thread that
// stops the page's, and under load it stops it for too long: the best of some
// openings counts.
func TestAnswersSpeed(t *testing.T) {
	base := site(t)
	tab := browsertest.New(t)
	tab.Open(base + "/my-answers.html")
	tab.Eval(manyAnswers, nil)
	const limit, openings = 50, 12
	for page, until := range map[string]string{
		"my-answers.html": `document.querySelector(".answers-list:not([aria-busy]) .answer")`,
		"index.html":      `document.querySelector("#contents .state")`,
	} {
		best, what := 0.0, ""
		for n := 0; n < openings && (n == 0 || best > limit); n++ {
			tab.Emulate(browsertest.Emulation{Slow: 4})
			ms, parts := opening(t, tab, base+"/"+page, until)
			tab.Emulate(browsertest.Emulation{})
			if n == 0 || ms < best {
				best, what = ms, parts
			}
		}
		t.Logf("%s: the longest task took %.0f ms:%s", page, best, what)
		if best > limit {
			t.Errorf("%s: a task of %.0f ms at best:%s", page, best, what)
		}
	}
	// Whatever the processor does: where every look at the clock takes 3 ms, no
	// task shows more than a few of the answers.
	tab.Do(atStart(`{ const now = performance.now.bind(performance); let n = 0; performance.now = () => now() + 3 * n++ }
	self.shown = []; new MutationObserver(changes => {
		const n = changes.flatMap(c => [...c.addedNodes]).reduce((n, e) => n + (e.querySelectorAll ? e.querySelectorAll(".answer").length : 0), 0)
		if (n > 0) shown.push(n)
	}).observe(document, {childList: true, subtree: true})`))
	openAnswers(tab, base)
	want(t, tab, "in slices", `Math.max(...shown) < document.querySelectorAll(".answer").length / 10`, true)
	want(t, tab, "all 2,000 are there", `document.querySelectorAll(".answer").length > 300 && Object.keys(localStorage).filter(k => k.startsWith("wb.trustbook.a:")).length`, 2000)
}
