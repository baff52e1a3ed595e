package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is a word as the word rules see it: letters, marks and digits, with
// apostrophes inside.
type token struct {
	start, end int    // in the text
	word       string // lower case, composed, with straight apostrophes
	stem       string // word without 's, 're and the like; word itself otherwise
	upper      bool   // two letters or more, all of them capitals
	before     pause  // what parts it from the token before
}

// pause is how much parts two words. A phrase may not reach over a stop:
// "It is about you. Never mind." has no "you never" in it.
type pause uint8

const (
	joined  pause = iota // a space, hyphen, slash or quotation mark
	comma                // a comma, bracket or any other mark
	stopped              // the end of a sentence or clause
)

// tokens appends the words of text to ts.
func tokens(ts []token, text string) []token {
	parting := stopped
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !wordRune(r) {
			parting = max(parting, pauseOf(r, text[i+size:]))
			i += size
			continue
		}
		end := wordEnd(text, i)
		ts = append(ts, newToken(text, i, end, parting))
		i, parting = end, joined
	}
	return ts
}

func newToken(text string, start, end int, before pause) token {
	raw := text[start:end]
	t := token{start: start, end: end, before: before, word: fold(raw)}
	t.stem = stem(t.word)
	t.upper = allUpper(raw[:min(len(raw), len(t.stem))])
	return t
}

// allUpper reports whether s, without regard to digits, is two capitals or more.
func allUpper(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			n++
		} else if !unicode.IsDigit(r) {
			return false
		}
	}
	return n > 1
}

// wordEnd is where the word that begins at i ends.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if apostrophe(r) {
			next, _ := utf8.DecodeRuneInString(text[i+size:])
			if !wordRune(next) {
				return i
			}
		} else if !wordRune(r) {
			return i
		}
		i += size
	}
	return i
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	// U+02BC is an apostrophe that Unicode counts among the letters.
	return r == softHyphen || !apostrophe(r) && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}

const softHyphen = '\u00AD'

// apostrophe reports whether r is written for one. U+2019 is also a closing
// quotation mark, which never stands between two letters.
func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// pauseOf is how much r parts the words around it, with rest after it.
func pauseOf(r rune, rest string) pause {
	switch {
	case r == '\n' && blankLine(rest):
		return stopped
	case unicode.IsSpace(r), strings.ContainsRune("-‐‑/_\"'“”„‘’‚«»‹›", r):
		return joined
	case strings.ContainsRune(".!?;:…—–。！？؟।", r):
		return stopped
	}
	return comma
}

// blankLine reports whether rest, what follows a line's end, begins with a
// line of nothing but spaces.
func blankLine(rest string) bool {
	return strings.HasPrefix(strings.TrimLeft(rest, " \t\r"), "\n")
}

// fold gives words that a reader takes for the same one spelling.
func fold(word string) string {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			word = norm.NFC.String(apostrophes.Replace(word))
			break
		}
	}
	return strings.ToLower(word)
}

var apostrophes = strings.NewReplacer("’", "'", "ʼ", "'", string(softHyphen), "")

// stem is word without what English contracts onto it, so that "you always"
// is found in "you’re always" and "husband" in "husband’s".
func stem(word string) string {
	i := strings.LastIndexByte(word, '\'')
	if i <= 0 {
		return word
	}
	switch word[i+1:] {
	case "s", "re", "ve", "ll", "d", "m":
		return word[:i]
	}
	return word
}
