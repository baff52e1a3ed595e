package build

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"trustbook/internal/book"
	"trustbook/internal/chapter"
	"trustbook/internal/field"
)

// The books under examples/ are shown to people who begin their own, so
// nothing may be wrong with them but numbers that nobody has rung yet.

func exampleBook(t *testing.T, dir string) *book.Book {
	t.Helper()
	src, err := Open(dir, os.DirFS(filepath.Join("..", "..")))
	if err != nil {
		t.Fatal(err)
	}
	w, list := Load(t.Context(), src, Options{Jobs: 2, Now: time.Now(), Wording: true})
	for _, d := range list.Sorted() {
		if !strings.HasPrefix(d.Message, "nobody has verified") {
			t.Errorf("%s: %s: %s", d.Position, d.Severity, d.Message)
		}
	}
	return w.Book
}

func TestExamples(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join("..", "..", "examples", "*"))
	if err != nil {
		t.Fatal(err)
	}
	books := 0
	for _, dir := range dirs {
		if !IsWorkbook(dir) {
			continue
		}
		books++
		t.Run(filepath.Base(dir), func(t *testing.T) { exampleBook(t, dir) })
	}
	if books == 0 {
		t.Error("no book under examples/")
	}
}

// A translation keeps the ids and kinds of what it translates, so that the same
// answers address the same questions in both books.
func TestSpanishBookAsksTheSame(t *testing.T) {
	base, _ := baseBook(t)
	es := exampleBook(t, filepath.Join("..", "..", "examples", "es"))
	want := map[string]string{}
	for _, c := range base.Book.Chapters {
		for i := range c.Exercises {
			want[c.Exercises[i].ID.V] = shape(&c.Exercises[i])
		}
	}
	for _, c := range es.Chapters {
		for i := range c.Exercises {
			id := c.Exercises[i].ID.V
			if got := shape(&c.Exercises[i]); got != want[id] {
				t.Errorf("%s: the exercise %q has\n%swhere the base book has\n%s", c.Base, id, got, want[id])
			}
		}
	}
	for _, slug := range []string{"safety", "acknowledge"} {
		from, to := base.Book.BySlug(slug), es.BySlug(slug)
		if from == nil || to == nil {
			t.Errorf("no chapter %q in both books", slug)
			continue
		}
		for i := range from.Exercises {
			if id := from.Exercises[i].ID.V; to.Exercise(id) == nil {
				t.Errorf("%s lacks the exercise %q", to.Base, id)
			}
		}
	}
}

// shape is all of an exercise that a translation leaves as it is.
func shape(e *chapter.Exercise) string {
	var b strings.Builder
	fmt.Fprintln(&b, e.Instrument, e.With.Or(), e.Duration(), e.Class(), e.Repeat)
	ids := func(items []field.Item) (ids []string) {
		for _, item := range items {
			ids = append(ids, item.ID.V)
		}
		return ids
	}
	for i := range e.Fields {
		f := &e.Fields[i]
		fmt.Fprintln(&b, f.ID.V, f.Kind.V, e.ClassOf(f), f.Other, f.Add, len(f.Labels),
			ids(f.Choices), ids(f.Rows), ids(f.People), slices.Sorted(maps.Keys(f.Blanks)))
		for _, c := range f.Columns {
			fmt.Fprintln(&b, "column", c.ID.V, c.Kind)
		}
		if f.ShowIf != nil {
			fmt.Fprint(&b, "if ", f.ShowIf.Field.V)
			for _, is := range f.ShowIf.Is {
				fmt.Fprint(&b, " ", is.V)
			}
			fmt.Fprintln(&b)
		}
	}
	return b.String()
}
