package field

import "strconv"

var ranking = Kind{
	Name:       "ranking",
	Doc:        "choices to put in order",
	Attributes: []string{"choices"},
	Required:   []string{"label", "choices"},
	Group:      true,
	Answered:   All,
	html: func(w *Writer, f *Field) {
		w.Raw(`<ol class="rank">` + "\n")
		for _, c := range f.Choices {
			a := w.Address(f, c.ID.V)
			w.Raw(`<li><label><select`).Attr("name", a).Attr("id", a).Raw(` autocomplete="off"><option value="">`).Say("rank-none").Raw("</option>")
			for i := range f.Choices {
				n := strconv.Itoa(i + 1)
				w.Raw(`<option value="`, n, `">`, n, `</option>`)
			}
			w.Raw("</select> <span>").HTML(c.Label.HTML).Raw("</span></label></li>\n")
		}
		w.Raw("</ol>\n")
	},
	paper: func(f *Field, v View) []Primitive {
		c := Cells{Label: v.plain(f.Label.HTML), RowHead: true, Heads: v.heads("rank")}
		for _, ch := range f.Choices {
			label := v.plain(ch.Label.HTML)
			c.Rows = append(c.Rows, Row{Head: ch.Label.Expand(v.Resolve), Cells: []Cell{{Address: v.Address(f, ch.ID.V), Label: label}}})
		}
		return []Primitive{c}
	},
}
