package pdf

import (
	"slices"
	"strconv"
	"strings"

	"trustbook/internal/field"
	"trustbook/internal/sheet"
)

// sheet sets one sheet on pages of its own.
func (d *document) sheet(s *sheet.Sheet) {
	upright := d.Format
	if wide(s) {
		d.Width, d.Height = d.Height, d.Width
	}
	defer func() { d.Format = upright }()
	e := d.root.add("Sect")
	boxes := d.title(s, e)
	facts := d.set([]sheet.Span{{Text: strings.Join(s.Facts, " · ")}}, d.Body*.9, d.width())
	boxes = append(boxes, glue(d.paragraph(facts, 0, d.Body*.4, only(e.add("P"))))...)
	boxes = append(boxes, d.nameAndDate(e))
	boxes = append(boxes, d.blocks(e, s.Prompt, 0)...)
	if len(s.Stop) > 0 {
		stop := []sheet.Block{{Kind: sheet.Paragraph, Spans: []sheet.Span{{Text: d.Words.Stop, Bold: true}}}}
		boxes = append(boxes, d.aside(e, append(stop, s.Stop...), 0)...)
	}
	for _, f := range s.Fields {
		boxes = append(boxes, gap(d.Body*.5))
		boxes = append(boxes, d.field(e, f)...)
	}
	d.place(s.Label, boxes)
}

// wideFrom is the number of columns from which a sheet lies on its side.
const wideFrom = 5

func wide(s *sheet.Sheet) bool {
	return slices.ContainsFunc(s.Fields, func(f sheet.Field) bool {
		return slices.ContainsFunc(f.Parts, func(p field.Primitive) bool {
			c, ok := p.(field.Cells)
			return ok && !c.Round && len(c.Heads) >= wideFrom
		})
	})
}

func (d *document) title(s *sheet.Sheet, e *element) []box {
	spans := bold(s.Title)
	t := d.set(spans, d.Body*1.7, d.width())
	t.lead = t.size * 1.2
	boxes := glue(d.paragraph(t, 0, d.Body*.2, linked(e.add("H1"))))
	if len(boxes) == 0 {
		return nil
	}
	paint := boxes[0].paint
	boxes[0].paint = func(f frame) {
		d.outline = append(d.outline, bookmark{sheet.Plain(s.Title), s.Chapter, d.page, f.top})
		paint(f)
	}
	return boxes
}

func bold(spans []sheet.Span) []sheet.Span {
	out := make([]sheet.Span, len(spans))
	for i, s := range spans {
		s.Bold = true
		out[i] = s
	}
	return out
}

// nameAndDate are lines for a name and a date, which are for paper only.
func (d *document) nameAndDate(e *element) box {
	p := e.add("P")
	name := d.set([]sheet.Span{{Text: d.Words.Name}}, d.Body*.9, d.width())
	date := d.set([]sheet.Span{{Text: d.Words.Date}}, d.Body*.9, d.width())
	height := d.Rule * 1.1
	return box{height: height + d.Body*.8, paint: func(f frame) {
		y := f.top - height*.8
		put := func(t *text, from, to float64) {
			if len(t.lines) == 0 {
				return
			}
			w := t.lines[0].width
			d.drawLine(t, 0, f.at(from, w), y, w, only(p))
			d.artifact(func(c *canvas) {
				x := f.at(from+w+4, to-from-w-4)
				c.line(.5, .4, x, y-2, x+to-from-w-4, y-2)
			})
		}
		put(name, 0, f.width*.62)
		put(date, f.width*.65, f.width)
	}}
}

// blocks sets prose.
func (d *document) blocks(e *element, blocks []sheet.Block, inset float64) []box {
	var out []box
	for _, b := range blocks {
		switch b.Kind {
		case sheet.Paragraph:
			t := d.set(b.Spans, d.Body, d.width()-inset)
			out = append(out, d.paragraph(t, inset, d.Body*.5, linked(e.add("P")))...)
		case sheet.Heading:
			t := d.set(bold(b.Spans), d.Body*1.1, d.width()-inset)
			out = append(out, glue(d.paragraph(t, inset, d.Body*.2, linked(e.add("H2"))))...)
		case sheet.List:
			out = append(out, d.list(e, b, inset)...)
		case sheet.Aside:
			out = append(out, d.aside(e, b.Blocks, inset)...)
		case sheet.Table:
			out = append(out, d.proseTable(e, b)...)
		default:
			out = append(out, d.blocks(e, b.Blocks, inset)...)
		}
	}
	return out
}

// list sets a list; the mark of an item is painted with its first line.
func (d *document) list(e *element, b sheet.Block, inset float64) []box {
	l := e.add("L")
	l.attr = "<</O/List/ListNumbering/Disc>>"
	if b.Ordered {
		l.attr = "<</O/List/ListNumbering/Decimal>>"
	}
	var out []box
	deeper := d.Body * 1.6
	for i, item := range b.Blocks {
		li := l.add("LI")
		label, body := li.add("Lbl"), li.add("LBody")
		mark := "•"
		if b.Ordered {
			mark = strconv.Itoa(b.Start+i) + "."
		}
		t := d.set([]sheet.Span{{Text: mark}}, d.Body, deeper*2)
		boxes := d.blocks(body, item.Blocks, inset+deeper)
		for j := range boxes {
			if paint := boxes[j].paint; paint != nil {
				boxes[j].paint = func(f frame) {
					d.drawLine(t, 0, f.at(inset+d.Body*.3, t.lines[0].width), f.top-t.baseline(), t.lines[0].width, only(label))
					paint(f)
				}
				break
			}
		}
		if n := len(boxes); n > 0 && boxes[n-1].paint == nil && i+1 < len(b.Blocks) {
			boxes[n-1].height = d.Body * .15
		}
		out = append(out, boxes...)
	}
	return out
}

// aside sets blocks beside a bar.
func (d *document) aside(e *element, blocks []sheet.Block, inset float64) []box {
	boxes := d.blocks(e.add("Sect"), blocks, inset+d.Body)
	for i := range boxes {
		paint := boxes[i].paint
		if paint == nil && i+1 == len(boxes) {
			break
		}
		boxes[i].paint = func(f frame) {
			if paint != nil {
				paint(f)
			}
			d.artifact(func(c *canvas) {
				x := f.at(inset+1, 2)
				c.line(2, .5, x+1, f.top, x+1, f.top-f.height)
			})
		}
	}
	return boxes
}
