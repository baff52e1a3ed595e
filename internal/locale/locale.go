// Package locale is the words of the interface in a book's language.
//
// strings.yaml maps ids to texts with {placeholders}; a text that counts maps
// CLDR plural categories to its forms:
//
//	skip: Skip
//	minutes: {one: "{n} minute", other: "{n} minutes"}
//
// The base book's file is the full list; another book's or an edition's
// replaces those it names. Sentences are whole: nothing is put together from
// parts, so that any language can order them as it needs.
package locale

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"trustbook/internal/decode"
	"trustbook/internal/diag"
)

// Strings are the interface strings of one book. They are not changed after
// they were made.
type Strings struct {
	tag   language.Tag
	texts map[string]map[string]string // id to plural category to text
	base  map[string]bool              // ids whose texts are the base's
}

// forms are a text, or its forms by plural category.
type forms struct {
	Text  decode.Str `yaml:",text"`
	Zero  decode.Str `yaml:"zero"`
	One   decode.Str `yaml:"one"`
	Two   decode.Str `yaml:"two"`
	Few   decode.Str `yaml:"few"`
	Many  decode.Str `yaml:"many"`
	Other decode.Str `yaml:"other,required" doc:"every language has this form"`

	Key diag.Mark `yaml:"-"`
}

// byCategory maps plural categories to texts; a text that does not count has
// the category other.
func (f forms) byCategory() map[string]decode.Str {
	if f.Text.V != "" {
		return map[string]decode.Str{"other": f.Text}
	}
	m := map[string]decode.Str{"zero": f.Zero, "one": f.One, "two": f.Two, "few": f.Few, "many": f.Many, "other": f.Other}
	maps.DeleteFunc(m, func(_ string, s decode.Str) bool { return s.V == "" })
	return m
}

var categories = map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}

// Base reads the full list of strings.
func Base(name string, src []byte) (*Strings, diag.List) {
	return read(name, src, language.English, nil)
}

// Over reads src, the strings of a book in lang, over the base ones. An id
// that the base does not have is an error; a base one that is missing while
// the language differs is a warning.
func (s *Strings) Over(name string, src []byte, lang string) (*Strings, diag.List) {
	tag, err := language.Parse(lang)
	if err != nil {
		tag = language.English
	}
	own, list := read(name, src, tag, s)
	if base, _ := tag.Base(); base.String() == "en" || list.Failed(false) {
		return own, list
	}
	var missing []string
	for _, id := range slices.Sorted(maps.Keys(s.texts)) {
		if own.base[id] {
			missing = append(missing, id)
		}
	}
	if n := len(missing); n > 0 {
		list.Warn(diag.Position{File: name}, fmt.Sprintf("%d of the interface's texts are not in the book's language", n), "translate "+strings.Join(missing, ", "))
	}
	return own, list
}

func read(name string, src []byte, tag language.Tag, base *Strings) (*Strings, diag.List) {
	var list diag.List
	given := map[string]forms{}
	if source := decode.Text(name, src, &list); source != nil {
		decode.YAML(source, 0, len(source.Data), &given, nil, &list)
	}
	s := &Strings{tag: tag, texts: map[string]map[string]string{}, base: map[string]bool{}}
	for _, id := range slices.Sorted(maps.Keys(given)) {
		own := given[id].byCategory()
		if len(own) == 0 {
			if at := given[id].Text.Mark; at.Line > 0 {
				list.Error(at.In(name), fmt.Sprintf("the interface string %q is empty", id), "write its text, or delete the line to keep the built-in one")
			}
			continue
		}
		if own["other"].V == "" {
			continue // reported as missing
		}
		if base != nil {
			known, ok := base.texts[id]
			if !ok {
				list.Error(given[id].Key.In(name), fmt.Sprintf("unknown interface string %q", id), diag.DidYouMean(id, base.IDs()))
				continue
			}
			checkPlaceholders(name, id, known, own, &list)
		}
		s.texts[id] = map[string]string{}
		for category, text := range own {
			s.texts[id][category] = text.V
		}
	}
	if base == nil {
		return s, list
	}
	if len(s.texts) == 0 {
		s.tag = base.tag // all words are the base's
	}
	for id, texts := range base.texts { // where the languages differ its words are better than none
		if s.texts[id] == nil {
			s.texts[id] = texts
			s.base[id] = true
		}
	}
	return s, list
}

// checkPlaceholders reports a text that leaves a placeholder out or makes one
// up. A plural form may leave out {n}, as in "one minute".
func checkPlaceholders(file, id string, base map[string]string, own map[string]decode.Str, list *diag.List) {
	want := placeholders(base["other"])
	for _, category := range slices.Sorted(maps.Keys(own)) {
		at, has := own[category].In(file), placeholders(own[category].V)
		for _, p := range has {
			if !slices.Contains(want, p) {
				hint := diag.DidYouMean(p, want)
				if hint == "" {
					hint = "it has " + listed(want)
				}
				list.Error(at, fmt.Sprintf("%q has no placeholder {%s}", id, p), hint)
			}
		}
		madeUp := slices.ContainsFunc(has, func(p string) bool { return !slices.Contains(want, p) })
		for _, p := range want {
			if !madeUp && !slices.Contains(has, p) && !(p == "n" && base["one"] != "") {
				list.Error(at, fmt.Sprintf("%q lacks the placeholder {%s}", id, p), "write it where its value belongs")
			}
		}
	}
}

func listed(placeholders []string) string {
	if len(placeholders) == 0 {
		return "none"
	}
	return "{" + strings.Join(placeholders, "}, {") + "}"
}

func placeholders(s string) []string {
	var out []string
	for {
		_, rest, ok := strings.Cut(s, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			return out
		}
		out = append(out, name)
		s = after
	}
}

// Has reports whether id is a string's.
func (s *Strings) Has(id string) bool { return s.texts[id] != nil }

// IDs lists the ids of all strings.
func (s *Strings) IDs() []string { return slices.Sorted(maps.Keys(s.texts)) }

// Forms are the texts of id by plural category, for the page's script.
func (s *Strings) Forms(id string) map[string]string { return maps.Clone(s.texts[id]) }

// Text is the text of id with placeholders replaced: Text("by", "name", n).
// The id must be one of IDs; a test of the templates sees to that.
func (s *Strings) Text(id string, pairs ...string) string {
	return replace(s.texts[id]["other"], pairs)
}

// Count is the text of id for n things, in the plural form that the language
// has for n (Unicode CLDR), with {n} and other placeholders replaced.
func (s *Strings) Count(id string, n int, pairs ...string) string {
	text, ok := s.texts[id][categories[plural.Cardinal.MatchPlural(s.tag, n, 0, 0, 0, 0)]]
	if !ok {
		text = s.texts[id]["other"]
	}
	return replace(text, append(pairs, "n", fmt.Sprint(n)))
}

// replace puts the values of pairs, name and value in turn, into a text. A
// value is not looked at for placeholders.
func replace(text string, pairs []string) string {
	if len(pairs) == 0 {
		return text
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			b.WriteString(text)
			return b.String()
		}
		value := "{" + name + "}"
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				value = pairs[i+1]
				break
			}
		}
		b.WriteString(before)
		b.WriteString(value)
		text = after
	}
}
