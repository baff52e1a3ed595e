package wording

import (
	"strings"
	"unicode"
)

// syllables estimates how many syllables an English word has as it is spoken,
// at least one. It counts runs of vowels, after taking off endings whose e is
// silent, and knows the common words that this gets wrong. A number counts as
// one; an acronym without a vowel is spelt.
func syllables(word string) int {
	n := 0
	parts := strings.FieldsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !apostrophe(r) })
	for _, part := range parts {
		part = strings.Trim(part, "'’ʼ")
		if spelt(part) {
			n += len(part)
		} else if part != "" {
			n += inWord(fold(part))
		}
	}
	return max(n, 1)
}

// spelt reports whether word is said letter by letter, as PDF and GP are.
func spelt(word string) bool {
	return len(word) > 1 && len(word) < 5 && word == strings.ToUpper(word) && !strings.ContainsAny(word, "AEIOUY") && isASCII(word)
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}

// inWord counts those of a lower-case word without hyphens.
func inWord(w string) int {
	if n := irregular[w]; n > 0 {
		return n
	}
	if len(w) > 64 { // no word, and its endings might be thousands
		return runs(w)
	}
	if head, tail, ok := strings.Cut(w, "'"); ok && head != "" {
		return contracted(head, tail)
	}
	for _, first := range silentFirst {
		rest, ok := strings.CutPrefix(w, first)
		if ok && len(rest) > 1 && strings.ContainsAny(rest, "aeiouy") {
			return inWord(first) + inWord(rest)
		}
	}
	if n := ending(w); n > 0 {
		return n
	}
	return runs(w)
}

// contracted counts "didn't", "you're", "boss's".
func contracted(head, tail string) int {
	n := inWord(head)
	switch tail {
	case "t":
		if bare, ok := strings.CutSuffix(head, "n"); ok {
			return inWord(bare) + 1
		}
	case "s":
		if sibilant(head) {
			n++
		}
	case "ll", "ve":
		if !strings.ContainsAny(head[len(head)-1:], "aeiouyw") {
			n++
		}
	case "d":
		if strings.HasSuffix(head, "t") || strings.HasSuffix(head, "d") {
			n++
		}
	case "re", "m", "":
	default:
		n += inWord(tail)
	}
	return n
}

// ending counts a word by its stem where it has an ending before which an e
// falls silent or is dropped; 0 for other words.
func ending(w string) int {
	for _, e := range []string{"ness", "less", "ful", "ment", "ly"} {
		if s, ok := strings.CutSuffix(w, e); ok && len(s) > 2 && voiced(s) {
			return inWord(s) + 1
		}
	}
	if s, ok := strings.CutSuffix(w, "ing"); ok && voiced(s) {
		return inWord(s) + 1
	}
	if s, ok := strings.CutSuffix(w, "ed"); ok && len(w) > 3 && voiced(s) && !strings.HasSuffix(s, "e") {
		if strings.HasSuffix(s, "t") || strings.HasSuffix(s, "d") {
			return inWord(s) + 1
		}
		return inWord(s + "e")
	}
	if s, ok := strings.CutSuffix(w, "s"); ok && len(s) > 2 && !strings.HasSuffix(s, "s") {
		if stem, ok := strings.CutSuffix(s, "e"); ok && voiced(stem) && sibilant(stem) {
			return inWord(stem) + 1
		}
		return inWord(s)
	}
	return 0
}

func voiced(s string) bool { return strings.ContainsAny(s, "aeiouy") }

// sibilant reports whether -es or 's after s is a syllable of its own.
func sibilant(s string) bool {
	for _, e := range []string{"s", "x", "z", "c", "g", "ch", "sh", "ce", "ge", "se", "ze"} {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// silentFirst are first halves of compounds that end as they do alone, mostly in
// a silent e: "sometimes".
var silentFirst = []string{
	"some", "every", "home", "life", "time", "care", "safe", "fore", "there", "where", "here", "like", "note", "one", "side", "base",
}

// runs counts the runs of vowels in w, and the breaks inside them.
func runs(w string) int {
	b := []rune(w)
	n := 0
	for i := 0; i < len(b); {
		if !vowel(b, i) {
			i++
			continue
		}
		start := i
		for i < len(b) && vowel(b, i) {
			i++
		}
		n++
		// A silent e at the end, but not in "table" or "centre".
		if i == len(b) && i-start == 1 && b[start] == 'e' && n > 1 && !liquid(b) {
			n--
		}
	}
	for _, h := range hiatus {
		n += h.in(w)
	}
	return max(n, 1)
}

// vowel reports whether the letter at i is spoken as a vowel.
func vowel(b []rune, i int) bool {
	next := i+1 < len(b) && strings.ContainsRune("aeiou", b[i+1])
	switch b[i] {
	case 'a', 'e', 'i', 'o', 'á', 'à', 'â', 'ä', 'é', 'è', 'ê', 'ë', 'í', 'ï', 'ó', 'ô', 'ö', 'ú', 'ü':
		return true
	case 'u': // not in "question", "guess"
		return !next || i == 0 || b[i-1] != 'q' && b[i-1] != 'g'
	case 'y': // not in "year", "player"
		return !next || i > 0 && !strings.ContainsRune("aeiou", b[i-1])
	}
	return false
}

// liquid reports whether b ends as "table" or "centre" do, in a consonant and
// an l or r that carry the final e.
func liquid(b []rune) bool {
	if len(b) < 3 {
		return false
	}
	before, last := b[len(b)-3], b[len(b)-2]
	return last == 'l' && !strings.ContainsRune("aeiouylrw", before) || last == 'r' && (before == 't' || before == 'b')
}
