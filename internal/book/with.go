package book

import (
	"slices"
	"strings"

	"trustbook/internal/chapter"
	"trustbook/internal/decode"
	"trustbook/internal/diag"
	"trustbook/internal/field"
	"trustbook/internal/markdown"
)

// With is b, which must have come with no error, with other texts in some of
// its chapters, and what is wrong with those: what Assemble would give, in a
// time that hardly grows with the book. It is not ok where a chapter's names
// differ (its own, its exercises' and fields', those of headings that others
// link to): then the book must be assembled anew.
func (b *Book) With(changed ...*chapter.Chapter) (with *Book, list diag.List, ok bool) {
	next := *b
	next.Chapters = slices.Clone(b.Chapters)
	for _, c := range changed {
		old := b.in(b.byBase, c.Base)
		if old == nil || !sameNames(old.Chapter, c) || b.linked(old.Chapter, c) {
			return nil, nil, false
		}
		next.Chapters[old.Index] = &Chapter{Chapter: c, Index: old.Index, Code: old.Code}
	}
	for _, c := range changed {
		next.checkReferences(next.in(next.byBase, c.Base), c.File, c.Facts, &list)
	}
	return &next, list, true
}

func sameNames(a, b *chapter.Chapter) bool {
	return a.File == b.File && !a.Partial && !b.Partial &&
		slices.EqualFunc(a.Exercises, b.Exercises, func(a, b chapter.Exercise) bool {
			return a.ID.V == b.ID.V && slices.EqualFunc(a.Was, b.Was, sameText) &&
				slices.EqualFunc(a.Fields, b.Fields, func(a, b field.Field) bool {
					return a.ID.V == b.ID.V && slices.EqualFunc(a.Was, b.Was, sameText)
				})
		})
}

// linked reports whether something links to a heading that old has and c has
// not. Links from the chapter itself are checked with it.
func (b *Book) linked(old, c *chapter.Chapter) bool {
	gone := map[string]bool{}
	for _, h := range old.Facts.Headings {
		if !slices.ContainsFunc(c.Facts.Headings, func(n markdown.Heading) bool { return n.ID == h.ID }) {
			gone[old.Base+"#"+h.ID] = true
		}
	}
	if len(gone) == 0 {
		return false
	}
	to := func(r markdown.Reference) bool { return gone[strings.TrimPrefix(r.Name, "./")] }
	return slices.ContainsFunc(b.Meta.Facts.Links, to) || slices.ContainsFunc(b.Chapters, func(other *Chapter) bool {
		return slices.ContainsFunc(other.Facts.Links, to)
	})
}

func sameText(a, b decode.Str) bool { return a.V == b.V }
