package site

import (
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"trustbook/internal/output"
)

// single is a file that has a name of its own in every book.
type single struct {
	path string
	make func(*renderer) ([]byte, error)
}

var singles = []single{
	{"index.html", func(r *renderer) ([]byte, error) { return r.execute("cover.html", r.coverView()) }},
	{"worksheets.html", func(r *renderer) ([]byte, error) { return r.execute("worksheets.html", r.worksheetsView()) }},
	{"helplines.html", func(r *renderer) ([]byte, error) { return r.execute("helplines.html", r.helplinesView()) }},
	{"404.html", (*renderer).notFound},
	{"leave.html", (*renderer).leave},
	{"contents.js", func(r *renderer) ([]byte, error) { return r.contents(), nil }},
	{"_headers", func(*renderer) ([]byte, error) { return []byte(headers), nil }},
	{"robots.txt", func(*renderer) ([]byte, error) { return []byte(robots), nil }},
}

func (r *renderer) singles() (whole, error) {
	var files whole
	for _, f := range singles {
		data, err := f.make(r)
		if err != nil {
			return files, err
		}
		files = append(files, output.File{Path: f.path, Data: data})
	}
	return files, nil
}

// File makes one file of the site. The error is fs.ErrNotExist for a path that
// is none of its files'.
func (s *Site) File(path string) (output.File, error) {
	data, err := s.data(path)
	if err != nil {
		return output.File{}, err
	}
	return output.File{Path: path, Data: data}, nil
}

func (s *Site) data(path string) ([]byte, error) {
	if i := slices.IndexFunc(singles, func(f single) bool { return f.path == path }); i >= 0 {
		return singles[i].make(&s.renderer)
	}
	if name, ok := strings.CutSuffix(path, ".html"); ok {
		name, sheets := strings.CutPrefix(name, "worksheets/")
		if c := s.book.BySlug(name); c != nil && !sheets {
			page, _, err := s.chapterPage(c)
			return page, err
		} else if c != nil && hasSheets(c) {
			return s.worksheetPage(c)
		}
	}
	if data, ok := find(append([]output.File{s.repeating}, s.Assets...), path); ok {
		return data, nil
	}
	for _, make := range []struct {
		prefixes []string
		files    func() (whole, error)
	}{
		{[]string{"my-answers.html", "workbook.json", "assets/model-"}, s.answers},
		{[]string{"search.html", "assets/search-"}, s.search},
	} {
		if !slices.ContainsFunc(make.prefixes, func(p string) bool { return strings.HasPrefix(path, p) }) {
			continue
		}
		files, err := make.files()
		if err != nil {
			return nil, err
		}
		if data, ok := find(files, path); ok {
			return data, nil
		}
	}
	return nil, fmt.Errorf("%s: %w", path, fs.ErrNotExist)
}

func find(files []output.File, path string) ([]byte, bool) {
	i := slices.IndexFunc(files, func(f output.File) bool { return f.Path == path })
	if i < 0 {
		return nil, false
	}
	return files[i].Data, true
}

// Paths yields the paths of the pages, which cost nothing to tell. Assets have
// names that change with what is in them, so they are found in the pages.
func (s *Site) Paths() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, c := range s.book.Chapters {
			if !yield(c.Slug+".html") || hasSheets(c) && !yield("worksheets/"+c.Slug+".html") {
				return
			}
		}
		for _, page := range []string{"index.html", "worksheets.html", "helplines.html", "404.html", "leave.html", "search.html", "my-answers.html"} {
			if !yield(page) {
				return
			}
		}
	}
}
