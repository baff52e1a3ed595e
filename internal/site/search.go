package site

import (
	"bytes"
	"encoding/json"
	"strings"

	"trustbook/internal/asset"
	"trustbook/internal/book"
	"trustbook/internal/markup"
	"trustbook/internal/output"
	"trustbook/internal/parallel"
)

// section is one piece of text that search can find: what stands below one
// heading or in one exercise.
type section struct {
	Address string `json:"u"`
	Chapter string `json:"c"` // the chapter's title
	Heading string `json:"h"` // "" for what comes before the first heading
	Text    string `json:"t"`
}

// sections cuts a rendered body at its headings of level 2 and 3.
func sections(c *book.Chapter, title string, body []byte) []section {
	page, plain := c.Slug+".html", markup.Strip(title)
	current := section{Address: page, Chapter: plain}
	var out []section
	rest := string(body)
	emit := func(html string) {
		current.Text = markup.Strip(withoutChrome(html))
		if current.Text != "" || current.Heading != "" {
			out = append(out, current)
		}
	}
	for {
		i, id := nextHeading(rest)
		if i < 0 {
			break
		}
		emit(rest[:i])
		inner, after, _ := strings.Cut(rest[i:], "</h")
		_, heading, _ := strings.Cut(inner, ">")
		current = section{Address: page + "#" + strings.TrimSuffix(id, ".title"), Chapter: plain, Heading: markup.Strip(heading)}
		_, rest, _ = strings.Cut(after, ">")
	}
	emit(rest)
	return out
}

// chrome is what every exercise says alike, by its first tag and its last: to
// find it in all of them helps nobody.
var chrome = [][2]string{
	{`<p class="eyebrow">`, "</p>"}, {`<ul class="exercise-facts">`, "</ul>"}, {`<p class="keep `, "</p>"},
	{`<label class="option skip">`, "</label>"}, {`<p class="stop-title">`, "</p>"}, {`<p class="exercise-foot">`, "</p>"},
}

func withoutChrome(html string) string {
	for _, tags := range chrome {
		var b strings.Builder
		for {
			before, rest, ok := strings.Cut(html, tags[0])
			b.WriteString(before)
			if !ok {
				break
			}
			_, html, _ = strings.Cut(rest, tags[1])
		}
		html = b.String()
	}
	return html
}

// nextHeading finds the next <h2 or <h3 and its id; -1 when there is none.
func nextHeading(s string) (at int, id string) {
	from := 0
	for {
		i := strings.Index(s[from:], "<h")
		if i < 0 || from+i+3 >= len(s) {
			return -1, ""
		}
		at = from + i
		if c := s[at+2]; (c == '2' || c == '3') && s[at+3] == ' ' {
			tag, _, _ := strings.Cut(s[at:], ">")
			if _, rest, ok := strings.Cut(tag, ` id="`); ok {
				id, _, _ = strings.Cut(rest, `"`)
				return at, id
			}
		}
		from = at + 2
	}
}

// index gathers sections into scripts of bounded size, so that a large book's
// index is neither one huge file nor held in memory at once.
type index struct {
	buf     bytes.Buffer
	scripts []string // paths, in order
}

const indexScript = 1 << 20

func newIndex() *index { return &index{} }

// add takes sections and returns a script when one is full.
func (x *index) add(sections []section) []output.File {
	e := json.NewEncoder(&x.buf) // escapes <, > and &, and U+2028 and U+2029
	for _, s := range sections {
		if x.buf.Len() > 0 {
			x.buf.WriteByte(',')
		}
		if err := e.Encode(s); err != nil {
			panic(err) // strings always encode
		}
	}
	if x.buf.Len() < indexScript {
		return nil
	}
	return x.flush()
}

func (x *index) flush() []output.File {
	data := append([]byte("(self.workbookSearch=self.workbookSearch||[]).push(\n"), x.buf.Bytes()...)
	data = append(data, ");\n"...)
	x.buf.Reset()
	f := output.File{Path: asset.Hashed("search.js", data), Data: data}
	x.scripts = append(x.scripts, f.Path)
	return []output.File{f}
}

// SearchPage is what search.html sees.
type SearchPage struct {
	Page
	Chapters []Entry
}

// searchPages are the rest of the index and the page that loads it.
func (r *renderer) searchPages(x *index) (whole, error) {
	files := x.flush()
	v := SearchPage{Page: r.page(r.tabOf("search"), "search-page", "", "search.html")}
	v.Scripts = append(x.scripts, r.Asset("searching.js"))
	data, err := r.execute("search.html", v)
	return append(files, output.File{Path: "search.html", Data: data}), err
}

// searchFiles are all that search needs, made of the text of every chapter.
func (r *renderer) searchFiles() (whole, error) {
	type found struct {
		sections []section
		err      error
	}
	x := newIndex()
	var files whole
	for f := range parallel.Map(r.Jobs, r.book.Chapters, func(c *book.Chapter) found {
		body, err := r.body(c)
		return found{sections(c, r.title(c), body), err}
	}) {
		if f.err != nil {
			return nil, f.err
		}
		files = append(files, x.add(f.sections)...)
	}
	rest, err := r.searchPages(x)
	return append(files, rest...), err
}
