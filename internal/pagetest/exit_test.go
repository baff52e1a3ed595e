package pagetest

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"trustbook/internal/browsertest"
)

const (
	// exitAddress is where the exit of the test books leads to.
	exitAddress = "https://www.bbc.co.uk/weather"
	exitLink    = ".site-head .exit"
	// shut is whether a page of the book is covered.
	shut = `document.body.hidden && document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.className === "exit-cover"`
)

// elsewhere stands for the everyday site, which no test can reach. It answers
// when it is let, and keeps what it was told of where the reader came from.
type elsewhere struct {
	*httptest.Server
	open    chan struct{}
	referer string
}

func newElsewhere(t *testing.T) *elsewhere {
	e := &elsewhere{open: make(chan struct{})}
	e.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			return
		}
		select {
		case <-e.open:
		case <-r.Context().Done():
		}
		e.referer = r.Referer()
		fmt.Fprint(w, `<!DOCTYPE html><title>Weather</title><p>Weather`)
	}))
	t.Cleanup(e.Close)
	return e
}

// answering is an everyday site that answers at once.
func answering(t *testing.T) *elsewhere {
	e := newElsewhere(t)
	close(e.open)
	return e
}

// leadTo makes the exit of the page that is shown lead to an address.
func leadTo(tab *browsertest.Tab, address string) {
	tab.Eval(fmt.Sprintf(`document.querySelector(%s).href = %s`, quoted(exitLink), quoted(address)), nil)
}

// press sends one key event. With the Shift key down or up alone no letter is
// written, as from a real keyboard.
func press(tab *browsertest.Tab, kind input.DispatchKeyEventType, key string, modifiers chromedp.Modifier) {
	send(tab, kind, key, modifiers, false)
}

// pressAgain is what a key does that is held down.
func pressAgain(tab *browsertest.Tab, key string, modifiers chromedp.Modifier) {
	send(tab, down, key, modifiers, true)
}

func send(tab *browsertest.Tab, kind input.DispatchKeyEventType, key string, modifiers chromedp.Modifier, again bool) {
	p := input.DispatchKeyEventParams{Type: kind, Key: key, Modifiers: int64(modifiers), AutoRepeat: &again}
	switch {
	case key == "Shift":
		p.Code, p.WindowsVirtualKeyCode, p.Location = "ShiftLeft", 16, 1
	case len(key) == 1:
		p.Code, p.WindowsVirtualKeyCode = "Key"+strings.ToUpper(key), int64(strings.ToUpper(key)[0])
		if kind == input.DispatchKeyEventTypeKeyDown && modifiers&^chromedp.ModifierShift == 0 {
			p.Text = key
		}
	}
	tab.Do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, input.DispatchKeyEvent, p)
		return err
	}))
}

const (
	down = input.DispatchKeyEventTypeKeyDown
	up   = input.DispatchKeyEventTypeKeyUp
)

// shift presses Shift alone, some times.
func shift(tab *browsertest.Tab, times int) {
	for range times {
		press(tab, down, "Shift", chromedp.ModifierShift)
		press(tab, up, "Shift", 0)
	}
}

// entries are the addresses of the tab's back list, and the place in it.
func entries(t *testing.T, tab *browsertest.Tab) (addresses []string, at int) {
	t.Helper()
	tab.Do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		got, err := cdp.Call(ctx, target, page.GetNavigationHistory, cdp.Empty{})
		for _, e := range got.Entries {
			addresses = append(addresses, e.URL)
		}
		at = int(got.CurrentIndex)
		return err
	}))
	return addresses, at
}

// ways are all the ways to leave by, on a page where nothing has the focus yet.
var ways = map[string]func(tab *browsertest.Tab){
	"click": func(tab *browsertest.Tab) { tab.Click(exitLink) },
	"enter": func(tab *browsertest.Tab) { tab.Keys(kb.Tab + kb.Tab); tab.Keys(kb.Enter) },
	"space": func(tab *browsertest.Tab) { tab.Keys(kb.Tab + kb.Tab); tab.Keys(" ") },
	"shift": func(tab *browsertest.Tab) { shift(tab, 3) },
	"touch": func(tab *browsertest.Tab) {
		tab.Emulate(browsertest.Emulation{Width: 375, Height: 700, Mobile: true})
		var at struct{ X, Y float64 }
		tab.Eval(`(r => ({X: r.x + r.width / 2, Y: r.y + r.height / 2}))(document.querySelector(".site-head .exit").getBoundingClientRect())`, &at)
		tab.Do(chromedp.TapXY(at.X, at.Y))
	},
}

// Every way leads to the everyday site, which takes the page's place in the
// back list and learns nothing of where the reader came from.
func TestExitWays(t *testing.T) {
	folder := build(t, store)
	for name, base := range map[string]string{"http": serve(t, folder), "file": browsertest.FileURL(folder)} {
		for way, leave := range ways {
			t.Run(name+"/"+way, func(t *testing.T) {
				weather := answering(t)
				tab := browsertest.New(t)
				tab.Open(base + "/read.html")
				openStore(tab, base, "write.html")
				leadTo(tab, weather.URL+"/")
				leave(tab)
				tab.Wait(`document.title === "Weather"`)
				want(t, tab, "what the next site is told", `[document.referrer, name, history.length]`, []any{"", "", 3})
				if weather.referer != "" {
					t.Errorf("referer %q", weather.referer)
				}
				got, at := entries(t, tab)
				if w := []string{"about:blank", base + "/read.html", weather.URL + "/"}; fmt.Sprint(got, at) != fmt.Sprint(w, 2) {
					t.Errorf("the back list is %v at %d, want %v at its end", got, at, w)
				}
			})
		}
	}
}

// Untouched, the exit leads where book.yaml says, and so it does without
// JavaScript, as a plain link.
func TestExitAddress(t *testing.T) {
	for _, noScript := range []bool{false, true} {
		t.Run(fmt.Sprintf("noscript=%t", noScript), func(t *testing.T) {
			tab := browsertest.New(t)
			tab.Emulate(browsertest.Emulation{NoScript: noScript})
			tab.Open(serve(t, build(t, store)) + "/write.html")
			want(t, tab, "the link", `(e => [e.href, e.rel, e.target])(document.querySelector(".site-head .exit"))`, []string{exitAddress, "noreferrer nofollow", ""})
			tab.Click(exitLink)
			tab.Wait(`location.protocol === "chrome-error:"`) // no test reaches it
			// The browser's own error page asks for pictures after it.
			got := slices.DeleteFunc(tab.Requests(), func(address string) bool { return strings.HasPrefix(address, "data:") })
			if got[len(got)-1] != exitAddress {
				t.Errorf("the last request is %s, want %s", got[len(got)-1], exitAddress)
			}
		})
	}
}

// Every page has the exit, as one of the first things that Tab reaches, and the
// script that keeps it shut; the two that stand alone need neither.
func TestExitIsOnEveryPage(t *testing.T) {
	names := pages(t, folder(t))
	if len(names) < 30 {
		t.Fatalf("pages: %v", names)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		html := string(data)
		if strings.HasSuffix(name, "/404.html") || strings.HasSuffix(name, "/leave.html") {
			continue
		}
		early, style := strings.Index(html, "data-blank="), strings.Index(html, `rel="stylesheet"`)
		if early < 0 || early > style {
			t.Errorf("%s: the early script does not come before the style sheet", name)
		}
		exit, nav := strings.Index(html, `<a class="exit" href="`+exitAddress+`" rel="noreferrer nofollow"`), strings.Index(html, "<nav")
		if exit < 0 || exit > nav {
			t.Errorf("%s: the exit does not come before the menu", name)
		}
	}
}

// What was written in a field that still has the focus is kept, whatever was
// to be dropped is dropped after it, and what fails stops nothing.
func TestExitDrops(t *testing.T) {
	everywhere(t, store, func(t *testing.T, tab *browsertest.Tab, base string) {
		reader := tab.Sibling() // its requests are not counted as the book's
		reader.Open(base + "/read.html")
		writer := tab.Sibling()
		weather := answering(t)
		openStore(writer, base, "write.html")
		leadTo(writer, weather.URL+"/")
		writer.Eval(`{
			const {onLeave, ready} = workbook.context;
			onLeave(() => { throw new Error("a hook that fails") });
			ready.then(store => onLeave(() => localStorage.setItem("order", JSON.stringify([store.get("words/letter"), document.body.hidden]))));
		}; 0`, nil)
		writer.Type(field("words/letter"), "the last words")
		// As an extension might write, without a word to the page.
		writer.Eval(`document.querySelector("[name='words/letter']").value += " of all"; 0`, nil)
		shift(writer, 3)
		writer.Wait(`document.title === "Weather"`)
		want(t, reader, "what a hook saw", `JSON.parse(localStorage.getItem("order"))`, []any{"the last words of all", false})
		want(t, reader, "stored", leaf("words/letter"), "the last words of all")
	})
}
