package pagetest

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"trustbook/internal/browsertest"
)

// pages are the HTML files of a built book.
func pages(t *testing.T, folder string) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"*.html", "worksheets/*.html"} {
		names, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, names...)
	}
	return all
}

// witness notes, in the tab's storage, each frame in which a page of the book
// can be seen, and how pages came back. It runs before any script of the page,
// and so it sees at pageshow what a browser could have shown before them.
const witness = `if (/^(http|file)/.test(location.protocol)) {
	const note = what => { try { sessionStorage.setItem("seen", (sessionStorage.getItem("seen") ?? "") + what + " ") } catch {} };
	const page = location.pathname.split("/").pop() || "index.html";
	const look = when => {
		const {documentElement: html, body} = document;
		if (page !== "leave.html" && body?.innerText.trim() && getComputedStyle(html).visibility === "visible") note(when + ":" + page);
	};
	addEventListener("pageshow", ({persisted}) => { if (persisted) { note("kept:" + page); look("before"); } }, true);
	(function frame() { look("frame"); requestAnimationFrame(frame) })();
}`

// witnessed is a tab with a witness.
type witnessed struct{ *browsertest.Tab }

// watched opens one. first is what else to do before a page does anything.
func watched(t *testing.T, first string) *witnessed {
	tab := browsertest.New(t)
	tab.Do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: first + witness})
		return err
	}))
	return &witnessed{tab}
}

// seen are the witness's notes.
func (w *witnessed) seen() []string {
	var all string
	w.Eval(`sessionStorage.getItem("seen") ?? ""`, &all)
	return strings.Fields(all)
}

// travel goes to another place in the tab's back list.
func (w *witnessed) travel(steps int) {
	w.Do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		got, err := cdp.Call(ctx, target, page.GetNavigationHistory, cdp.Empty{})
		if err != nil {
			return err
		}
		_, err = cdp.Call(ctx, target, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: got.Entries[int(got.CurrentIndex)+steps].ID})
		return err
	}))
}

// addresses are three ways to get at a built book: from a host whose pages the
// browser keeps for Back, from one whose pages it may not keep, and as files.
func addresses(t *testing.T, folder string) map[string]string {
	files := http.FileServer(http.Dir(folder))
	unkept := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(unkept.Close)
	return map[string]string{"kept": serve(t, folder), "unkept": unkept.URL, "file": browsertest.FileURL(folder)}
}

// After leaving, Back and Forward show a blank page for each page of the book,
// and no frame of the book: neither of one that the browser had kept nor of one
// that it loads again. The reader comes in again from there.
func TestExitBack(t *testing.T) {
	all := addresses(t, build(t, store))
	all["kept after all"] = all["kept"]
	for name, base := range all {
		t.Run(name, func(t *testing.T) {
			weather := answering(t)
			first := ""
			if name == "kept after all" { // as by a browser that does not let go of them
				first = "delete self.BroadcastChannel;"
			}
			tab := watched(t, first)
			tab.Open(base + "/index.html")
			tab.Follow(`.contents-list a[href="write.html"]`)
			tab.Follow(`.pager .next`)
			tab.Wait(`location.pathname.endsWith("/read.html") && workbook.context`)
			leadTo(tab.Tab, weather.URL+"/")
			tab.Eval(`sessionStorage.removeItem("seen")`, nil)
			shift(tab.Tab, 3)
			tab.Wait(`document.title === "Weather"`)

			const blank = `location.pathname.endsWith("/leave.html") && document.readyState === "complete"`
			// To two pages of the book, to the everyday site again, and back.
			for _, steps := range []int{-1, -1, 2, -2, 1} {
				tab.travel(steps)
				if steps == 2 {
					tab.Wait(`document.title === "Weather"`)
				} else {
					tab.Wait(blank)
				}
			}
			notes := tab.seen()
			notes = slices.DeleteFunc(notes, func(n string) bool { return n == "frame:read.html" || n == "kept:leave.html" }) // where it was left from, and the blank page
			kept := slices.Contains(notes, "kept:write.html") && slices.Contains(notes, "kept:index.html")
			notes = slices.DeleteFunc(notes, func(n string) bool { return strings.HasPrefix(n, "kept:") })
			if len(notes) > 0 {
				t.Errorf("the book was seen: %v", notes)
			}
			if kept != (name == "kept after all") {
				t.Errorf("the browser had kept pages: %t", kept)
			}
			got, _ := entries(t, tab.Tab)
			if w := []string{"about:blank", base + "/leave.html", base + "/leave.html", weather.URL + "/"}; fmt.Sprint(got) != fmt.Sprint(w) {
				t.Errorf("the back list is %v, want %v", got, w)
			}
			want(t, tab.Tab, "the blank page says", `document.title + " " + document.body.innerText.replace(/\s+/g, " ")`, "Blank This page is blank. Continue")

			// An address of the book, in that tab, leads to the same page.
			tab.Do(chromedp.Navigate(base + "/write.html"))
			tab.Wait(blank)
			tab.Follow("a")
			tab.Wait(`document.querySelector(".cover-page .contents-list")?.checkVisibility({visibilityProperty: true})`)
			want(t, tab.Tab, "the storage of the tab", `Object.keys(sessionStorage)`, []string{"seen"})
			tab.Follow(`.contents-list a[href="write.html"]`)
			want(t, tab.Tab, "the book", `document.querySelector("main").checkVisibility({visibilityProperty: true})`, true)
		})
	}
}

// Another tab, and Back from a site that a link led to, show the book as ever:
// where it was, and with the focus.
func TestExitLeavesOthersAlone(t *testing.T) {
	for name, base := range addresses(t, build(t, store)) {
		t.Run(name, func(t *testing.T) {
			tab := watched(t, "")
			openStore(tab.Tab, base, "write.html")
			other := tab.Sibling()
			openStore(other, base, "read.html")
			leadTo(other, answering(t).URL+"/")
			shift(other, 3)
			other.Wait(`document.title === "Weather"`)
			tab.Eval(`{ document.querySelector("[name='words/letter']").focus(); scrollTo(0, 700) }; 0`, nil)
			tab.Eval(`document.querySelector(".pager .next").click()`, nil) // a click of the mouse would scroll to it
			tab.Wait(`location.pathname.endsWith("/read.html") && document.readyState === "complete"`)
			tab.travel(-1)
			tab.Wait(`location.pathname.endsWith("/write.html") && document.readyState === "complete" && scrollY === 700`)
			want(t, tab.Tab, "the page is visible", `document.querySelector("[name='words/letter']").checkVisibility({visibilityProperty: true})`, true)
			if kept := slices.Contains(tab.seen(), "kept:write.html"); kept != (name == "kept") {
				t.Errorf("the browser had kept the page: %t", kept)
			} else if kept {
				want(t, tab.Tab, "the focus", `document.activeElement.name`, "words/letter")
			}
		})
	}
}

// Without a network the blank page comes at once: from the folder that the book
// was opened from, or else the browser's own page, and nothing of the book.
func TestExitOffline(t *testing.T) {
	for name, base := range addresses(t, build(t, store)) {
		t.Run(name, func(t *testing.T) {
			tab := browsertest.New(t)
			tab.Open(base + "/read.html")
			openStore(tab, base, "write.html")
			leadTo(tab, answering(t).URL+"/")
			tab.Emulate(browsertest.Emulation{Offline: true})
			shift(tab, 3)
			if name == "file" {
				tab.Wait(`document.title === "Blank"`)
			} else {
				tab.Wait(`location.protocol === "chrome-error:"`)
			}
			got, at := entries(t, tab)
			if w := []string{"about:blank", base + "/read.html", base + "/leave.html"}; fmt.Sprint(got, at) != fmt.Sprint(w, 2) {
				t.Errorf("the back list is %v at %d, want %v at its end", got, at, w)
			}
		})
	}
}

// The blank page names nothing and asks nobody, works without a script, and
// shows nothing of the book's own look.
func TestLeavePage(t *testing.T) {
	everywhere(t, ".", func(t *testing.T, tab *browsertest.Tab, base string) {
		tab.Open(base + "/leave.html")
		noProblemsFor(t, tab, "the blank page")
		want(t, tab, "what it says", `[document.title, ...[...document.querySelectorAll("body *")].filter(e => !e.children.length).map(e => e.textContent)]`, []string{"Blank", "This page is blank.", "Continue"})
		want(t, tab, "the link's height", `document.querySelector("a").offsetHeight >= 44`, true)
		want(t, tab, "the type", `getComputedStyle(document.body).fontFamily`, "system-ui, sans-serif")
		tab.Emulate(browsertest.Emulation{NoScript: true})
		tab.Open(base + "/leave.html")
		tab.Follow("a")
		tab.Wait(`document.querySelector(".cover-page")`)
	})
}
