// Package sheet lays a book's exercises out for paper: a book goes in, and out
// come documents, each a list of sheets that hold texts and things to fill in
// and nothing of how they are drawn.
//
//	chapter ─► book ─► sheet ─► PDF, and whatever else is handed out
//
// A document is an exercise, a chapter's exercises, or those of the whole
// book. Texts were HTML with marks; here they are blocks of spans with all
// marks resolved. What is filled in stays in the primitives of package field,
// whose labels are finished HTML for Inline and Blocks.
package sheet

import (
	"crypto/sha256"
	"fmt"

	"trustbook/internal/book"
	"trustbook/internal/chapter"
	"trustbook/internal/diag"
	"trustbook/internal/field"
	"trustbook/internal/markup"
)

// Document is one file to hand out.
type Document struct {
	Name        string // of the file: an exercise's id, chapter-SLUG or packet-book
	Title       string // neutral, plain text
	Language    string
	RightToLeft bool
	Practice    string // whose sheets they are, may be ""
	Words       Words
	Sheets      []*Sheet
}

// Words are the interface's words that stand on every sheet, plain text.
type Words struct {
	Name, Date, Stop, TickOne string
	Page                      string // with {n} and {m}
}

// Sheet is one exercise on paper.
type Sheet struct {
	ID      string
	Label   string // neutral: "Sheet 1.2"
	Chapter string // plain text, for outlines
	Title   []Span
	Facts   []string // who, and how long
	Prompt  []Block
	Stop    []Block
	Fields  []Field

	At  diag.Position // where it comes from
	Sum [sha256.Size]byte
}

// Field is one question. A Sentence stands for field.Blanks among its parts;
// all others are those of package field.
type Field struct {
	If       []Span // "If yes:"
	Question []Span
	Help     []Block
	Parts    []field.Primitive
	Sentence []Block // with spans that are blanks
}

// Book is the name of the document of the whole book.
const Book = "packet-book"

// Documents are a book's documents: each exercise, each chapter, the book.
func Documents(b *book.Book) []Document {
	blank := Document{
		Language: b.Language.V, RightToLeft: b.Direction == "rtl",
		Words: Words{
			Name: b.Strings.Text("sheet-name"), Date: b.Strings.Text("sheet-date"), Stop: b.Strings.Text("stop"),
			TickOne: b.Strings.Text("tick-one"), Page: b.Strings.Text("page-of"),
		},
	}
	var out []Document
	add := func(name, title string, sheets ...*Sheet) {
		if len(sheets) > 0 {
			d := blank
			d.Name, d.Title, d.Sheets = name, title, sheets
			out = append(out, d)
		}
	}
	var all []*Sheet
	for _, c := range b.Chapters {
		var sheets []*Sheet
		for i := range c.Exercises {
			if c.Exercises[i].HasSheet() {
				s := newSheet(b, c, i)
				add(s.ID, s.Label, s)
				sheets = append(sheets, s)
			}
		}
		add("chapter-"+c.Slug, b.Strings.Text("sheet", "code", c.Code), sheets...)
		all = append(all, sheets...)
	}
	add(Book, b.Strings.Text("worksheets"), all...)
	return out
}

func newSheet(b *book.Book, c *book.Chapter, i int) *Sheet {
	e := &c.Exercises[i]
	nowhere := func(string) string { return "" }
	resolve := b.Resolver(c, c.Slug+".html", "", nowhere, nil)
	stop := e.Stop.Expand(resolve)
	if stop == "" {
		stop = b.Stop.Expand(b.Resolver(nil, "", "", nowhere, nil))
	}
	s := &Sheet{
		ID:      e.ID.V,
		Label:   b.Strings.Text("sheet", "code", c.SheetCode(i)),
		Chapter: c.Title.Plain(resolve),
		Title:   Inline(e.Title.Expand(resolve)),
		Facts:   []string{b.Strings.Text("with-" + string(e.With.Or())), b.Strings.Count("minutes", e.Duration())},
		Prompt:  Blocks(e.Prompt.Expand(resolve)),
		Stop:    Blocks(stop),
		Fields:  fields(e, field.NewView(e.ID.V, e.Fields, resolve, func(id string) string { return b.Strings.Text(id) })),
	}
	s.Sum = sha256.Sum256(fmt.Appendf(nil, "%#v", *s))
	s.At = e.Mark.In(c.File)
	return s
}

func fields(e *chapter.Exercise, v field.View) []Field {
	var out []Field
	condition := ""
	for i := range e.Fields {
		f := &e.Fields[i]
		if !e.OnPaper(f) {
			continue
		}
		p := field.Paper(f, v)
		// Said once for fields in a row that hang on the same answer.
		if p.If == condition {
			p.If = ""
		} else {
			condition = p.If
		}
		next := Field{If: Inline(p.If), Question: Inline(p.Question), Help: Blocks(p.Help)}
		for _, part := range p.Parts {
			if b, ok := part.(field.Blanks); ok {
				next.Sentence = sentence(b)
				continue
			}
			next.Parts = append(next.Parts, part)
		}
		out = append(out, next)
	}
	return out
}

// Plain is the text of spans.
func Plain(spans []Span) string {
	text := ""
	for _, s := range spans {
		text += s.Text
	}
	return text
}

// Strip is finished inline HTML as plain text.
func Strip(html string) string { return markup.Strip(html) }
