// Package site renders a book as a static site: a cover with the contents, a
// page and a worksheet page a chapter, the lists of worksheets and helplines,
// search, and what browsers and hosts need beside them.
//
// All links are relative and all files flat, so the same folder works at any
// address, under any path and from file://. No page needs JavaScript to be
// read or printed. Pages' shells are templates; what stands in them is written
// by Go functions that escape by construction, as html/template costs seven
// times as much for the fields of exercises.
package site

import (
	"fmt"
	"io/fs"
	"iter"
	"sync"

	"trustbook/internal/book"
	"trustbook/internal/output"
	"trustbook/internal/parallel"
)

// Options are what a site is rendered with.
type Options struct {
	Templates *Templates
	Asset     func(name string) string // address of an asset from the site's root
	Assets    []output.File
	Static    fs.FS // static/, for what is copied into pages
	Jobs      int
	PDF       bool // whether there are worksheets as PDF files
}

// Site is a book as files, each of which is made when it is asked for. It is
// safe for use by many goroutines.
type Site struct {
	renderer
	// What needs the text of the whole book is made once.
	search  func() (whole, error)
	answers func() (whole, error)
}

// whole are files whose names depend on the whole book.
type whole []output.File

// New prepares the site of a book. It costs next to nothing until a file is asked for.
func New(b *book.Book, o Options) *Site {
	return newSite(renderer{book: b, Options: o, repeating: repeatingWords(b), encoded: &encoded{}})
}

// With is the site of a book that differs from this one's in chapters alone.
// The two share what was made of the others.
func (s *Site) With(b *book.Book) *Site {
	r := s.renderer
	r.book = b
	return newSite(r)
}

func newSite(r renderer) *Site {
	s := &Site{renderer: r}
	s.search = sync.OnceValues(s.searchFiles)
	s.answers = sync.OnceValues(s.answersPages)
	return s
}

// Render yields the site's files. An error, which can only come from a
// template, ends them.
func Render(b *book.Book, o Options) iter.Seq2[output.File, error] { return New(b, o).Files() }

// Files yields all files, a few of them in memory at a time.
func (s *Site) Files() iter.Seq2[output.File, error] {
	return func(yield func(output.File, error) bool) {
		for _, f := range s.Assets {
			if !yield(f, nil) {
				return
			}
		}
		search := newIndex()
		for pages := range parallel.Map(s.Jobs, s.book.Chapters, s.chapterPages) {
			for _, f := range append(pages.files, search.add(pages.sections)...) {
				if !yield(f, nil) {
					return
				}
			}
			if pages.err != nil {
				yield(output.File{}, pages.err)
				return
			}
		}
		for _, make := range []func() (whole, error){
			func() (whole, error) { return s.searchPages(search) },
			s.answersPages, s.singles,
		} {
			files, err := make()
			for _, f := range files {
				if !yield(f, nil) {
					return
				}
			}
			if err != nil {
				yield(output.File{}, err)
				return
			}
		}
	}
}

type renderer struct {
	book *book.Book
	Options
	repeating output.File // the words of exercises that repeat
	encoded   *encoded    // what contents.js says of each chapter
}

// rendered are the pages of one chapter.
type rendered struct {
	files    []output.File
	sections []section
	err      error
}

func (r *renderer) chapterPages(c *book.Chapter) rendered {
	page, body, err := r.chapterPage(c)
	if err != nil {
		return rendered{err: err}
	}
	out := rendered{
		files:    []output.File{{Path: c.Slug + ".html", Data: page}},
		sections: sections(c, r.title(c), body),
	}
	if hasSheets(c) {
		page, err := r.worksheetPage(c)
		if err != nil {
			return rendered{err: err}
		}
		out.files = append(out.files, output.File{Path: "worksheets/" + c.Slug + ".html", Data: page})
	}
	return out
}

func (r *renderer) chapterPage(c *book.Chapter) (page, body []byte, err error) {
	if body, err = r.body(c); err != nil {
		return nil, nil, err
	}
	page, err = r.execute("chapter.html", r.chapterView(c, body))
	return page, body, err
}

func (r *renderer) worksheetPage(c *book.Chapter) ([]byte, error) {
	return r.execute("worksheet.html", r.worksheetView(c, r.sheets(c)))
}

func (r *renderer) execute(name string, view any) ([]byte, error) {
	data, err := r.Templates.execute(name, view)
	if err != nil {
		return nil, fmt.Errorf("template: %w", err)
	}
	return data, nil
}
