// Package wording reads a book's text the way a careful editor would and warns
// where it is hard to read, or may hurt the people it is for.
//
// In go passages: paragraphs, list items, labels, titles and slugs as plain
// text, each with its [Role] and with the way back to its place in a file. Out
// come warnings, never errors: wording is a matter of judgement, and an author
// may switch a rule off. Which rules there are, and what they are for, [Rules]
// says; book.yaml sets them by name:
//
//	checks:
//	  grade: 7              # another limit
//	  gendered-words: false # off
//
// Sentences and paragraphs are measured in any language. Reading grade is
// measured in English only, since the formula was fitted to English. The words
// to avoid are data, a file a language in words/, with the format described at
// the head of words/en.yaml; a language without a file has no word rules.
//
// A formula is a proxy and a word list knows no context, so both are built to
// stay silent when in doubt: a short text gets no grade, and a list names its
// exceptions. A warning that is mostly wrong teaches people to ignore the rest.
package wording

import (
	"fmt"
	"math"
	"strings"

	"trustbook/internal/diag"
)

// Role says what a passage is for, as the checks differ.
type Role int

// The roles of a passage.
const (
	Prose  Role = iota // running text of a chapter
	Prompt             // what an exercise asks: prompt, help, stop note
	Safety             // prose that must be as easy as a prompt
	Title              // of the book, a chapter, an exercise
	Label              // of a field, a choice, a row
	Slug               // of a page, a file: words with hyphens between
)

// Passage is one paragraph, list item, cell, label or title, as plain text.
type Passage struct {
	Role   Role
	Text   string                    // no markup
	At     func(i int) diag.Position // where byte i of Text stands in its file
	Group  string                    // the file's name: reading grade is measured over a file
	Avoid  bool                      // a marked bad example: its words are not checked, its length is
	Sample bool                      // words to say aloud
}

// at is where byte i stands. A passage without At stands for its whole file.
func (p *Passage) at(i int) diag.Position {
	if p.At == nil {
		return diag.Position{File: p.Group}
	}
	return p.At(i)
}

// Config is checks in book.yaml, by the rule's name. A rule that is not in it
// is on, with its default limit; a name that is no rule's is ignored here, so
// the reader of book.yaml compares with [Names].
type Config map[string]Setting

// Setting is what book.yaml says about one rule. The zero Setting is the
// default; make others with [Rule.Setting].
type Setting struct {
	Off   bool
	Limit float64 // 0 for the rule's own
}

// Setting is the value v from book.yaml, decoded from YAML into an any: false,
// true for the default, or for a rule with a limit a number above 0.
func (r Rule) Setting(v any) (Setting, error) {
	var n float64
	switch v := v.(type) {
	case bool:
		return Setting{Off: !v}, nil
	case int:
		n = float64(v)
	case float64:
		n = v
	default:
		return Setting{}, r.wants(v)
	}
	if r.Limit == 0 || !(n > 0) || math.IsInf(n, 0) {
		return Setting{}, r.wants(v)
	}
	return Setting{Limit: n}, nil
}

func (r Rule) wants(v any) error {
	if r.Limit == 0 {
		return fmt.Errorf("check %q is %q, want true or false", r.Name, fmt.Sprint(v))
	}
	return fmt.Errorf("check %q is %q, want a number above 0, or false", r.Name, fmt.Sprint(v))
}

// Check runs the rules over passages in one language, a BCP 47 tag such as
// "en-GB". The warnings come passage by passage, then the grades of files.
func Check(lang string, c Config, ps []Passage) diag.List {
	lang = primary(lang)
	k := checker{rules: rules(), words: &lexicon{}, syllables: counts{}}
	lex, err := load(lang)
	if err != nil {
		// Only an edit to our own data can lead here; the tests keep it out.
		k.list.Error(diag.Position{File: wordFile(lang)}, err.Error(), "")
	} else if lex != nil {
		k.words = lex
	}
	k.limits = make([]float64, len(k.rules))
	k.off = make([]bool, len(k.rules))
	for i, r := range k.rules {
		s := c[r.Name]
		k.off[i], k.limits[i] = s.Off, r.Limit
		if s.Limit > 0 {
			k.limits[i] = s.Limit
		}
	}
	readings := make([]reading, len(ps))
	for i := range ps {
		p := &ps[i]
		if p.Role != Slug {
			readings[i] = read(p, k.words.abbreviations)
			k.lengths(&readings[i])
		}
		k.find(p)
	}
	if lang == "en" {
		k.grades(readings)
	}
	return k.list
}

// checker is one run of Check.
type checker struct {
	rules     []Rule
	limits    []float64
	off       []bool
	words     *lexicon
	syllables counts
	tokens    []token // of one passage; kept for its memory
	list      diag.List
}

// warn adds a warning of rule, whose name it gives so that an author knows
// what to set in book.yaml.
func (k *checker) warn(rule int, at diag.Position, message, hint string) {
	k.list.Warn(at, message+" ["+k.rules[rule].Name+"]", hint)
}

// lengths warns of long sentences and paragraphs.
func (k *checker) lengths(r *reading) {
	total := 0
	for _, s := range r.sentences {
		total += s.words
		if !k.off[sentenceLength] && float64(s.words) > k.limits[sentenceLength] {
			k.warn(sentenceLength, r.at(s.start),
				fmt.Sprintf("sentence of %d words, over %g: %q", s.words, k.limits[sentenceLength], opening(r.Text[s.start:s.end])),
				"make two sentences of it, one idea each")
		}
	}
	if r.Role == Title || r.Role == Label || k.off[paragraphLength] || float64(total) <= k.limits[paragraphLength] {
		return
	}
	start := r.sentences[0].start
	k.warn(paragraphLength, r.at(start),
		fmt.Sprintf("paragraph of %d words, over %g: %q", total, k.limits[paragraphLength], opening(r.Text[start:])),
		"begin a new paragraph where the subject changes, or make a list of it")
}

// opening is the first few words of text, to know it by.
func opening(text string) string {
	const few = 6
	words := strings.Fields(text)
	if len(words) <= few {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:few], " ") + " …"
}

// primary is the language of a tag, without script or region.
func primary(tag string) string {
	tag, _, _ = strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	return strings.ToLower(tag)
}
