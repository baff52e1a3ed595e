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
}

// Render yields the site's files. An error, which can only come from a
// template, ends them.
func Render(b *book.Book, o Options) iter.Seq2[output.File, error] {
	r := &renderer{book: b, Options: o}
	return func(yield func(output.File, error) bool) {
		for _, f := range o.Assets {
			if !yield(f, nil) {
				return
			}
		}
		r.search = newIndex()
		for pages := range parallel.Map(o.Jobs, b.Chapters, r.chapterPages) {
			for _, f := range pages.files {
				if !yield(f, pages.err) {
					return
				}
			}
			if pages.err != nil {
				yield(output.File{}, pages.err)
				return
			}
			for _, f := range r.search.add(pages.sections) {
				if !yield(f, nil) {
					return
				}
			}
		}
		for _, make := range []func() ([]output.File, error){r.searchPages, r.overviews, r.plainFiles} {
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
	search *index
}

// rendered are the pages of one chapter.
type rendered struct {
	files    []output.File
	sections []section
	err      error
}

func (r *renderer) chapterPages(c *book.Chapter) rendered {
	body := r.body(c)
	page, err := r.execute("chapter.html", r.chapterView(c, body))
	if err != nil {
		return rendered{err: err}
	}
	out := rendered{
		files:    []output.File{{Path: c.Slug + ".html", Data: page}},
		sections: sections(c, r.title(c), body),
	}
	if sheets := r.sheets(c); len(sheets) > 0 {
		page, err := r.execute("worksheet.html", r.worksheetView(c, sheets))
		if err != nil {
			return rendered{err: err}
		}
		out.files = append(out.files, output.File{Path: "worksheets/" + c.Slug + ".html", Data: page})
	}
	return out
}

// overviews are the pages about the whole book.
func (r *renderer) overviews() ([]output.File, error) {
	pages := []struct {
		path, template string
		view           any
	}{
		{"index.html", "cover.html", r.coverView()},
		{"worksheets.html", "worksheets.html", r.worksheetsView()},
		{"helplines.html", "helplines.html", r.helplinesView()},
	}
	var files []output.File
	for _, p := range pages {
		data, err := r.execute(p.template, p.view)
		if err != nil {
			return files, err
		}
		files = append(files, output.File{Path: p.path, Data: data})
	}
	return files, nil
}

func (r *renderer) execute(name string, view any) ([]byte, error) {
	data, err := r.Templates.execute(name, view)
	if err != nil {
		return nil, fmt.Errorf("template: %w", err)
	}
	return data, nil
}
