package servetest

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// build --watch writes what a build would, also into a folder of the workbook.
func TestBuildWatch(t *testing.T) {
	dir := book(t)
	out := filepath.Join(dir, "public")
	s := start(t, "build", dir, "-o", out, "--watch")
	holds := func(name, text string) {
		t.Helper()
		s.wait(name+" with "+text, func() bool {
			data, err := os.ReadFile(filepath.Join(out, name))
			return err == nil && strings.Contains(string(data), text)
		})
	}
	holds("one.html", "Some words.")
	for i := range 5 {
		text := fmt.Sprintf("Text number %d.", i)
		write(t, dir, "content/01-one.md", chapter("One", text))
		holds("one.html", text)
	}
	write(t, dir, "content/02-two.md", "nothing")
	s.wait("the error", func() bool {
		return strings.Contains(s.said(), "02-two.md") && strings.Contains(s.said(), "the last good pages stay")
	})
	holds("two.html", "Other words.")
	write(t, dir, "content/02-two.md", chapter("Two again", "Mended."))
	holds("two.html", "Mended.")
	holds("one.html", "Two again") // its neighbour's title
	must(t, os.Remove(filepath.Join(dir, "content", "02-two.md")))
	s.wait("the page to go", func() bool {
		_, err := os.Stat(filepath.Join(out, "two.html"))
		return err != nil
	})
	s.wait("the line", func() bool { return strings.Contains(s.said(), "removed") })
	if runtime.GOOS != "windows" {
		must(t, s.cmd.Process.Signal(os.Interrupt))
		if code := s.ends(); code != 0 {
			t.Errorf("exit code %d, want 0", code)
		}
	}
	fresh := t.TempDir()
	if b := start(t, "build", dir, "-o", fresh); b.ends() != 0 {
		t.Fatal("a fresh build failed")
	}
	if got, want := tree(t, out), tree(t, fresh); got != want {
		t.Errorf("the folder differs from a fresh build's:\n%s\nwant\n%s", got, want)
	}
}

// tree is a folder's manifest, which has the hash of each file.
func tree(t *testing.T, dir string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, ".trustbook-manifest"))
	must(t, err)
	return string(data)
}

func TestBuildWatchRefuses(t *testing.T) {
	dir := book(t)
	for _, args := range [][]string{
		{dir, "-o", filepath.Join(dir, "static", "out")},
		{dir, "-o", filepath.Join(dir, "content")},
		{t.TempDir(), "-o", t.TempDir()},
	} {
		if s := start(t, append([]string{"build", "--watch"}, args...)...); s.ends() != 2 {
			t.Errorf("build --watch %v was not refused", args)
		}
	}
}
