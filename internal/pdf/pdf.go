// Package pdf writes worksheets as PDF files: a document of sheets and a format
// go in, the bytes of a file come out, the same for the same input. No browser
// and no other program has a part in it.
//
// # What the files are
//
// They are PDF 1.7, built to PDF/UA-1 (which only its own checkers and people
// can confirm): everything painted belongs to an element of the structure or
// is an artifact; headings, lists, tables with header cells, links and fields
// are what they are called; the language and a title are given.
//
// Fields are filled in with any viewer. A field's name is the address of the
// answer, exercise/field/part; a tick box a choice, also where one is to be
// chosen, as radio buttons lose data in some viewers. What a blank sheet shows
// to write on, rules or a pattern such as __/__/__, is drawn in the empty
// field's appearance, which viewers replace once something is typed: rules
// would strike it through.
//
// # How they are set
//
// Text is shaped by go-text (ligatures, marks, right-to-left and complex
// scripts), left-aligned, never hyphenated. Each sheet begins on a new page;
// what is asked stays with the room to answer it; a table's headings come back
// on each page; no line of a paragraph stands alone. The room that is left on a
// page is shared out among its writing lines.
//
//	text.go draw.go          letters on lines
//	box.go page.go           boxes on pages
//	prose.go parts.go table.go   what sheets hold, as boxes
//	widget.go tree.go        fields, structure
//	font.go subset.go typing.go objects.go finish.go   the file
package pdf

import (
	"crypto/sha256"
	"fmt"

	"trustbook/internal/sheet"
)

// Version changes when the same input gives another file.
const Version = 1

// Format is a size of paper and of type, in points.
type Format struct {
	Name          string
	Width, Height float64
	Body          float64 // size of the text
	Rule          float64 // from writing line to writing line
}

const mm = 72 / 25.4

// Formats are the formats of each document.
var Formats = []Format{
	{"a4", 595.28, 841.89, 11.5, 9 * mm},
	{"letter", 612, 792, 11.5, 9 * mm},
	{"large", 595.28, 841.89, 17, 12 * mm},
}

// The page's margins.
const (
	side   = 20 * mm
	above  = 23 * mm
	below  = 20 * mm
	header = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
)

// document is a file under way.
type document struct {
	*sheet.Document
	Format
	*Setter
	objects

	root      *element
	pages     []*page
	page      *page // that is being painted
	annotated []*element
	fields    []ref
	outline   []bookmark

	subsets     map[*Font]*subset
	used        []*subset
	resources   ref // shared by pages and appearances
	typed       ref
	appearances map[string]ref
}

// bookmark is an entry of the outline.
type bookmark struct {
	title   string
	chapter string
	page    *page
	top     float64
}

// Render writes a document in a format.
func (s *Setter) Render(doc *sheet.Document, format Format) []byte {
	d := &document{
		Document: doc, Format: format, Setter: s,
		root:    &element{kind: "Document"},
		subsets: map[*Font]*subset{}, appearances: map[string]ref{},
	}
	d.resources, d.typed = d.alloc(), d.alloc()
	for _, sh := range doc.Sheets {
		d.sheet(sh)
	}
	d.furniture()
	return d.finish(s.fonts.Made(doc, format))
}

// Made names what a file is made of, so that one that was made of the same
// need not be made again.
func (f *Fonts) Made(doc *sheet.Document, format Format) (id [16]byte) {
	h := sha256.New()
	fmt.Fprintf(h, "%x %v %q %q %v %q %q", f.sum, format, doc.Title, doc.Language, doc.RightToLeft, doc.Practice, doc.Words)
	for _, s := range doc.Sheets {
		h.Write(s.Sum[:])
	}
	copy(id[:], h.Sum(nil))
	return id
}

// width is that of the text.
func (d *document) width() float64 { return d.Width - 2*side }

// room is the height for boxes on a page.
func (d *document) room() float64 { return d.Height - above - below }

func (d *document) subset(f *Font) *subset {
	s := d.subsets[f]
	if s == nil {
		s = newSubset(f, fmt.Sprintf("F%d", len(d.used)+1), d.alloc())
		d.subsets[f] = s
		d.used = append(d.used, s)
	}
	return s
}
