package servetest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// saves are the ways in which editors save. Each gets the file and what it is
// to hold.
var saves = []struct {
	name string
	save func(t *testing.T, file, text string)
}{
	{"truncate and write", func(t *testing.T, file, text string) { must(t, os.WriteFile(file, []byte(text), 0o644)) }},
	{"write and rename", func(t *testing.T, file, text string) {
		must(t, os.WriteFile(file+".tmp", []byte(text), 0o644))
		must(t, os.Rename(file+".tmp", file))
	}},
	{"write and rename, of a name of any kind", func(t *testing.T, file, text string) {
		must(t, os.WriteFile(filepath.Join(filepath.Dir(file), "sedX1a2B"), []byte(text), 0o644))
		must(t, os.Rename(filepath.Join(filepath.Dir(file), "sedX1a2B"), file))
	}},
	{"Vim, with a swap file, its probe and a backup", func(t *testing.T, file, text string) {
		dir, base := filepath.Split(file)
		must(t, os.WriteFile(filepath.Join(dir, "."+base+".swp"), []byte("swap"), 0o600))
		must(t, os.WriteFile(filepath.Join(dir, "4913"), nil, 0o644))
		must(t, os.Remove(filepath.Join(dir, "4913")))
		must(t, os.Rename(file, file+"~"))
		time.Sleep(10 * time.Millisecond)
		must(t, os.WriteFile(file, []byte(text), 0o644))
		must(t, os.Remove(file+"~"))
		must(t, os.Remove(filepath.Join(dir, "."+base+".swp")))
	}},
	{"Emacs, with a lock and a backup that stays", func(t *testing.T, file, text string) {
		dir, base := filepath.Split(file)
		if err := os.Symlink("me@here.123", filepath.Join(dir, ".#"+base)); err != nil {
			t.Skip(err)
		}
		must(t, os.WriteFile(filepath.Join(dir, "#"+base+"#"), []byte(text), 0o644))
		must(t, os.Rename(file, file+"~"))
		must(t, os.WriteFile(file, []byte(text), 0o644))
		must(t, os.Remove(filepath.Join(dir, "#"+base+"#")))
		must(t, os.Remove(filepath.Join(dir, ".#"+base)))
	}},
	{"TextEdit, in a folder of its own", func(t *testing.T, file, text string) {
		folder := file + ".sb-1a2b3c4d-AbCdEf"
		must(t, os.Mkdir(folder, 0o755))
		must(t, os.WriteFile(filepath.Join(folder, "x"), []byte(text), 0o644))
		must(t, os.Rename(filepath.Join(folder, "x"), file))
		must(t, os.Remove(folder))
	}},
	{"JetBrains, with two names", func(t *testing.T, file, text string) {
		must(t, os.WriteFile(file+"___jb_tmp___", []byte(text), 0o644))
		must(t, os.Rename(file, file+"___jb_old___"))
		must(t, os.Rename(file+"___jb_tmp___", file))
		must(t, os.Remove(file+"___jb_old___"))
	}},
	{"remove and write, after a moment", func(t *testing.T, file, text string) {
		must(t, os.Remove(file))
		time.Sleep(15 * time.Millisecond)
		must(t, os.WriteFile(file, []byte(text), 0o644))
	}},
	{"in pieces, the first half of the front matter", func(t *testing.T, file, text string) {
		f, err := os.Create(file)
		must(t, err)
		defer f.Close()
		_, err = f.WriteString(text[:30])
		must(t, err)
		time.Sleep(10 * time.Millisecond)
		_, err = f.WriteString(text[30:])
		must(t, err)
	}},
	{"over a link to it", func(t *testing.T, file, text string) {
		link := filepath.Join(t.TempDir(), "link.md")
		if err := os.Symlink(file, link); err != nil {
			t.Skip(err)
		}
		must(t, os.WriteFile(link, []byte(text), 0o644))
	}},
}

// However an editor saves, the page is new after the event, and no error is
// shown for what was only half written.
func TestSave(t *testing.T) {
	dir := book(t)
	s := serve(t, dir)
	states := s.listen()
	last := s.next(states)
	for i, way := range saves {
		t.Run(way.name, func(t *testing.T) {
			text := fmt.Sprintf("Saved text number %d.", i)
			way.save(t, filepath.Join(dir, "content", "01-one.md"), chapter("One", text))
			for {
				st := s.next(states)
				if len(st.Problems) > 0 {
					t.Fatalf("an error is shown while the file is saved: %v", st.Problems)
				}
				if st.Version == last.Version {
					continue
				}
				last = st
				if strings.Contains(s.get("one.html"), text) {
					return
				}
				t.Errorf("the page is stale after an event")
			}
		})
	}
	if n := strings.Count(s.said(), "error"); n > 0 {
		t.Errorf("errors were printed:\n%s", s.said())
	}
}

// What is saved without a change, or beside the book, makes no event.
func TestQuiet(t *testing.T) {
	dir := book(t)
	s := serve(t, dir)
	states := s.listen()
	first := s.next(states)
	write(t, dir, "content/01-one.md", chapter("One", "Some words."))
	must(t, os.Chmod(filepath.Join(dir, "content/01-one.md"), 0o600))
	write(t, dir, "content/.01-one.md.swp", "x")
	write(t, dir, "content/01-one.md~", "x")
	write(t, dir, "notes/03-three.md", chapter("Three", "x"))
	write(t, dir, "README.md", "x")
	write(t, dir, "content/02-two.md", chapter("Two", "The one change."))
	if st := s.next(states); st.Version == first.Version {
		t.Errorf("an event without a change")
	}
	s.shows("two.html", "The one change.")
	select {
	case st := <-states:
		t.Errorf("a second event: %v", st)
	case <-time.After(200 * time.Millisecond):
	}
	if lines := strings.Count(s.said(), "\n"); lines != 2 {
		t.Errorf("%d lines were printed, want 2:\n%s", lines, s.said())
	}
}

func TestSeveralFilesAtOnce(t *testing.T) {
	dir := book(t)
	s := serve(t, dir)
	write(t, dir, "content/01-one.md", chapter("One", "First of two. See [two](02-two.md#new)."))
	write(t, dir, "content/02-two.md", chapter("Two", "## Second {#new}"))
	s.shows("one.html", "First of two.")
	s.shows("two.html", "Second")
	if strings.Contains(s.said(), "error") {
		t.Errorf("an error between two saves that belong together:\n%s", s.said())
	}
}

// Files and folders come, go, come back and get other names, in every layer.
func TestFolders(t *testing.T) {
	dir := book(t)
	s := serve(t, dir)
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }

	write(t, dir, "content/03-three.md", chapter("Three", "A third."))
	s.shows("three.html", "A third.")
	must(t, os.Rename(at("content/03-three.md"), at("content/03-trio.md")))
	s.shows("trio.html", "A third.")
	s.wait("the old name to go", func() bool { return s.get("three.html") == "" })
	text, err := os.ReadFile(at("content/03-trio.md"))
	must(t, err)
	must(t, os.Remove(at("content/03-trio.md")))
	s.wait("the removed one to go", func() bool { return s.get("trio.html") == "" })
	must(t, os.WriteFile(at("content/03-trio.md"), text, 0o644))
	s.shows("trio.html", "A third.")

	write(t, dir, "content/pic/deep/a.png", "picture")
	write(t, dir, "content/01-one.md", chapter("One", "![A picture](pic/deep/a.png)"))
	s.shows("one.html", "assets/pic-deep-a-")
	before := s.get("one.html")
	write(t, dir, "content/pic/deep/a.png", "another picture")
	s.wait("the new picture", func() bool { return s.get("one.html") != before })
	must(t, os.Rename(at("content/pic"), at("content/art")))
	s.wait("the error", func() bool { return strings.Contains(s.said(), `no image "pic/deep/a.png"`) })
	write(t, dir, "content/01-one.md", chapter("One", "![A picture](art/deep/a.png)"))
	s.shows("one.html", "assets/art-deep-a-")
	before = s.get("one.html")
	write(t, dir, "content/art/deep/a.png", "a third picture") // a folder that has another name now
	s.wait("the third picture", func() bool { return s.get("one.html") != before })

	write(t, dir, "templates/cover.html", `{{template "head" .Page}}<main id="main">My cover</main>{{template "foot" .Page}}`)
	s.shows("index.html", "My cover")
	write(t, dir, "templates/cover.html", `{{template "head" .Page}}<main id="main">My next cover</main>{{template "foot" .Page}}`)
	s.shows("index.html", "My next cover")
	must(t, os.RemoveAll(at("templates")))
	s.shows("index.html", "A book")

	write(t, dir, "static/dist/site.css", "a{color:red}")
	s.wait("the own style", func() bool { return strings.Contains(s.get(styleOf(s)), "color:red") })
	must(t, os.Rename(at("static"), at("statics")))
	s.wait("the built-in style", func() bool { return !strings.Contains(s.get(styleOf(s)), "color:red") })

	must(t, os.Rename(at("content"), at("elsewhere")))
	s.wait("the error", func() bool { return strings.Contains(s.said(), "is no workbook") })
	s.shows("one.html", "assets/art-deep-a-") // the last good one
	must(t, os.Rename(at("elsewhere"), at("content")))
	write(t, dir, "content/01-one.md", chapter("One", "Back again."))
	s.shows("one.html", "Back again.")
}

func styleOf(s *server) string {
	_, rest, _ := strings.Cut(s.get("index.html"), `rel="stylesheet" href="`)
	href, _, _ := strings.Cut(rest, `"`)
	return href
}

// A checkout of another branch: thousands of files come, change and go.
func TestCheckout(t *testing.T) {
	dir := book(t)
	s := serve(t, dir)
	const many = 2000
	name := func(i int) string { return fmt.Sprintf("content/%d-part-%d.md", 1000+i, i) }
	for i := range many {
		write(t, dir, name(i), fmt.Sprintf("---\ntitle: Part %d\n---\nOf the first branch.\n", i))
	}
	s.shows(fmt.Sprintf("part-%d.html", many-1), "Of the first branch.")
	for i := range many {
		if i%2 == 0 {
			must(t, os.Remove(filepath.Join(dir, filepath.FromSlash(name(i)))))
		} else {
			write(t, dir, name(i), fmt.Sprintf("---\ntitle: Part %d\n---\nOf the second branch.\n", i))
		}
	}
	s.shows(fmt.Sprintf("part-%d.html", many-1), "Of the second branch.")
	s.wait("the removed ones to go", func() bool { return s.get(fmt.Sprintf("part-%d.html", many-2)) == "" })
	for _, i := range []int{1, 501, 1501} {
		s.shows(fmt.Sprintf("part-%d.html", i), "Of the second branch.")
	}
}

func TestLinkLoop(t *testing.T) {
	dir := book(t)
	for _, loop := range []string{"content/loop", "static/loop"} {
		must(t, os.MkdirAll(filepath.Join(dir, filepath.Dir(loop)), 0o755))
		if err := os.Symlink("..", filepath.Join(dir, filepath.FromSlash(loop))); err != nil {
			t.Skip(err)
		}
	}
	s := serve(t, dir)
	write(t, dir, "content/01-one.md", chapter("One", "In spite of a loop."))
	s.shows("one.html", "In spite of a loop.")
}
