package wording

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed words
var wordFiles embed.FS

func wordFile(lang string) string { return "words/" + lang + ".yaml" }

// lexicon is a language's words, ready to look for.
type lexicon struct {
	abbreviations map[string]bool    // in lower case, without the last full stop
	first         map[string][]start // by their first word
	wild          [][]start          // by rule: those whose first word has an asterisk
}

// start is the first step of a pattern.
type start struct {
	*step
	*entry
}

// entry is one item of a rule's list: patterns that share exceptions and hint.
type entry struct {
	rule   int
	except []exception
	hint   string
}

// loaded holds a function a language, which compiles its words once.
var loaded sync.Map

// load is the lexicon of a language, nil for a language without a file.
func load(lang string) (*lexicon, error) {
	once, ok := loaded.Load(lang)
	if !ok {
		data, err := wordFiles.ReadFile(wordFile(lang))
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
			return nil, nil // not remembered, as a caller may ask for any name
		} else if err != nil {
			return nil, err
		}
		once, _ = loaded.LoadOrStore(lang, sync.OnceValues(func() (*lexicon, error) { return parse(data) }))
	}
	return once.(func() (*lexicon, error))()
}

// listing is a word file.
type listing struct {
	Abbreviations []string
	Rules         map[string][]struct {
		Find, Except []string
		Hint         string
	}
}

// parse reads a word file.
func parse(data []byte) (*lexicon, error) {
	var file listing
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&file); err != nil {
		return nil, err
	}
	names := Names()
	lex := &lexicon{map[string]bool{}, map[string][]start{}, make([][]start, len(names))}
	for _, a := range file.Abbreviations {
		lex.abbreviations[strings.ToLower(strings.TrimSuffix(a, "."))] = true
	}
	for _, name := range slices.Sorted(maps.Keys(file.Rules)) {
		rule := slices.Index(names, name)
		if rule < firstWordRule {
			return nil, fmt.Errorf("no word rule is named %q", name)
		}
		for _, item := range file.Rules[name] {
			if len(item.Find) == 0 || item.Hint == "" {
				return nil, fmt.Errorf("rule %q: an item without find or hint", name)
			}
			if err := lex.add(&entry{rule: rule, hint: item.Hint}, item.Find, item.Except); err != nil {
				return nil, fmt.Errorf("rule %q: %w", name, err)
			}
		}
	}
	return lex, nil
}

// add compiles the patterns of e.
func (lex *lexicon) add(e *entry, find, except []string) error {
	for _, pattern := range except {
		x, err := compileException(pattern)
		if err != nil {
			return err
		}
		e.except = append(e.except, x)
	}
	for _, pattern := range find {
		p, err := compile(pattern)
		if err != nil {
			return err
		}
		for _, s := range p.steps {
			if s.kind == literal || s.kind == capitals {
				lex.first[s.text] = append(lex.first[s.text], start{s, e})
			} else {
				lex.wild[e.rule] = append(lex.wild[e.rule], start{s, e})
			}
		}
	}
	return nil
}

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
	ts := tokens(p.Text)
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
