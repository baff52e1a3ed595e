package pdf

import (
	"fmt"
	"math"
	"strconv"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/shaping"

	"trustbook/internal/sheet"
)

// canvas is what is painted: operators of a content stream.
type canvas []byte

// op appends an operator with its operands.
func (c *canvas) op(name string, operands ...float64) {
	for _, v := range operands {
		*c = append(decimal(*c, v), ' ')
	}
	*c = append(append(*c, name...), '\n')
}

func (c *canvas) put(s string) { *c = append(*c, s...) }

// decimal appends a number with two decimals or fewer.
func decimal(dst []byte, v float64) []byte {
	v = math.Round(v*100) / 100
	if v == 0 {
		v = 0 // not -0
	}
	return strconv.AppendFloat(dst, v, 'f', -1, 64)
}

// line strokes a line.
func (c *canvas) line(width, grey, x1, y1, x2, y2 float64) {
	c.op("G", grey)
	c.op("w", width)
	c.op("m", x1, y1)
	c.op("l", x2, y2)
	c.op("S")
}

func (c *canvas) circle(x, y, r float64) {
	k := .5523 * r
	c.op("m", x+r, y)
	c.op("c", x+r, y+k, x+k, y+r, x, y+r)
	c.op("c", x-k, y+r, x-r, y+k, x-r, y)
	c.op("c", x-r, y-k, x-k, y-r, x, y-r)
	c.op("c", x+k, y-r, x+r, y-k, x+r, y)
	c.op("h")
}

// artifact paints what is no content: rules, borders.
func (d *document) artifact(paint func(c *canvas)) {
	c := &d.page.canvas
	c.put("/Artifact BMC\nq\n")
	paint(c)
	c.put("Q\nEMC\n")
}

// drawLine paints line i with its baseline at y, in a box from x of a width.
// of says which element a span's text belongs to; with nil it is an artifact.
func (d *document) drawLine(t *text, i int, x, y, width float64, of func(sheet.Span) *element) {
	l := t.lines[i]
	if d.RightToLeft {
		x += width - l.width
	}
	places := map[int32]float64{}
	for _, r := range l.visual() {
		places[r.VisualIndex] = x
		x += units(r.Advance) * t.size
	}
	c := &d.page.canvas
	var open *element
	inside := false
	for _, r := range l.parts {
		span := l.spans[l.owner[r.Runes.Offset]]
		x, wide := places[r.VisualIndex], units(r.Advance)*t.size
		var e *element
		if of != nil {
			e = of(span)
		}
		if span.Address != "" {
			if inside {
				c.put("EMC\n")
				inside = false
			}
			d.blank(e, span, x, y, wide)
			continue
		}
		if !inside || e != open {
			if inside {
				c.put("EMC\n")
			}
			d.mark(e)
			open, inside = e, true
		}
		d.drawRun(c, l.runes, t.size, r, x, y)
		if span.Link != "" && e != nil {
			c.line(.4, 0, x, y-1.2, x+wide, y-1.2)
			d.link(e, span, x, y-t.size*.25, wide, t.size*1.15)
		}
	}
	if inside {
		c.put("EMC\n")
	}
}

// mark begins content of e, or an artifact.
func (d *document) mark(e *element) {
	if e == nil {
		d.page.canvas.put("/Artifact BMC\n")
		return
	}
	n := len(d.page.marked)
	d.page.marked = append(d.page.marked, e)
	e.kids = append(e.kids, content{d.page, n})
	d.page.canvas.put(fmt.Sprintf("/%s<</MCID %d>>BDC\n", e.kind, n))
}

// drawRun paints one run of glyphs.
func (d *document) drawRun(c *canvas, runes []rune, size float64, r shaping.Output, x, y float64) {
	s := d.subset(d.byFace[r.Face])
	codes := s.encode(runes, r)
	*c = append(*c, "BT /"...)
	*c = append(*c, s.resource...)
	*c = append(*c, ' ')
	c.op("Tf", size)
	c.op("Td", x, y)
	*c = append(*c, "[<"...)
	lifted := 0.0
	for i, g := range r.Glyphs {
		across, up := units(g.XOffset)*em, units(g.YOffset)*size
		if math.Abs(up-lifted) > .02 {
			*c = append(*c, ">]TJ "...)
			c.op("Ts", up)
			*c = append(*c, "[<"...)
			lifted = up
		}
		if math.Abs(across) >= .5 {
			*c = fmt.Appendf(*c, ">%.0f<", -across)
		}
		*c = append(*c, hexDigits[codes[i]>>12], hexDigits[codes[i]>>8&15], hexDigits[codes[i]>>4&15], hexDigits[codes[i]&15])
		if gap := s.width(g.GlyphID) + across - units(g.Advance)*em; math.Abs(gap) >= 1 {
			*c = fmt.Appendf(*c, ">%.0f<", gap)
		}
	}
	*c = append(*c, ">]TJ "...)
	if lifted != 0 {
		*c = append(*c, "0 Ts "...)
	}
	*c = append(*c, "ET\n"...)
}

const hexDigits = "0123456789ABCDEF"

// encode gives the character codes of a run. A cluster's text is shared out
// among its glyphs in the order in which a reader of the file meets them.
func (s *subset) encode(runes []rune, r shaping.Output) []uint16 {
	codes := make([]uint16, len(r.Glyphs))
	for i := 0; i < len(r.Glyphs); {
		n := max(1, min(r.Glyphs[i].GlyphsCount(), len(r.Glyphs)-i))
		at := r.Glyphs[i].TextIndex()
		cluster := runes[at : at+r.Glyphs[i].RunesCount()]
		for j := range n {
			k := j
			if r.Direction == di.DirectionRTL {
				k = n - 1 - j
			}
			part := "\u200b" // a glyph with no letter of its own
			switch {
			case k >= len(cluster):
			case k == n-1:
				part = string(cluster[k:])
			default:
				part = string(cluster[k])
			}
			codes[i+j] = s.code(r.Glyphs[i+j].GlyphID, part)
		}
		i += n
	}
	return codes
}

// link lays a link over text.
func (d *document) link(e *element, s sheet.Span, x, y, width, height float64) {
	r := d.alloc()
	d.objects.set(r, fmt.Sprintf("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%s]/StructParent %d/Contents %s/A<</S/URI/URI %s>>>>",
		rect(x, y, width, height), d.annotate(e, r), str(s.Text), str(s.Link)))
}

func rect(x, y, width, height float64) string {
	return fmt.Sprintf("%.2f %.2f %.2f %.2f", x, y, x+width, y+height)
}
