// Package book makes a workbook of chapters: their order, what their links and
// variables mean, and every check that needs more than one file.
//
// Assemble reports all it finds; a Book that came with no error can be
// rendered without one.
package book

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"trustbook/internal/chapter"
	"trustbook/internal/decode"
	"trustbook/internal/diag"
	"trustbook/internal/locale"
)

// Book is the whole workbook. It is not changed after Assemble.
type Book struct {
	*Meta
	Strings   *locale.Strings
	Helplines []Helpline
	Chapters  []*Chapter

	// These hold places in Chapters, so that With can share them.
	byBase, bySlug map[string]int
	exercises      map[string]int // by exercise id

	variables map[string]string
	hasFile   func(name string) bool
}

// Chapter is a chapter in its place.
type Chapter struct {
	*chapter.Chapter
	Index int    // from 0
	Code  string // neutral, for sheets: the number, or a letter where there is none
}

// SheetCode is the neutral name of an exercise's sheet: the chapter's code and
// the exercise's place in it, from 0.
func (c *Chapter) SheetCode(exercise int) string { return c.Code + "." + strconv.Itoa(exercise+1) }

// Parts are what a book is made of.
type Parts struct {
	Meta      *Meta
	Strings   *locale.Strings
	Helplines []Helpline
	Chapters  []*chapter.Chapter
	HasFile   func(name string) bool // whether content/ has a file, for images
}

// Assemble puts the parts in order and checks them together.
func Assemble(p Parts) (*Book, diag.List) {
	var list diag.List
	b := &Book{Meta: p.Meta, Strings: p.Strings, Helplines: p.Helplines, hasFile: p.HasFile,
		byBase: map[string]int{}, bySlug: map[string]int{}, exercises: map[string]int{}, variables: map[string]string{}}
	for name, word := range p.Meta.Words {
		b.variables["word."+name] = word.V
	}
	unnumbered := 0
	for i, c := range ordered(p, &list) {
		bc := &Chapter{Chapter: c, Index: i, Code: strconv.Itoa(c.Number)}
		if c.Number == 0 {
			bc.Code = letters(unnumbered)
			unnumbered++
		}
		b.Chapters = append(b.Chapters, bc)
		b.byBase[c.Base], b.bySlug[c.Slug] = i, i
	}
	if len(b.Chapters) == 0 {
		list.Error(diag.Position{File: p.Meta.File}, "the book has no chapters", "put a Markdown file beside book.yaml; trustbook new chapter makes one")
	}
	b.checkNames(&list)
	for _, c := range b.Chapters {
		b.checkReferences(c, c.File, c.Facts, &list)
	}
	b.checkReferences(nil, b.Meta.File, b.Meta.Facts, &list)
	return b, list
}

// ordered sorts the chapters: those that order names, in its order, then the
// numbered ones by number, then the rest by name.
func ordered(p Parts, list *diag.List) []*chapter.Chapter {
	cs := slices.Clone(p.Chapters)
	slices.SortFunc(cs, func(a, b *chapter.Chapter) int {
		return cmp.Or(
			compareBool(a.Number == 0, b.Number == 0),
			cmp.Compare(a.Number, b.Number),
			strings.Compare(a.Base, b.Base))
	})
	bySlug := map[string]*chapter.Chapter{}
	var slugs []string
	for _, c := range cs {
		if first := bySlug[c.Slug]; first != nil {
			list.Error(diag.Position{File: c.File}, fmt.Sprintf("two chapters have the name %q", c.Slug), "the other is "+first.File+"; rename one")
			continue
		}
		bySlug[c.Slug] = c
		slugs = append(slugs, c.Slug)
	}
	var out []*chapter.Chapter
	named := map[string]bool{}
	for _, slug := range p.Meta.Order {
		c := bySlug[slug.V]
		switch {
		case c == nil:
			list.Error(slug.In(p.Meta.File), fmt.Sprintf("order names %q, but there is no such chapter", slug.V), diag.OneOf(slug.V, slugs))
		case named[slug.V]:
			list.Error(slug.In(p.Meta.File), fmt.Sprintf("order names %q twice", slug.V), "keep one of the two")
		default:
			out = append(out, c)
		}
		named[slug.V] = true
	}
	for _, c := range cs {
		if !named[c.Slug] || bySlug[c.Slug] != c { // a second one of its name too: its own problems are to be found
			out = append(out, c)
		}
	}
	return out
}

// letters counts A, B, … Z, AA, AB, … from 0.
func letters(n int) string {
	s := string(rune('A' + n%26))
	if n >= 26 {
		return letters(n/26-1) + s
	}
	return s
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	default:
		return -1
	}
}

// checkNames sees to it that chapters' slugs and exercises' ids, which share a
// namespace, name one thing each, and that no was brings back a living id.
func (b *Book) checkNames(list *diag.List) {
	owner := map[string]string{}
	for _, c := range b.Chapters {
		owner[c.Slug] = "the chapter " + c.File
	}
	for _, c := range b.Chapters {
		for i := range c.Exercises {
			e := &c.Exercises[i]
			if b.ChapterOf(e.ID.V) == c {
				continue // twice in one chapter: reported by package chapter
			}
			if o := owner[e.ID.V]; o != "" && e.ID.V != "" {
				list.Error(e.ID.In(c.File), fmt.Sprintf("the id %q is also that of %s", e.ID.V, o), "ids of exercises and names of chapters must all differ")
				continue
			}
			owner[e.ID.V] = fmt.Sprintf("an exercise in %s", c.File)
			b.exercises[e.ID.V] = c.Index
		}
	}
	was := map[string]string{}
	for _, c := range b.Chapters {
		for i := range c.Exercises {
			b.checkWas(c, &c.Exercises[i], was, list)
		}
	}
}

// checkWas reports former ids that are in use, or that two things claim.
func (b *Book) checkWas(c *Chapter, e *chapter.Exercise, claimed map[string]string, list *diag.List) {
	claim := func(w decode.Str, old, now string) {
		if by := claimed[old]; by != "" {
			list.Error(w.In(c.File), fmt.Sprintf("%q was also %s", old, by), "saved answers can move to one place only")
		}
		claimed[old] = now
	}
	for _, w := range e.Was {
		if b.ChapterOf(w.V) != nil {
			list.Error(w.In(c.File), fmt.Sprintf("was names %q, which is still an exercise's id", w.V), "answers saved under it belong to that exercise")
		}
		claim(w, w.V, e.ID.V)
	}
	for i := range e.Fields {
		f := &e.Fields[i]
		for _, w := range f.Was {
			old := w.V
			if !strings.Contains(old, "/") {
				old = e.ID.V + "/" + old
			}
			id, fieldID, _ := strings.Cut(old, "/")
			if other := b.Exercise(id); other != nil && other.Field(fieldID) != nil {
				list.Error(w.In(c.File), fmt.Sprintf("was names %q, which is still a field's address", old), "answers saved under it belong to that field")
			}
			claim(w, old, e.ID.V+"/"+f.ID.V)
		}
	}
}

// Exercise finds an exercise by id, nil if there is none.
func (b *Book) Exercise(id string) *chapter.Exercise {
	c := b.ChapterOf(id)
	if c == nil {
		return nil
	}
	return c.Exercise(id)
}

// ChapterOf is the chapter that an exercise stands in, nil if there is none.
func (b *Book) ChapterOf(exercise string) *Chapter { return b.in(b.exercises, exercise) }

// BySlug finds a chapter by its slug, nil if there is none.
func (b *Book) BySlug(slug string) *Chapter { return b.in(b.bySlug, slug) }

// At is the chapter at a place, nil if there is none.
func (b *Book) At(index int) *Chapter {
	if index < 0 || index >= len(b.Chapters) {
		return nil
	}
	return b.Chapters[index]
}

func (b *Book) in(places map[string]int, name string) *Chapter {
	if i, ok := places[name]; ok {
		return b.Chapters[i]
	}
	return nil
}

// Variables lists the names that {{…}} may use.
func (b *Book) Variables() []string { return slices.Sorted(maps.Keys(b.variables)) }
