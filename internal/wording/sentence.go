package wording

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// reading is a passage with its sentences found.
type reading struct {
	*Passage
	sentences []sentence
}

// sentence is a stretch of a passage that has at least one word. A passage
// without closing punctuation, such as a list item, is a sentence too.
type sentence struct{ start, end, words int }

// read finds the sentences of p.
func read(p *Passage, abbreviations map[string]bool) reading {
	r := reading{Passage: p}
	for start := 0; start < len(p.Text); {
		end := sentenceEnd(p.Text, start, abbreviations)
		n, first := 0, -1
		for w := range words(p.Text[start:end]) {
			if n++; first < 0 {
				first = start + w.start
			}
		}
		if n > 0 {
			r.sentences = append(r.sentences, sentence{first, end, n})
		}
		start = end
	}
	return r
}

// sentenceEnd is where the sentence that begins at start ends, with the
// quotation marks and brackets that close it.
func sentenceEnd(text string, start int, abbreviations map[string]bool) int {
	for i := start; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case r == '\n' && blankLine(text[i:]):
			return i
		case strings.ContainsRune("。！？", r): // nothing else follows these, and no space
			return after(text, i, closers)
		case !strings.ContainsRune(enders, r):
			continue
		}
		end := after(text, after(text, i, enders), closers)
		if ends(text[end:]) && !(r == '.' && end == i && dotInside(text[start:i-1], abbreviations)) {
			return end
		}
		i = end
	}
	return len(text)
}

const (
	enders  = ".!?…؟।"
	openers = "\"'“„‘‚«‹([{¿¡—–-"
	closers = "\"'”’»›)]}"
)

// after is the first place from i on where no rune of set stands.
func after(text string, i int, set string) int {
	return len(text) - len(strings.TrimLeft(text[i:], set))
}

// ends reports whether a sentence may end before rest: a space must follow,
// and then no small letter. So "3.5", "a.m. on", and the quoted question in
// `Ask "Is this safe?" first` are inside their sentences.
func ends(rest string) bool {
	next := strings.TrimLeftFunc(rest, unicode.IsSpace)
	if next == "" {
		return true
	}
	if len(next) == len(rest) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, openers))
	return !unicode.IsLower(r)
}

// dotInside reports whether the full stop after head, a sentence so far,
// belongs to its last word: an abbreviation that something always follows, a
// number or letter that begins a list item, or a name's initials. An initial
// later in the sentence is more often the end of it: "Go on with plan B."
func dotInside(head string, abbreviations map[string]bool) bool {
	i := strings.LastIndexFunc(head, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(openers, r) })
	if i >= 0 {
		_, size := utf8.DecodeRuneInString(head[i:])
		i += size
	} else {
		i = 0
	}
	word := head[i:]
	if abbreviations[strings.ToLower(word)] {
		return true
	}
	before := strings.TrimRightFunc(head[:i], unicode.IsSpace)
	if before != "" && !strings.HasSuffix(before, ".") {
		return false
	}
	if number(word) {
		return before == "" && len(word) <= 3
	}
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsLetter(r)
}

// span is a stretch of text.
type span struct{ start, end int }

// words are what a reader counts as words: what stands between spaces or
// dashes and has a letter or digit in it. "Self-check" is one, as is "3.5".
func words(text string) iter.Seq[span] {
	return func(yield func(span) bool) {
		start, wordy := 0, false
		for i, r := range text {
			if r == '—' || r == '–' || r == '…' || unicode.IsSpace(r) {
				if wordy && !yield(span{start, i}) {
					return
				}
				start, wordy = i+utf8.RuneLen(r), false
			} else if !wordy && wordRune(r) {
				start, wordy = i, true
			}
		}
		if wordy {
			yield(span{start, len(text)})
		}
	}
}

// number reports whether word is digits and the marks that go with them.
func number(word string) bool {
	digits := false
	for _, r := range word {
		if unicode.IsDigit(r) {
			digits = true
		} else if unicode.IsLetter(r) {
			return false
		}
	}
	return digits
}
