package field

var signature = Kind{
	Name:       "signature",
	Doc:        "a typed name and a date, one a person",
	Attributes: []string{"people"},
	Required:   []string{"people"},
	Group:      true,
	Answered:   All,
	html: func(w *Writer, f *Field) {
		if f.Label.HTML == "" {
			w.Raw(`<legend class="question hidden">`).Say("sign").Raw("</legend>\n")
		}
		for _, p := range f.People {
			name, date := w.Address(f, p.ID.V, "name"), w.Address(f, p.ID.V, "date")
			w.Raw(`<div class="signature-row"><p class="person">`).HTML(p.Label.HTML).Raw("</p>\n")
			w.Raw("<label><span>").Say("name").Raw("</span> ").input("text", name).Raw(" /></label>\n")
			w.Raw("<label><span>").Say("date").Raw("</span> ").input("date", date).Raw(" /></label></div>\n")
		}
	},
	paper: func(f *Field, v View) []Primitive {
		c := Cells{Label: v.plain(f.Label.HTML), RowHead: true, Heads: v.heads("name", "date")}
		for _, p := range f.People {
			label := v.plain(p.Label.HTML)
			c.Rows = append(c.Rows, Row{Head: p.Label.Expand(v.Resolve), Cells: []Cell{
				{Address: v.Address(f, p.ID.V, "name"), Label: label + ", " + v.String("name"), Tall: true},
				{Address: v.Address(f, p.ID.V, "date"), Label: label + ", " + v.String("date"), Pattern: datePattern},
			}})
		}
		return []Primitive{c}
	},
}
