package wording

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"trustbook/internal/diag"
)

const (
	easy = "We sat down. We had tea. Then we talked for a while. It was hard at first. "
	hard = "Considerable deliberation regarding interpersonal responsibility necessitates extraordinary communication. "
)

// sentenceOf is a sentence of n words.
func sentenceOf(n int) string { return "We" + strings.Repeat(" sat", n-1) + "." }

func TestGrade(t *testing.T) {
	tests := []struct {
		texts []string
		grade float64
		words int
	}{
		{nil, 0, 0},
		{[]string{" … ☐ "}, 0, 0},
		// 16 words with 23 syllables, and 13 with 24.
		{[]string{"This sentence, taken as a reading passage unto itself, is being used to prove a point."}, 7.6, 16},
		{[]string{"The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."}, 11.3, 13},
		// Passages are sentences, and are measured together: 4 words, 2 sentences, 4 syllables.
		{[]string{"Rest now", "Then talk"}, -3, 4},
	}
	for _, test := range tests {
		var ps []Passage
		for _, text := range test.texts {
			ps = append(ps, Passage{Text: text})
		}
		grade, words := Grade(ps)
		if math.Abs(grade-test.grade) > 0.01 || words != test.words {
			t.Errorf("Grade(%q) = %v, %v, want %v, %v", test.texts, grade, words, test.grade, test.words)
		}
	}
}

// at places byte i of a passage of f in column i+1.
func at(i int) diag.Position { return diag.Position{File: "f", Line: 1, Column: i + 1} }

func TestGradeWarnings(t *testing.T) {
	long := strings.Repeat(easy, 4) // 64 words
	tests := []struct {
		name   string
		lang   string
		config Config
		ps     []Passage
		want   []string
	}{
		{"easy prose", "en", nil, []Passage{{Text: long}}, nil},
		{"short prose", "en", nil, []Passage{{Text: hard}}, nil},
		{"hard prose together", "en", nil, []Passage{{Text: strings.Repeat(hard, 3)}, {Text: easy + hard}, {Text: hard}}, []string{"prose of this file reads"}},
		{"files apart", "en", nil, []Passage{{Text: long, Group: "a"}, {Text: strings.Repeat(hard, 4), Group: "b"}}, []string{"prose of this file reads"}},
		{"roles apart", "en", nil, []Passage{{Text: long}, {Role: Prompt, Text: hard + hard}, {Role: Label, Text: strings.Repeat(hard, 9)}}, nil},
		{"hard prompts", "en", nil, []Passage{{Role: Prompt, Text: hard + hard}, {Role: Prompt, Text: hard + hard}}, []string{"prompts of this file read at"}},
		{"one hard prompt", "en", nil, []Passage{{Role: Prompt, Text: strings.Repeat(hard, 8)}, {Role: Prompt, Text: strings.Repeat(long, 9)}}, []string{"passage reads"}},
		{"a prompt alone", "en", nil, []Passage{{Role: Prompt, Text: strings.Repeat(hard, 8)}}, []string{"prompts of this file read at"}},
		{"hard safety", "en", nil, []Passage{{Role: Safety, Text: strings.Repeat(hard, 4)}}, []string{"safety text of this file reads"}},
		{"limit", "en", Config{"grade": {Limit: 50}}, []Passage{{Text: strings.Repeat(hard, 4)}}, nil},
		{"off", "en", Config{"grade": {Off: true}}, []Passage{{Text: strings.Repeat(hard, 4)}}, nil},
		{"low limit", "en", Config{"grade": {Limit: 0.1}}, []Passage{{Text: strings.Repeat("We went to the market. ", 8)}}, []string{"prose of this file reads"}},
		{"Spanish", "es", nil, []Passage{{Text: strings.Repeat(hard, 9)}}, nil},
	}
	for _, test := range tests {
		for i := range test.ps {
			test.ps[i].At = at
		}
		var got []string
		for _, d := range Check(test.lang, test.config, test.ps) {
			if strings.Contains(d.Message, "grade]") {
				got = append(got, d.Message)
			}
		}
		ok := len(got) == len(test.want)
		for i := range min(len(got), len(test.want)) {
			ok = ok && strings.HasPrefix(got[i], test.want[i])
		}
		if !ok {
			t.Errorf("Check(%s) = %q, want %q", test.name, got, test.want)
		}
	}
}

func TestCheckText(t *testing.T) {
	text := easy + easy + hard
	grade, _ := Grade([]Passage{{Text: text}})
	got := Check("en", Config{"grade": {Limit: 5}}, []Passage{{Text: text, At: at}})
	want := diag.List{{
		Position: at(2 * len(easy)),
		Severity: diag.Warning,
		Message: fmt.Sprintf("prose of this file reads at grade %.1f, over 5; hardest is ", grade) +
			`"Considerable deliberation regarding interpersonal responsibility necessitates …" [grade]`,
		Hint: `begin with this sentence: make it shorter; look for plainer words than "responsibility", "communication", "considerable"`,
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Check(%q) = %+q, want %q", text, lines(got), lines(want))
	}
}

// lines are all that a list says; printed by itself, a diagnostic is only its
// position.
func lines(l diag.List) []string {
	var all []string
	for _, d := range l {
		all = append(all, fmt.Sprintf("%s: %s: %s (%s)", d.Position, d.Severity, d.Message, d.Hint))
	}
	return all
}

func TestLengths(t *testing.T) {
	tests := []struct {
		role   Role
		config Config
		text   string
		want   string
	}{
		{Prose, nil, sentenceOf(20), ""},
		{Prose, nil, "“Yes.” " + sentenceOf(21), `12: sentence of 21 words, over 20: "We sat sat sat sat sat …" [sentence-length]`},
		{Label, nil, sentenceOf(21), `1: sentence of 21 words, over 20: "We sat sat sat sat sat …" [sentence-length]`},
		{Slug, nil, sentenceOf(99), ""},
		{Prose, Config{"sentence-length": {Limit: 3}}, "We sat here. We all sat here.", `14: sentence of 4 words, over 3: "We all sat here." [sentence-length]`},
		{Prose, Config{"sentence-length": {Off: true}}, sentenceOf(80), ""},
		{Prose, nil, strings.Repeat(sentenceOf(20)+" ", 4), ""},
		{Prompt, nil, strings.Repeat(sentenceOf(20)+" ", 4) + "More.", `1: paragraph of 81 words, over 80: "We sat sat sat sat sat …" [paragraph-length]`},
		{Prompt, Config{"paragraph-length": {Off: true}}, strings.Repeat(sentenceOf(20)+" ", 5), ""},
		{Title, nil, strings.Repeat(sentenceOf(20)+" ", 5), ""},
		{Prose, nil, "", ""},
		{Prose, nil, " … ", ""},
	}
	for _, test := range tests {
		config := Config{"grade": {Off: true}, "prompt-grade": {Off: true}}
		maps.Copy(config, test.config)
		for _, avoid := range []bool{false, true} {
			for _, lang := range []string{"en", "zu"} {
				var got []string
				for _, d := range Check(lang, config, []Passage{{Role: test.role, Text: test.text, At: at, Avoid: avoid}}) {
					got = append(got, fmt.Sprintf("%d: %s", d.Column, d.Message))
				}
				if s := strings.Join(got, "; "); s != test.want {
					t.Errorf("Check(%q) = %v, want %v", test.text, s, test.want)
				}
			}
		}
	}
}

func TestSetting(t *testing.T) {
	tests := []struct {
		rule  string
		value any
		want  Setting
		err   string
	}{
		{"grade", 7, Setting{Limit: 7}, ""},
		{"grade", 7.5, Setting{Limit: 7.5}, ""},
		{"grade", false, Setting{Off: true}, ""},
		{"grade", true, Setting{}, ""},
		{"guarantees", false, Setting{Off: true}, ""},
		{"guarantees", 3, Setting{}, `check "guarantees" is "3", want true or false`},
		{"grade", 0, Setting{}, `check "grade" is "0", want a number above 0, or false`},
		{"grade", math.NaN(), Setting{}, `check "grade" is "NaN", want a number above 0, or false`},
		{"grade", math.Inf(1), Setting{}, `check "grade" is "+Inf", want a number above 0, or false`},
		{"grade", "high", Setting{}, `check "grade" is "high", want a number above 0, or false`},
		{"grade", nil, Setting{}, `check "grade" is "<nil>", want a number above 0, or false`},
	}
	for _, test := range tests {
		r, _ := Find(test.rule)
		got, err := r.Setting(test.value)
		message := ""
		if err != nil {
			message = err.Error()
		}
		if got != test.want || message != test.err {
			t.Errorf("Setting(%q, %v) = %v, %q, want %v, %q", test.rule, test.value, got, message, test.want, test.err)
		}
	}
}

func TestCheckWithoutPosition(t *testing.T) {
	got := Check("en", nil, []Passage{{Text: "Get over it.", Group: "a.md"}})
	if len(got) != 1 || got[0].File != "a.md" {
		t.Errorf("Check(%q) = %q, want one warning in a.md", "Get over it.", lines(got))
	}
}

func FuzzCheck(f *testing.F) {
	for _, seed := range []string{
		"You’re always late, e.g. at 9 a.m. “Why?” she asked. It’s just a kiss.", "tú siempre … ¿por qué lo hiciste?", "1. J. R. Smith",
		"\u00ad’\u0301—/'s S/he\r\n\r\nİ ʼn ʼ", "ATTUNE’s PREP", "just" + strings.Repeat(" only", 9), "n't’’'s a\xff\xfeb.\xe2\x80",
	} {
		f.Add(seed, "en", 0, false)
		f.Add(seed, "es", 4, true)
	}
	f.Fuzz(func(t *testing.T, text, lang string, role int, sample bool) {
		p := Passage{Role: Role(role), Text: text, Sample: sample, Group: "f", At: func(i int) diag.Position {
			if i < 0 || i >= len(text) || utf8.ValidString(text) && !utf8.RuneStart(text[i]) {
				t.Errorf("Check(%q) asks for byte %d of %d", text, i, len(text))
			}
			return diag.Position{File: "f", Line: 1, Column: i + 1}
		}}
		limits := Config{"grade": {Limit: 1}, "prompt-grade": {Limit: 1}, "sentence-length": {Limit: 1}, "paragraph-length": {Limit: 2}}
		for _, d := range Check(lang, limits, []Passage{p, p}) {
			if d.Severity != diag.Warning || d.Hint == "" || d.Message == "" {
				t.Errorf("Check(%q) = %q, want warnings with hints", text, lines(diag.List{d}))
			}
		}
		for w := range words(text) {
			if n := syllables(text[w.start:w.end]); n < 1 {
				t.Errorf("syllables(%q) = %v, want 1 or more", text[w.start:w.end], n)
			}
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	text := strings.Repeat(easy+"You will talk, and your partner will listen; then it is the other’s turn. ", 3)
	ps := make([]Passage, 1000)
	for i := range ps {
		ps[i] = Passage{Role: Role(i % 3), Text: text, At: at, Group: fmt.Sprint(i / 100)}
	}
	b.SetBytes(int64(len(text) * len(ps)))
	for b.Loop() {
		Check("en", nil, ps)
	}
}

func BenchmarkParse(b *testing.B) {
	data, err := wordFiles.ReadFile(wordFile("en"))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := parse(data); err != nil {
			b.Fatal(err)
		}
	}
}
