package pagetest

import (
	"testing"

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

// longTasks are the milliseconds of tasks of more than 50 since the page began.
const longTasks = `new Promise(done => {
	const seen = [];
	new PerformanceObserver(list => seen.push(...list.getEntries().map(e => Math.round(e.duration)))).observe({type: "longtask", buffered: true});
	setTimeout(() => done(seen), 200);
})`

// With 2,000 answers and a processor four times as slow, nothing that the
// opening page does takes longer than 50 ms. Other work on this machine can
// stretch any task, so the best of several openings counts.
func TestAnswersSpeed(t *testing.T) {
	base := site(t)
	tab := browsertest.New(t)
	tab.Open(base + "/my-answers.html")
	tab.Eval(manyAnswers, nil)
	for _, page := range []string{"my-answers.html", "index.html", "weekly-check-in.html"} {
		best, tries := []int(nil), 8
		for range tries {
			tab.Emulate(browsertest.Emulation{Slow: 4})
			tab.Open(base + "/" + page)
			tab.Eval(ready, nil)
			if page == "my-answers.html" {
				tab.Wait(`document.querySelector(".answers-list:not([aria-busy])")`)
			}
			var tasks []int
			tab.Eval(longTasks, &tasks)
			tab.Emulate(browsertest.Emulation{})
			if best == nil || sum(tasks) < sum(best) {
				best = tasks
			}
			if len(tasks) == 0 {
				break
			}
		}
		if len(best) > 0 {
			t.Errorf("%s: at best tasks of %v ms in %d openings", page, best, tries)
		}
	}
	tab.Open(base + "/my-answers.html")
	tab.Wait(`document.querySelector(".answers-list:not([aria-busy])")`)
	want(t, tab, "all 2,000 are there", `document.querySelectorAll(".answer").length > 300 && Object.keys(localStorage).filter(k => k.startsWith("wb.trustbook.a:")).length`, 2000)
}

func sum(numbers []int) (n int) {
	for _, x := range numbers {
		n += x
	}
	return n
}
