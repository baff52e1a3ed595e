package field

import "fmt"

var choices = Kind{
	Name:       "choices",
	Doc:        "any of several choices; answered when at least min are ticked",
	Attributes: []string{"choices", "other", "min", "max"},
	Required:   []string{"label", "choices"},
	Group:      true,
	Answered:   AtLeast,
	check: func(f *Field, r *Report) {
		most := float64(len(f.Choices))
		if f.Other {
			most++
		}
		if f.Min != nil && (*f.Min < 0 || *f.Min > most) {
			r.Error(f.Mark, fmt.Sprintf("min: %g, but there are %g choices", *f.Min, most), "")
		}
	},
	html: func(w *Writer, f *Field) {
		w.Raw(`<div class="options">` + "\n")
		for _, c := range f.Choices {
			a := w.Address(f, c.ID.V)
			w.option("checkbox", a, a, "", func() { w.HTML(c.Label.HTML) })
		}
		if f.Other {
			a := w.Address(f, ReservedPart)
			w.Raw(`<label class="other"><span>`).Say("other").Raw("</span> ").input("text", a).Raw(" /></label>\n")
		}
		w.Raw("</div>\n")
	},
	paper: func(f *Field, v View) []Primitive { return v.ticks(f, false) },
}
