package servetest

import (
	"fmt"
	"strings"
	"testing"

	"trustbook/internal/browsertest"
)

// long is a chapter whose text fills several windows, with fields that are
// never saved, a part that opens, and an exercise in the middle.
func long(title, first, last string) string {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "Paragraph %d is here.\n\n", i)
		if i == 30 {
			b.WriteString("::exercise{#ex-one}\n\n## A section\n\n")
		}
	}
	return strings.Replace(chapter(title, first+"\n\n"+b.String()+last), "title: Try", "title: Try it", 1)
}

const field = `document.querySelector("textarea")`

// written opens the chapter, writes into it, opens a part and scrolls.
func written(t *testing.T, s *server) *browsertest.Tab {
	tab := browsertest.New(t)
	tab.Open(s.url + "/one.html")
	tab.Eval(`self.sameWindow = true; document.querySelector("details").open = true`, nil)
	tab.Click("textarea")
	tab.Type("textarea", "not saved")
	tab.Eval(field+`.setSelectionRange(3, 3)`, nil)
	return tab
}

func check(t *testing.T, tab *browsertest.Tab, what, js string) {
	t.Helper()
	var ok bool
	if tab.Eval("!!("+js+")", &ok); !ok {
		t.Errorf("%s: not so: %s", what, js)
	}
}

func lost(t *testing.T, tab *browsertest.Tab) {
	t.Helper()
	check(t, tab, "what is written", field+`.value === "not saved"`)
	check(t, tab, "the focus", `document.activeElement === `+field)
	check(t, tab, "the place in it", field+`.selectionStart === 3`)
	check(t, tab, "what is open", `document.querySelector("details").open`)
}

// A changed text takes the place of the old one on the same page.
func TestTextInPlace(t *testing.T) {
	dir := book(t)
	write(t, dir, "content/01-one.md", long("One", "The first line.", "The last line."))
	s := serve(t, dir)
	tab := written(t, s)
	var top, now float64
	tab.Eval(field+`.getBoundingClientRect().top`, &top)
	write(t, dir, "content/01-one.md", long("One", "A *new* first line.\n\nAnd more.\n\nAnd more.", "The last line, in other words."))
	tab.Wait(`document.body.textContent.includes("in other words")`)
	check(t, tab, "the same page", `self.sameWindow`)
	check(t, tab, "the new text", `document.querySelector("main em").textContent === "new" && !document.body.textContent.includes("The first line.")`)
	lost(t, tab)
	tab.Eval(`new Promise(r => setTimeout(r, 100))`, nil) // whatever the browser may still scroll
	if tab.Eval(field+`.getBoundingClientRect().top`, &now); now < top-1 || now > top+1 {
		t.Errorf("what is read moved from %v to %v", top, now)
	}
	// What is shown is what a fresh load shows, scripts' work aside.
	var live, served string
	text := `.replace(/\s+/g, " ")`
	tab.Eval(`[...document.querySelectorAll("main > p, main h2, .prose > *, main p")].filter(e => !e.closest(".exercise")).map(e => e.textContent).join("|")`+text, &live)
	tab.Reload()
	tab.Eval(`[...document.querySelectorAll("main > p, main h2, .prose > *, main p")].filter(e => !e.closest(".exercise")).map(e => e.textContent).join("|")`+text, &served)
	if live != served {
		t.Errorf("in place:\n%s\nfresh:\n%s", live, served)
	}
	tab.NoProblems(s.url)
}

// What cannot be put in place is loaded again, and nothing is lost.
func TestReload(t *testing.T) {
	dir := book(t)
	write(t, dir, "content/01-one.md", long("One", "The first line.", "The last line."))
	s := serve(t, dir)
	for _, c := range []struct {
		what string
		edit func()
		js   string
	}{
		{"a title", func() { write(t, dir, "content/01-one.md", long("One again", "The first line.", "The last line.")) }, `document.querySelector("h1").textContent.includes("again")`},
		{"a label", func() {
			write(t, dir, "content/01-one.md", strings.Replace(long("One again", "The first line.", "The last line."), "What?", "Why?", 1))
		}, `document.querySelector(".field").textContent.includes("Why?")`},
		{"a template", func() {
			write(t, dir, "templates/zextra.html", `{{define "times"}}<p class="mine">Mine</p>{{end}}`)
		}, `document.querySelector(".mine")`},
	} {
		t.Run(c.what, func(t *testing.T) {
			tab := written(t, s)
			c.edit()
			tab.Wait(c.js)
			tab.Wait(field + `.value === "not saved"`)
			lost(t, tab)
			check(t, tab, "the place", `scrollY > 0`)
			tab.NoProblems(s.url)
		})
	}
}

// A style applies without a reload, and to every page that is open.
func TestStyleInPlace(t *testing.T) {
	dir := book(t)
	s := serve(t, dir)
	write(t, dir, "static/dist/site.css", "body{letter-spacing:3px}")
	s.wait("the own style", func() bool { return strings.Contains(s.get(styleOf(s)), "3px") })
	tab := written(t, s)
	write(t, dir, "static/dist/site.css", "body{letter-spacing:5px}")
	tab.Wait(`getComputedStyle(document.body).letterSpacing === "5px"`)
	tab.Wait(`document.querySelectorAll("link[rel=stylesheet]").length === 1`)
	check(t, tab, "the same page", `self.sameWindow`)
	lost(t, tab)
	tab.NoProblems(s.url)
}

// Errors are shown over the last good page and go when they are mended.
func TestPanel(t *testing.T) {
	dir := book(t)
	s := serve(t, dir)
	tab := written(t, s)
	bad := strings.Replace(chapter("One", "Some words."), "kind: longtext", "kind: longtxt", 1)
	write(t, dir, "content/01-one.md", bad)
	const panel = `document.querySelector("#trustbook-problems")?.shadowRoot`
	tab.Wait(panel)
	for _, want := range []string{"01-one.md:10:", `unknown field kind "longtxt"`, `did you mean "longtext"?`, "- {id: f, kind: longtxt", "One error"} {
		check(t, tab, "the panel", fmt.Sprintf("%s.textContent.includes(%q)", panel, want))
	}
	check(t, tab, "no inline style", panel+`.querySelector("[style]") === null`)
	check(t, tab, "the page is there", `self.sameWindow && document.body.textContent.includes("Some words.")`)
	lost(t, tab)
	tab.Wait(panel + `.styleSheets.length === 1`)
	tab.NoProblems(s.url) // axe itself applies inline styles, which are refused
	for _, v := range tab.Axe() {
		t.Error(v)
	}
	for _, e := range []browsertest.Emulation{{Width: 375, Height: 700}, {Width: 320, Height: 500, Dark: true}} {
		tab.Emulate(e)
		check(t, tab, "nothing is wider than the window", `document.documentElement.scrollWidth <= innerWidth`)
		for _, v := range tab.Axe() {
			t.Error(v)
		}
	}
	other := browsertest.New(t) // a page that is opened while there is an error
	other.Open(s.url + "/two.html")
	other.Wait(panel)
	write(t, dir, "content/01-one.md", chapter("One", "Mended words."))
	tab.Wait(`!` + panel + ` && document.body.textContent.includes("Mended words.")`)
	other.Wait(`!` + panel)
	check(t, tab, "the same page", `self.sameWindow`)
	lost(t, tab)
	other.NoProblems(s.url)
}

// A server that starts with errors shows them, and the book when they are gone.
func TestBrokenAtFirst(t *testing.T) {
	dir := book(t)
	write(t, dir, "content/01-one.md", "nothing")
	s := serve(t, dir)
	tab := browsertest.New(t)
	tab.Open(s.url + "/one.html")
	tab.Wait(`document.querySelector("#trustbook-problems")`)
	write(t, dir, "content/01-one.md", chapter("One", "At last."))
	tab.Wait(`document.body.textContent.includes("At last.")`)
	// A page that goes is the page of what is not found, and comes back.
	tab.Open(s.url + "/three.html")
	write(t, dir, "content/03-three.md", chapter("Three", "A third."))
	tab.Wait(`document.body.textContent.includes("A third.")`)
}

// A service worker of an earlier build is ended.
func TestServiceWorkerEnds(t *testing.T) {
	s := serve(t, book(t))
	tab := browsertest.New(t)
	tab.Open(s.url + "/one.html")
	var left int
	tab.Eval(`(async () => {
		const r = await navigator.serviceWorker.register("/sw.js");
		while ((await navigator.serviceWorker.getRegistrations()).length > 0) await new Promise(r => setTimeout(r, 10));
		return 0;
	})()`, &left)
}
