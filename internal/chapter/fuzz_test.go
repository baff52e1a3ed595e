package chapter_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"trustbook/internal/chapter"
	"trustbook/internal/diag"
	"trustbook/internal/markup"
)

// FuzzParse: whatever the bytes are, nothing panics, every position lies inside
// the source, and the HTML is well-formed and holds nothing but what Markdown
// makes: no tag of the source's own, no script, no foreign scheme.
func FuzzParse(f *testing.F) {
	archives, _ := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	for _, name := range archives {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range a.Files {
			if strings.HasSuffix(c.Name, ".md") {
				f.Add(c.Data)
			}
		}
	}
	book, _ := filepath.Glob(filepath.Join("..", "..", "content", "*.md"))
	for _, name := range book {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	p := chapter.NewParser("en")
	p.Collect = true
	f.Fuzz(func(t *testing.T, src []byte) {
		if !bytes.HasPrefix(src, []byte("---")) && !bytes.HasPrefix(src, []byte("\ufeff")) {
			src = append([]byte(front), src...) // as text alone; without this few inputs would get so far
		}
		c, list := p.Parse("a.md", src)
		inside := within(src)
		for _, d := range list {
			if d.Line != 0 || d.Column != 0 {
				if err := inside(diag.Mark{Line: int32(d.Line), Column: int32(d.Column)}); err != nil {
					t.Errorf("%s: %s: %v", d.Position, d.Message, err)
				}
			}
		}
		for _, m := range marksOf(c) {
			if err := inside(m); err != nil {
				t.Error(err)
			}
		}
		for what, h := range textsOf(t, c) {
			if err := safe(expand(h)); err != nil {
				t.Errorf("%s: %v in %q", what, err, h)
			}
		}
	})
}

const front = `---
title: T
exercises: [{id: a, title: A, minutes: 1}, {id: b, title: B, minutes: 1}]
---
`

// within reports marks that are no place in the source.
func within(src []byte) func(diag.Mark) error {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	src = bytes.ReplaceAll(bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	lines := bytes.Split(src, []byte("\n"))
	return func(m diag.Mark) error {
		if m.Line < 1 || int(m.Line) > len(lines) || m.Column < 1 || int(m.Column) > len(lines[m.Line-1])+1 {
			return fmt.Errorf("%d:%d is outside the source", m.Line, m.Column)
		}
		return nil
	}
}

func marksOf(c *chapter.Chapter) []diag.Mark {
	var marks []diag.Mark
	f := c.Facts
	for _, h := range f.Headings {
		marks = append(marks, h.Mark)
	}
	for _, r := range slices.Concat(f.Links, f.Images, f.Exercises, f.Variables, f.Addresses) {
		marks = append(marks, r.Mark)
	}
	for _, p := range f.Passages {
		marks = append(marks, p.At(0), p.At(len(p.Text)/2), p.At(len(p.Text)))
	}
	return marks
}

// textsOf are the rendered texts of a chapter.
func textsOf(t *testing.T, c *chapter.Chapter) map[string]markup.HTML {
	body, err := c.Body()
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]markup.HTML{"body": body, "title": c.Title.HTML, "summary": c.Summary.HTML, "note": c.Note.HTML}
	for i, h := range c.Facts.Headings {
		texts[fmt.Sprint("heading ", i)] = h.Text
	}
	for i, e := range c.Exercises {
		at := fmt.Sprint("exercise ", i, " ")
		texts[at+"title"], texts[at+"prompt"], texts[at+"stop"] = e.Title.HTML, e.Prompt.HTML, e.Stop.HTML
		for j, f := range e.Fields {
			at := fmt.Sprint(at, "field ", j, " ")
			texts[at+"label"], texts[at+"help"], texts[at+"text"] = f.Label.HTML, f.Help.HTML, f.Text.HTML
			for k, l := range f.Labels {
				texts[fmt.Sprint(at, "point ", k)] = l.HTML
			}
			for k, i := range slices.Concat(f.Choices, f.Rows, f.People) {
				texts[fmt.Sprint(at, "item ", k)] = i.Label.HTML
			}
		}
	}
	return texts
}

func expand(h markup.HTML) string { return h.Expand(stand) }

// stand resolves marks to what is safe wherever a mark may stand.
func stand(dst []byte, m markup.Mark, _ string) []byte {
	switch m {
	case markup.Exercise:
		return append(dst, "<section></section>"...)
	case markup.Link, markup.Image:
		return append(dst, '#')
	}
	return append(dst, 'x')
}

var (
	elements = strings.Fields("x p h1 h2 h3 h4 h5 h6 em strong a img code pre ul ol li blockquote div span table thead tbody tr th td hr br sup section")
	// attributes are all that rendered Markdown may have.
	attributes = strings.Fields("id class href rel title src alt role tabindex aria-label start")
	schemes    = strings.Fields("https http mailto tel sms")
)

// safe reports what is not well-formed in HTML that Markdown was rendered to,
// or does not belong there.
func safe(html string) error {
	ids := map[string]bool{}
	return wellFormed(html, func(e xml.StartElement) error {
		if !slices.Contains(elements, e.Name.Local) {
			return fmt.Errorf("<%s>", e.Name.Local)
		}
		for _, a := range e.Attr {
			switch {
			case !slices.Contains(attributes, a.Name.Local):
				return fmt.Errorf("<%s %s>", e.Name.Local, a.Name.Local)
			case a.Name.Local == "id" && ids[a.Value]:
				return fmt.Errorf("two ids %q", a.Value)
			case a.Name.Local == "id":
				ids[a.Value] = true
			case a.Name.Local == "href" && !harmless(a.Value):
				return fmt.Errorf("href=%q", a.Value)
			}
		}
		return nil
	})
}

// harmless judges an address as a browser does, which drops white space and
// control characters.
func harmless(address string) bool {
	address = strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, address)
	before, _, found := strings.Cut(address, ":")
	return !found || strings.ContainsAny(before, "/?#%") || slices.Contains(schemes, strings.ToLower(before))
}

func wellFormed(html string, each func(xml.StartElement) error) error {
	d := xml.NewDecoder(strings.NewReader("<x>" + html + "</x>"))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok && each != nil {
			if err := each(e); err != nil {
				return err
			}
		}
	}
}
