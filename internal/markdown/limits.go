package markdown

import (
	"errors"
	"fmt"
	"strings"

	"trustbook/internal/diag"
)

// What goldmark spends more than linear time or memory on is bounded, far above
// what a page for people needs.
const (
	maxColumns     = 50
	maxCells       = 20_000 // of a text's tables, with those that its rows leave out
	maxDefinitions = 2000   // of links and footnotes
	maxNesting     = 100    // of quotes and lists
	maxAsides      = 500
	maxHeadings    = 1000
	maxOpeners     = 3000 // in a paragraph
)

var errTooLong = errors.New("output too long")

// limited is a string builder that refuses to grow past max bytes.
type limited struct {
	strings.Builder
	max  int
	full bool
}

func (l *limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > l.max {
		l.full = true
		return 0, errTooLong
	}
	return l.Builder.Write(p)
}

func (l *limited) WriteString(s string) (int, error) {
	if l.Len()+len(s) > l.max {
		l.full = true
		return 0, errTooLong
	}
	return l.Builder.WriteString(s)
}

// Available, Buffered and Flush make it a util.BufWriter, so that goldmark
// puts no buffer of its own before it. Flush says whether all was written.
func (l *limited) Available() int { return l.max - l.Len() }

func (l *limited) Buffered() int { return 0 }

func (l *limited) Flush() error {
	if l.full {
		return errTooLong
	}
	return nil
}

// tooCostly reports, before parsing, the first thing of which a text has more.
func tooCostly(in Input, list *diag.List) bool {
	c := costs{openers: map[string]int{}}
	offset := 0
	for line := range strings.Lines(in.Text) {
		if what, most := c.line(line); what != "" {
			list.Error(in.At(offset).In(in.File), fmt.Sprintf("more than %d %s", most, what), "split it into several chapters, or make it simpler")
			return true
		}
		offset += len(line)
	}
	return false
}

// costs counts what the lines of a text may hold.
type costs struct {
	definitions, asides, headings, cells int
	columns                              int            // of the table that the line is in, 0 for none
	openers                              map[string]int // of the paragraph that the line is in
}

var openers = []string{"[", "*", "_", "`", "<", "{{", "\"", "'"}

// line counts a line, and says what there is too much of.
func (c *costs) line(line string) (what string, most int) {
	trimmed := strings.TrimLeft(line, " \t>")
	bare := strings.TrimSpace(trimmed)
	if bare == "" {
		c.columns = 0
		clear(c.openers)
	}
	if nesting(line) > maxNesting {
		return "levels of quotes and lists", maxNesting
	}
	c.cells += c.columns
	pipes := strings.Count(line, "|")
	if pipes > 0 && strings.Contains(bare, "-") && strings.Trim(bare, "|-: \t") == "" {
		c.columns = pipes + 1
	}
	switch {
	case strings.HasPrefix(trimmed, "[") && strings.Contains(trimmed, "]:"):
		c.definitions++
	case strings.HasPrefix(trimmed, ":::"):
		c.asides++
	case strings.HasPrefix(trimmed, "#"):
		c.headings++
	}
	for _, o := range openers {
		if c.openers[o] += strings.Count(line, o); c.openers[o] > maxOpeners {
			return fmt.Sprintf("%q in a paragraph", o), maxOpeners
		}
	}
	switch {
	case len(line)-len(trimmed) > 4*maxNesting:
		return "spaces of indentation", 4 * maxNesting
	case pipes > maxColumns+1:
		return "columns in a table", maxColumns
	case c.cells > maxCells:
		return "cells of tables", maxCells
	case c.definitions > maxDefinitions:
		return "definitions of links and footnotes", maxDefinitions
	case c.asides > 2*maxAsides:
		return "asides", maxAsides
	case c.headings > maxHeadings:
		return "headings", maxHeadings
	}
	return "", 0
}

// nesting is how many markers of quotes and lists a line begins with.
func nesting(line string) int {
	ends := func(i int) bool { return i >= len(line) || strings.IndexByte(" \t\n", line[i]) >= 0 }
	n := 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ' || c == '\t':
		case c == '>':
			n++
		case (c == '-' || c == '*' || c == '+') && ends(i+1):
			n++
		case c >= '0' && c <= '9':
			for i < len(line) && line[i] >= '0' && line[i] <= '9' {
				i++
			}
			if i >= len(line) || line[i] != '.' && line[i] != ')' || !ends(i+1) {
				return n
			}
			n++
		default:
			return n
		}
	}
	return n
}
