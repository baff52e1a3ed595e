package markdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"trustbook/internal/diag"
)

// What a whole chapter's Markdown comes to is in package chapter's cases.

func TestSlug(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"Why this comes first", "why-this-comes-first"},
		{"  What,  then?! ", "what-then"},
		{"Don't and don’t", "dont-and-dont"},
		{"Übergröße", "übergröße"},
		{"ΣΊΣΥΦΟΣ", "σίσυφοσ"},
		{"日本語 見出し", "日本語-見出し"},
		{"नमस्ते", "नमस्ते"}, // with combining vowel signs
		{"e\u0301te", "e\u0301te"},
		{"שלום עולם", "שלום-עולם"},
		{"1st & 2nd", "1st-2nd"},
		{"a_b-c.d/e", "a-b-c-d-e"},
		{"🌱", ""},
		{"\u200fa\u200b b", "a-b"},
	} {
		if got := Slug(c.in); got != c.want {
			t.Errorf("Slug(%q) = %q, want %q", c.in, got, c.want)
		}
		if got := Slug(c.want); got != c.want {
			t.Errorf("Slug(%q) = %q, want it as it is", c.want, got)
		}
	}
}

func TestCountWords(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
	}{
		{"", 0}, {"one", 1}, {"one two", 2}, {"don't", 1}, {"two-three", 2}, {"a—b", 2}, {"1,000 things", 2}, {"—", 0}, {"漢字かな", 2}, {"漢字 and 字", 3}, {"ภาษา", 2},
	} {
		if got := countWords(c.in); got != c.want {
			t.Errorf("countWords(%q) = %d, want %d", c.in, got, c.want)
		}
	}
}

func TestNesting(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
	}{
		{"", 0}, {"text > x", 0}, {"> > x", 2}, {">>> x", 3}, {"- a", 1}, {"-a", 0}, {"> - 1. x", 3}, {"12) * + x", 3}, {"1.x", 0}, {"1990", 0}, {"-", 1}, {"**bold**", 0},
	} {
		if got := nesting(c.in); got != c.want {
			t.Errorf("nesting(%q) = %d, want %d", c.in, got, c.want)
		}
	}
}

// input is a text that begins at 3:5.
func input(text, role string) Input {
	source := diag.NewSource("f", []byte("\n\n    "+text))
	return Input{Text: text, File: "f", Role: role, At: func(i int) diag.Mark { return source.Mark(6 + i) }}
}

func TestInline(t *testing.T) {
	e := New("en")
	for _, c := range []struct{ in, want, problem string }{
		{"plain", "plain", ""},
		{" *a* & b ", "<em>a</em> &amp; b", ""},
		{"# no heading", "# no heading", ""},
		{"- no list", "- no list", ""},
		{"1\\. no list", "1. no list", ""},
		{"a\n\nb", "a  b", ""},
		{"a  \nb", "a   b", ""},
		{"  a <b>", "a ", "f:3:9: raw HTML is off"},
		{"[a]: b", "[a]: b", ""},
		{"| a |", "| a |", ""},
		{":::note", ":::note", ""},
		{"[^1]", "[^1]", ""},
		{"a ::exercise{#b}", "a ::exercise{#b}", ""},
	} {
		var facts Facts
		var list diag.List
		got := string(e.Inline(input(c.in, "label"), &facts, &list).HTML)
		problem := ""
		if len(list) > 0 {
			problem = list[0].String() + ": " + list[0].Message
		}
		if got != c.want || problem != c.problem {
			t.Errorf("Inline(%q) = %q and %q, want %q and %q", c.in, got, problem, c.want, c.problem)
		}
	}
}

// The passages of a text, which the language checks read, each know where every
// byte of them stands.
func TestPassages(t *testing.T) {
	text := "## A *head*\n\nOne &amp; two {{word.x}}.\n\n- item\n\n:::script[T]\nSay `it`.\n:::\n\n:::example{.avoid}\nNot so.\n:::\n"
	facts := Facts{Collect: true}
	var list diag.List
	New("en").Body(input(text, "prose"), &facts, &list)
	if len(list) > 0 {
		t.Error(list)
	}
	var got []string
	for _, p := range facts.Passages {
		last := p.At(len(p.Text) - 1)
		got = append(got, fmt.Sprintf("%s %q %d:%d to %d:%d", p.Role, p.Text, p.At(0).Line, p.At(0).Column, last.Line, last.Column))
	}
	want := []string{
		`heading "A head" 3:8 to 3:14`,
		`prose "One & two x." 5:1 to 5:25`,
		`prose "item" 7:3 to 7:6`,
		`script "Say it." 10:1 to 10:9`,
		`avoid "Not so." 14:1 to 14:7`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("the passages are\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// Every language has four marks, and those of an unknown one are English.
func TestQuotes(t *testing.T) {
	for language, want := range map[string]string{
		"en": "“a ‘b’” don’t", "en-GB": "“a ‘b’” don’t", "de": "„a ‚b‘“ don’t", "DE-at": "„a ‚b‘“ don’t", "fr": "«\u00a0a ‹\u00a0b\u00a0›\u00a0» don’t",
		"es": "«a “b”» don’t", "he": "”a ’b’” don’t", "ja": "「a 『b』」 don’t", "xx": "“a ‘b’” don’t", "": "“a ‘b’” don’t",
	} {
		var facts Facts
		var list diag.List
		got := string(New(language).Inline(input(`"a 'b'" don't`, "label"), &facts, &list).HTML)
		if got != want {
			t.Errorf("in %q: %s, want %s", language, got, want)
		}
	}
	for language, marks := range quotes {
		for i, m := range marks {
			if m == "" {
				t.Errorf("the quotation mark %d of %s is missing", i, language)
			}
		}
	}
}
