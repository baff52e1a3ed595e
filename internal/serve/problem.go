package serve

import (
	"bytes"
	"strings"

	"trustbook/internal/diag"
)

// problem is an error as a page shows it.
type problem struct {
	Where   string `json:"where"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Lines   []line `json:"lines,omitempty"`
}

type line struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
	Here   bool   `json:"here,omitempty"`
	Column int    `json:"column,omitempty"` // in characters, where it is here
}

const (
	mostProblems = 50
	around       = 2   // lines shown before and after
	longest      = 200 // bytes of a line
)

// explain is the errors of a list, with the lines they are about.
func explain(list diag.List, source func(string) []byte) []problem {
	files := map[string][]string{}
	lines := func(name string) []string {
		if _, ok := files[name]; !ok {
			files[name] = strings.Split(string(bytes.TrimSuffix(source(name), []byte("\n"))), "\n")
		}
		return files[name]
	}
	var problems []problem
	for _, d := range list.Sorted() {
		if d.Severity != diag.Error || len(problems) == mostProblems {
			continue
		}
		p := problem{Where: d.Position.String(), Message: d.Message, Hint: d.Hint}
		if d.Line > 0 {
			all := lines(d.File)
			for n := max(1, d.Line-around); n <= min(len(all), d.Line+around); n++ {
				p.Lines = append(p.Lines, excerpt(all[n-1], n, d.Position))
			}
		}
		problems = append(problems, p)
	}
	return problems
}

func excerpt(text string, number int, at diag.Position) line {
	l := line{Number: number, Here: number == at.Line}
	if l.Here && at.Column > 0 && at.Column <= longest {
		l.Column = len([]rune(text[:min(len(text), at.Column-1)])) + 1
	}
	if len(text) > longest {
		text = strings.ToValidUTF8(text[:longest], "") + "…"
	}
	l.Text = text
	return l
}
