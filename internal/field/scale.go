package field

import (
	"fmt"

	"trustbook/internal/markup"
)

// skipped is the value that a skipped scale keeps.
const skipped = "-"

var scale = Kind{
	Name:       "scale",
	Doc:        "a row of labelled points and Skip; never a slider, which always has a value",
	Attributes: []string{"min", "max", "min_label", "max_label", "labels"},
	Required:   []string{"label", "min", "max"},
	Group:      true,
	Answered:   Part,
	check:      checkPoints,
	html: func(w *Writer, f *Field) {
		w.points(f, w.Address(f))
	},
	paper: func(f *Field, v View) []Primitive {
		t := Ticks{Label: v.plain(f.Label.HTML), One: true, Row: true}
		for _, p := range f.Points() {
			t.Items = append(t.Items, Tick{Address: v.Address(f, p.Value), Label: f.caption(p).Expand(v.Resolve)})
		}
		t.Items = append(t.Items, Tick{Address: v.Address(f, "skip"), Label: markup.Escape(v.String("skip"))})
		return []Primitive{t}
	},
}

// points appends the radio buttons of a scale, or of one row of a grid.
func (w *Writer) points(f *Field, address string) {
	w.Raw(`<div class="`, f.pointsClass(), `">`, "\n")
	for _, p := range f.Points() {
		w.option("radio", address, address+"/"+p.Value, p.Value, func() { w.HTML(f.caption(p)) })
	}
	w.optionOf("option skip", "radio", address, address+"/skip", skipped, func() { w.Say("skip") })
	w.Raw("</div>\n")
}

func (f *Field) pointsClass() string {
	if len(f.Labels) == 0 {
		return "points numbered"
	}
	return "points"
}

func checkPoints(f *Field, r *Report) {
	if f.Min == nil || f.Max == nil {
		return // reported as missing
	}
	low, high := *f.Min, *f.Max
	if low != float64(int(low)) || high != float64(int(high)) {
		r.Error(f.Given.At("min", f.Mark), fmt.Sprintf("min %g and max %g must be whole numbers", low, high), "")
		*f.Max = *f.Min
		return
	}
	if low < 0 || high-low+1 > maxPoints || high <= low {
		r.Error(f.Given.At("min", f.Mark), fmt.Sprintf("a scale from %g to %g cannot be used", low, high), fmt.Sprintf("begin at 0 or more, and give 2 to %d points", maxPoints))
		*f.Max = *f.Min
		return
	}
	switch points := int(high-low) + 1; {
	case len(f.Labels) > 0 && (f.Given.Has("min_label") || f.Given.Has("max_label")):
		r.Error(f.Given.At("labels", f.Mark), fmt.Sprintf("the %s %q has both labels and end labels", f.Kind, f.ID), "keep labels, or min_label and max_label")
	case len(f.Labels) > 0 && len(f.Labels) != points:
		r.Error(f.Given.At("labels", f.Mark), fmt.Sprintf("the %s %q has %d labels for %d points", f.Kind, f.ID, len(f.Labels), points), "label every point, lowest first")
	case !f.Given.Has("labels") && !(f.Given.Has("min_label") && f.Given.Has("max_label")):
		r.Error(f.Mark, fmt.Sprintf("the %s %q has no end labels", f.Kind, f.ID), "give min_label and max_label, or labels with one for each point")
	}
}
