package field

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"trustbook/internal/decode"
	"trustbook/internal/diag"
)

// Kind is one kind of field.
type Kind struct {
	Name       string
	Doc        string   // one line, for the schema and the documentation
	Attributes []string // those it takes beyond the common ones
	Required   []string // those of them, and of the common ones, it cannot do without
	Group      bool     // several controls: a fieldset with a legend, not a label
	Answered   Rule

	check func(*Field, *Report)
	html  func(*Writer, *Field)
	paper func(*Field, View) []Primitive
}

// Kinds are all kinds, in the order of the documentation.
var Kinds = []*Kind{&text, &longtext, &number, &date, &yesno, &choice, &choices, &scale, &grid, &table, &ranking, &sentence, &signature, &space, &note}

var byName = func() map[string]*Kind {
	m := map[string]*Kind{}
	for _, k := range Kinds {
		m[k.Name] = k
	}
	return m
}()

// KindOf is the kind of f, which must have passed Check.
func KindOf(f *Field) *Kind { return byName[f.Kind.V] }

// Names are the names of all kinds.
func Names() []string {
	var names []string
	for _, k := range Kinds {
		names = append(names, k.Name)
	}
	return names
}

// common are the attributes that every kind takes.
var common = []string{"id", "kind", "label", "help", "required", "show_if", "keep", "was"}

// Report collects what is wrong with a field.
type Report struct {
	File string
	List *diag.List
}

// Error reports a problem at m.
func (r *Report) Error(m diag.Mark, message, hint string) { r.List.Error(m.In(r.File), message, hint) }

var idForm = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)

const idHint = "begin with a letter a to z, then letters, digits and hyphens, 40 at most"

// ReservedPart is the id that no part of a field may have.
const ReservedPart = "other"

// CheckID reports an id that is not [a-z][a-z0-9-]{0,39}, what names the thing.
func CheckID(id decode.Str, what string, r *Report) {
	if id.V != "" && !idForm.MatchString(id.V) {
		r.Error(id.Mark, fmt.Sprintf("%q cannot be the id of %s", id.V, what), idHint)
	}
	if id.V == ReservedPart || id.V == ReservedPart+"-text" {
		r.Error(id.Mark, fmt.Sprintf("the id %q is taken", id.V), "it stands for a reader's own choice; use another word")
	}
}

// Check reports everything that f's file alone can tell is wrong with it.
func Check(f *Field, r *Report) {
	CheckID(f.ID, "a field", r)
	for _, w := range f.Was {
		exercise, old, moved := strings.Cut(w.V, "/")
		if !idForm.MatchString(exercise) || moved && !idForm.MatchString(old) {
			r.Error(w.Mark, fmt.Sprintf("%q cannot have been the id of a field", w.V), "write the id it had, or exercise/field where it moved")
		}
	}
	k := byName[f.Kind.V]
	if k == nil {
		if f.Kind.V == "" {
			return // reported as missing
		}
		r.Error(f.Kind.Mark, fmt.Sprintf("unknown field kind %q", f.Kind.V), diag.OneOf(f.Kind.V, Names()))
		return
	}
	for _, g := range f.Given {
		if !k.Takes(g.Name) {
			r.Error(g.Key, fmt.Sprintf("a field of kind %q takes no %q", k.Name, g.Name), "it takes "+strings.Join(append(slices.Clone(common[2:]), k.Attributes...), ", "))
		}
	}
	for _, a := range k.Required {
		if !f.Given.Has(a) {
			r.Error(f.Given.At(a, f.Mark), fmt.Sprintf("the field %q of kind %q needs %q", f.ID.V, k.Name, a), needs[a])
		}
	}
	checkItems(f, "choices", f.Choices, r)
	checkItems(f, "rows", f.Rows, r)
	checkItems(f, "people", f.People, r)
	var columns []Item
	for _, c := range f.Columns {
		columns = append(columns, Item{ID: c.ID, Label: c.Label, Mark: c.Mark})
	}
	checkItems(f, "columns", columns, r)
	checkNumbers(f, r)
	if k.check != nil {
		k.check(f, r)
	}
}

// needs are the hints for attributes that a kind cannot do without.
var needs = map[string]string{
	"label":   "say what is asked",
	"choices": "list them as {id: …, label: …}",
	"columns": "list them as {id: …, label: …, kind: …}",
	"rows":    "list them as {id: …, label: …}",
	"people":  "list them as {id: …, label: …}",
	"min":     "give the lowest point",
	"max":     "give the highest point",
	"text":    "write the text",
}

// one is what one of a list of items is called.
var one = map[string]string{"choices": "choice", "rows": "row", "people": "person", "columns": "column"}

func checkItems(f *Field, list string, items []Item, r *Report) {
	if len(items) > maxItems {
		r.Error(f.Given.At(list, f.Mark), fmt.Sprintf("%d %s, of at most %d", len(items), list, maxItems), "make several fields of it")
	}
	seen := map[string]bool{}
	for _, i := range items {
		CheckID(i.ID, "a "+one[list], r)
		if i.ID.V != "" && seen[i.ID.V] {
			r.Error(i.ID.Mark, fmt.Sprintf("two %s have the id %q", list, i.ID.V), "give each "+one[list]+" an id of its own")
		}
		seen[i.ID.V] = true
	}
}

// Limits that keep a page readable and a slip of the keyboard harmless.
const (
	maxLines  = 200
	maxPoints = 21
	maxRows   = 100
	maxItems  = 100
)

func checkNumbers(f *Field, r *Report) {
	for _, n := range []struct {
		name      string
		value, to int
	}{{"lines", f.Lines, maxLines}, {"paper_rows", f.PaperRows, maxRows}} {
		if f.Given.Good(n.name) && (n.value < 1 || n.value > n.to) {
			r.Error(f.Given.At(n.name, f.Mark), fmt.Sprintf("%s: %d is not from 1 to %d", n.name, n.value, n.to), "")
		}
	}
}

func checkOrder(f *Field, r *Report) {
	if f.Min != nil && f.Max != nil && *f.Min > *f.Max {
		r.Error(f.Given.At("min", f.Mark), fmt.Sprintf("min %g is more than max %g", *f.Min, *f.Max), "")
	}
}

// Tells gives the answers that a condition may name: choice ids, or yes and
// no; nil for a kind whose answers cannot be named.
func (f *Field) Tells() []string {
	switch f.Kind.V {
	case "yesno":
		return []string{"yes", "no"}
	case "choice", "choices":
		var ids []string
		for _, c := range f.Choices {
			ids = append(ids, c.ID.V)
		}
		if f.Other && f.Kind.V == "choice" {
			ids = append(ids, ReservedPart)
		}
		return ids
	}
	return nil
}

// Takes reports whether a field of this kind may have the attribute.
func (k *Kind) Takes(attribute string) bool {
	return slices.Contains(common, attribute) || slices.Contains(k.Attributes, attribute)
}
