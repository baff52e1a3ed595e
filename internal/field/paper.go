package field

import (
	"strconv"
	"strings"

	"trustbook/internal/markup"
)

// A Primitive is one thing that a worksheet is made of. Print, PDF and EPUB
// draw these and nothing else, so a new kind of field is new to none of them.
// Texts in them are HTML with all marks resolved; Label, but a Tick's, and
// Pattern are plain text.
type Primitive interface{ primitive() }

type (
	// Rules are writing lines, or a space of that many lines.
	Rules struct {
		Address string // "" when nothing is kept of it
		Label   string // plain text, for assistive technology
		Lines   int
		Style   string // ruled, dotted or blank
	}
	// Short is one short line, with a pattern such as __/__/__ on it.
	Short struct {
		Address, Label, Pattern string
	}
	// Ticks are tick boxes.
	Ticks struct {
		Label string // plain text of the question
		One   bool   // tick one: circles
		Row   bool   // side by side, as the points of a scale
		Items []Tick
	}
	// Tick is one tick box; Write adds a line to write on after its label.
	Tick struct {
		Address, Label, Write string
	}
	// Cells are a table. A row with a heading stands for a row of the field,
	// others for rows that the reader adds.
	Cells struct {
		Label   string
		Corner  string // heading of the column of row headings, may be ""
		Heads   []string
		Rows    []Row
		RowHead bool // rows have headings
		Round   bool // the cells are circles to tick
	}
	// Row is one row of Cells.
	Row struct {
		Head  string
		Cells []Cell
	}
	// Cell is one cell to write into or to tick.
	Cell struct {
		Address, Label string
		Tick           bool
		Pattern        string
		Tall           bool // room for more than a line
	}
	// Blanks are text with blanks to fill in.
	Blanks struct {
		Pieces []Piece
	}
	// Piece is text, or a blank where Address is set.
	Piece struct {
		HTML           string
		Address, Label string
	}
	// Prose is text to read.
	Prose struct{ HTML string }
)

func (Rules) primitive()  {}
func (Short) primitive()  {}
func (Ticks) primitive()  {}
func (Cells) primitive()  {}
func (Blanks) primitive() {}
func (Prose) primitive()  {}

// Sheet is a field laid out for paper.
type Sheet struct {
	If       string // "If yes:", as HTML
	Question string // HTML
	Help     string // HTML of blocks
	Parts    []Primitive
}

// Paper is f's paper form.
func Paper(f *Field, v View) Sheet {
	return Sheet{
		If:       v.Condition(f),
		Question: f.Label.Expand(v.Resolve),
		Help:     f.Help.Expand(v.Resolve),
		Parts:    KindOf(f).paper(f, v),
	}
}

func (v View) plain(h markup.HTML) string { return h.Plain(v.Resolve) }

// heads are interface strings as headings of Cells.
func (v View) heads(ids ...string) []string {
	var heads []string
	for _, id := range ids {
		heads = append(heads, markup.Escape(v.String(id)))
	}
	return heads
}

func (f *Field) lines(otherwise int) int {
	if f.Lines > 0 {
		return f.Lines
	}
	return otherwise
}

// ticks are the tick boxes of choices, and the line for one's own.
func (v View) ticks(f *Field, one bool) []Primitive {
	t := Ticks{Label: v.plain(f.Label.HTML), One: one}
	for _, c := range f.Choices {
		t.Items = append(t.Items, Tick{Address: v.Address(f, c.ID.V), Label: c.Label.Expand(v.Resolve)})
	}
	if f.Other {
		own := Tick{Label: markup.Escape(v.String("other")), Write: v.Address(f, ReservedPart)}
		if one {
			own.Address = v.Address(f, ReservedPart)
			own.Write += "-text"
		}
		t.Items = append(t.Items, own)
	}
	return []Primitive{t}
}

// Point is one point of a scale.
type Point struct {
	Value string
	Label markup.HTML // "" where only the ends are labelled
}

// Points are the points of a scale or a grid, lowest first.
func (f *Field) Points() []Point {
	if f.Min == nil || f.Max == nil {
		return nil
	}
	low, high := int(*f.Min), int(*f.Max)
	points := make([]Point, 0, high-low+1)
	for i := low; i <= high; i++ {
		p := Point{Value: strconv.Itoa(i)}
		switch {
		case i-low < len(f.Labels):
			p.Label = f.Labels[i-low].HTML
		case i == low:
			p.Label = f.MinLabel.HTML
		case i == high:
			p.Label = f.MaxLabel.HTML
		}
		points = append(points, p)
	}
	return points
}

// caption is what a point shows: its words, and its number where not every
// point has words.
func (f *Field) caption(p Point) markup.HTML {
	switch {
	case len(f.Labels) > 0:
		return p.Label
	case p.Label == "":
		return markup.HTML(p.Value)
	default:
		return markup.HTML(p.Value + " · " + string(p.Label))
	}
}

func fill(template, name, value string) string {
	return strings.ReplaceAll(template, "{"+name+"}", value)
}
