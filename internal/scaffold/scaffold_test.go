package scaffold

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"trustbook/internal/build"
	"trustbook/internal/diag"
)

// problems are what a build of the book in dir would stop at, and its warnings
// but those that nobody has called a helpline.
func problems(t *testing.T, dir string) (list diag.List) {
	t.Helper()
	src, err := build.Open(dir, os.DirFS(filepath.Join("..", "..")))
	if err != nil {
		t.Fatal(err)
	}
	_, all := build.Load(t.Context(), src, build.Options{Jobs: 2, Now: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), Wording: true})
	for _, d := range all {
		if !strings.HasPrefix(d.Message, "nobody has verified") {
			list = append(list, d)
		}
	}
	return list
}

func TestBook(t *testing.T) {
	for _, name := range []string{"my-book", "Ünser Buch 2", "2026", "true"} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), name)
			files, err := Book(dir)
			if err != nil || len(files) < 4 {
				t.Fatalf("Book(%q) = %v, %v", dir, files, err)
			}
			if list := problems(t, dir); len(list) > 0 {
				t.Errorf("a new book has problems: %v", list)
			}
		})
	}
}

func TestBookOverwritesNothing(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "mine.txt")
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if files, err := Book(dir); err == nil || len(files) > 0 {
		t.Errorf("Book in a folder that is not empty = %v, %v, want an error", files, err)
	}
	if files, err := Book(mine); err == nil {
		t.Errorf("Book in a file = %v, want an error", files)
	}
	if data, err := os.ReadFile(mine); err != nil || string(data) != "mine" {
		t.Errorf("the file there holds %q, %v", data, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v, want mine.txt alone", entries, err)
	}
}

func TestChapter(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "book")
	if _, err := Book(dir); err != nil {
		t.Fatal(err)
	}
	content := filepath.Join(dir, "content")
	for _, name := range []string{"04-listening.md", "05-true.md", "06-null", "no.md", strings.Repeat("a", 40) + ".md"} {
		files, err := Chapter(filepath.Join(content, name))
		if err != nil || len(files) != 1 {
			t.Errorf("Chapter(%q) = %v, %v", name, files, err)
		}
	}
	if list := problems(t, dir); len(list) > 0 {
		t.Errorf("new chapters have problems: %v", list)
	}
	before, err := os.ReadDir(content)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"04-listening.md", "04-listening.txt", "Listening.md", "07-grüße.md", "08-.md", "12345-x.md", "search.md", "two words.md", ".md", "other", strings.Repeat("a", 41) + ".md"} {
		if files, err := Chapter(filepath.Join(content, name)); err == nil {
			t.Errorf("Chapter(%q) = %v, want an error", name, files)
		}
	}
	after, err := os.ReadDir(content)
	if err != nil || !slices.EqualFunc(before, after, func(a, b os.DirEntry) bool { return a.Name() == b.Name() }) {
		t.Errorf("the folder holds %v, %v, want %v", after, err, before)
	}
}

func TestSlug(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"My Book", "my-book"}, {"2nd book", "nd-book"}, {"---", ""}, {"日本", ""}, {"a.b_c", "a-b-c"}, {strings.Repeat("ab-", 20), "ab-ab-ab-ab-ab-ab-ab-ab"},
	} {
		if got := slug(c.in); got != c.want {
			t.Errorf("slug(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}
