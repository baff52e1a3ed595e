package build

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"trustbook/internal/browsertest"
	"trustbook/internal/output"
)

// The tests in this file look at the whole site of the base book, as checkers
// and browsers see it.

func TestMain(m *testing.M) { os.Exit(browsertest.Shared(m).Run()) }

var wholeSite = sync.OnceValues(func() (string, error) { return os.MkdirTemp("", "trustbook-site-") })

// built is the folder of the built base book.
func built(t *testing.T) string {
	t.Helper()
	dir, err := wholeSite()
	if err != nil {
		t.Fatal(err)
	}
	w, list := baseBook(t)
	if list.Failed(false) {
		t.Fatal(list.Sorted())
	}
	if _, err := output.Write(t.Context(), dir, w.Files()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// pagesOf lists the HTML files below dir, by their slash-separated paths.
func pagesOf(t *testing.T, dir string) []string {
	t.Helper()
	var pages []string
	for _, pattern := range []string{"*.html", "worksheets/*.html"} {
		found, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			rel, err := filepath.Rel(dir, f)
			if err != nil {
				t.Fatal(err)
			}
			pages = append(pages, filepath.ToSlash(rel))
		}
	}
	if len(pages) < 30 {
		t.Fatalf("the site has %d pages", len(pages))
	}
	return pages
}

func TestNu(t *testing.T) {
	if testing.Short() {
		t.Skip("the Nu checker takes a while")
	}
	dir := built(t)
	var files []string
	for _, p := range pagesOf(t, dir) {
		files = append(files, filepath.Join(dir, filepath.FromSlash(p)))
	}
	for _, m := range browsertest.Nu(t, files...) {
		t.Error(m)
	}
}

// document is what the link check needs of a page.
type document struct {
	ids     map[string]int
	targets []string
}

func parsePage(t *testing.T, file string) document {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	d := document{ids: map[string]int{}}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				d.ids[a.Val]++
			case "href", "src":
				d.targets = append(d.targets, a.Val)
			case "style", "onclick", "onload":
				t.Errorf("%s: <%s %s=%q>, which the page's policy forbids", file, n.Data, a.Key, a.Val)
			}
		}
	}
	return d
}

// Every link and fragment leads somewhere, by a path relative to its page, so
// that it does so below any path and from file:// too.
func TestLinks(t *testing.T) {
	dir := built(t)
	pages := map[string]document{}
	for _, p := range pagesOf(t, dir) {
		pages[p] = parsePage(t, filepath.Join(dir, filepath.FromSlash(p)))
	}
	for page, d := range pages {
		for id, n := range d.ids {
			if n > 1 {
				t.Errorf("%s has the id %q %d times", page, id, n)
			}
		}
		for _, target := range d.targets {
			u, err := url.Parse(target)
			if err != nil || strings.HasPrefix(target, "/") {
				t.Errorf("%s links to %q: %v", page, target, err)
				continue
			}
			if u.Scheme != "" {
				continue
			}
			to := page
			if u.Path != "" {
				to = path.Join(path.Dir(page), u.Path)
			}
			if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(to))); err != nil {
				t.Errorf("%s links to %q, which is not there", page, target)
			} else if u.Fragment != "" && pages[to].ids[u.Fragment] == 0 {
				t.Errorf("%s links to %q, and %s has no such id", page, target, to)
			}
		}
	}
}

// serve serves dir below a path, as many hosts do.
func serve(t *testing.T, dir string) string {
	t.Helper()
	s := httptest.NewServer(http.StripPrefix("/some/path", http.FileServer(http.Dir(dir))))
	t.Cleanup(s.Close)
	return s.URL + "/some/path/"
}

// No page asks anybody else for anything, breaks its policy or throws: below a
// path over HTTP, and from file://.
func TestPagesKeepToThemselves(t *testing.T) {
	dir := built(t)
	for _, base := range []string{serve(t, dir), browsertest.FileURL(dir) + "/"} {
		tab := browsertest.New(t)
		for _, page := range pagesOf(t, dir) {
			tab.Open(base + page)
			tab.NoProblems(base)
			var css int
			tab.Eval(`document.styleSheets.length`, &css)
			if css == 0 {
				t.Errorf("%s has no stylesheet", base+page)
			}
		}
	}
}

// Axe finds nothing on any page, in light and dark, at 320 px and on paper.
func TestAxe(t *testing.T) {
	dir := built(t)
	base := serve(t, dir)
	for name, e := range map[string]browsertest.Emulation{
		"light": {}, "dark": {Dark: true}, "narrow": {Width: 320, Height: 640, Mobile: true}, "print": {Print: true},
	} {
		t.Run(name, func(t *testing.T) {
			tab := browsertest.New(t)
			tab.Emulate(e)
			for _, page := range pagesOf(t, dir) {
				tab.Open(base + page)
				for _, v := range tab.Axe() {
					t.Errorf("%s: %s", page, v)
				}
				var wide int
				tab.Eval(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &wide)
				if wide > 0 && !e.Print {
					t.Errorf("%s is %d px wider than the window", page, wide)
				}
			}
		})
	}
}

// Without JavaScript every page shows its text and its exercises.
func TestPagesWithoutScript(t *testing.T) {
	dir := built(t)
	tab := browsertest.New(t)
	tab.Emulate(browsertest.Emulation{NoScript: true})
	for _, page := range pagesOf(t, dir) {
		tab.Open(browsertest.FileURL(filepath.Join(dir, filepath.FromSlash(page))))
		var seen struct{ Letters, Hidden int }
		tab.Eval(`({Letters: document.querySelector("main").innerText.length,
			Hidden: [...document.querySelectorAll("main .field, main .prose > *, main .sheet")].filter(e => !e.checkVisibility()).length})`, &seen)
		if seen.Letters < 40 && page != "leave.html" || seen.Hidden > 0 { // that one is blank by intent
			t.Errorf("%s without JavaScript shows %d letters and hides %d fields or paragraphs", page, seen.Letters, seen.Hidden)
		}
	}
}

// A chapter page with its worksheet, scripts and styles is light enough for a
// slow phone.
func TestWeight(t *testing.T) {
	const most = 60_000
	dir := built(t)
	weigh := func(files ...string) int {
		sum := 0
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			w := gzip.NewWriter(&b)
			_, _ = w.Write(data)
			_ = w.Close()
			sum += b.Len()
		}
		return sum
	}
	glob := func(pattern string) []string {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(files) != 1 {
			t.Fatalf("%s matches %v, %v", pattern, files, err)
		}
		return files
	}
	shared := append(append(glob("assets/site-*.css"), glob("assets/site-*.js")...), filepath.Join(dir, "contents.js"))
	for _, page := range pagesOf(t, dir) {
		sheet, ok := strings.CutPrefix(page, "worksheets/")
		if !ok {
			continue
		}
		if n := weigh(append(shared, filepath.Join(dir, sheet), filepath.Join(dir, "worksheets", sheet))...); n > most {
			t.Errorf("%s with its worksheet, scripts and styles weighs %d bytes, want at most %d", sheet, n, most)
		}
	}
	t.Logf("what all pages share weighs %d bytes", weigh(shared...))
}
