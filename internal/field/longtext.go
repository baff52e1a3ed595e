package field

// On paper an empty textarea gives way to writing lines. Its placeholder, a
// space, lets the style sheet tell an empty one without JavaScript.
var longtext = Kind{
	Name:       "longtext",
	Doc:        "as much text as wanted; lines on paper",
	Attributes: []string{"lines"},
	Required:   []string{"label"},
	Answered:   Part,
	html: func(w *Writer, f *Field) {
		a := w.Address(f)
		w.Raw("<textarea").Attr("id", a).Attr("name", a).Raw(private, ` placeholder=" " rows="`).Int(min(12, f.lines(5))).Raw(`"`).described(f).Raw("></textarea>\n")
		w.rules("rules", f.lines(5))
	},
	paper: func(f *Field, v View) []Primitive {
		return []Primitive{Rules{v.Address(f), v.plain(f.Label.HTML), f.lines(5), "ruled"}}
	},
}
