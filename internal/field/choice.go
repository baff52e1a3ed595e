package field

var choice = Kind{
	Name:       "choice",
	Doc:        "one of several choices",
	Attributes: []string{"choices", "other"},
	Required:   []string{"label", "choices"},
	Group:      true,
	Answered:   Part,
	html: func(w *Writer, f *Field) {
		a := w.Address(f)
		w.Raw(`<div class="options">` + "\n")
		for _, c := range f.Choices {
			w.option("radio", a, w.Address(f, c.ID.V), c.ID.V, func() { w.HTML(c.Label.HTML) })
		}
		if f.Other {
			w.option("radio", a, w.Address(f, ReservedPart), ReservedPart, func() { w.Say("other") })
			w.input("text", w.Address(f, ReservedPart+"-text")).Attr("aria-label", w.String("other-text")).Raw(` class="other" />` + "\n")
		}
		w.Raw("</div>\n")
	},
	paper: func(f *Field, v View) []Primitive { return v.ticks(f, true) },
}
