package site

import (
	"html/template"

	"trustbook/internal/book"
	"trustbook/internal/chapter"
	"trustbook/internal/field"
	"trustbook/internal/markup"
)

// WorksheetPage is what worksheet.html sees.
type WorksheetPage struct {
	Page
	Chapter Link
	Sheets  []Sheet
}

// Sheet is one exercise on paper.
type Sheet struct {
	ID      string
	Code    string // neutral: 1.2, or B.2 in a chapter without a number
	Title   template.HTML
	With    string
	Minutes int
	Prompt  template.HTML
	Fields  template.HTML
	Stop    template.HTML
	Wide    bool // a table that wants the page on its side
}

func (r *renderer) worksheetView(c *book.Chapter, sheets []Sheet) WorksheetPage {
	here := "worksheets/" + c.Slug + ".html"
	return WorksheetPage{
		Page:    r.page(r.tab("sheets-tab", c), "worksheet-page", "../", here),
		Chapter: *r.link(c, "../"),
		Sheets:  sheets,
	}
}

// sheets are the chapter's exercises that may be written on paper.
func (r *renderer) sheets(c *book.Chapter) []Sheet {
	resolve := r.book.Resolver(c, "../"+c.Slug+".html", "../", r.Asset, nil)
	var sheets []Sheet
	for i := range c.Exercises {
		e := &c.Exercises[i]
		if !e.HasSheet() {
			continue
		}
		stop := e.Stop.Expand(resolve)
		if stop == "" {
			stop = r.book.Stop.Expand(r.bookMarks("../"))
		}
		fields, wide := paperFields(e, fieldView(r.book, e, resolve))
		sheets = append(sheets, Sheet{
			ID:      e.ID.V,
			Code:    c.SheetCode(i),
			Title:   template.HTML(e.Title.Expand(resolve)),
			With:    string(e.With.Or()),
			Minutes: e.Duration(),
			Prompt:  template.HTML(e.Prompt.Expand(resolve)),
			Fields:  template.HTML(fields),
			Stop:    template.HTML(stop),
			Wide:    wide,
		})
	}
	return sheets
}

// wideFrom is the number of columns from which a sheet is laid on its side.
const wideFrom = 5

func paperFields(e *chapter.Exercise, v field.View) (fields []byte, wide bool) {
	var w paperWriter
	condition := ""
	for i := range e.Fields {
		f := &e.Fields[i]
		if !e.OnPaper(f) {
			continue
		}
		sheet := field.Paper(f, v)
		// Said once for fields in a row that hang on the same answer.
		if sheet.If == condition {
			sheet.If = ""
		} else {
			condition = sheet.If
		}
		for _, p := range sheet.Parts {
			if c, ok := p.(field.Cells); ok && !c.Round && len(c.Heads) >= wideFrom {
				wide = true
			}
		}
		w.field(f.Kind.V, sheet)
	}
	return w.buf, wide
}

// paperWriter writes primitives as HTML.
type paperWriter struct{ buf []byte }

func (w *paperWriter) put(parts ...string) {
	for _, p := range parts {
		w.buf = append(w.buf, p...)
	}
}

func (w *paperWriter) field(kind string, s field.Sheet) {
	w.put(`<div class="paper-field paper-`, kind, "\">\n")
	if s.If != "" {
		w.put(`<p class="if">`, s.If, "</p>\n")
	}
	if s.Question != "" {
		w.put(`<p class="question">`, s.Question, "</p>\n")
	}
	if s.Help != "" {
		w.put(`<div class="help">`, s.Help, "</div>\n")
	}
	for _, p := range s.Parts {
		switch p := p.(type) {
		case field.Rules:
			w.rules(p)
		case field.Short:
			w.put(`<p class="short">`, markup.Escape(p.Pattern), "</p>\n")
		case field.Ticks:
			w.ticks(p)
		case field.Cells:
			w.cells(p)
		case field.Blanks:
			w.blanks(p)
		case field.Prose:
			w.put(`<div class="paper-prose">`, p.HTML, "</div>\n")
		}
	}
	w.put("</div>\n")
}

func (w *paperWriter) rules(p field.Rules) {
	w.put(`<div class="rules `, p.Style, `">`)
	for range p.Lines {
		w.put("<i></i>")
	}
	w.put("</div>\n")
}

func box(one bool) string {
	if one {
		return `<i class="tick round"></i> `
	}
	return `<i class="tick"></i> `
}

func (w *paperWriter) ticks(p field.Ticks) {
	class := "ticks"
	if p.Row {
		class = "ticks in-a-row"
	}
	w.put(`<ul class="`, class, "\">\n")
	for _, t := range p.Items {
		if t.Write != "" {
			w.put(`<li class="own">`)
		} else {
			w.put("<li>")
		}
		w.put(box(p.One), "<span>", t.Label, "</span>")
		if t.Write != "" {
			w.put(` <i class="line"></i>`)
		}
		w.put("</li>\n")
	}
	w.put("</ul>\n")
}

func (w *paperWriter) cells(p field.Cells) {
	class := "cells"
	many := len(p.Heads) > 8
	switch {
	case p.Round && many:
		class = "cells rating many"
	case p.Round:
		class = "cells rating"
	}
	scrolls := many || !p.Round && len(p.Heads) > 3
	if scrolls {
		w.put(`<div class="cells-box" role="region" tabindex="0" aria-label="`, markup.Escape(p.Label), "\">\n")
	}
	w.put(`<table class="`, class, "\">\n<thead><tr>")
	if p.RowHead {
		w.put("<td></td>")
	}
	for _, h := range p.Heads {
		w.put(`<th scope="col">`, h, "</th>")
	}
	w.put("</tr></thead>\n<tbody>\n")
	for _, row := range p.Rows {
		w.put("<tr>")
		if p.RowHead {
			w.put(`<th scope="row">`, row.Head, "</th>")
		}
		for _, c := range row.Cells {
			switch {
			case c.Tick:
				w.put("<td>", box(true), "</td>")
			case c.Tall:
				w.put(`<td class="tall"></td>`)
			default:
				w.put("<td>", markup.Escape(c.Pattern), "</td>")
			}
		}
		w.put("</tr>\n")
	}
	w.put("</tbody></table>\n")
	if scrolls {
		w.put("</div>\n")
	}
}

func (w *paperWriter) blanks(p field.Blanks) {
	w.put(`<div class="paper-sentence">`)
	rest := ""
	for i, piece := range p.Pieces {
		if piece.Address == "" {
			w.put(piece.HTML[len(rest):])
			rest = ""
			continue
		}
		if i+1 < len(p.Pieces) {
			rest = field.Closing(p.Pieces[i+1].HTML)
		}
		w.put(`<span class="blank-run"><span class="paper-blank"><i class="line"></i><small>`, markup.Escape(piece.Label), "</small></span>", rest, "</span>")
	}
	w.put("</div>\n")
}
