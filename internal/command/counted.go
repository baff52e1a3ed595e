package command

import (
	"iter"
	"strings"

	"trustbook/internal/output"
)

// counted passes files on and counts the pages among them.
func counted(files iter.Seq2[output.File, error], pages *int) iter.Seq2[output.File, error] {
	return func(yield func(output.File, error) bool) {
		for f, err := range files {
			if strings.HasSuffix(f.Path, ".html") {
				*pages++
			}
			if !yield(f, err) {
				return
			}
		}
	}
}
