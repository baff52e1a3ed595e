package field

var space = Kind{
	Name:       "space",
	Doc:        "room to draw or write on paper",
	Attributes: []string{"lines", "style"},
	Answered:   NotAnswer,
	html: func(w *Writer, f *Field) {
		w.Raw(`<p class="for-paper">`).Say("for-paper").Raw("</p>\n")
		if f.style() != "blank" {
			w.rules("rules "+f.style(), f.lines(8))
			return
		}
		w.Raw(`<div class="area lines-`).Int(f.areaLines()).Raw(`" aria-hidden="true"></div>` + "\n")
	},
	paper: func(f *Field, v View) []Primitive {
		return []Primitive{Rules{Label: v.plain(f.Label.HTML), Lines: f.lines(8), Style: f.style()}}
	},
}

func (f *Field) style() string {
	if f.Style == "" {
		return "blank"
	}
	return string(f.Style)
}

// areaLines rounds the height of an area to one that the stylesheet knows, as
// a page's policy allows no style of its own.
func (f *Field) areaLines() int {
	switch n := f.lines(8); {
	case n <= 5:
		return 4
	case n <= 10:
		return 8
	case n <= 16:
		return 12
	default:
		return 20
	}
}
