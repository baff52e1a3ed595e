package build

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"strings"
	"time"

	"trustbook/internal/book"
	"trustbook/internal/diag"
	"trustbook/internal/output"
	"trustbook/internal/site"
	"trustbook/internal/spool"
)

// Options say how to build.
type Options struct {
	Jobs    int       // goroutines
	Now     time.Time // for diagnostics only; the output holds no clock
	Wording bool      // run the language checks
	PDF     bool      // let pages lead to worksheets as PDF files, see Sheets

	// Spool takes the bodies of a large book. Without one they stay in memory.
	Spool *spool.Spool
}

// inMemory is how many chapters' bodies are kept in memory: a few megabytes.
const inMemory = 500

// Workbook is a book with all that is needed to render it.
type Workbook struct {
	Book   *book.Book
	Site   *site.Site
	Origin func(name string) string
}

// Load reads, parses, assembles and checks. The workbook may be rendered when
// the list has no error.
func Load(ctx context.Context, src *Source, o Options) (*Workbook, diag.List) {
	return new(memory).load(ctx, src, o, everything)
}

// load is Load with what the stages made before. Only what is touched is read
// again, and only what reads otherwise than before is made again.
func (m *memory) load(ctx context.Context, src *Source, o Options, touched touched) (*Workbook, diag.List) {
	parts, list := m.parts(ctx, src, o, touched)
	static, problems := m.assets(src, touched)
	list = append(list, problems...)
	templates, problems := m.templates(src, touched)
	list = append(list, problems...)
	b, problems := book.Assemble(parts)
	list = append(list, problems...)
	list = append(list, book.CheckInstruments(b)...)
	if o.Wording {
		list = append(list, book.CheckWording(b)...)
	}
	return &Workbook{Book: b, Origin: src.Templates.Origin, Site: site.New(b, site.Options{
		Templates: templates, Asset: static.URL, Assets: static.Files, Static: src.Static, Jobs: o.Jobs, PDF: o.PDF,
	})}, list
}

// with is the workbook with a book that differs in chapters alone.
func (w *Workbook) with(b *book.Book) *Workbook {
	return &Workbook{Book: b, Site: w.Site.With(b), Origin: w.Origin}
}

// Files renders the workbook.
func (w *Workbook) Files() iter.Seq2[output.File, error] { return w.Site.Files() }

// chapterFiles lists the chapters: the Markdown files of content/ itself. One
// in a folder below it would be missed in silence, so it is reported. It lists
// these folders too.
func chapterFiles(src *Source) (names []string, folders map[string]bool, list diag.List) {
	folders = map[string]bool{}
	err := fs.WalkDir(src.Content, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			folders[name] = true
			return nil
		}
		if !strings.EqualFold(path.Ext(name), ".md") {
			return nil
		}
		if strings.Contains(name, "/") {
			list.Warn(diag.Position{File: src.Content.Origin(name)}, "this chapter is not read: it lies in a folder below content/", "move it into content/ itself")
			return nil
		}
		names = append(names, name)
		return nil
	})
	if err != nil {
		list.Error(diag.Position{File: src.Content.Origin(".")}, fmt.Sprintf("cannot be read: %v", err), "")
	}
	return names, folders, list
}
