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
		checkOrder(f, r)
		most := len(f.Choices)
		if f.Other {
			most++
		}
		for name, n := range map[string]*float64{"min": f.Min, "max": f.Max} {
			if n != nil && f.Given.Good("choices") && (*n < 0 || *n > float64(most) || *n != float64(int(*n))) {
				r.Error(f.Given.At(name, f.Mark), fmt.Sprintf("%s: %g cannot be, with %d to choose from", name, *n, most), "")
			}
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
