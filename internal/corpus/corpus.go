// Package corpus makes workbooks of any size for benchmarks: chapters of about
// 1,100 words with three or four exercises and twelve fields, the same for the
// same number, so that figures of different days can be compared.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

const meta = `id: corpus
title: A corpus
language: en
revised: 2026-01-01
stop: Stop if it gets too much.
words: {therapist: therapist}
exit: https://www.bbc.co.uk/weather
`

// Write makes a workbook of n chapters in dir.
func Write(dir string, n int) error {
	content := filepath.Join(dir, "content")
	if err := os.MkdirAll(content, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(content, "book.yaml"), []byte(meta), 0o644); err != nil {
		return err
	}
	for i := range n {
		if err := os.WriteFile(filepath.Join(content, Name(i)), Chapter(i, n), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Name is the file name of chapter i, counted from 0.
func Name(i int) string { return fmt.Sprintf("%04d-part-%d.md", min(i+1, 9999), i+1) }

var words = strings.Fields("we talk about the day and what it was like when something went well or did not go as planned because people need time to say what they mean and to hear what another person feels before they can agree on a small next step that both can keep for a week and look at again with care patience kindness trust honesty evening kitchen table letter promise question answer listen write read walk rest begin stop return")

// Chapter is the source of chapter i of n.
func Chapter(i, n int) []byte {
	r := rand.New(rand.NewPCG(1, uint64(i)))
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: \"Part %d: %s\"\nsummary: %s\nexercises:\n", i+1, phrase(r, 3), sentence(r, 9))
	exercises := 3 + i%2
	for e := range exercises {
		fmt.Fprintf(&b, "  - id: ex-%d-%d\n    title: %s\n    with: alone\n    minutes: %d\n    keep: shareable\n    prompt: |\n      %s %s\n\n      %s\n    fields:\n", i+1, e+1, phrase(r, 4), 5+r.IntN(30), sentence(r, 12), sentence(r, 10), sentence(r, 14))
		for f := range 12 / exercises {
			field(&b, r, e*4+f)
		}
	}
	b.WriteString("---\n")
	written := 0
	for section := range 6 {
		if section > 0 {
			fmt.Fprintf(&b, "## %s %d\n\n", phrase(r, 3), section)
		}
		for range 3 {
			for range 5 {
				b.WriteString(sentence(r, 12) + " ")
				written += 12
			}
			b.WriteString("\n\n")
		}
		switch {
		case section == 1:
			fmt.Fprintf(&b, "- %s\n- *%s*\n- %s with **%s**.\n\n", sentence(r, 6), sentence(r, 5), phrase(r, 5), phrase(r, 2))
		case section == 2:
			fmt.Fprintf(&b, "See [the next part](%s) and \"%s\". A {{word.therapist}} may help.\n\n", Name((i+1)%n), phrase(r, 5))
		case section == 3:
			fmt.Fprintf(&b, ":::script\n%s\n:::\n\n", sentence(r, 12))
		}
		if section < exercises {
			fmt.Fprintf(&b, "::exercise{#ex-%d-%d}\n\n", i+1, section+1)
		}
	}
	return []byte(b.String())
}

func field(b *strings.Builder, r *rand.Rand, k int) {
	label := sentence(r, 7)
	switch k % 4 {
	case 0:
		fmt.Fprintf(b, "      - {id: f%d, kind: longtext, label: %q, lines: 6}\n", k, label)
	case 1:
		fmt.Fprintf(b, "      - {id: f%d, kind: choices, label: %q, choices: [{id: a, label: %s}, {id: b, label: %s}, {id: c, label: %s}], other: true}\n", k, label, phrase(r, 3), phrase(r, 2), phrase(r, 4))
	case 2:
		fmt.Fprintf(b, "      - {id: f%d, kind: scale, label: %q, min: 1, max: 5, min_label: Not at all, max_label: Completely}\n", k, label)
	default:
		fmt.Fprintf(b, "      - {id: f%d, kind: text, label: %q}\n", k, label)
	}
}

func phrase(r *rand.Rand, n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = words[r.IntN(len(words))]
	}
	return strings.Join(out, " ")
}

func sentence(r *rand.Rand, n int) string {
	p := phrase(r, n)
	return strings.ToUpper(p[:1]) + p[1:] + "."
}
