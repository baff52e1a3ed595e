package diag

import "fmt"

// Nearest is the one of among that word was probably meant to be, by
// Levenshtein distance; "" when none is closer than a third of its length,
// or two letters for a short one.
func Nearest(word string, among []string) string {
	if len(word) > 64 {
		return ""
	}
	best, least := "", max(2, len(word)/3)+1
	for _, a := range among {
		if len(a) > 64 {
			continue
		}
		if d := distance(word, a); d < least || d == least && best != "" && a < best {
			best, least = a, d
		}
	}
	return best
}

// DidYouMean is the hint for word: its nearest match among names, or all of
// them where they are few, or "".
func DidYouMean(word string, among []string) string {
	if n := Nearest(word, among); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return ""
}

func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			d := diagonal
			if a[i] != b[j] {
				d++
			}
			diagonal = row[j+1]
			row[j+1] = min(d, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
