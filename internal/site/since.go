package site

import (
	"bytes"
	"slices"

	"trustbook/internal/book"
	"trustbook/internal/chapter"
	"trustbook/internal/decode"
	"trustbook/internal/field"
)

// ownPages are index, worksheets, helplines, search, my-answers, leave and 404.
const ownPages = 7

// Pages is the number of the site's pages.
func (s *Site) Pages() int {
	n := ownPages
	for _, c := range s.book.Chapters {
		n += pagesOf(c)
	}
	return n
}

func pagesOf(c *book.Chapter) int {
	if hasSheets(c) {
		return 2
	}
	return 1
}

// Since says how many pages may differ from those of an earlier site of the
// book, and whether what every page loads does: contents.js. It looks at what
// was made anew, not at pages, so it takes next to no time.
func (s *Site) Since(old *Site) (pages int, shared bool) {
	a, b := old.book, s.book
	if a.Meta != b.Meta || a.Strings != b.Strings || old.Templates != s.Templates || len(a.Chapters) != len(b.Chapters) || !sameAssets(old, s) {
		return s.Pages(), a.Meta != b.Meta || a.Strings != b.Strings || len(a.Chapters) != len(b.Chapters)
	}
	overviews := false
	for i, c := range b.Chapters {
		was := a.Chapters[i]
		if was == c || was.Chapter == c.Chapter {
			continue
		}
		pages += pagesOf(c)
		if !old.sameContents(s, was, c) {
			shared = true
		}
		if old.title(was) != s.title(c) {
			pages += min(2, len(b.Chapters)-1) // those before and after it
		}
		overviews = true
	}
	if overviews {
		pages += ownPages - 3 // not helplines, leave and 404
	}
	return pages, shared
}

func sameAssets(a, b *Site) bool {
	return len(a.Assets) == len(b.Assets) && (len(a.Assets) == 0 || &a.Assets[0] == &b.Assets[0])
}

// sameContents reports whether contents.js says the same of a chapter.
func (s *Site) sameContents(now *Site, a, b *book.Chapter) bool {
	return bytes.Equal(encode(s.contentsChapter(a)), encode(now.contentsChapter(b))) &&
		slices.EqualFunc(a.Exercises, b.Exercises, func(a, b chapter.Exercise) bool {
			return slices.EqualFunc(a.Was, b.Was, sameText) && slices.EqualFunc(a.Fields, b.Fields, func(a, b field.Field) bool {
				return slices.EqualFunc(a.Was, b.Was, sameText)
			})
		})
}

func sameText(a, b decode.Str) bool { return a.V == b.V }
