package markdown

import (
	"errors"
	"fmt"
	"strings"

	"trustbook/internal/diag"
)

const (
	maxColumns     = 50
	maxDefinitions = 2000
	maxNesting     = 100
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

// tooCostly reports, line by line and before parsing, what goldmark would
// spend more than linear time or memory on.
func tooCostly(in Input, list *diag.List) bool {
	refuse := func(offset int, what string, most int) bool {
		list.Error(in.At(offset).In(in.File), fmt.Sprintf("more than %d %s", most, what), "split it into several chapters or make it simpler")
		return true
	}
	definitions, offset := 0, 0
	for line := range strings.Lines(in.Text) {
		trimmed := strings.TrimLeft(line, " \t>")
		nested := 0
		for _, c := range line {
			if c != '>' && c != ' ' && c != '-' && c != '*' && c != '+' && c != '\t' {
				break
			}
			if c == '>' || c == '-' || c == '*' || c == '+' {
				nested++
			}
		}
		switch {
		case nested > maxNesting && strings.ContainsAny(trimmedMarkers(line), "> "):
			return refuse(offset, "levels of quotes and lists", maxNesting)
		case len(line)-len(trimmed) > 4*maxNesting:
			return refuse(offset, "spaces of indentation", 4*maxNesting)
		case strings.HasPrefix(trimmed, "[") && strings.Contains(trimmed, "]:"):
			if definitions++; definitions > maxDefinitions {
				return refuse(offset, "link definitions", maxDefinitions)
			}
		case strings.Count(line, "|") > maxColumns+1:
			return refuse(offset, "columns in a table", maxColumns)
		}
		for _, opener := range []string{"[", "*", "_", "{{"} {
			if strings.Count(line, opener) > 5000 {
				return refuse(offset, fmt.Sprintf("%q on a line", opener), 5000)
			}
		}
		offset += len(line)
	}
	return false
}

// trimmedMarkers is the run of quote and list markers that a line begins with.
// A rule such as "- - -" or "-----" is not nesting, a run of one kind of
// marker without spaces is not a list.
func trimmedMarkers(line string) string {
	end := strings.IndexFunc(line, func(r rune) bool { return !strings.ContainsRune("> -*+\t", r) })
	if end < 0 {
		return strings.Map(func(r rune) rune {
			if r == '>' {
				return r
			}
			return -1
		}, line)
	}
	return line[:end]
}
