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
