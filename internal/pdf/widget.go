package pdf

import (
	"fmt"

	"trustbook/internal/sheet"
)

// input is a field for text.
type input struct {
	address, label string
	lines          int
	style          string // ruled, dotted or blank; none without one
	pattern        string // what stands on the line
}

// rules paints the lines to write on, in a box of a size.
func (in input) rules(c *canvas, width, height, rule float64) {
	switch in.style {
	case "dotted":
		c.put("[.6 3] 0 d 1 J\n")
	case "ruled":
	default:
		return
	}
	if in.lines == 1 {
		c.line(.5, .45, 0, .5, width, .5)
		return
	}
	for i := 1; i <= in.lines; i++ {
		y := height - float64(i)*rule + .5
		c.line(.5, .45, 0, y, width, y)
	}
}

// write is a field to type into, with its empty appearance.
func (d *document) write(parent *element, in input, x, y, width, height float64) {
	if parent == nil || in.address == "" {
		return
	}
	r := d.alloc()
	key := d.annotate(parent.add("Form"), r)
	look := d.appearance(fmt.Sprintf("%d %s %s", in.lines, in.style, in.pattern), width, height, func(c *canvas) {
		c.put("q\n")
		in.rules(c, width, height, d.Rule)
		c.put("Q\n")
		d.pattern(c, in.pattern, width, height)
		c.put("/Tx BMC\nEMC\n")
	})
	flags, align := 0, 0
	if in.lines > 1 {
		flags = 1 << 12
	}
	if d.RightToLeft {
		align = 2
	}
	d.objects.set(r, fmt.Sprintf("<</Type/Annot/Subtype/Widget/FT/Tx/Ff %d/F 4/T %s/TU %s/Q %d/DA(%s)/Rect[%s]/StructParent %d/P %v/MK<<>>/AP<</N %v>>>>",
		flags, str(in.address), str(d.tooltip(in.label, in.address)), align, d.typing(), rect(x, y, width, height), key, d.page.ref, look))
	d.fields = append(d.fields, r)
}

// pattern is what an empty field shows, such as __/__/__.
func (d *document) pattern(c *canvas, pattern string, width, height float64) {
	t := d.set([]sheet.Span{{Text: pattern}}, d.Body*.95, 1000)
	if len(t.lines) == 0 {
		return
	}
	l := t.lines[0]
	x, y := 3.0, max(3, (height-t.size*.7)/2)
	if d.RightToLeft {
		x = width - l.width - 3
	}
	c.put(".35 g\n")
	for _, r := range l.visual() {
		d.drawRun(c, l.runes, t.size, r, x, y)
		x += units(r.Advance) * t.size
	}
}

// tooltip is what a field is called; something always is.
func (d *document) tooltip(label, address string) string {
	if label == "" {
		return address
	}
	return label
}

// typing is how what is typed looks.
func (d *document) typing() string { return fmt.Sprintf("/Ty %.4g Tf 0 g", d.Body) }

// tick is a tick box, round where one of several is to be ticked.
func (d *document) tick(parent *element, address, label string, one bool, x, y, side float64) {
	if address == "" {
		return
	}
	box := func(c *canvas) {
		c.put("q\n1 g\n0 G\n.8 w\n")
		if one {
			c.circle(side/2, side/2, side/2-.5)
		} else {
			c.op("re", .5, .5, side-1, side-1)
		}
		c.put("B\nQ\n")
	}
	off := d.appearance(fmt.Sprint("off", one), side, side, box)
	on := d.appearance(fmt.Sprint("on", one), side, side, func(c *canvas) {
		box(c)
		c.put("q\n1.5 w\n1 J\n1 j\n")
		c.op("m", side*.24, side*.52)
		c.op("l", side*.43, side*.28)
		c.op("l", side*.78, side*.74)
		c.put("S\nQ\n")
	})
	r := d.alloc()
	key := d.annotate(parent.add("Form"), r)
	d.objects.set(r, fmt.Sprintf("<</Type/Annot/Subtype/Widget/FT/Btn/F 4/T %s/TU %s/V/Off/AS/Off/Rect[%s]/StructParent %d/P %v/MK<</CA(4)>>/AP<</N<</Yes %v/Off %v>>>>>>",
		str(address), str(d.tooltip(label, address)), rect(x, y, side, side), key, d.page.ref, on, off))
	d.fields = append(d.fields, r)
}

// appearance is a picture of a field, shared by all that look alike.
func (d *document) appearance(kind string, width, height float64, paint func(*canvas)) ref {
	key := fmt.Sprintf("%s %.2f %.2f", kind, width, height)
	if r, ok := d.appearances[key]; ok {
		return r
	}
	var c canvas
	paint(&c)
	r := d.stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 %.2f %.2f]/Resources %v", width, height, d.resources), c)
	d.appearances[key] = r
	return r
}
