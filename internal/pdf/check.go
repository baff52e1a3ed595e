package pdf

import (
	"fmt"
	"slices"
	"strings"

	"trustbook/internal/diag"
	"trustbook/internal/field"
	"trustbook/internal/sheet"
)

// most is how many letters a warning names.
const most = 8

// Check reports the letters of documents that no font has, a warning a sheet.
func (f *Fonts) Check(documents []sheet.Document) diag.List {
	var list diag.List
	seen := map[*sheet.Sheet]bool{}
	for _, d := range documents {
		for _, s := range d.Sheets {
			if seen[s] {
				continue
			}
			seen[s] = true
			if missing := f.missing(s, d); len(missing) > 0 {
				list.Warn(s.At, fmt.Sprintf("the sheet %q has letters that no font has: %s", s.ID, strings.Join(missing, " ")),
					"put a TrueType font of that script, such as one of the Noto family, into static/fonts/")
			}
		}
	}
	return list
}

func (f *Fonts) missing(s *sheet.Sheet, d sheet.Document) []string {
	var out []string
	look := func(text string) {
		for _, r := range text {
			if letter := string(r); !f.Covers(r) && len(out) < most && !slices.Contains(out, letter) {
				out = append(out, letter)
			}
		}
	}
	spans := func(spans []sheet.Span) {
		for _, s := range spans {
			look(s.Text)
			look(s.Label)
		}
	}
	var blocks func([]sheet.Block)
	blocks = func(in []sheet.Block) {
		for _, b := range in {
			spans(b.Spans)
			blocks(b.Blocks)
		}
	}
	look(s.Label + d.Practice + strings.Join(s.Facts, "") + d.Words.Name + d.Words.Date + d.Words.Stop + d.Words.TickOne + d.Words.Page)
	spans(s.Title)
	blocks(s.Prompt)
	blocks(s.Stop)
	for _, q := range s.Fields {
		spans(q.If)
		spans(q.Question)
		blocks(q.Help)
		blocks(q.Sentence)
		for _, p := range q.Parts {
			look(words(p))
		}
	}
	return out
}

// words are all texts of a primitive that are drawn.
func words(p field.Primitive) string {
	text := ""
	add := func(html string) { text += sheet.Strip(html) + " " }
	switch p := p.(type) {
	case field.Short:
		add(p.Pattern)
	case field.Ticks:
		for _, t := range p.Items {
			add(t.Label)
		}
	case field.Cells:
		add(p.Corner)
		for _, h := range p.Heads {
			add(h)
		}
		for _, r := range p.Rows {
			add(r.Head)
			for _, c := range r.Cells {
				text += c.Pattern
			}
		}
	case field.Prose:
		add(p.HTML)
	}
	return text
}
