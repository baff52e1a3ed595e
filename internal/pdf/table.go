package pdf

import (
	"slices"
	"strings"

	"trustbook/internal/field"
	"trustbook/internal/sheet"
)

// cell is one cell of a table: text, or a field.
type cell struct {
	t     *text
	head  bool
	scope string // of a head: Column or Row
	field *field.Cell
}

const cellPad = 4

// cells set a table to fill in.
func (d *document) cells(e *element, p field.Cells) []box {
	widths, size := d.columns(p)
	if widths == nil {
		return d.ratings(e, p)
	}
	set := func(html string, column int, bolder bool) *text {
		spans := sheet.Inline(html)
		if bolder {
			spans = bold(spans)
		}
		return d.set(spans, size, widths[column]-2*cellPad)
	}
	var head []cell
	if p.RowHead {
		head = append(head, cell{t: set(p.Corner, 0, true), head: p.Corner != "", scope: "Column"})
	}
	for _, h := range p.Heads {
		head = append(head, cell{t: set(h, len(head), true), head: true, scope: "Column"})
	}
	var rows [][]cell
	for _, r := range p.Rows {
		var row []cell
		if p.RowHead {
			row = append(row, cell{t: set(r.Head, 0, false), head: true, scope: "Row"})
		}
		for i := range r.Cells {
			row = append(row, cell{field: &r.Cells[i]})
		}
		rows = append(rows, row)
	}
	return d.table(e, head, rows, widths)
}

// columns are the widths of a table's columns and the size of what stands in
// them; none where the longest word of a heading does not fit.
func (d *document) columns(p field.Cells) ([]float64, float64) {
	n, size := len(p.Heads), d.Body*.92
	var widths []float64
	rest := d.width()
	if p.RowHead {
		part := max(.3, 1/float64(n+1))
		widths = append(widths, rest*part)
		rest -= widths[0]
	}
	least := 0.0
	for _, h := range p.Heads {
		widths = append(widths, rest/float64(n))
		least = max(least, d.longest(sheet.Strip(h), size))
	}
	if room := rest/float64(n) - 2*cellPad; least > room {
		size *= max(.72, room/least)
		if p.Round && least*size/(d.Body*.92) > room {
			return nil, 0
		}
	}
	return widths, size
}

// longest is the width of the longest word.
func (d *document) longest(s string, size float64) float64 {
	w := 0.0
	for _, word := range strings.Fields(s) {
		w = max(w, d.set([]sheet.Span{{Text: word, Bold: true}}, size, 10*d.width()).widest())
	}
	return w
}

// ratings are a grid too wide for the page: each row as a scale of its own.
func (d *document) ratings(e *element, p field.Cells) []box {
	var out []box
	for _, r := range p.Rows {
		t := d.set(sheet.Inline(r.Head), d.Body, d.width())
		out = append(out, glue(d.paragraph(t, 0, 0, linked(e.add("P"))))...)
		ticks := field.Ticks{Label: sheet.Strip(r.Head), One: true, Row: true}
		for i, c := range r.Cells {
			ticks.Items = append(ticks.Items, field.Tick{Address: c.Address, Label: p.Heads[i]})
		}
		out = append(out, d.ticks(e, ticks)...)
	}
	return out
}

// proseTable sets a table that is only read.
func (d *document) proseTable(e *element, b sheet.Block) []box {
	var rows [][]cell
	n := 1
	for _, r := range b.Blocks {
		n = max(n, len(r.Blocks))
	}
	widths := make([]float64, n)
	for i := range widths {
		widths[i] = d.width() / float64(n)
	}
	for _, r := range b.Blocks {
		var row []cell
		for i, c := range r.Blocks {
			var spans []sheet.Span
			for _, p := range c.Blocks {
				spans = append(spans, p.Spans...)
			}
			if c.Head {
				spans = bold(spans)
			}
			row = append(row, cell{t: d.set(spans, d.Body*.92, widths[i]-2*cellPad), head: c.Head, scope: "Column"})
		}
		for len(row) < n {
			row = append(row, cell{t: &text{}})
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return nil
	}
	return d.table(e, rows[0], rows[1:], widths)
}

// table sets rows below headings, which come again on each page as artifacts.
func (d *document) table(e *element, head []cell, rows [][]cell, widths []float64) []box {
	t := e.add("Table")
	first := d.row(t.add("TR"), head, widths)
	first.keep = true
	again := d.row(nil, head, widths)
	out := []box{first}
	for i, r := range rows {
		b := d.row(t.add("TR"), r, widths)
		b.head = &again
		b.keep = i == len(rows)-2
		out = append(out, b)
	}
	return append(out, gap(d.Body*.6))
}

// row sets a row; without an element it is an artifact.
func (d *document) row(tr *element, cells []cell, widths []float64) box {
	elements := make([]*element, len(cells))
	height, text := 0.0, 0.0
	for i, c := range cells {
		if tr != nil {
			elements[i] = tr.add("TD")
			if c.head {
				elements[i].kind, elements[i].attr = "TH", "<</O/Table/Scope/"+c.scope+">>"
			}
		}
		if height = max(height, d.cellHeight(c)); c.field == nil {
			text = max(text, d.cellHeight(c))
		}
	}
	writes := slices.ContainsFunc(cells, func(c cell) bool { return c.field != nil && !c.field.Tick })
	slack := 0.0
	if writes {
		slack = max(0, height-max(text, d.Rule))
	}
	return box{height: height, slack: slack, row: writes, paint: func(f frame) {
		d.artifact(func(c *canvas) {
			c.op("G", .45)
			c.op("w", .6)
			c.op("re", f.x, f.top-f.height, f.width, f.height)
			at := f.x
			for i := range widths[1:] {
				if at += widths[i]; f.rtl {
					at = f.at(sum(widths[:i+1]), 0)
				}
				c.op("m", at, f.top)
				c.op("l", at, f.top-f.height)
			}
			c.op("S")
		})
		from := 0.0
		for i, c := range cells {
			d.cell(elements[i], c, f.at(from, widths[i]), f.top, widths[i], f.height)
			from += widths[i]
		}
	}}
}

func sum(widths []float64) float64 {
	w := 0.0
	for _, v := range widths {
		w += v
	}
	return w
}

func (d *document) cellHeight(c cell) float64 {
	switch {
	case c.field == nil:
		return c.t.height() + 2*cellPad
	case c.field.Tick:
		return d.Body * 2
	case c.field.Tall:
		return d.Rule * 1.9
	}
	return d.Rule * 1.15
}

func (d *document) cell(e *element, c cell, x, top, width, height float64) {
	switch {
	case c.field == nil:
		y := top - cellPad
		if c.scope == "Row" { // beside what is written
			y = top - (height-c.t.height())/2
		}
		for i := range c.t.lines {
			d.drawLine(c.t, i, x+cellPad, y-c.t.baseline()-float64(i)*c.t.lead, width-2*cellPad, d.linkedCell(e))
		}
	case c.field.Tick:
		side := d.Body * 1.05
		d.tick(e, c.field.Address, c.field.Label, true, x+(width-side)/2, top-(height+side)/2, side)
	case e != nil:
		in := input{address: c.field.Address, label: c.field.Label, lines: 1, pattern: c.field.Pattern}
		if c.field.Tall || c.field.Pattern == "" {
			in.lines = max(2, int(height/d.Rule+.5))
		}
		d.write(e, in, x+2, top-height+2, width-4, height-4)
	}
}

func (d *document) linkedCell(e *element) func(sheet.Span) *element {
	if e == nil {
		return nil
	}
	return linked(e)
}
