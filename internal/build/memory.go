package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"trustbook/internal/asset"
	"trustbook/internal/book"
	"trustbook/internal/chapter"
	"trustbook/internal/diag"
	"trustbook/internal/locale"
	"trustbook/internal/output"
	"trustbook/internal/parallel"
	"trustbook/internal/site"
)

// memory is what the stages made, and of what. They are pure functions of
// their input, so what was made of the same input need not be made again.
type memory struct {
	meta      kept[*book.Meta]
	base      kept[*locale.Strings]
	strings   kept[*locale.Strings]
	helplines kept[[]book.Helpline]
	pages     kept[*site.Templates]
	static    kept[*asset.Set]
	language  string
	names     []string
	folders   map[string]bool    // those in content/
	links     bool               // a chapter leads to another file, a change of which goes unseen
	chapters  map[string]*parsed // by name in content/

	// remade says that something reads otherwise than in the last good workbook.
	remade bool
}

// kept is the result of one stage.
type kept[T any] struct {
	made  bool
	from  string // what it was made of
	value T
	list  diag.List
}

// of is what make gives, which depends on nothing but from.
func (k *kept[T]) of(m *memory, from string, make func() (T, diag.List)) (T, diag.List) {
	if !k.made || k.from != from {
		value, list := make()
		*k = kept[T]{true, from, value, list}
		m.remade = true
	}
	return k.value, k.list
}

// parsed is a chapter and what it was made of.
type parsed struct {
	from    []byte // its hash
	link    bool   // it leads to another file
	chapter *chapter.Chapter
	list    diag.List
}

// parts reads the files of content/ and parses each by itself.
func (m *memory) parts(ctx context.Context, src *Source, o Options, touched touched) (book.Parts, diag.List) {
	var list diag.List
	file := func(from fs.FS, name string) string {
		data, err := fs.ReadFile(from, name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			list.Error(diag.Position{File: name}, fmt.Sprintf("cannot be read: %v", err), "")
		}
		return string(data)
	}
	origin := src.Content.Origin
	text := file(src.Content, "book.yaml")
	meta, problems := m.meta.of(m, text, func() (*book.Meta, diag.List) { return book.ParseMeta(origin("book.yaml"), []byte(text)) })
	list = append(list, problems...)
	words, problems := m.words(src, file, meta.Language.V)
	list = append(list, problems...)
	help := file(src.Content, "helplines.yaml")
	lines, problems := m.helplines.of(m, help, func() ([]book.Helpline, diag.List) {
		return book.ParseHelplines(origin("helplines.yaml"), []byte(help), o.Now)
	})
	list = append(list, problems...)
	chapters, problems := m.parse(ctx, src, o, meta.Language.V, touched)
	list = append(list, problems...)
	return book.Parts{Meta: meta, Strings: words, Helplines: lines, Chapters: chapters, HasFile: func(name string) bool {
		info, err := fs.Stat(src.Content, name)
		return err == nil && info.Mode().IsRegular()
	}}, list
}

// words are the interface strings: the built-in ones, and the book's own over
// them.
func (m *memory) words(src *Source, file func(fs.FS, string) string, language string) (*locale.Strings, diag.List) {
	text := file(src.Base, "strings.yaml")
	base, list := m.base.of(m, text, func() (*locale.Strings, diag.List) {
		return locale.Base(src.Base.Origin("strings.yaml"), []byte(text))
	})
	if src.Content == src.Base {
		return base, list
	}
	own := file(src.Content, "strings.yaml")
	words, problems := m.strings.of(m, language+"\x00"+own+"\x00"+text, func() (*locale.Strings, diag.List) {
		return base.Over(src.Content.Origin("strings.yaml"), []byte(own), language)
	})
	return words, slices.Concat(list, problems)
}

// parse parses every chapter that was touched, several at a time.
func (m *memory) parse(ctx context.Context, src *Source, o Options, language string, touched touched) ([]*chapter.Chapter, diag.List) {
	names, folders, list := chapterFiles(src)
	m.folders, m.links = folders, false
	if !slices.Equal(names, m.names) {
		m.names, m.remade = names, true
	}
	before := m.chapters
	if language != m.language {
		m.language, before = language, nil
	}
	p := chapter.NewParser(language)
	p.Collect = o.Wording
	if o.Spool != nil && len(names) > inMemory {
		p.Store = o.Spool.Put
	}
	m.chapters = make(map[string]*parsed, len(names))
	var chapters []*chapter.Chapter
	i := 0
	for r := range parallel.Map(o.Jobs, names, func(name string) *parsed {
		old := before[name]
		if ctx.Err() != nil || old != nil && !old.link && !touched.has("content/"+name) {
			return old
		}
		return readChapter(src, p, name, old)
	}) {
		if r == nil { // cancelled
			return nil, list
		}
		m.remade = m.remade || r != before[names[i]]
		m.links = m.links || r.link
		m.chapters[names[i]] = r
		list = append(list, r.list...)
		if r.chapter != nil {
			chapters = append(chapters, r.chapter)
		}
		i++
	}
	return chapters, list
}

// readChapter parses a chapter, unless it reads as it did before.
func readChapter(src *Source, p *chapter.Parser, name string, old *parsed) *parsed {
	r := &parsed{}
	data, err := fs.ReadFile(src.Content, name)
	if err != nil {
		r.list.Error(diag.Position{File: src.Content.Origin(name)}, fmt.Sprintf("cannot be read: %v", err), "")
		return r
	}
	if r.from = sum(data); old != nil && old.chapter != nil && string(old.from) == string(r.from) {
		return old
	}
	r.link = src.Content.IsLink(name)
	r.chapter, r.list = p.Parse(src.Content.Origin(name), data)
	return r
}

// assets reads static/ and the images of content/ where one of them was
// touched.
func (m *memory) assets(src *Source, touched touched) (*asset.Set, diag.List) {
	if m.static.made && !touched.assets() {
		return m.static.value, m.static.list
	}
	set, list := asset.Load(src.Static, src.Content, book.IsImage)
	same := func(a, b output.File) bool { return a.Path == b.Path } // which changes with its content
	if !m.static.made || !slices.EqualFunc(m.static.value.Files, set.Files, same) || !slices.Equal(m.static.list, list) {
		m.static = kept[*asset.Set]{made: true, value: set, list: list}
		m.remade = true
	}
	return m.static.value, m.static.list
}

// templates parses the templates where one of them was touched.
func (m *memory) templates(src *Source, touched touched) (*site.Templates, diag.List) {
	if m.pages.made && !touched.below("templates") {
		return m.pages.value, m.pages.list
	}
	var all strings.Builder
	names, _ := fs.Glob(src.Templates, "*.html") // ParseTemplates reports it
	for _, name := range names {
		data, err := fs.ReadFile(src.Templates, name)
		fmt.Fprintf(&all, "%q%q%v", src.Templates.Origin(name), data, err)
	}
	return m.pages.of(m, all.String(), func() (*site.Templates, diag.List) {
		return site.ParseTemplates(src.Templates, src.Templates.Origin)
	})
}

// matters reports whether a build may read what is called name now, or was.
// Editors' files of any name come and go beside those that it does.
func (m *memory) matters(src *Source, name string) bool {
	if strings.HasPrefix(name, "static/js/") || strings.HasPrefix(name, "static/css/") {
		return false // sources of the bundles
	}
	name, ok := strings.CutPrefix(name, "content/")
	if !ok || m.folders[name] || book.IsImage(name) || slices.Contains([]string{".md", ".yaml"}, strings.ToLower(path.Ext(name))) {
		return true
	}
	info, err := fs.Stat(src.Content, name)
	return err == nil && info.IsDir()
}

// isChapter reports whether a name below the workbook's folder is that of a
// chapter: a Markdown file of content/ itself.
func isChapter(name string) (chapter string, ok bool) {
	chapter, ok = strings.CutPrefix(name, "content/")
	return chapter, ok && !strings.Contains(chapter, "/") && strings.EqualFold(path.Ext(chapter), ".md")
}
