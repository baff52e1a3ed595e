package wording

import (
	"fmt"
	"slices"
	"strings"
)

// find warns of the words in p that the rules for it name. Where a rule finds
// several phrases in one place it reports the longest, once.
func (k *checker) find(p *Passage) {
	active := make([]bool, len(k.rules))
	some := false
	for i, r := range k.rules {
		active[i] = r.on != nil && !k.off[i] && r.on(p)
		some = some || active[i]
	}
	if !some || len(k.words.first) == 0 {
		return
	}
	k.tokens = tokens(k.tokens[:0], p.Text)
	ts := k.tokens
	done := make([]int, len(k.rules)) // the tokens before it are reported
	var hits []hit
	for i := range ts {
		hits = k.words.at(ts, i, active, hits[:0])
		for _, h := range hits {
			if i < done[h.entry.rule] {
				continue
			}
			done[h.entry.rule] = h.last + 1
			words := strings.Join(strings.Fields(p.Text[ts[i].start:ts[h.last].end]), " ")
			k.warn(h.entry.rule, p.at(ts[i].start),
				fmt.Sprintf("%q %s", words, k.rules[h.entry.rule].says), h.entry.hint)
		}
	}
}

// hit is a phrase found.
type hit struct {
	entry *entry
	last  int // its last token
}

// at appends to hits the phrases that begin at token i: the longest of each
// active rule, in the order of the rules.
func (lex *lexicon) at(ts []token, i int, active []bool, hits []hit) []hit {
	try := func(starts []start) {
		for _, s := range starts {
			if active[s.rule] && s.matches(&ts[i]) {
				hits = s.add(ts, i, hits)
			}
		}
	}
	try(lex.first[ts[i].word])
	if ts[i].stem != ts[i].word {
		try(lex.first[ts[i].stem])
	}
	for rule, ps := range lex.wild {
		if active[rule] {
			try(ps)
		}
	}
	return hits
}

// add puts what begins with s at token i among hits, if it is the longest of
// its rule.
func (s start) add(ts []token, i int, hits []hit) []hit {
	last := follow(ts, i, 1, s.rest)
	if last < 0 || slices.ContainsFunc(s.except, func(x exception) bool { return x.excuses(ts, i, last) }) {
		return hits
	}
	n, found := slices.BinarySearchFunc(hits, s.rule, func(h hit, rule int) int { return h.entry.rule - rule })
	if !found {
		return slices.Insert(hits, n, hit{s.entry, last})
	}
	if last > hits[n].last {
		hits[n] = hit{s.entry, last}
	}
	return hits
}
