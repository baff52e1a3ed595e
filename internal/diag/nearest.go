package diag

import (
	"fmt"
	"strings"
)

// Nearest is the one of among that word was probably meant to be, by the number
// of letters to add, leave out, change or swap with the next, without regard to
// case; "" when that is more than half of the letters for each, or more than
// two, for a long word a third.
func Nearest(word string, among []string) string {
	if len(word) > maxWord {
		return ""
	}
	word = strings.ToLower(word)
	best, least := "", max(2, len(word)/3)+1
	for _, a := range among {
		if len(a) > maxWord || max(len(a)-len(word), len(word)-len(a)) > least {
			continue
		}
		d := distance(word, strings.ToLower(a))
		if 2*d > max(len(word), len(a)) {
			continue
		}
		if d < least || d == least && best != "" && a < best {
			best, least = a, d
		}
	}
	return best
}

// maxWord is the length of the longest word that a person mistypes; distance
// takes time with its square.
const maxWord = 64

// DidYouMean is the hint for word: its nearest match among names, or "".
func DidYouMean(word string, among []string) string {
	if n := Nearest(word, among); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return ""
}

// OneOf is DidYouMean, or where nothing is near all of among, if they are few.
func OneOf(word string, among []string) string {
	hint := DidYouMean(word, among)
	if hint == "" && len(among) > 0 && len(among) <= 30 {
		hint = "use one of " + strings.Join(among, ", ")
	}
	return hint
}

// distance is that number of letters (optimal string alignment).
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last, row = last, row, before
		row[0] = i
		for j := 1; j <= len(b); j++ {
			d := last[j-1]
			if a[i-1] != b[j-1] {
				d++
			}
			row[j] = min(d, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(b)]
}
