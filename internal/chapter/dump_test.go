package chapter_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"trustbook/internal/chapter"
	"trustbook/internal/decode"
	"trustbook/internal/diag"
	"trustbook/internal/field"
	"trustbook/internal/markdown"
	"trustbook/internal/markup"
)

// dump shows all that Parse gives, for a person to read.
func dump(c *chapter.Chapter, list diag.List) string {
	d := &dumper{}
	if c.Number > 0 || c.Partial {
		d.line("chapter %d %s", c.Number, map[bool]string{true: "partial"}[c.Partial])
	}
	d.html("title", c.Title.HTML)
	d.html("summary", c.Summary.HTML)
	d.html("note", c.Note.HTML)
	for i := range c.Exercises {
		d.exercise(&c.Exercises[i])
	}
	for _, h := range c.Facts.Headings {
		d.line("heading %d #%s %s at %s", h.Level, h.ID, shown(h.Text), mark(h.Mark))
	}
	for _, r := range []struct {
		what string
		list []markdown.Reference
	}{{"link", c.Facts.Links}, {"image", c.Facts.Images}, {"placed", c.Facts.Exercises}, {"variable", c.Facts.Variables}, {"address", c.Facts.Addresses}} {
		for _, l := range r.list {
			d.line("%s %q at %s", r.what, l.Name, mark(l.Mark))
		}
	}
	body, err := c.Body()
	if err != nil {
		d.line("body: %v", err)
	}
	if c.Facts.Words > 0 {
		d.line("%d words", c.Facts.Words)
	}
	if body != "" {
		d.line("%s", shown(body))
	}
	if err := list.Print(&d.Builder, false); err != nil {
		panic(err) // a strings.Builder takes everything
	}
	return d.String()
}

type dumper struct{ strings.Builder }

func (d *dumper) line(format string, a ...any) {
	d.WriteString(strings.TrimRight(fmt.Sprintf(format, a...), " \n") + "\n")
}

func (d *dumper) html(what string, h markup.HTML) {
	if h != "" {
		d.line("%s: %s", what, shown(h))
	}
}

func (d *dumper) exercise(e *chapter.Exercise) {
	d.line("exercise %s at %s: %s, %d minutes, %s %s %s", e.ID, mark(e.ID.Mark), e.With.Or(), e.Duration(), e.Class(), e.Repeat, e.Instrument)
	if len(e.Was) > 0 {
		d.line("  was %s", names(e.Was))
	}
	if e.Sheet != nil {
		d.line("  sheet %t", *e.Sheet)
	}
	d.html("  title", e.Title.HTML)
	d.html("  prompt", e.Prompt.HTML)
	d.html("  stop", e.Stop.HTML)
	for i := range e.Fields {
		d.field(&e.Fields[i])
	}
}

func (d *dumper) field(f *field.Field) {
	d.line("  field %s %s at %s: %s", f.Kind, f.ID, mark(f.ID.Mark), shown(f.Label.HTML))
	var more []string
	add := func(given bool, format string, a ...any) {
		if given {
			more = append(more, fmt.Sprintf(format, a...))
		}
	}
	add(f.Required, "required")
	add(f.Keep != "", "keep %s", f.Keep)
	add(len(f.Was) > 0, "was %s", names(f.Was))
	add(f.ShowIf != nil, "if %s", condition(f.ShowIf))
	add(f.Lines != 0, "%d lines", f.Lines)
	add(f.Min != nil, "min %s", number(f.Min))
	add(f.Max != nil, "max %s", number(f.Max))
	add(f.Other, "other")
	add(f.Add, "add")
	add(f.PaperRows != 0, "%d paper rows", f.PaperRows)
	add(f.Style != "", "%s", f.Style)
	if len(more) > 0 {
		d.line("    %s", strings.Join(more, ", "))
	}
	d.html("    help", f.Help.HTML)
	d.html("    min_label", f.MinLabel.HTML)
	d.html("    max_label", f.MaxLabel.HTML)
	for _, l := range f.Labels {
		d.html("    point", l.HTML)
	}
	for _, items := range []struct {
		what string
		list []field.Item
	}{{"choice", f.Choices}, {"row", f.Rows}, {"person", f.People}} {
		for _, i := range items.list {
			d.line("    %s %s: %s", items.what, i.ID, shown(i.Label.HTML))
		}
	}
	for _, c := range f.Columns {
		d.line("    column %s %s: %s", c.ID, c.Kind.Or(), shown(c.Label.HTML))
	}
	d.html("    text", f.Text.HTML)
	for _, id := range slices.Sorted(maps.Keys(f.Blanks)) {
		d.line("    blank %s: %s", id, shown(f.Blanks[id].Label.HTML))
		for _, w := range f.Blanks[id].Words {
			d.html("      word", w.HTML)
		}
	}
}

func condition(c *field.Condition) string {
	if c == nil {
		return ""
	}
	return c.Field.V + " is " + names(c.Is)
}

func number(n *float64) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
}

func names(list []decode.Str) string {
	var out []string
	for _, s := range list {
		out = append(out, s.V)
	}
	return strings.Join(out, " ")
}

func mark(m diag.Mark) string { return fmt.Sprintf("%d:%d", m.Line, m.Column) }

var markNames = map[markup.Mark]string{
	markup.Variable: "var", markup.VariableURL: "var in address", markup.Exercise: "exercise",
	markup.Link: "link", markup.Image: "image", markup.String: "string",
}

// shown is h with its marks in words.
func shown(h markup.HTML) string {
	return h.Expand(func(dst []byte, m markup.Mark, argument string) []byte {
		return fmt.Appendf(dst, "⟨%s %s⟩", markNames[m], argument)
	})
}
