package field

var text = Kind{
	Name:     "text",
	Doc:      "a line of text",
	Required: []string{"label"},
	Answered: Part,
	html: func(w *Writer, f *Field) {
		w.input("text", w.Address(f)).described(f).Raw(" />\n")
	},
	paper: func(f *Field, v View) []Primitive {
		return []Primitive{Rules{v.Address(f), v.plain(f.Label.HTML), 1, "ruled"}}
	},
}
