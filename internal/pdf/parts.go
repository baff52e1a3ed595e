package pdf

import (
	"strings"

	"trustbook/internal/field"
	"trustbook/internal/sheet"
)

// field sets one question: what is asked stays with the room to answer it.
func (d *document) field(e *element, f sheet.Field) []box {
	var out []box
	if len(f.If) > 0 {
		spans := append([]sheet.Span(nil), f.If...)
		for i := range spans {
			spans[i].Italic = true
		}
		out = append(out, glue(d.paragraph(d.set(spans, d.Body, d.width()), 0, d.Body*.1, linked(e.add("P"))))...)
	}
	if len(f.Question) > 0 {
		t := d.set(bold(f.Question), d.Body, d.width())
		out = append(out, glue(d.paragraph(t, 0, d.Body*.2, linked(e.add("H2"))))...)
	}
	out = append(out, glue(d.blocks(e, f.Help, 0))...)
	if len(f.Sentence) > 0 {
		out = append(out, d.sentence(e, f.Sentence)...)
	}
	for _, p := range f.Parts {
		out = append(out, d.part(e, p)...)
	}
	return together(out)
}

func (d *document) part(e *element, p field.Primitive) []box {
	switch p := p.(type) {
	case field.Rules:
		return d.rules(e, p)
	case field.Short:
		parent := e.add("P")
		return []box{{height: d.Rule * 1.1, paint: func(f frame) {
			w := f.width * .4
			d.write(parent, input{address: p.Address, label: p.Label, lines: 1, style: "ruled", pattern: p.Pattern}, f.at(0, w), f.top-d.Rule, w, d.Rule*.85)
		}}, gap(d.Body * .5)}
	case field.Ticks:
		return d.ticks(e, p)
	case field.Cells:
		return d.cells(e, p)
	case field.Prose:
		return d.blocks(e, sheet.Blocks(p.HTML), 0)
	}
	return nil
}

// rules are a field of so many lines, or a space where nothing is kept.
func (d *document) rules(e *element, p field.Rules) []box {
	most := int(d.room()/d.Rule) - 4
	n := max(1, min(p.Lines, most))
	parent := e.add("P")
	return []box{{height: float64(n) * d.Rule, lines: n, paint: func(f frame) {
		in := input{address: p.Address, label: p.Label, lines: int(f.height/d.Rule + .5), style: p.Style}
		if p.Address != "" {
			d.write(parent, in, f.x, f.top-f.height, f.width, f.height)
			return
		}
		d.artifact(func(c *canvas) {
			c.op("cm", 1, 0, 0, 1, f.x, f.top-f.height)
			in.rules(c, f.width, f.height, d.Rule)
			if p.Style == "blank" {
				c.op("G", .6)
				c.op("re", 0, 0, f.width, f.height)
				c.op("S")
			}
		})
	}}, gap(d.Body * .6)}
}

// sentence sets a sentence with rules in it.
func (d *document) sentence(e *element, blocks []sheet.Block) []box {
	var out []box
	space := d.set([]sheet.Span{{Text: strings.Repeat(blankSpace, 10)}}, d.Body, d.width()).widest() / 10
	for _, b := range blocks {
		spans := append([]sheet.Span(nil), b.Spans...)
		for i, s := range spans {
			if s.Address != "" {
				name := d.set([]sheet.Span{{Text: s.Label}}, d.Body*.75, d.width())
				wide := min(max(name.widest()+8, d.width()*.3), d.width()*.9)
				spans[i].Text = strings.Repeat(blankSpace, int(wide/space))
			}
		}
		t := d.set(spans, d.Body, d.width())
		t.lead = max(d.Rule*1.15, d.Body*2.3)
		out = append(out, d.paragraph(t, 0, d.Body*.5, linked(e.add("P")))...)
	}
	return out
}

// blank is a blank of a sentence, its name below the line.
func (d *document) blank(e *element, s sheet.Span, x, y, width float64) {
	if e == nil {
		return
	}
	d.write(e, input{address: s.Address, label: s.Label, lines: 1, style: "ruled"}, x, y-3, width, d.Body*1.5)
	t := d.set([]sheet.Span{{Text: s.Label}}, d.Body*.75, width)
	if len(t.lines) > 0 {
		d.drawLine(t, 0, x, y-3-d.Body*.75, width, only(e))
	}
}

// manyChoices are so many that they stand in two columns if they are short.
const manyChoices = 6

// ticks are choices, one below the other or side by side.
func (d *document) ticks(e *element, p field.Ticks) []box {
	var out []box
	if p.One && !p.Row {
		t := d.set([]sheet.Span{{Text: d.Words.TickOne, Italic: true}}, d.Body*.9, d.width())
		out = append(out, glue(d.paragraph(t, 0, d.Body*.1, only(e.add("P"))))...)
	}
	l := e.add("L")
	l.attr = "<</O/List/ListNumbering/None>>"
	side := d.Body * 1.05
	inset := side + d.Body*.5
	var all []choice
	widest := 0.0
	for _, item := range p.Items {
		c := choice{Tick: item, one: p.One, question: p.Label, body: l.add("LI").add("LBody")}
		c.t = d.set(sheet.Inline(item.Label), d.Body, d.width()-inset)
		c.width = inset + c.t.widest()
		if widest = max(widest, c.width); item.Write != "" {
			widest = max(widest, d.width()*.45)
		}
		all = append(all, c)
	}
	apart := d.Body * 1.4
	half := (d.width() + apart) / 2
	twice := !p.Row && len(all) >= manyChoices && widest+apart < half
	var row []choice
	used := 0.0
	for _, c := range all {
		if full := used+c.width > d.width() || !p.Row && !twice || len(row) == 2 && twice; len(row) > 0 && full {
			out = append(out, d.choices(row, side, inset))
			row, used = nil, 0
		}
		c.from = used
		row, used = append(row, c), used+c.width+apart
		if twice {
			used = half * float64(len(row))
		}
	}
	if len(row) > 0 {
		out = append(out, d.choices(row, side, inset))
	}
	for i := range out { // neither the first nor the last stands alone
		out[i].keep = out[i].keep || i == 0 || i == len(out)-2
	}
	if n := len(out); n > 0 {
		out[n-1].keep = false
	}
	return append(out, gap(d.Body*.4))
}

// choice is one tick box with its label.
type choice struct {
	field.Tick
	one         bool
	question    string
	body        *element
	t           *text
	from, width float64
}

// choices are tick boxes side by side.
func (d *document) choices(row []choice, side, inset float64) box {
	height := 0.0
	for _, c := range row {
		height = max(height, c.t.height()+d.Body*.35)
		if c.Write != "" {
			height = max(height, d.Rule*1.1)
		}
	}
	return box{height: height, paint: func(f frame) {
		for _, c := range row {
			top := f.top - d.Body*.15
			if c.Write != "" {
				top = f.top - f.height + c.t.lead
			}
			label := sheet.Strip(c.Label)
			if c.question != "" {
				label = c.question + " " + label
			}
			d.tick(c.body, c.Address, label, c.one, f.at(c.from, side), top-c.t.lead*.5-side*.5, side)
			for i := range c.t.lines {
				w := c.t.lines[i].width
				d.drawLine(c.t, i, f.at(c.from+inset, w), top-c.t.baseline()-float64(i)*c.t.lead, w, linked(c.body))
			}
			if c.Write != "" {
				from := c.from + inset + c.t.widest() + 6
				w := f.width - from
				d.write(c.body, input{address: c.Write, label: label, lines: 1, style: "ruled"}, f.at(from, w), top-c.t.lead, w, d.Rule*.9)
			}
		}
	}}
}
