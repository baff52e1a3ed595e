package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"strings"
	"time"

	"trustbook/internal/asset"
	"trustbook/internal/book"
	"trustbook/internal/chapter"
	"trustbook/internal/diag"
	"trustbook/internal/locale"
	"trustbook/internal/output"
	"trustbook/internal/parallel"
	"trustbook/internal/site"
)

// Options say how to build.
type Options struct {
	Jobs    int       // goroutines
	Now     time.Time // for diagnostics only; the output holds no clock
	Wording bool      // run the language checks
}

// Workbook is a book with all that is needed to render it.
type Workbook struct {
	Book   *book.Book
	site   site.Options
	Origin func(name string) string
}

// Load reads, parses, assembles and checks. The workbook may be rendered when
// the list has no error.
func Load(ctx context.Context, src *Source, o Options) (*Workbook, diag.List) {
	parts, list := read(ctx, src, o)
	if parts.Meta == nil {
		return nil, list
	}
	b, problems := book.Assemble(parts)
	list = append(list, problems...)
	list = append(list, book.CheckInstruments(b)...)
	if o.Wording {
		list = append(list, book.CheckWording(b)...)
	}
	static, problems := asset.Load(src.Static, src.Content, book.IsImage)
	list = append(list, problems...)
	templates, problems := site.ParseTemplates(src.Templates, src.Templates.Origin)
	list = append(list, problems...)
	return &Workbook{Book: b, Origin: src.Templates.Origin, site: site.Options{
		Templates: templates, Asset: static.URL, Assets: static.Files, Static: src.Static, Jobs: o.Jobs,
	}}, list
}

// Files renders the workbook.
func (w *Workbook) Files() iter.Seq2[output.File, error] { return site.Render(w.Book, w.site) }

// read reads the files of content/ and parses each by itself.
func read(ctx context.Context, src *Source, o Options) (book.Parts, diag.List) {
	var list diag.List
	file := func(from fs.FS, name string) []byte {
		data, err := fs.ReadFile(from, name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			list.Error(diag.Position{File: name}, fmt.Sprintf("cannot be read: %v", err), "")
		}
		return data
	}
	origin := src.Content.Origin
	meta, problems := book.ParseMeta(origin("book.yaml"), file(src.Content, "book.yaml"))
	list = append(list, problems...)
	words, problems := locale.Base(src.Base.Origin("strings.yaml"), file(src.Base, "strings.yaml"))
	list = append(list, problems...)
	if src.Content != src.Base {
		words, problems = words.Over(origin("strings.yaml"), file(src.Content, "strings.yaml"), meta.Language.V)
		list = append(list, problems...)
	}
	lines, problems := book.ParseHelplines(origin("helplines.yaml"), file(src.Content, "helplines.yaml"), o.Now)
	list = append(list, problems...)
	chapters, problems := parse(ctx, src, o, meta.Language.V)
	list = append(list, problems...)
	return book.Parts{Meta: meta, Strings: words, Helplines: lines, Chapters: chapters, HasFile: func(name string) bool {
		info, err := fs.Stat(src.Content, name)
		return err == nil && info.Mode().IsRegular()
	}}, list
}

type parsed struct {
	chapter *chapter.Chapter
	list    diag.List
}

// parse parses every chapter, several at a time.
func parse(ctx context.Context, src *Source, o Options, language string) ([]*chapter.Chapter, diag.List) {
	names, list := chapterFiles(src)
	p := chapter.NewParser(language)
	p.Collect = o.Wording
	var chapters []*chapter.Chapter
	for r := range parallel.Map(o.Jobs, names, func(name string) parsed {
		if ctx.Err() != nil {
			return parsed{}
		}
		data, err := fs.ReadFile(src.Content, name)
		if err != nil {
			var list diag.List
			list.Error(diag.Position{File: src.Content.Origin(name)}, fmt.Sprintf("cannot be read: %v", err), "")
			return parsed{list: list}
		}
		c, list := p.Parse(src.Content.Origin(name), data)
		return parsed{c, list}
	}) {
		list = append(list, r.list...)
		if r.chapter != nil {
			chapters = append(chapters, r.chapter)
		}
	}
	return chapters, list
}

// chapterFiles lists the chapters: the Markdown files of content/ itself. One
// in a folder below it would be missed in silence, so it is reported.
func chapterFiles(src *Source) (names []string, list diag.List) {
	err := fs.WalkDir(src.Content, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() || !strings.EqualFold(path.Ext(name), ".md") {
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
	return names, list
}
