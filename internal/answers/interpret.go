package answers

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"trustbook/internal/book"
	"trustbook/internal/chapter"
	"trustbook/internal/field"
)

// reader takes values for what the book says they are.
type reader struct {
	book   *book.Book
	values map[string]string
	out    map[string]any
	used   map[string]bool
	left   []string
}

// interpret gives the answers that values are.
func interpret(b *book.Book, values map[string]string) (out map[string]any, left []string) {
	r := &reader{book: b, values: values, out: map[string]any{}, used: map[string]bool{}}
	for _, c := range b.Chapters {
		for i := range c.Exercises {
			e := &c.Exercises[i]
			for j := range e.Fields {
				f := &e.Fields[j]
				if keep := e.ClassOf(f); keep == field.Never || keep == field.Spoken {
					r.skip(e, f)
					continue
				}
				r.field(f, e.ID.V+"/"+f.ID.V)
			}
		}
	}
	for _, address := range sorted(values) {
		if !r.used[address] {
			r.left = append(r.left, fmt.Sprintf("%q is no field of this workbook", address))
		}
	}
	return r.out, r.left
}

// skip leaves the answers of a field that nothing is kept of.
func (r *reader) skip(e *chapter.Exercise, f *field.Field) {
	at := e.ID.V + "/" + f.ID.V
	some := false
	for address := range r.values {
		if address == at || strings.HasPrefix(address, at+"/") {
			r.used[address], some = true, true
		}
	}
	if some {
		r.leave(at, "nothing of this field is kept")
	}
}

func (r *reader) leave(address, why string) {
	r.left = append(r.left, fmt.Sprintf("%q: %s", address, why))
}

// take is the value at an address, once.
func (r *reader) take(address string) (string, bool) {
	v, ok := r.values[address]
	r.used[address] = true
	return v, ok
}

func (r *reader) field(f *field.Field, at string) {
	switch f.Kind.V {
	case "text", "longtext", "number", "date":
		r.value(at, field.CellKind(f.Kind.V))
	case "yesno":
		r.one(at, "yes", "no")
	case "choice":
		ids := ids(f.Choices)
		if f.Other {
			ids = append(ids, field.ReservedPart)
			r.value(at+"/"+field.ReservedPart+"-text", "text")
		}
		r.one(at, ids...)
	case "choices":
		for _, id := range ids(f.Choices) {
			if v, ok := r.take(at + "/" + id); ok && v == ticked {
				r.out[at+"/"+id] = true
			}
		}
		if f.Other {
			r.value(at+"/"+field.ReservedPart, "text")
		}
	case "scale":
		r.point(f, at)
	case "grid":
		for _, id := range ids(f.Rows) {
			r.point(f, at+"/"+id)
		}
	case "ranking":
		for _, id := range ids(f.Choices) {
			r.value(at+"/"+id, "number")
		}
	case "table":
		r.table(f, at)
	case "sentence":
		for _, b := range f.BlankIDs() {
			r.value(at+"/"+b, "text")
		}
	case "signature":
		for _, id := range ids(f.People) {
			r.value(at+"/"+id+"/name", "text")
			r.value(at+"/"+id+"/date", "date")
		}
	}
}

func ids(items []field.Item) []string {
	var out []string
	for _, i := range items {
		out = append(out, i.ID.V)
	}
	return out
}

// paperRows is more rows than a table has on paper.
const paperRows = 100

func (r *reader) table(f *field.Field, at string) {
	rows := ids(f.Rows)
	if f.Add {
		for i := range paperRows {
			rows = append(rows, "row"+strconv.Itoa(i+1))
		}
	}
	for _, row := range rows {
		for _, c := range f.Columns {
			r.value(at+"/"+row+"/"+c.ID.V, c.Kind.Or())
		}
	}
}

// one is the answer of which one is ticked; of several none is taken.
func (r *reader) one(at string, ids ...string) {
	var chosen []string
	for _, id := range ids {
		if v, ok := r.take(at + "/" + id); ok && v == ticked {
			chosen = append(chosen, id)
		}
	}
	switch len(chosen) {
	case 0:
	case 1:
		r.out[at] = chosen[0]
	default:
		r.leave(at, "more than one is ticked: "+strings.Join(chosen, ", "))
	}
}

// point is a point of a scale, a number, or "-" where it is skipped.
func (r *reader) point(f *field.Field, at string) {
	var ids []string
	for _, p := range f.Points() {
		ids = append(ids, p.Value)
	}
	r.one(at, append(ids, "skip")...)
	switch v := r.out[at].(type) {
	case string:
		if n, err := strconv.Atoi(v); err == nil {
			r.out[at] = n
		} else {
			r.out[at] = "-"
		}
	}
}

// value is what is written in a field of a kind.
func (r *reader) value(at string, kind field.CellKind) {
	v, ok := r.take(at)
	if !ok || v == ticked {
		return
	}
	trimmed := strings.TrimSpace(v)
	switch kind {
	case "number":
		n, err := strconv.ParseFloat(strings.ReplaceAll(trimmed, ",", "."), 64)
		if err != nil || n != n || n > 1e15 || n < -1e15 {
			r.leave(at, fmt.Sprintf("%q is no number", trimmed))
			return
		}
		r.out[at] = n
	case "date":
		date, ok := isoDate(trimmed)
		if !ok {
			r.leave(at, fmt.Sprintf("%q may be read as more than one date, or as none; 2026-11-22 is clear", trimmed))
			return
		}
		r.out[at] = date
	case "yesno":
		for _, id := range []string{"yes", "no"} {
			if strings.EqualFold(trimmed, id) || strings.EqualFold(trimmed, r.book.Strings.Text(id)) {
				r.out[at] = id
				return
			}
		}
		r.leave(at, fmt.Sprintf("%q is neither yes nor no", trimmed))
	default:
		r.out[at] = v
	}
}

var numbers = regexp.MustCompile(`^\s*(\d{1,4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,4})\s*$`)

// isoDate is a date as the site keeps it, where it can be read in one way only:
// with the year first, or with a day that is no month.
func isoDate(s string) (string, bool) {
	m := numbers.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	a, _ := strconv.Atoi(m[1]) // digits, a few
	b, _ := strconv.Atoi(m[2])
	c, _ := strconv.Atoi(m[3])
	year, month, day := a, b, c
	switch {
	case len(m[1]) == 4 && len(m[3]) <= 2:
	case len(m[3]) == 4 && len(m[1]) <= 2 && (a > 12 || a == b):
		year, month, day = c, b, a
	case len(m[3]) == 4 && len(m[1]) <= 2 && b > 12:
		year, month, day = c, a, b
	default:
		return "", false
	}
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return "", false
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day), true
}
