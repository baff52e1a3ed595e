package browsertest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"trustbook/internal/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Shared(m).Run()) }

func TestSteps(t *testing.T) {
	for name, base := range map[string]string{"http": serve(t), "file": browsertest.FileURL(folder(t))} {
		t.Run(name, func(t *testing.T) {
			tab := browsertest.New(t)
			tab.Open(base + "/strict.html")
			tab.Type("#in", "patience")
			tab.Keys(kb.Tab)
			tab.Keys(kb.Enter)
			tab.Wait(`document.querySelector("#out").textContent === "patience"`)
			tab.Reload()
			var word string
			tab.Eval(`Promise.resolve(document.querySelector("#out").textContent)`, &word)
			if word != "patience" {
				t.Errorf("after a reload the page shows %q, want %q", word, "patience")
			}
			tab.Keys(kb.Tab)
			tab.Keys(kb.Tab)
			tab.Keys(kb.Tab, chromedp.ModifierShift)
			var focus string
			if tab.Eval(`document.activeElement.id`, &focus); focus != "in" {
				t.Errorf("Tab, Tab, Shift+Tab leads to %q, want %q", focus, "in")
			}
			tab.NoProblems(base)
			tab.Follow("a")
			var title string
			if tab.Eval(`document.title`, &title); title != "Flawed" {
				t.Errorf("the link leads to %q, want %q", title, "Flawed")
			}
		})
	}
}

func TestStorage(t *testing.T) {
	base := serve(t)
	first := browsertest.New(t)
	first.Open(base + "/sound.html")
	first.Eval(`localStorage.setItem("word", "mine")`, nil)
	for _, c := range []struct {
		name, want string
		tab        *browsertest.Tab
	}{{"a sibling", "mine", first.Sibling()}, {"a new tab", "none", browsertest.New(t)}} {
		c.tab.Open(base + "/sound.html")
		var got string
		if c.tab.Eval(`document.querySelector("#out").textContent`, &got); got != c.want {
			t.Errorf("%s sees %q, want %q", c.name, got, c.want)
		}
	}
}

func TestRecord(t *testing.T) {
	const pixel = "https://elsewhere.example/pixel.png"
	base := serve(t)
	tab := browsertest.New(t)
	tab.Open(base + "/flawed.html")
	if got := tab.Foreign(base); !slices.Equal(got, []string{pixel}) {
		t.Errorf("Foreign = %q, want only %q", got, pixel)
	}
	wantProblem(t, tab, "TypeError")
	wantProblem(t, tab, "ERR_NAME_NOT_RESOLVED")

	tab.Open(base + "/inline.html")
	wantProblem(t, tab, "Executing inline script violates")
	wantProblem(t, tab, "pixel.png")

	tab.Open(base + "/sound.html")
	tab.NoProblems(base)
	want := []string{base + "/sound.html", base + "/style.css", base + "/script.js"}
	for _, url := range want {
		if got := tab.Requests(); !slices.Contains(got, url) {
			t.Errorf("Requests = %q, want %s among them", got, url)
		}
	}
	tab.Eval(`console.error("no %s", "good")`, nil)
	wantProblem(t, tab, "no %s")
}

func wantProblem(t *testing.T, tab *browsertest.Tab, part string) {
	t.Helper()
	got := tab.Problems()
	if !slices.ContainsFunc(got, func(p string) bool { return strings.Contains(p, part) }) {
		t.Errorf("Problems = %q, want one about %q", got, part)
	}
}

func TestEmulate(t *testing.T) {
	base := serve(t)
	tab := browsertest.New(t)
	tab.Emulate(browsertest.Emulation{
		Width: 320, Height: 600, Scale: 2, Mobile: true, Dark: true, ReducedMotion: true, ForcedColors: true, Print: true, Slow: 2,
	})
	tab.Open(base + "/sound.html")
	const settings = `[innerWidth, innerHeight, devicePixelRatio, ...["(pointer: coarse)", "(prefers-color-scheme: dark)",
		"(prefers-reduced-motion: reduce)", "(forced-colors: active)", "print"].map(q => matchMedia(q).matches), navigator.onLine].join()`
	var got string
	if tab.Eval(settings, &got); got != "320,600,2,true,true,true,true,true,true" {
		t.Errorf("with all emulated: %s", got)
	}
	tab.Emulate(browsertest.Emulation{Offline: true})
	if tab.Eval(settings, &got); got != "1280,800,1,false,false,false,false,false,false" {
		t.Errorf("back at the defaults, and offline: %s", got)
	}
	tab.Eval(`fetch("style.css").then(() => "fetched", () => "failed")`, &got)
	if got != "failed" {
		t.Errorf("offline, a request %s", got)
	}
	tab.Emulate(browsertest.Emulation{NoScript: true})
	tab.Open(base + "/sound.html")
	if tab.Eval(`document.querySelector("#out").textContent`, &got); got != "empty" {
		t.Errorf("without JavaScript the page shows %q, want what it was served with", got)
	}
	tab.Follow("a")
}

func TestPictures(t *testing.T) {
	dir := t.TempDir()
	tab := browsertest.New(t)
	tab.Open(browsertest.FileURL(folder(t)) + "/sound.html")
	window, whole := filepath.Join(dir, "window.png"), filepath.Join(dir, "whole.png")
	a4, letter := filepath.Join(dir, "a4.pdf"), filepath.Join(dir, "letter.pdf")
	tab.Screenshot(window)
	tab.FullScreenshot(whole)
	tab.PDF(a4, chromedp.PaperA4)
	tab.PDF(letter, chromedp.PaperLetter)
	for file, want := range map[string]string{
		window: "\x89PNG", whole: "\x89PNG", a4: "/MediaBox [0 0 595", letter: "/MediaBox [0 0 612 792]",
	} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(data), want) {
			t.Errorf("%s does not hold %q", filepath.Base(file), want)
		}
	}
}

func TestAxe(t *testing.T) {
	for name, base := range map[string]string{"http": serve(t), "file": browsertest.FileURL(folder(t))} {
		t.Run(name, func(t *testing.T) {
			tab := browsertest.New(t)
			tab.Open(base + "/strict.html")
			for _, v := range tab.Axe() {
				t.Error(v)
			}
			tab.NoProblems(base)
			tab.Open(base + "/inline.html")
			found := tab.Axe()
			if len(found) != 1 || found[0].ID != "image-alt" || !strings.Contains(found[0].String(), "pixel.png") {
				t.Errorf("Axe = %v, want image-alt alone", found)
			}
		})
	}
}

func TestNu(t *testing.T) {
	dir := folder(t)
	if got := browsertest.Nu(t, filepath.Join(dir, "sound.html"), filepath.Join(dir, "strict.html")); len(got) > 0 {
		t.Errorf("Nu of sound pages = %v, want nothing", got)
	}
	got := fmt.Sprint(browsertest.Nu(t, filepath.Join(dir, "flawed.html")))
	for _, want := range []string{"flawed.html:4:", "alt", "End tag had attributes"} {
		if !strings.Contains(got, want) {
			t.Errorf("Nu of a flawed page = %s, want %q in it", got, want)
		}
	}
}

func TestFind(t *testing.T) {
	t.Setenv("CHROMIUM", "no-such-browser")
	if path, err := browsertest.Find(); err == nil {
		t.Errorf("Find = %q with CHROMIUM naming nothing, want an error", path)
	}
}
