package pagetest

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"trustbook/internal/browsertest"
)

var pdfPage = regexp.MustCompile(`/Type\s*/Page\b`)

// fill writes into a control as fast as a paste.
func fill(tab *browsertest.Tab, name, text string) {
	tab.Eval(`(e => { e.value = `+quoted(text)+`; e.dispatchEvent(new Event("input", {bubbles: true})); })(document.getElementsByName(`+quoted(name)+`)[0])`, nil)
}

// Printed with answers, nothing is clipped: the text stands there as text, the
// lines for a pen are gone, and after printing the page is as before.
func TestMirror(t *testing.T) {
	everywhere(t, fields, func(t *testing.T, tab *browsertest.Tab, base string) {
		long := strings.Repeat("A line of a long letter.\n", 120) + "  The end <b>of it</b>."
		event := strings.Repeat("we spoke of the rent and ", 8) + "of nothing else"
		tab.Open(base + "/write.html")
		fill(tab, "words/letter", long)
		fill(tab, "words/felt/event", event)
		fill(tab, "unkept/secret", "unsaid words")
		tab.Eval(`const area = document.querySelector(".own-rows textarea"); area.value = "one\ntwo\nthree\nfour\nfive"; area.dispatchEvent(new Event("input", {bubbles: true}))`, nil)

		const letter = `document.querySelector('[data-address="words/letter"]')`
		tab.Emulate(browsertest.Emulation{Print: true})
		tab.Wait(`document.querySelector(".mirror")`)
		want(t, tab, "the letter's mirror", letter+`.querySelector("div.mirror").textContent`, long)
		want(t, tab, "its lines are kept", `getComputedStyle(`+letter+`.querySelector(".mirror")).whiteSpaceCollapse`, "preserve")
		want(t, tab, "clipped", `[...document.querySelectorAll(".mirror")].filter(m => m.getClientRects().length === 0 || m.scrollHeight > m.clientHeight && m.clientHeight > 0 || m.scrollWidth > m.clientWidth && m.clientWidth > 0).length`, 0)
		want(t, tab, "what it stands for", `[`+letter+`.querySelector("textarea"), `+letter+`.querySelector(".rules")].filter(e => e.checkVisibility()).length`, 0)
		want(t, tab, "the blank's mirror", `document.querySelector('[data-address="words/felt"] .mirror').textContent`, event)
		want(t, tab, "the cell's mirror", `document.querySelector(".own-rows .mirror").innerText`, "one\ntwo\nthree\nfour\nfive")
		want(t, tab, "what is not kept", `document.body.textContent.includes("unsaid words") || document.querySelector("#unkept").checkVisibility()`, false)
		want(t, tab, "lines where nothing was written", `document.querySelector('[data-address="ask/why"] .rules').checkVisibility()`, true)
		tab.Emulate(browsertest.Emulation{})
		tab.Wait(`!document.querySelector(".mirror, [data-mirrored]")`)
		want(t, tab, "the letter after printing", letter+`.querySelector("textarea").value`, long)
	})
}

// The browser's own printing has the text too, over as many pages as it needs.
func TestMirrorInPrint(t *testing.T) {
	tab := browsertest.New(t)
	tab.Open(serve(t, build(t, fields)) + "/write.html")
	pages := func(name string) int {
		file := filepath.Join(t.TempDir(), name)
		tab.PDF(file, chromedp.PaperA4)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return len(pdfPage.FindAll(data, -1))
	}
	blank := pages("blank.pdf")
	fill(tab, "words/letter", strings.Repeat("A line of a long letter.\n", 200))
	tab.Eval(`self.mirrors = 0; new MutationObserver(list => mirrors += list.flatMap(m => [...m.addedNodes]).filter(n => n.className === "mirror").length).observe(document.body, {childList: true, subtree: true})`, nil)
	if full := pages("full.pdf"); full < blank+3 {
		t.Errorf("with 200 lines written %d pages are printed, without %d; want at least 3 more", full, blank)
	}
	want(t, tab, "mirrors while it printed", `mirrors`, 1)
	want(t, tab, "mirrors afterwards", `document.querySelectorAll(".mirror").length`, 0)
}

// A sheet's page has a button that prints.
func TestPrintButton(t *testing.T) {
	everywhere(t, ".", func(t *testing.T, tab *browsertest.Tab, base string) {
		tab.Open(base + "/worksheets/patience.html")
		tab.Eval(`self.printed = 0; self.print = () => printed++`, nil)
		tab.Eval(`document.querySelector(".sheet-tools .print").focus()`, nil)
		tab.Keys("\r")
		want(t, tab, "printed", `printed`, 1)
	})
}
