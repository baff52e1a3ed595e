package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"trustbook/internal/diag"
	"trustbook/internal/markup"
)

// Facts are what a text says about itself, for the checks of the whole book
// and for its pages.
type Facts struct {
	Headings  []Heading
	Links     []Reference // addresses inside the book, as written
	Images    []Reference
	Exercises []Reference // ids placed, in order
	Variables []Reference
	Addresses []Reference // variables that are the whole address of a link
	Words     int         // of the body
	Partial   bool        // a text was too costly to read, so there may be more of all these

	// Passages are collected where Collect is true: they are for the language
	// checks alone, and cost more than the rest.
	Collect  bool
	Passages []Passage
}

// Heading is one heading of the body.
type Heading struct {
	Level int
	ID    string
	Text  markup.HTML // without elements
	diag.Mark
}

// Reference is a name used at a place.
type Reference struct {
	Name string
	diag.Mark
}

// Passage is a paragraph, an item, a cell or a label as plain text.
type Passage struct {
	Role string // the input's role, or "script", "avoid" or "heading" in a body
	Text string
	At   At
}

func (f *Facts) passage(role, text string, at At) {
	if f != nil && f.Collect && text != "" {
		f.Passages = append(f.Passages, Passage{role, text, at})
	}
}

// Slug makes a heading's id: its letters and digits in lower case, a hyphen
// for every run of anything else. Letters of all scripts stay.
func Slug(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’' || r == utf8.RuneError:
		default:
			gap = true
		}
	}
	return b.String()
}

// countWords counts runs of letters and digits; in scripts written without
// spaces every two letters count as a word.
func countWords(s string) int {
	words, wide, in := 0, 0, false
	for _, r := range s {
		switch {
		case r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || unicode.Is(unicode.Thai, r):
			wide++
			in = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !in {
				words++
			}
			in = true
		case unicode.IsSpace(r) || r == '—' || r == '-':
			in = false
		}
	}
	return words + (wide+1)/2
}
