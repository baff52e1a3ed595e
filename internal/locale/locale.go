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
}

var categories = map[string]plural.Form{"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many, "other": plural.Other}

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
	if base, _ := tag.Base(); base.String() == "en" || len(src) == 0 {
		return own, list
	}
	var missing []string
	for _, id := range slices.Sorted(maps.Keys(s.texts)) {
		if _, ok := own.texts[id]; !ok {
			missing = append(missing, id)
		}
	}
	if len(missing) > 0 {
		list.Warn(diag.Position{File: name}, fmt.Sprintf("%d interface strings are not translated", len(missing)), "add "+strings.Join(missing, ", "))
	}
	return own, list
}

func read(name string, src []byte, tag language.Tag, base *Strings) (*Strings, diag.List) {
	var list diag.List
	given := map[string]decode.Any{}
	source := diag.NewSource(name, src)
	decode.YAML(source, 0, len(src), &given, nil, &list)
	s := &Strings{tag: tag, texts: map[string]map[string]string{}}
	for _, id := range slices.Sorted(maps.Keys(given)) {
		at := given[id].In(name)
		forms := forms(id, given[id].V, at, &list)
		if base != nil {
			known, ok := base.texts[id]
			if !ok {
				list.Error(at, fmt.Sprintf("unknown interface string %q", id), diag.DidYouMean(id, slices.Collect(maps.Keys(base.texts))))
				continue
			}
			checkPlaceholders(id, known, forms, at, &list)
		}
		s.texts[id] = forms
	}
	if base == nil {
		return s, list
	}
	if len(src) == 0 {
		s.tag = base.tag
	}
	s.texts = withBase(s.texts, base.texts, tag)
	return s, list
}

// withBase fills in what own does not name. Where the languages differ the
// base's words are better than none.
func withBase(own, base map[string]map[string]string, tag language.Tag) map[string]map[string]string {
	all := maps.Clone(base)
	maps.Copy(all, own)
	return all
}

func forms(id string, v any, at diag.Position, list *diag.List) map[string]string {
	switch v := v.(type) {
	case string:
		return map[string]string{"other": v}
	case map[string]any:
		out := map[string]string{}
		for _, category := range slices.Sorted(maps.Keys(v)) {
			text, ok := v[category].(string)
			if _, known := categories[category]; !known || !ok {
				list.Error(at, fmt.Sprintf("%q has no plural form %q", id, category), "use zero, one, two, few, many and other, each a text")
				continue
			}
			out[category] = text
		}
		if _, ok := out["other"]; !ok {
			list.Error(at, fmt.Sprintf("%q lacks the plural form \"other\"", id), "every language has it")
		}
		return out
	default:
		list.Error(at, fmt.Sprintf("%q must be text, or plural forms", id), "")
		return map[string]string{"other": ""}
	}
}

// checkPlaceholders reports a text that leaves a placeholder out or makes one
// up. A plural form may leave out {n}, as in "one minute".
func checkPlaceholders(id string, base, own map[string]string, at diag.Position, list *diag.List) {
	want := placeholders(base["other"])
	for _, category := range slices.Sorted(maps.Keys(own)) {
		has := placeholders(own[category])
		for _, p := range has {
			if !slices.Contains(want, p) {
				list.Error(at, fmt.Sprintf("%q has no placeholder {%s}", id, p), diag.DidYouMean(p, want))
			}
		}
		for _, p := range want {
			if !slices.Contains(has, p) && p != "n" {
				list.Error(at, fmt.Sprintf("%q lacks the placeholder {%s}", id, p), "")
			}
		}
	}
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
	forms := s.texts[id]
	text, form := forms["other"], plural.Cardinal.MatchPlural(s.tag, n, 0, 0, 0, 0)
	for category, f := range categories {
		if t, ok := forms[category]; ok && f == form {
			text = t
		}
	}
	return replace(text, append(pairs, "n", fmt.Sprint(n)))
}

func replace(text string, pairs []string) string {
	if len(pairs) == 0 || !strings.Contains(text, "{") {
		return text
	}
	var old []string
	for i, p := range pairs {
		if i%2 == 0 {
			p = "{" + p + "}"
		}
		old = append(old, p)
	}
	return strings.NewReplacer(old...).Replace(text)
}
