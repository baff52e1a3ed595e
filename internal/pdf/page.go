package pdf

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"trustbook/internal/sheet"
)

// page is one page.
type page struct {
	canvas      canvas
	marked      []*element // by MCID
	annotations []ref
	ref         ref
	format      Format
	label       string // of the sheet on it
}

// chunk is how many boxes from the first stay on one page.
func chunk(boxes []box) int {
	n := 1
	for n < len(boxes) && boxes[n-1].keep {
		n++
	}
	return n
}

// pager shares boxes out among pages.
type pager struct {
	room, rule float64
	tight      bool // whether writing lines may be taken away to make room
	pages      [][]box
	on         []box
	used       float64
}

func (p *pager) turn() {
	if len(p.on) > 0 {
		p.pages = append(p.pages, p.on)
	}
	p.on, p.used = nil, 0
}

// share returns the pages of boxes.
func (p *pager) share(boxes []box) [][]box {
	for i := 0; i < len(boxes); {
		if boxes[i].paint == nil && len(p.on) == 0 { // a gap
			i++
			continue
		}
		if g := boxes[i].group; g > 0 && g <= p.room && p.used > p.room/2 && p.over(g) > 0 && !p.spare(nil, p.over(g)) {
			p.turn()
		}
		n := chunk(boxes[i:])
		if total(boxes[i:i+n]) > p.room { // too long to stay together
			n = 1
		}
		next := slices.Clone(boxes[i : i+n])
		if over := p.over(total(next)); over > .1 && next[0].paint != nil && !p.spare(next, over) {
			p.turn()
		}
		if h := next[0].head; h != nil && len(p.on) == 0 {
			p.on, p.used = append(p.on, *h), h.height
		}
		p.on, p.used = append(p.on, next...), p.used+total(next)
		i += n
	}
	p.turn()
	return p.pages
}

// over is by how much something does not fit on the page.
func (p *pager) over(height float64) float64 { return p.used + height - p.room }

// spare makes so much more fit, or nothing if it cannot: gaps and rows become
// lower, and then writing lines go, from the page and from what comes next, no
// more than a third of any.
func (p *pager) spare(next []box, height float64) bool {
	if !p.tight {
		return false
	}
	var all []*box
	slack := 0.0
	for _, boxes := range [][]box{p.on, next} {
		for i := range boxes {
			all = append(all, &boxes[i])
			slack += boxes[i].slack
		}
	}
	need := int(math.Ceil((height - slack) / p.rule))
	var from []*box
	for _, b := range all {
		now := int(b.height/p.rule + .5)
		for least := b.lines - b.lines/3; b.lines > 1 && now > least && len(from) < need; now-- {
			from = append(from, b)
		}
	}
	if len(from) < need {
		return false
	}
	part := min(1, height/max(slack, 1))
	for _, b := range all {
		b.height -= b.slack * part
		b.slack -= b.slack * part
	}
	for _, b := range from {
		b.height -= p.rule
	}
	p.used = total(p.on)
	return true
}

// paginate shares boxes out among pages: with fewer writing lines than were
// asked for if that saves a page.
func paginate(boxes []box, room, rule float64) [][]box {
	loose := (&pager{room: room, rule: rule}).share(boxes)
	if len(loose) < 2 {
		return loose
	}
	tight := (&pager{room: room, rule: rule, tight: true}).share(boxes)
	if len(tight) < len(loose) {
		return tight
	}
	return loose
}

// stretch shares the spare room of a page out among its writing lines, a line
// at a time to whichever has grown least for its size. None grows beyond three
// times what its author asked for. What is left makes the rows of tables higher
// by up to a half.
func stretch(boxes []box, room, rule float64) {
	spare := room - total(boxes)
	grown := make([]int, len(boxes))
	for spare >= rule {
		best := -1
		for i, b := range boxes {
			if b.lines > 1 && grown[i] < 2*b.lines && (best < 0 || grown[i]*boxes[best].lines < grown[best]*b.lines) {
				best = i
			}
		}
		if best < 0 {
			break
		}
		grown[best]++
		boxes[best].height += rule
		spare -= rule
	}
	var rows []*box
	height := 0.0
	for i, b := range boxes {
		if b.row {
			rows = append(rows, &boxes[i])
			height += b.height
		}
	}
	if height > 0 && spare > 0 {
		more := 1 + min(.5, spare/height)
		for _, b := range rows {
			b.height *= more
		}
	}
}

// place puts a sheet's boxes on pages of its own.
func (d *document) place(label string, boxes []box) {
	for _, on := range paginate(boxes, d.room(), d.Rule) {
		stretch(on, d.room(), d.Rule)
		d.page = &page{ref: d.alloc(), format: d.Format, label: label}
		d.pages = append(d.pages, d.page)
		top := d.Height - above
		for _, b := range on {
			if b.paint != nil {
				b.paint(frame{side, top, d.width(), b.height, d.RightToLeft})
			}
			top -= b.height
		}
	}
}

// furniture paints what stands on every page, now that their number is known.
func (d *document) furniture() {
	for i, p := range d.pages {
		d.page, d.Format = p, p.format
		f := frame{side, d.Height - 12*mm, d.width(), 0, d.RightToLeft}
		size := d.Body * .8
		say := func(s string, y float64, place func(wide float64) float64) {
			t := d.set([]sheet.Span{{Text: s}}, size, d.width())
			if len(t.lines) > 0 {
				w := t.lines[0].width
				d.drawLine(t, 0, place(w), y, w, nil)
			}
		}
		say(d.Practice, f.top, func(w float64) float64 { return f.at(0, w) })
		say(p.label, f.top, func(w float64) float64 { return f.at(f.width-w, w) })
		number := strings.NewReplacer("{n}", strconv.Itoa(i+1), "{m}", strconv.Itoa(len(d.pages))).Replace(d.Words.Page)
		say(number, 11*mm, func(w float64) float64 { return f.at((f.width-w)/2, w) })
		d.artifact(func(c *canvas) { c.line(.4, .6, f.x, f.top-5, f.x+f.width, f.top-5) })
	}
}
