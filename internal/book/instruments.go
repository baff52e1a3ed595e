package book

import (
	"fmt"
	"slices"

	"trustbook/internal/chapter"
	"trustbook/internal/diag"
	"trustbook/internal/field"
)

// CheckInstruments asks each exercise for what its instrument needs, and for
// what every exercise of its kind needs. All it finds are warnings, but an
// agreement that never ends and a commitment without a way out, which can do
// harm, are errors.
func CheckInstruments(b *Book) diag.List {
	var list diag.List
	for _, c := range b.Chapters {
		list = append(list, ChapterInstruments(c.Chapter)...)
	}
	return list
}

// ChapterInstruments is CheckInstruments for one chapter.
func ChapterInstruments(c *chapter.Chapter) diag.List {
	var list diag.List
	if c.Partial {
		return nil
	}
	for i := range c.Exercises {
		checkInstrument(c, &c.Exercises[i], &list)
	}
	return list
}

func checkInstrument(c *chapter.Chapter, e *chapter.Exercise, list *diag.List) {
	at := e.In(c.File)
	need := func(what, hint string) {
		list.Error(at, fmt.Sprintf("the %s %q has no %s", e.Instrument, e.ID.V, what), hint)
	}
	wants := func(hint string, kinds ...string) {
		if !slices.ContainsFunc(e.Fields, func(f field.Field) bool { return slices.Contains(kinds, f.Kind.V) }) {
			list.Warn(at, fmt.Sprintf("the %s %q has no field of a fitting kind", e.Instrument, e.ID.V), hint)
		}
	}
	switch e.Instrument {
	case "agreement":
		if !names(e, "review") {
			need("review", "add a field or a column with the id review: when the two look at it again")
		}
		if !names(e, "end") {
			need("end", "add a field or a column with the id end: when it ends unless renewed")
		}
	case "commitment":
		if !names(e, "way-out") {
			need("way out", "add a field with the id way-out: how each may step back")
		}
		if !names(e, "review") {
			need("review", "add a field with the id review: when the two look at it again")
		}
	case "check-in":
		if e.Repeat == "" {
			need("repeat", "give repeat: weekly, or daily")
		}
	case "statement":
		wants("a statement is built in a sentence", "sentence")
	case "rating":
		wants("a rating has a scale or a grid", "scale", "grid")
	case "checklist":
		wants("a checklist has choices to tick", "choices", "choice", "yesno", "grid")
	case "timeline", "log", "planner":
		wants("use a table", "table")
	}
}

// names reports whether a field of e, or a column or row of one, has the id.
func names(e *chapter.Exercise, id string) bool {
	return slices.ContainsFunc(e.Fields, func(f field.Field) bool {
		return f.ID.V == id ||
			slices.ContainsFunc(f.Columns, func(c field.Column) bool { return c.ID.V == id }) ||
			slices.ContainsFunc(f.Rows, func(r field.Item) bool { return r.ID.V == id })
	})
}
