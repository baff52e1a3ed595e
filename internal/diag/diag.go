// Package diag is what every stage says about bad input: where it is, what is
// wrong, and what to do.
//
// A message is lower case, has no full stop, quotes input with %q, and says
// what is wrong; a hint says what to do. Stages collect diagnostics in a List
// and go on, so that one run reports every problem.
package diag

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Position is a place in a source file. Line and Column count from 1, the
// column in bytes as in go/token; both are 0 when the whole file is meant.
type Position struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// String gives file:line:column, or the file alone.
func (p Position) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Severity says whether a diagnostic stops a build.
type Severity string

// The two severities. Strict mode treats both as errors.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Diagnostic is one problem.
type Diagnostic struct {
	Position
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint,omitempty"`
}

// List is every problem a stage found, in the order it found them.
type List []Diagnostic

// Error adds a problem that stops the build. An empty hint is left out.
func (l *List) Error(p Position, message, hint string) {
	*l = append(*l, Diagnostic{p, Error, message, hint})
}

// Warn adds a problem that a strict build stops at.
func (l *List) Warn(p Position, message, hint string) {
	*l = append(*l, Diagnostic{p, Warning, message, hint})
}

// Failed reports whether the list stops a build: any error, or in strict mode
// any diagnostic.
func (l List) Failed(strict bool) bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return strict || d.Severity == Error })
}

// Count says how many errors and warnings the list holds.
func (l List) Count() (errors, warnings int) {
	for _, d := range l {
		if d.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

// Sorted returns the list by file, line and column, each problem once.
func (l List) Sorted() List {
	s := slices.Clone(l)
	slices.SortStableFunc(s, func(a, b Diagnostic) int {
		return cmp.Or(
			strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			strings.Compare(string(a.Severity), string(b.Severity)), strings.Compare(a.Message, b.Message))
	})
	return slices.Compact(s)
}

// Print writes the sorted list for a person, a line a problem and an indented
// line a hint; in colour where color is true.
func (l List) Print(w io.Writer, color bool) error {
	const bold, yellow, dim, reset = "\x1b[1m", "\x1b[33m", "\x1b[2m", "\x1b[0m"
	paint := func(code, s string) string {
		if !color {
			return s
		}
		return code + s + reset
	}
	var b strings.Builder
	for _, d := range l.Sorted() {
		b.WriteString(paint(bold, d.Position.String()+":"))
		b.WriteByte(' ')
		if d.Severity == Warning {
			b.WriteString(paint(yellow, "warning:"))
			b.WriteByte(' ')
		}
		b.WriteString(d.Message)
		b.WriteByte('\n')
		if d.Hint != "" {
			b.WriteString(paint(dim, "    hint: "+d.Hint))
			b.WriteByte('\n')
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// JSON writes the sorted list as one JSON array.
func (l List) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	s := l.Sorted()
	if s == nil {
		s = List{}
	}
	return e.Encode(s)
}
