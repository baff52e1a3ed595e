package field

import "trustbook/internal/markup"

var yesno = Kind{
	Name:     "yesno",
	Doc:      "yes or no, nothing chosen at first",
	Required: []string{"label"},
	Group:    true,
	Answered: Part,
	html: func(w *Writer, f *Field) {
		a := w.Address(f)
		w.Raw(`<div class="options row">` + "\n")
		for _, answer := range []string{"yes", "no"} {
			w.option("radio", a, a+"/"+answer, answer, func() { w.Say(answer) })
		}
		w.Raw("</div>\n")
	},
	paper: func(f *Field, v View) []Primitive {
		return []Primitive{Ticks{Label: v.plain(f.Label.HTML), One: true, Row: true, Items: []Tick{
			{Address: v.Address(f, "yes"), Label: markup.Escape(v.String("yes"))},
			{Address: v.Address(f, "no"), Label: markup.Escape(v.String("no"))},
		}}}
	},
}
