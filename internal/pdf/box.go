package pdf

import "trustbook/internal/sheet"

// box is what stands on one page, as wide as the text.
type box struct {
	height float64
	keep   bool    // stays on the page of the next
	lines  int     // writing lines, between which spare room is shared out
	slack  float64 // height that it can do without
	row    bool    // a row to write in, which may be higher
	paint  func(f frame)
	head   *box // comes again above this box where that begins a page

	// group is the height of the boxes that stay together if a page can hold
	// them, at the first of these.
	group float64
}

// frame is where a box stands.
type frame struct {
	x, top, width, height float64
	rtl                   bool
}

// at is the left edge of something of a width that is inset from where lines
// begin, which is on the right in some scripts.
func (f frame) at(inset, width float64) float64 {
	if f.rtl {
		return f.x + f.width - inset - width
	}
	return f.x + inset
}

// gap is room between boxes, which a page does not begin with.
func gap(height float64) box { return box{height: height, slack: height * .4} }

func total(boxes []box) float64 {
	h := 0.0
	for _, b := range boxes {
		h += b.height
	}
	return h
}

// together makes boxes a group.
func together(boxes []box) []box {
	for i := range boxes {
		if boxes[i].paint != nil {
			boxes[i].group = total(boxes[i:])
			break
		}
	}
	return boxes
}

// baseline is the distance of a line's baseline from its top.
func (t *text) baseline() float64 { return t.lead*.5 + t.size*.34 }

// paragraph makes a box a line, none of which stands alone on a page.
func (d *document) paragraph(t *text, inset, after float64, of func(sheet.Span) *element) []box {
	var out []box
	n := len(t.lines)
	for i := range n {
		b := box{height: t.lead, keep: n > 1 && (i == 0 || i == n-2), paint: func(f frame) {
			d.drawLine(t, i, f.at(inset, f.width-inset), f.top-t.baseline(), f.width-inset, of)
		}}
		out = append(out, b)
	}
	if n > 0 && after > 0 {
		out = append(out, gap(after))
	}
	return out
}

// glue keeps boxes with what follows.
func glue(boxes []box) []box {
	for i := range boxes {
		boxes[i].keep = true
	}
	return boxes
}

// only says that all of a text belongs to e.
func only(e *element) func(sheet.Span) *element {
	return func(sheet.Span) *element { return e }
}

// linked says that all of a text belongs to e, and its links to elements of
// their own.
func linked(e *element) func(sheet.Span) *element {
	links := map[sheet.Span]*element{}
	return func(s sheet.Span) *element {
		if s.Link == "" {
			return e
		}
		if links[s] == nil {
			links[s] = e.add("Link")
		}
		return links[s]
	}
}
