package field

import (
	"trustbook/internal/markup"
)

// gridPoints is how many points, with Skip beside them, fit side by side.
const gridPoints = 7

var grid = Kind{
	Name:       "grid",
	Doc:        "rating rows that share one scale",
	Attributes: []string{"rows", "min", "max", "min_label", "max_label", "labels"},
	Required:   []string{"label", "rows", "min", "max"},
	Group:      true,
	Answered:   All,
	check:      checkPoints,
	html: func(w *Writer, f *Field) {
		class := "grid-row"
		if len(f.Points()) > gridPoints {
			class = "grid-row many"
		} else {
			w.gridHead(f)
		}
		for _, row := range f.Rows {
			w.Raw(`<fieldset class="`, class, `"><legend>`).HTML(row.Label.HTML).Raw("</legend>\n")
			w.points(f, w.Address(f, row.ID.V))
			w.Raw("</fieldset>\n")
		}
	},
	paper: func(f *Field, v View) []Primitive {
		c := Cells{Label: v.plain(f.Label.HTML), RowHead: true, Round: true}
		points := f.Points()
		for _, p := range points {
			c.Heads = append(c.Heads, f.caption(p).Expand(v.Resolve))
		}
		c.Heads = append(c.Heads, markup.Escape(v.String("skip")))
		for _, row := range f.Rows {
			r := Row{Head: row.Label.Expand(v.Resolve)}
			for i, head := range c.Heads {
				part := "skip"
				if i < len(points) {
					part = points[i].Value
				}
				r.Cells = append(r.Cells, Cell{
					Address: v.Address(f, row.ID.V, part), Tick: true,
					Label: v.plain(row.Label.HTML) + ": " + markup.Strip(head),
				})
			}
			c.Rows = append(c.Rows, r)
		}
		return []Primitive{c}
	},
}

// gridHead appends the headings that wide screens and paper show once above
// the rows. They are drawn, not read: each row says its points itself.
func (w *Writer) gridHead(f *Field) {
	w.Raw(`<div class="grid-head" aria-hidden="true"><span></span><div class="`, f.pointsClass(), `">`)
	for _, p := range f.Points() {
		w.Raw("<span>").HTML(f.caption(p)).Raw("</span>")
	}
	w.Raw("<span>").Say("skip").Raw("</span></div></div>\n")
}
