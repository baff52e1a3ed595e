package field

import (
	"fmt"
	"strconv"
)

var table = Kind{
	Name:       "table",
	Doc:        "a table with fixed rows, or with rows that readers add",
	Attributes: []string{"columns", "rows", "add", "paper_rows"},
	Required:   []string{"label", "columns"},
	Group:      true,
	Answered:   Part,
	check: func(f *Field, r *Report) {
		switch rows := f.Given.Has("rows"); {
		case rows && f.Add:
			r.Error(f.Given.At("add", f.Mark), fmt.Sprintf("the table %q has rows and also lets readers add some", f.ID), "keep rows, or add: true with paper_rows")
		case !rows && !f.Add && f.Given.Has("paper_rows"):
			r.Error(f.Given.At("paper_rows", f.Mark), fmt.Sprintf("the table %q has paper_rows without add: true", f.ID), "add: true lets readers add rows")
		case !rows && !f.Add:
			r.Error(f.Mark, fmt.Sprintf("the table %q has no rows", f.ID), "give rows, or add: true with paper_rows")
		case rows && f.Given.Has("paper_rows"):
			r.Error(f.Given.At("paper_rows", f.Mark), fmt.Sprintf("the table %q has rows and also paper_rows", f.ID), "paper_rows are for tables whose rows readers add")
		}
	},
	html: func(w *Writer, f *Field) {
		w.Raw(tableBox(f), "<table>\n<thead><tr>", emptyHead(f))
		for _, c := range f.Columns {
			w.Raw(`<th scope="col">`).HTML(c.Label.HTML).Raw("</th>")
		}
		w.Raw("</tr></thead>\n<tbody>\n")
		for _, row := range f.Rows {
			w.Raw(`<tr><th scope="row">`).HTML(row.Label.HTML).Raw("</th>")
			w.cells(f, row.ID.V, w.plain(row.Label.HTML))
			w.Raw("</tr>\n")
		}
		if !f.Add {
			w.Raw("</tbody></table></div>\n")
			return
		}
		for i := range f.blankRows() {
			w.Raw(`<tr class="blank-row">`)
			w.cells(f, "row"+strconv.Itoa(i+1), fill(w.String("row"), "n", strconv.Itoa(i+1)))
			w.Raw("</tr>\n")
		}
		w.Raw("</tbody></table></div>\n")
	},
	paper: func(f *Field, v View) []Primitive {
		c := Cells{Label: v.plain(f.Label.HTML), RowHead: len(f.Rows) > 0}
		for _, col := range f.Columns {
			c.Heads = append(c.Heads, col.Label.Expand(v.Resolve))
		}
		for _, row := range f.Rows {
			c.Rows = append(c.Rows, v.paperRow(f, row.ID.V, row.Label.Expand(v.Resolve), v.plain(row.Label.HTML)))
		}
		if f.Add {
			for i := range f.blankRows() {
				n := strconv.Itoa(i + 1)
				c.Rows = append(c.Rows, v.paperRow(f, "row"+n, "", fill(v.String("row"), "n", n)))
			}
		}
		return []Primitive{c}
	},
}

// blankRows is how many rows a table starts with where readers add them.
func (f *Field) blankRows() int {
	if f.PaperRows > 0 {
		return f.PaperRows
	}
	return 4
}

// Broad reports whether f has more columns, that of its rows' names among
// them, than fit the text's measure.
func (f *Field) Broad() bool { return len(f.Columns)+min(1, len(f.Rows)) >= 5 }

func tableBox(f *Field) string {
	if f.Broad() {
		return `<div class="table-fields broad">`
	}
	return `<div class="table-fields">`
}

func emptyHead(f *Field) string {
	if len(f.Rows) > 0 {
		return "<td></td>"
	}
	return ""
}

// cells appends the controls of one row; rowName is its name for assistive
// technology.
func (w *Writer) cells(f *Field, row, rowName string) {
	for _, c := range f.Columns {
		a := w.Address(f, row, c.ID.V)
		column := w.plain(c.Label.HTML)
		name := rowName + ", " + column
		w.Raw("<td").Attr("data-label", column).Raw(">")
		switch kind := string(c.Kind.Or()); kind {
		case "text", "longtext": // a cell is narrow: a line of text wraps in it
			rows := "2"
			if kind == "text" {
				rows = "1"
			}
			w.Raw("<textarea").Attr("id", a).Attr("name", a).Attr("aria-label", name).Raw(private, ` placeholder=" " rows="`, rows, `"></textarea>`)
		case "yesno":
			w.Raw("<span class=\"options row\" role=\"radiogroup\"").Attr("aria-label", name).Raw(">")
			for _, answer := range []string{"yes", "no"} {
				w.option("radio", a, a+"/"+answer, answer, func() { w.Say(answer) })
			}
			w.Raw("</span>")
		default:
			w.input(kind, a).Attr("aria-label", name)
			if kind == "number" {
				w.Raw(` step="any" inputmode="decimal"`)
			}
			w.Raw(" />")
		}
		w.Raw("</td>")
	}
}

func (v View) paperRow(f *Field, row, head, name string) Row {
	r := Row{Head: head}
	for _, col := range f.Columns {
		c := Cell{Address: v.Address(f, row, col.ID.V), Label: name + ", " + v.plain(col.Label.HTML)}
		switch col.Kind.Or() {
		case "date":
			c.Pattern = "__ / __"
		case "yesno":
			c.Pattern = v.String("yes") + " / " + v.String("no")
		case "longtext":
			c.Tall = true
		}
		r.Cells = append(r.Cells, c)
	}
	return r
}
