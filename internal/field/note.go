package field

var note = Kind{
	Name:       "note",
	Doc:        "prose between the fields; with show_if it follows an answer",
	Attributes: []string{"text"},
	Required:   []string{"text"},
	Answered:   NotAnswer,
	html: func(w *Writer, f *Field) {
		w.Raw(`<div class="note-text">`).HTML(f.Text.HTML).Raw("</div>\n")
	},
	paper: func(f *Field, v View) []Primitive {
		return []Primitive{Prose{f.Text.Expand(v.Resolve)}}
	},
}
