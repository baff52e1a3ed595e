// Package answers reads the answers in a filled worksheet: a PDF file goes in,
// and out comes the backup that "My answers" in the site imports.
//
// The fields of a sheet are named after the addresses of answers. What each
// means, a number, a choice, a text, is the book's to say; so the file is read
// with the book, and what the book does not ask, or does not keep, is left.
package answers

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"trustbook/internal/book"
	"trustbook/internal/pdf/read"
)

// backup is the form of the file, see static/js/backup.js.
type backup struct {
	Format   string                     `json:"format"`
	Version  int                        `json:"version"`
	Workbook string                     `json:"workbook"`
	Edition  string                     `json:"edition"`
	Made     time.Time                  `json:"made"`
	Boxes    map[string]map[string]leaf `json:"boxes"`
}

// leaf is one answer and when it was given.
type leaf struct {
	V any   `json:"v"`
	T int64 `json:"t"` // milliseconds
}

// Result is what a sheet held.
type Result struct {
	JSON    []byte
	Answers int
	Left    []string // what was not taken, and why, for a person to read
}

// What the site takes, see static/js/backup.js.
const (
	maxEntries = 50_000
	maxValue   = 500_000
)

// Extract reads a filled sheet of b. The answers are taken to be from when the
// file was written.
func Extract(b *book.Book, data []byte, written, now time.Time) (Result, error) {
	f, err := read.Parse(data)
	if err != nil {
		return Result{}, err
	}
	values := map[string]string{}
	left := fields(f, values)
	taken, more := interpret(b, values)
	r := Result{Answers: len(taken), Left: append(left, more...)}
	box := make(map[string]leaf, len(taken))
	for address, v := range taken {
		box[address] = leaf{v, written.UnixMilli()}
	}
	r.JSON, err = json.MarshalIndent(backup{
		Format: "trustbook-answers", Version: 1, Workbook: b.ID.V, Edition: b.ID.V,
		Made: now.UTC().Truncate(time.Millisecond), Boxes: map[string]map[string]leaf{"a": box},
	}, "", " ")
	if err != nil {
		return Result{}, fmt.Errorf("write the answers: %w", err)
	}
	r.JSON = append(r.JSON, '\n')
	return r, nil
}

// ticked is the value of a box that is ticked.
const ticked = "\x00ticked"

// fields reads the values of the form's fields that have one.
func fields(f *read.File, values map[string]string) (left []string) {
	form := f.Dict(f.Dict(f.Trailer["Root"])["AcroForm"])
	seen := map[read.Ref]bool{}
	var walk func(node any, prefix string, kind read.Name, depth int)
	walk = func(node any, prefix string, kind read.Name, depth int) {
		if r, ok := node.(read.Ref); ok {
			if seen[r] {
				return
			}
			seen[r] = true
		}
		d := f.Dict(node)
		if depth > 20 || len(values) >= maxEntries {
			return
		}
		if s, ok := f.Get(d["T"]).(read.String); ok {
			if prefix != "" {
				prefix += "."
			}
			prefix += s.Text()
		}
		if k := f.Name(d["FT"]); k != "" {
			kind = k
		}
		if value, ok := valueOf(f, d, kind); ok && prefix != "" {
			if len(value) > maxValue || !utf8.ValidString(value) {
				left = append(left, fmt.Sprintf("%q: what is written there is too long", prefix))
			} else {
				values[prefix] = value
			}
		}
		for _, kid := range f.Array(d["Kids"]) {
			walk(kid, prefix, kind, depth+1)
		}
	}
	for _, node := range f.Array(form["Fields"]) {
		walk(node, "", "", 0)
	}
	return left
}

// valueOf is a field's value; not ok where nothing is written or ticked.
func valueOf(f *read.File, d read.Dict, kind read.Name) (value string, ok bool) {
	switch v := f.Get(d["V"]).(type) {
	case read.Name:
		return ticked, kind == "Btn" && v != "Off" && v != ""
	case read.String:
		value = v.Text()
	case *read.Stream: // a long text may be one
		data, err := f.Data(v)
		if err != nil {
			return "", false
		}
		value = read.String(data).Text()
	}
	value = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(value)
	return value, kind == "Tx" && strings.TrimSpace(value) != ""
}

// sorted are the keys of a map in order.
func sorted[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
