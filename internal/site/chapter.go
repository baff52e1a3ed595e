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
	return ChapterPage{
		Page:     p,
		Number:   number(c),
		Heading:  template.HTML(r.title(c)),
		Summary:  template.HTML(c.Summary.Expand(resolve)),
		Note:     template.HTML(c.Note.Expand(resolve)),
		Times:    times(c),
		OnPage:   r.onPage(c, resolve),
		Body:     template.HTML(body),
		Sheets:   slices.ContainsFunc(c.Exercises, func(e chapter.Exercise) bool { return e.HasSheet() }),
		Prev:     r.link(c.Prev, ""),
		Next:     r.link(c.Next, ""),
		IsSafety: p.Safety == c.Slug+".html",
	}
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
			items = append(items, item{OnPage{h.ID, template.HTML(markup.Escape(h.Text)), false}, h.Line})
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
func (r *renderer) body(c *book.Chapter) []byte {
	w := exerciseWriter{renderer: r, chapter: c}
	w.resolve = r.book.Resolver(c, "", "", r.Asset, nil)
	levels := exerciseLevels(c)
	exercise := func(dst []byte, id string) []byte {
		if e := c.Exercise(id); e != nil {
			dst = w.append(dst, e, levels[id])
		}
		return dst
	}
	dst := make([]byte, 0, len(c.Body)+2048*len(c.Exercises))
	dst = c.Body.Append(dst, r.book.Resolver(c, "", "", r.Asset, exercise))
	for i := range c.Exercises {
		e := &c.Exercises[i]
		if !slices.ContainsFunc(c.Facts.Exercises, func(p markdown.Reference) bool { return p.Name == e.ID.V }) {
			dst = w.append(dst, e, 2)
		}
	}
	return dst
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
