package build

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"trustbook/internal/corpus"
)

// sitesFiles are all files of a workbook.
func siteFiles(t *testing.T, w *Workbook) map[string]string {
	t.Helper()
	files := map[string]string{}
	for f, err := range w.Files() {
		if err != nil {
			t.Fatal(err)
		}
		files[f.Path] = string(f.Data)
	}
	return files
}

// editor makes random changes in a workbook's folder, of which it notes the
// names.
type editor struct {
	*testing.T
	*rand.Rand
	dir     string
	touched []string
	undo    map[string]string // files as they were before a mistake
	serial  int
}

func (e *editor) write(name, text string) {
	path := filepath.Join(e.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		e.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		e.Fatal(err)
	}
	e.touched = append(e.touched, name)
}

func (e *editor) read(name string) string {
	data, err := os.ReadFile(filepath.Join(e.dir, filepath.FromSlash(name)))
	if err != nil {
		return ""
	}
	return string(data)
}

func (e *editor) remove(name string) {
	if err := os.RemoveAll(filepath.Join(e.dir, filepath.FromSlash(name))); err != nil {
		e.Fatal(err)
	}
	e.touched = append(e.touched, name)
}

func (e *editor) chapter() string {
	entries, err := filepath.Glob(filepath.Join(e.dir, "content", "*.md"))
	if err != nil || len(entries) == 0 {
		e.Fatal("no chapters", err)
	}
	return "content/" + filepath.Base(entries[e.IntN(len(entries))])
}

// replace edits a chapter so that old, once in it, becomes with.
func (e *editor) replace(name, old, with string) {
	e.write(name, strings.Replace(e.read(name), old, with, 1))
}

// mistake writes what is wrong, to be mended later.
func (e *editor) mistake(name, text string) {
	if _, ok := e.undo[name]; !ok {
		e.undo[name] = e.read(name)
	}
	e.write(name, text)
}

func (e *editor) mend() {
	for _, name := range slices.Sorted(maps.Keys(e.undo)) {
		if e.undo[name] == "" {
			e.remove(name)
		} else {
			e.write(name, e.undo[name])
		}
		delete(e.undo, name)
		if e.IntN(6) == 0 {
			return
		}
	}
}

// marked is a chapter with a heading that others link to.
const marked = "content/0001-part-1.md"

// edits are the kinds of change, those that people make most come most often.
var edits = []func(e *editor){
	func(e *editor) { e.replace(e.chapter(), "\n\n## ", fmt.Sprintf("\n\nNew words %d.\n\n## ", e.serial)) },
	func(e *editor) {
		e.replace(e.chapter(), "\n---\n", fmt.Sprintf("\n---\nFirst words %d.\n\n", e.serial))
	},
	func(e *editor) { e.replace(e.chapter(), "    title: ", fmt.Sprintf("    title: T%d ", e.serial)) },
	func(e *editor) { e.replace(e.chapter(), `title: "`, fmt.Sprintf(`title: "T%d `, e.serial)) },
	func(e *editor) { e.replace(e.chapter(), "summary: ", fmt.Sprintf("summary: S%d ", e.serial)) },
	func(e *editor) { e.replace(e.chapter(), "minutes: 1", "minutes: 2") },
	func(e *editor) { e.replace(e.chapter(), `label: "`, fmt.Sprintf(`label: "L%d `, e.serial)) },
	func(e *editor) { e.replace(e.chapter(), "keep: shareable", "keep: never") },
	func(e *editor) {
		e.replace(e.chapter(), "\n## ", fmt.Sprintf("\n## Also %d\n\nMore.\n\n## ", e.serial))
	},
	func(e *editor) {
		c := e.chapter()
		e.mistake(c, strings.Replace(e.read(c), "- id: ex-", "- id: new-ex-", 1))
	},
	func(e *editor) {
		if text := e.read(marked); !strings.Contains(text, "{#m}") {
			e.replace(marked, "\n\n## ", "\n\n## Marked {#m}\n\nText.\n\n## ")
		}
	},
	func(e *editor) {
		if strings.Contains(e.read(marked), "{#m}") {
			e.replace(e.chapter(), "\n\n## ", "\n\n[Far](0001-part-1.md#m)\n\n## ")
		}
	},
	func(e *editor) { e.mistake(marked, strings.Replace(e.read(marked), "{#m}", "{#n}", 1)) }, // if it is linked to
	func(e *editor) { e.mistake(e.chapter(), "no front matter") },
	func(e *editor) { c := e.chapter(); e.mistake(c, e.read(c)+"\n[gone](none.md)\n") },
	func(e *editor) {
		c := e.chapter()
		e.mistake(c, strings.Replace(e.read(c), "kind: text", "kind: txet", 1))
	},
	func(e *editor) { c := e.chapter(); e.mistake(c, e.read(c)+"\n![A picture](pic/none.png)\n") },
	func(e *editor) { e.mistake("content/book.yaml", e.read("content/book.yaml")+"nonsense: 1\n") },
	func(e *editor) { e.mistake("templates/cover.html", "{{if}}") },
	func(e *editor) { e.mistake("content/strings.yaml", "no-such-string: x\n") },
	func(e *editor) { c := e.chapter(); e.mistake(c, e.read(c)); e.remove(c) }, // linked to, so an error
	func(e *editor) {
		k := e.IntN(4)
		e.write(fmt.Sprintf("content/%04d-extra-%d.md", 9000+k, k), fmt.Sprintf("---\ntitle: Extra %d\n---\nWords, and [a link](0001-part-1.md).\n", e.serial))
	},
	func(e *editor) {
		extra, _ := filepath.Glob(filepath.Join(e.dir, "content", "*-extra-*.md"))
		for _, x := range extra[:min(1, len(extra))] {
			e.remove("content/" + filepath.Base(x))
		}
	},
	func(e *editor) { // renamed
		extra, _ := filepath.Glob(filepath.Join(e.dir, "content", "*-extra-*.md"))
		for _, x := range extra[:min(1, len(extra))] {
			text := e.read("content/" + filepath.Base(x))
			e.remove("content/" + filepath.Base(x))
			e.write(fmt.Sprintf("content/%04d-extra-%d.md", 9000+e.serial, 100+e.serial), text)
		}
	},
	func(e *editor) { e.replace("content/book.yaml", "title: ", fmt.Sprintf("title: B%d ", e.serial)) },
	func(e *editor) { e.replace("content/book.yaml", "{therapist: ", "{therapist: dear ") },
	func(e *editor) {
		languages := []string{"en", "es", "de"}
		text := e.read("content/book.yaml")
		for _, l := range languages {
			text = strings.Replace(text, "language: "+l+"\n", "language: "+languages[e.IntN(3)]+"\n", 1)
		}
		e.write("content/book.yaml", text)
	},
	func(e *editor) { e.write("content/strings.yaml", fmt.Sprintf("contents: The contents %d\n", e.serial)) },
	func(e *editor) { e.remove("content/strings.yaml") },
	func(e *editor) {
		e.write("content/helplines.yaml", fmt.Sprintf("- {country: GB, service: Line %d, phone: \"123\"}\n", e.serial))
	},
	func(e *editor) {
		e.write("templates/cover.html", fmt.Sprintf(`{{template "head" .Page}}<main id="main">Cover %d{{.Subtitle}}</main>{{template "foot" .Page}}`, e.serial))
	},
	func(e *editor) { e.remove("templates/cover.html") },
	func(e *editor) { e.remove("templates") },
	func(e *editor) { e.write("static/custom.css", fmt.Sprintf("a{order:%d}", e.serial)) },
	func(e *editor) { e.write("static/dist/site.css", fmt.Sprintf("b{order:%d}", e.serial)) },
	func(e *editor) { e.remove("static") },
	func(e *editor) {
		e.write("content/pic/one.png", fmt.Sprint("picture ", e.serial))
		c := e.chapter()
		e.write(c, e.read(c)+"\n![A picture](pic/one.png)\n")
	},
	func(e *editor) { e.write("content/pic/one.png", fmt.Sprint("picture ", e.serial)) },
	func(e *editor) { e.write("content/notes.txt", fmt.Sprint(e.serial)) }, // nobody's business
	func(e *editor) { e.touched = append(e.touched, "content/sedX1a2B") },
	func(e *editor) { e.write("content/folder/in/one.png", fmt.Sprint(e.serial)) },
	func(e *editor) { e.remove("content/folder/in") },
	func(e *editor) { e.write("content/folder/nested.md", fmt.Sprint(e.serial)) },
	func(e *editor) { e.remove("content/folder") },
	func(e *editor) { e.mistake("content/pic/one.png", "gone"); e.remove("content/pic") },
}

// step makes a few edits and gives the names that a watcher would tell of;
// none for all.
func (e *editor) step() (names []string, any bool) {
	tops := []string{"templates", "static", "content"}
	there := func(top string) bool {
		_, err := os.Stat(filepath.Join(e.dir, top))
		return err == nil
	}
	before := []bool{there(tops[0]), there(tops[1]), there(tops[2])}
	e.touched = nil
	for range 1 + e.IntN(2)*e.IntN(3) {
		edits[min(e.IntN(len(edits)), e.IntN(len(edits))+5)](e)
	}
	if e.IntN(2) == 0 {
		e.mend()
	}
	for i, top := range tops {
		if there(top) != before[i] {
			e.touched = append(e.touched, top)
		}
	}
	if any = len(e.touched) > 0; any && e.IntN(20) == 0 {
		return nil, true // a queue that overflowed
	}
	return e.touched, any
}

// Hundreds of random edits in every layer: after each, a session has what a
// fresh load has, file by file and problem by problem.
func TestSessionIsAFreshBuild(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	if s := os.Getenv("SEED"); s != "" {
		fmt.Sscan(s, &seed)
	}
	e := &editor{T: t, Rand: rand.New(rand.NewPCG(seed, 0)), dir: t.TempDir(), undo: map[string]string{}}
	if err := corpus.Write(e.dir, 5); err != nil {
		t.Fatal(err)
	}
	base, o := os.DirFS(filepath.Join("..", "..")), Options{Jobs: runtime.GOMAXPROCS(0), Now: time.Now()}
	s := NewSession(e.dir, base, o)
	last := s.Update(t.Context()).Workbook
	good, few := 0, 0
	for e.serial = range 250 {
		names, any := e.step()
		if !any {
			continue
		}
		when := fmt.Sprintf("SEED=%d, edit %d of %v", seed, e.serial, names)
		if s.late != nil && len(names) == 1 {
			few++
		}
		u := s.Update(t.Context(), names...)
		src, err := Open(e.dir, base)
		if err != nil {
			t.Fatal(err)
		}
		w, list := Load(t.Context(), src, o)
		switch failed := list.Failed(false); {
		case u.Failed != failed:
			t.Fatalf("%s: failed = %v, a fresh build has\n%v\nnot\n%v", when, u.Failed, list.Sorted(), u.List.Sorted())
		case failed && u.Workbook != last:
			t.Fatalf("%s: the last good workbook is gone", when)
		case failed:
			continue
		case !slices.Equal(u.List.Sorted(), list.Sorted()):
			t.Fatalf("%s: warnings\n%v, want\n%v", when, u.List.Sorted(), list.Sorted())
		}
		compareSites(t, when, u.Workbook, w, e.IntN(10) == 0)
		last = u.Workbook
		good++
	}
	t.Logf("SEED=%d: %d good builds, %d of one file", seed, good, few)
	if good < 25 || few < 5 {
		t.Errorf("%d good builds, %d of one file: the edits try too little", good, few)
	}
}

// compareSites compares two workbooks' files, and where each is true those
// that are made one at a time as well.
func compareSites(t *testing.T, when string, a, b *Workbook, each bool) {
	t.Helper()
	got, want := siteFiles(t, a), siteFiles(t, b)
	for path, data := range want {
		if got[path] != data {
			t.Fatalf("%s: %s differs from a fresh build's", when, path)
		}
		if !each {
			continue
		}
		if f, err := a.Site.File(path); err != nil || !bytes.Equal(f.Data, []byte(data)) {
			t.Fatalf("%s: %s made alone differs: %v", when, path, err)
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%s: %d files, want %d", when, len(got), len(want))
	}
}
