package wording

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

const (
	// minFile is how many words of a file are graded at least. The formula
	// works with averages; among few words, one long one decides.
	minFile = 30
	// minPrompt is how many words a prompt has to be graded by itself.
	minPrompt = 60
)

// Grade is the Flesch–Kincaid grade level of English passages together, in
// tenths, and the number of their words:
//
//	0.39 × words/sentences + 11.8 × syllables/words − 15.59
//
// from J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom,
// Derivation of New Readability Formulas … for Navy Enlisted Personnel,
// Research Branch Report 8-75, Naval Technical Training Command, 1975. It is
// 0 for passages without words, and can be less for very easy ones.
func Grade(ps []Passage) (grade float64, words int) {
	var abbreviations map[string]bool
	if lex, err := load("en"); err == nil && lex != nil {
		abbreviations = lex.abbreviations
	}
	m, known := measure{}, counts{}
	for i := range ps {
		r := read(&ps[i], abbreviations)
		m.add(&r, known)
	}
	return m.grade(), m.words
}

// measure is what the formula counts.
type measure struct{ sentences, words, syllables int }

func (m *measure) add(r *reading, known counts) {
	for _, s := range r.sentences {
		m.addSentence(r, s, known)
	}
}

func (m *measure) addSentence(r *reading, s sentence, known counts) {
	m.sentences++
	text := r.Text[s.start:s.end]
	for w := range words(text) {
		m.words++
		m.syllables += known.of(text[w.start:w.end])
	}
}

// counts remembers the syllables of words, as a book has few different ones.
type counts map[string]int

func (c counts) of(word string) int {
	n := c[word]
	if n == 0 {
		n = syllables(word)
		c[word] = n
	}
	return n
}

func (m measure) grade() float64 {
	if m.words == 0 {
		return 0
	}
	w := float64(m.words)
	g := 0.39*w/float64(m.sentences) + 11.8*float64(m.syllables)/w - 15.59
	return math.Round(g*10) / 10
}

// grades warns of files, and of single prompts, that are hard to read.
func (k *checker) grades(rs []reading) {
	type group struct {
		file string
		role Role
	}
	var order []group
	files := map[group][]*reading{}
	for i := range rs {
		r := &rs[i]
		if r.Passage == nil || r.Role > Safety || len(r.sentences) == 0 {
			continue
		}
		g := group{r.Group, r.Role}
		if files[g] == nil {
			order = append(order, g)
		}
		files[g] = append(files[g], r)
	}
	for _, g := range order {
		members := files[g]
		switch g.role {
		case Prose:
			k.grade(grade, "prose of this file reads", members, minFile)
		case Prompt:
			k.grade(promptGrade, "prompts of this file read", members, minFile)
		case Safety:
			k.grade(promptGrade, "safety text of this file reads", members, minFile)
		}
		if g.role == Prose || len(members) == 1 {
			continue
		}
		for i := range members {
			k.grade(promptGrade, "passage reads", members[i:i+1], minPrompt)
		}
	}
}

// grade warns where passages of so many words at least are over rule's limit.
// The warning is at the hardest sentence, as that is where to begin.
func (k *checker) grade(rule int, what string, rs []*reading, least int) {
	if k.off[rule] {
		return
	}
	var all measure
	for _, r := range rs {
		all.add(r, k.syllables)
	}
	if all.words < least || all.grade() <= k.limits[rule] {
		return
	}
	r, s := hardest(rs, k.syllables)
	hint := "begin with this sentence: make it shorter"
	if long := longest(rs, k.syllables); long != "" {
		hint += "; look for plainer words than " + long
	}
	k.warn(rule, r.at(s.start), fmt.Sprintf("%s at grade %.1f, over %g; hardest is %q",
		what, all.grade(), k.limits[rule], opening(r.Text[s.start:s.end])), hint)
}

// hardest is the sentence with the highest grade among those of some length,
// or among all.
func hardest(rs []*reading, known counts) (in *reading, s sentence) {
	const some = 8
	top := math.Inf(-1)
	for _, r := range rs {
		for _, t := range r.sentences {
			var m measure
			m.addSentence(r, t, known)
			g := m.grade()
			if m.words < some {
				g -= 100 // behind every longer sentence
			}
			if g > top {
				in, s, top = r, t, g
			}
		}
	}
	return in, s
}

// longest names the few words whose syllables weigh most in all passages.
func longest(rs []*reading, known counts) string {
	const few, long = 3, 4
	weight := map[string]int{}
	for _, r := range rs {
		for w := range words(r.Text) {
			word := r.Text[w.start:w.end]
			if n := known.of(word); n >= long {
				weight[strings.ToLower(strings.TrimFunc(word, func(r rune) bool { return !wordRune(r) }))] += n - 1
			}
		}
	}
	ws := slices.SortedFunc(maps.Keys(weight), func(a, b string) int {
		return cmp.Or(weight[b]-weight[a], strings.Compare(a, b))
	})
	for i, w := range ws {
		ws[i] = fmt.Sprintf("%q", w)
	}
	return strings.Join(ws[:min(few, len(ws))], ", ")
}
