package site

import (
	"html/template"
	"slices"

	"trustbook/internal/book"
	"trustbook/internal/chapter"
	"trustbook/internal/markdown"
	"trustbook/internal/markup"
)

// ChapterPage is what chapter.html sees.
type ChapterPage struct {
	Page
	Number   string
	Heading  template.HTML
	Summary  template.HTML
	Note     template.HTML
	Times    Times
	OnPage   []OnPage
	Body     template.HTML
	Sheets   bool // whether the chapter has a worksheet page
	Prev     *Link
	Next     *Link
	IsSafety bool
}

// OnPage is one entry of a page's own contents.
type OnPage struct {
	ID       string
	Text     template.HTML
	Exercise bool
}

func (r *renderer) chapterView(c *book.Chapter, body []byte) ChapterPage {
	id := "page-tab"
	if c.Number > 0 {
		id = "chapter-tab"
	}
	resolve := r.book.Resolver(c, "", "", r.Asset, nil)
	p := r.page(r.chapterTab(id, c), "chapter-page", "", c.Slug+".html")
	if slices.ContainsFunc(c.Exercises, func(e chapter.Exercise) bool { return e.Repeat != "" }) {
		p.Scripts = []string{r.repeating.Path, r.Asset("repeating.js")}
	}
	return ChapterPage{
		Page:     p,
		Number:   number(c),
		Heading:  template.HTML(r.title(c)),
		Summary:  template.HTML(c.Summary.Expand(resolve)),
		Note:     template.HTML(c.Note.Expand(resolve)),
		Times:    times(c),
		OnPage:   r.onPage(c, resolve),
		Body:     template.HTML(body),
		Sheets:   hasSheets(c),
		Prev:     r.link(r.book.At(c.Index-1), ""),
		Next:     r.link(r.book.At(c.Index+1), ""),
		IsSafety: p.Safety == c.Slug+".html",
	}
}

// hasSheets reports whether the chapter has a worksheet page.
func hasSheets(c *book.Chapter) bool {
	return slices.ContainsFunc(c.Exercises, func(e chapter.Exercise) bool { return e.HasSheet() })
}

func (r *renderer) chapterTab(id string, c *book.Chapter) string {
	n := number(c)
	if n == "" {
		return r.tab(id, c)
	}
	return r.book.Strings.Text(id, "n", n, "tab", r.book.TabTitle.V)
}

// onPage lists the sections and the exercises in the order of the page.
func (r *renderer) onPage(c *book.Chapter, resolve markup.Resolver) []OnPage {
	type item struct {
		OnPage
		line int32
	}
	var items []item
	for _, h := range c.Facts.Headings {
		if h.Level == 2 {
			items = append(items, item{OnPage{h.ID, template.HTML(h.Text.Expand(resolve)), false}, h.Line})
		}
	}
	placed := map[string]int32{}
	for _, p := range c.Facts.Exercises {
		placed[p.Name] = p.Line
	}
	const last = 1 << 30
	for i := range c.Exercises {
		e := &c.Exercises[i]
		line, ok := placed[e.ID.V]
		if !ok {
			line = last
		}
		items = append(items, item{OnPage{e.ID.V, template.HTML(e.Title.Expand(resolve)), true}, line})
	}
	slices.SortStableFunc(items, func(a, b item) int { return int(a.line - b.line) })
	var out []OnPage
	for _, i := range items {
		out = append(out, i.OnPage)
	}
	return out
}

// body is the chapter's text with its exercises in their places, those that
// were not placed at its end.
func (r *renderer) body(c *book.Chapter) ([]byte, error) {
	html, err := c.Body()
	if err != nil {
		return nil, err
	}
	w := exerciseWriter{renderer: r, chapter: c}
	w.resolve = r.book.Resolver(c, "", "", r.Asset, nil)
	levels := exerciseLevels(c)
	exercise := func(dst []byte, id string) []byte {
		if e := c.Exercise(id); e != nil {
			dst = w.append(dst, e, levels[id])
		}
		return dst
	}
	dst := make([]byte, 0, len(html)+2048*len(c.Exercises))
	dst = html.Append(dst, r.book.Resolver(c, "", "", r.Asset, exercise))
	for i := range c.Exercises {
		e := &c.Exercises[i]
		if !slices.ContainsFunc(c.Facts.Exercises, func(p markdown.Reference) bool { return p.Name == e.ID.V }) {
			dst = w.append(dst, e, 2)
		}
	}
	return dst, nil
}

// exerciseLevels are the heading levels of placed exercises: below the
// section that they stand in.
func exerciseLevels(c *book.Chapter) map[string]int {
	levels := map[string]int{}
	for _, p := range c.Facts.Exercises {
		levels[p.Name] = 2
		for _, h := range c.Facts.Headings {
			if h.Line < p.Line {
				levels[p.Name] = 3
			}
		}
	}
	return levels
}
