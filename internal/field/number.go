package field

import "strconv"

var number = Kind{
	Name:       "number",
	Doc:        "a number, from min to max",
	Attributes: []string{"min", "max"},
	Required:   []string{"label"},
	Answered:   Part,
	check:      checkOrder,
	html: func(w *Writer, f *Field) {
		w.input("number", w.Address(f)).Raw(` step="any" inputmode="decimal"`).described(f)
		if f.Min != nil {
			w.Attr("min", strconv.FormatFloat(*f.Min, 'g', -1, 64))
		}
		if f.Max != nil {
			w.Attr("max", strconv.FormatFloat(*f.Max, 'g', -1, 64))
		}
		w.Raw(" />\n")
	},
	paper: func(f *Field, v View) []Primitive {
		return []Primitive{Short{v.Address(f), v.plain(f.Label.HTML), ""}}
	},
}
