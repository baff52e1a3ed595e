package field

// datePattern is what stands on paper where a date goes: no order of day and
// month is suggested, as it differs between countries.
const datePattern = "__ / __ / ____"

var date = Kind{
	Name:     "date",
	Doc:      "a date",
	Required: []string{"label"},
	Answered: Part,
	html: func(w *Writer, f *Field) {
		w.input("date", w.Address(f)).described(f).Raw(" />\n")
	},
	paper: func(f *Field, v View) []Primitive {
		return []Primitive{Short{v.Address(f), v.plain(f.Label.HTML), datePattern}}
	},
}
