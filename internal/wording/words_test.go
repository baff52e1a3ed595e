package wording

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"trustbook/internal/diag"
)

// found is what Check says about a passage that only word rules can be about:
// "rule: words" each, in the order found.
func found(lang string, p Passage) string {
	p.At = func(i int) diag.Position { return diag.Position{File: "f", Line: 1, Column: i + 1} }
	off := Config{"grade": {Off: true}, "prompt-grade": {Off: true}, "sentence-length": {Off: true}, "paragraph-length": {Off: true}}
	var all []string
	for _, d := range Check(lang, off, []Passage{p}) {
		words, _, _ := strings.Cut(d.Message[1:], `"`)
		_, rule, _ := strings.Cut(d.Message, "[")
		all = append(all, strings.TrimSuffix(rule, "]")+": "+words)
		if at := p.Text[d.Column-1:]; !strings.HasPrefix(at, strings.Fields(words)[0]) {
			all = append(all, "at "+at)
		}
		if d.Hint == "" || d.Severity != diag.Warning {
			all = append(all, lines(diag.List{d})...)
		}
	}
	return strings.Join(all, "; ")
}

var wordRuleTests = []struct{ lang, text, want string }{
	{"en", "You always leave. You’re never here.", "blame-and-absolutes: You always; blame-and-absolutes: You’re never"},
	{"en", "You are always free to stop, and you never have to share. You can always rest. You are never alone.", ""},
	{"en", "You made me shout.", "blame-and-absolutes: You made me"},
	{"en", "You made me tea. You made me feel safe.", ""},
	{"en", "You should have told me. You shouldn’t have.", "blame-and-absolutes: You should have; blame-and-absolutes: You shouldn’t have"},
	{"en", "You should have a plan.", ""},
	{"en", "It is your own fault.", "blame-and-absolutes: your own fault"},
	{"en", "None of it is your fault. It isn’t your fault.", ""},
	{"en", "Living with a narcissist", "blame-and-absolutes: narcissist"},
	{"en", "The innocent party and both sides.", "blame-and-absolutes: innocent party; blame-and-absolutes: both sides"},
	{"en", "Print it on both sides of the paper.", ""},
	{"en", "It was just a kiss. Just talk.", "minimisers: just a kiss; minimisers: Just"},
	{"en", "Just as before, just in case, what you have just read, just now.", ""},
	{"en", "At least it is over.", "minimisers: At least it"},
	{"en", "Rest for at least 20 minutes.", ""},
	{"en", "Name one small thing, and what a small slip is.", ""},
	{"en", "Time to get over it.", "minimisers: get over"},
	{"en", "Move on to the next page. You need to move on to the next page.", ""},
	{"en", "You need to move on. Everything happens for a reason!", "minimisers: need to move on; minimisers: Everything happens for a reason"},
	{"en", "You must forgive. You have to learn to trust again.", "forced-forgiveness: must forgive; forced-forgiveness: have to learn to trust"},
	{"en", "You do not have to forgive. Nobody needs to trust. You must not forget.", ""},
	{"en", "Please forgive me.", "forced-forgiveness: Please forgive"},
	{"en", "This will heal. Your bond will soon be stronger than ever.", "guarantees: will heal; guarantees: stronger than ever"},
	{"en", "No one can promise that this will heal. There is no guarantee. It may help.", ""},
	{"en", "This program will save your answers. It will save your marriage.", "guarantees: will save your marriage"},
	{"en", "It will never happen again.", "guarantees: will never happen again"},
	{"en", "Tell your husband what he or she did.", "gendered-words: husband; gendered-words: he or she"},
	{"en", "The wife’s turn. S/he speaks.", "gendered-words: wife’s; gendered-words: S/he"},
	{"en", "They speak. A helpline for women and for men. There, here, other.", ""},
	{"en", "Why did you lie? Why didn’t you call? How could you?", "why-did-you: Why did you; why-did-you: Why didn’t you"},
	{"en", "How could you be so cold? Why do you want to stay?", "why-did-you: How could you be"},
	{"en-GB", "Get over it.", "minimisers: Get over"},
	{"EN_us", "Get over it.", "minimisers: Get over"},
	{"fr", "Get over it. You always do.", ""},
	{"", "Get over it.", ""},
	{"../words/en", "Get over it.", ""},

	{"es", "Tú siempre llegas tarde. Nunca me escuchas.", "blame-and-absolutes: Tú siempre; blame-and-absolutes: Nunca me escuchas"},
	{"es", "Siempre puedes parar. Nunca estarás a solas.", ""},
	{"es", "Me hiciste daño. Fue culpa tuya. No es tu culpa.", "blame-and-absolutes: Me hiciste daño; blame-and-absolutes: culpa tuya"},
	{"es", "Deberías haber llamado.", "blame-and-absolutes: Deberías haber llamado"},
	{"es", "No es para tanto. ¡Supéralo! Hay que pasar página.", "minimisers: No es para tanto; minimisers: Supéralo; minimisers: pasar página"},
	{"es", "Siempre me es difícil. No es nada fácil. No solo es un libro.", ""},
	{"es", "Solo fue un beso.", "minimisers: Solo fue un"},
	{"es", "Descansa al menos 20 minutos. Al menos no te fuiste.", "minimisers: Al menos no"},
	{"es", "Lo pasado, pasado está.", "minimisers: Lo pasado, pasado"},
	{"es", "Debes perdonar. Tienes que volver a confiar.", "forced-forgiveness: Debes perdonar; forced-forgiveness: Tienes que volver a confiar"},
	{"es", "No tienes que perdonar. Nadie debe olvidar.", ""},
	{"es", "El tiempo lo cura todo. Saldrán más fuertes que nunca.", "guarantees: El tiempo lo cura; guarantees: Saldrán más fuertes"},
	{"es", "No hay garantías.", ""},
	{"es", "Habla con tu esposo o tu mujer. Que él o ella escuche.", "gendered-words: esposo; gendered-words: tu mujer; gendered-words: él o ella"},
	{"es", "¿Por qué lo hiciste? ¿Por qué no me llamaste?", "why-did-you: Por qué lo hiciste; why-did-you: Por qué no me llamaste"},
	{"es", "¿Por qué existe? Porque sí.", ""},
}

func TestWordRules(t *testing.T) {
	for _, test := range wordRuleTests {
		for _, role := range []Role{Prose, Prompt, Safety, Label} {
			if got := found(test.lang, Passage{Role: role, Text: test.text}); got != test.want {
				t.Errorf("Check(%q) as role %d = %v, want %v", test.text, role, got, test.want)
			}
		}
		if got := found(test.lang, Passage{Text: test.text, Avoid: true, Sample: true}); got != "" {
			t.Errorf("Check(%q) as an example to avoid = %v, want nothing", test.text, got)
		}
	}
}

func TestSampleRules(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		{"en", "I feel that you left. I felt like a fool.", "feel-that: feel that; feel-that: felt like"},
		{"en", "I feel that way. I feel like crying. I feel sad.", ""},
		{"en", "I felt hurt and betrayed. I feel so ignored.", "feel-verdict: felt hurt and betrayed; feel-verdict: feel so ignored"},
		{"en", "I felt sad when I was ignored.", ""},
		{"es", "Siento que no te importo. Lo siento, que descanses.", "feel-that: Siento que"},
		{"es", "Me sentí traicionada y muy sola.", "feel-verdict: sentí traicionada"},
	}
	for _, test := range tests {
		if got := found(test.lang, Passage{Text: test.text, Sample: true}); got != test.want {
			t.Errorf("Check(%q) = %v, want %v", test.text, got, test.want)
		}
		if got := found(test.lang, Passage{Text: test.text}); got != "" {
			t.Errorf("Check(%q) as no sample = %v, want nothing", test.text, got)
		}
	}
}

func TestTitleRules(t *testing.T) {
	tests := []struct {
		lang string
		role Role
		text string
		want string
	}{
		{"en", Title, "After the affair", "sensitive-words: affair"},
		{"en", Slug, "after-the-affair", "sensitive-words: affair"},
		{"en", Slug, "self-harm", "sensitive-words: self-harm"},
		{"en", Slug, "you-always-husband", ""},
		{"en", Slug, "safety", ""},
		{"en", Label, "The affair", ""},
		{"en", Prose, "The affair", ""},
		{"en", Title, "ATTUNE to Gottman’s Speaker–Listener", "branded-names: ATTUNE; branded-names: Gottman’s"},
		{"en", Label, "Speaker-Listener, attune, PREP and prep", "branded-names: Speaker-Listener; branded-names: PREP"},
		{"en", Prose, "Gottman and NVC", ""},
		{"en", Title, "Set new limits", ""},
		{"es", Title, "Después de la infidelidad", "sensitive-words: infidelidad"},
		{"es", Slug, "comunicacion-y-violencia", "sensitive-words: violencia"},
		{"es", Label, "Comunicación no violenta", "branded-names: Comunicación no violenta"},
	}
	for _, test := range tests {
		if got := found(test.lang, Passage{Role: test.role, Text: test.text}); got != test.want {
			t.Errorf("Check(%q) as role %d = %v, want %v", test.text, test.role, got, test.want)
		}
	}
}

// Every language has words for every rule, or a book in it is checked less
// than its author is told.
func TestWordFiles(t *testing.T) {
	files, err := wordFiles.ReadDir("words")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		lang := strings.TrimSuffix(f.Name(), ".yaml")
		lex, err := load(lang)
		if err != nil {
			t.Errorf("load(%q) = %v, want no error", lang, err)
			continue
		}
		has := map[int]bool{}
		for starts := range maps.Values(lex.first) {
			for _, s := range starts {
				has[s.rule] = true
			}
		}
		for rule, r := range rules() {
			if rule >= firstWordRule && !has[rule] {
				t.Errorf("load(%q) has no words for %q", lang, r.Name)
			}
		}
		if len(lex.abbreviations) == 0 {
			t.Errorf("load(%q) has no abbreviations", lang)
		}
	}
	if again, _ := load("en"); again == nil {
		t.Errorf("load(%q) = nil", "en")
	} else if once, _ := load("en"); once != again {
		t.Errorf("load(%q) compiles twice", "en")
	}
}

func TestRules(t *testing.T) {
	names := Names()
	for _, name := range []string{"grade", "prompt-grade", "sentence-length", "paragraph-length", "blame-and-absolutes", "minimisers",
		"forced-forgiveness", "guarantees", "gendered-words", "feel-that", "feel-verdict", "branded-names", "sensitive-words", "why-did-you"} {
		if !slices.Contains(names, name) {
			t.Errorf("Names() = %q, want %q in it", names, name)
		}
		if r, ok := Find(name); !ok || r.Name != name || r.Doc == "" {
			t.Errorf("Find(%q) = %v, %v", name, r, ok)
		}
	}
	if _, ok := Find("tone"); ok {
		t.Errorf("Find(%q) = true, want false", "tone")
	}
}
