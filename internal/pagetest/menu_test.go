package pagetest

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"trustbook/internal/browsertest"
)

const (
	menuLink = `a[data-module="contents"]`
	menuOpen = `document.querySelector("dialog.contents-panel")?.open === true`
)

// By keyboard alone: the link opens the contents of the whole book at this
// page, Escape closes them and the focus is where it was.
func TestMenu(t *testing.T) {
	everywhere(t, ".", func(t *testing.T, tab *browsertest.Tab, base string) {
		tab.Open(base + "/boundaries.html")
		for range 4 { // past the skip link, the exit and the book's name
			tab.Keys(kb.Tab)
		}
		want(t, tab, "after four tabs", `document.activeElement.matches('`+menuLink+`')`, true)
		for _, key := range []string{kb.Enter, " "} {
			tab.Keys(key)
			tab.Wait(menuOpen)
			want(t, tab, "the focus", `[document.activeElement.getAttribute("aria-current"), document.activeElement.getAttribute("href")].join()`, "page,boundaries.html")
			want(t, tab, "the chapters", `JSON.stringify([...document.querySelectorAll("dialog li")].map(li => [li.dataset.chapter, li.querySelector(".number")?.textContent ?? "", li.querySelector(".title").textContent]))
				=== JSON.stringify(workbook.chapters.map(c => [c.slug, String(c.number ?? ""), c.title]))`, true)
			want(t, tab, "current ones", `document.querySelectorAll("dialog [aria-current]").length`, 1)
			tab.Keys(kb.Escape)
			tab.Wait("!(" + menuOpen + ")")
			want(t, tab, "the focus after Escape", `document.activeElement.matches('`+menuLink+`')`, true)
		}
		tab.Keys(kb.Enter)
		tab.Keys(kb.Tab, chromedp.ModifierShift) // to chapter 2
		tab.Keys(kb.Enter)
		tab.Wait(`location.pathname.endsWith("/communicate.html") && document.readyState === "complete"`)
		tab.Eval(`setTimeout(() => history.back())`, nil)
		tab.Wait(`location.pathname.endsWith("/boundaries.html") && document.readyState === "complete"`)
		want(t, tab, "after Back the panel is open", menuOpen, false)
	})
}

// From a folder below the links lead back up, and beside the panel is out of it.
func TestMenuLinks(t *testing.T) {
	everywhere(t, ".", func(t *testing.T, tab *browsertest.Tab, base string) {
		tab.Open(base + "/worksheets/patience.html")
		tab.Click(menuLink)
		tab.Wait(menuOpen)
		want(t, tab, "links", `[...document.querySelectorAll("dialog li a")].every(a => a.href.startsWith(`+quoted(base)+` + "/") && !a.href.includes("worksheets"))`, true)
		tab.Do(chromedp.MouseClickXY(1200, 500))
		tab.Wait("!(" + menuOpen + ")")
		tab.Click(menuLink)
		tab.Wait(menuOpen)
		tab.Click("dialog header")
		want(t, tab, "after a click inside the panel is open", menuOpen, true)
		tab.Click("dialog header button")
		tab.Wait("!(" + menuOpen + ")")
		tab.Click(menuLink)
		tab.Follow(`dialog a[href="../safety.html"]`)
		want(t, tab, "the page", `location.pathname.endsWith("/safety.html")`, true)
	})
}

// The way out of the site can be seen and used while the panel is open, on a
// phone too, and nothing is wrong for readers who need more from a page.
func TestMenuIsAccessible(t *testing.T) {
	tab := browsertest.New(t)
	tab.Open(site(t) + "/patience.html")
	tab.Click(menuLink)
	tab.Wait(menuOpen)
	noProblemsFor(t, tab, "the open panel")
	for _, width := range []int{320, 1280} {
		tab.Emulate(browsertest.Emulation{Width: width, Height: 600, Mobile: width < 500})
		want(t, tab, "what stands where the exit is", `(r => document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2).matches("dialog a.exit"))(document.querySelector(".site-head .exit").getBoundingClientRect())`, true)
		want(t, tab, "targets under 44 px", `[...document.querySelectorAll("dialog a, dialog button")].filter(e => e.getBoundingClientRect().height < 44).map(e => e.textContent)`, []string{})
	}
}

// A chapter's progress is shown as it is when the panel opens.
func TestMenuShowsProgress(t *testing.T) {
	everywhere(t, fields, func(t *testing.T, tab *browsertest.Tab, base string) {
		tab.Open(base + "/write.html")
		const state = `document.querySelector('dialog [data-chapter="write"] .state')?.textContent ?? ""`
		tab.Click(menuLink)
		tab.Wait(menuOpen)
		want(t, tab, "before anything is written", state, "")
		tab.Keys(kb.Escape)
		tab.Type(`[name="words/short"]`, "hope")
		tab.Click(menuLink)
		tab.Wait(menuOpen + ` && (` + state + `) !== ""`)
	})
}

// Without JavaScript the link leads to the contents on the cover.
func TestMenuWithoutScript(t *testing.T) {
	tab := browsertest.New(t)
	tab.Emulate(browsertest.Emulation{NoScript: true})
	base := site(t)
	tab.Open(base + "/patience.html")
	tab.Follow(menuLink)
	want(t, tab, "the address", `location.href`, base+"/#contents") // the server's short form of index.html
	want(t, tab, "the contents are there", `document.querySelectorAll("#contents a").length > 5`, true)
}
