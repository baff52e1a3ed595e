package wording

import (
	"strings"
	"testing"
)

func TestCompile(t *testing.T) {
	tests := []struct {
		pattern, text string
		want          string // the words found, "" for none
	}{
		{"get over it", "You will Get  over\nit soon", "Get  over\nit"},
		{"get over it", "get over. It was", ""},
		{"get over it", "forget over it", ""},
		{"you always", "you, always", ""},
		{"you always", "It is about you. Always.", ""},
		{"you always", "as you’re always late", "you’re always"},
		{"you're always", "as you’re always late", "you’re always"},
		{"you [really|do] always", "you always", "you always"},
		{"you [really|do] always", "you really always", "you really always"},
		{"you (always|never)", "you never", "you never"},
		{"(at least|not even) it", "at least it", "at least it"},
		{"forgiv*", "be forgiving", "forgiving"},
		{"forgiv*", "unforgiving", ""},
		{"self-harm*", "self harming", "self harming"},
		{"*n't you", "Why didn’t you", "didn’t you"},
		{"me *es", "me es", ""},
		{"me *es", "me quieres", "me quieres"},
		{"has * you", "has told you", "has told you"},
		{"not ... you", "not for the three you", "not for the three you"},
		{"not ... you", "not for any, or you", "not for any, or you"},
		{"not ... you", "not for any of the you", ""},
		{"not ... you", "not. You", ""},
		{"PREP", "PREP, or prep", "PREP"},
		{"PREP", "the prep", ""},
		{"prep", "the PREP", "PREP"},
		{"speaker-listener", "The Speaker–listener", ""},
		{"speaker-listener", "The Speaker/Listener", "Speaker/Listener"},
		{"él", "con e\u0301l", "e\u0301l"},
		{"didn't", "ʼ didnʼt ʼ", "didnʼt"},
		{"husband", "her husband’s and husbands", "husband’s"},
		{"a [b] [c]", "a b c", "a b c"},
		{"a [b] [c]", "a c", "a c"},
		{"reconcile", "re\u00adcon\u00adcile", "re\u00adcon\u00adcile"},
	}
	for _, test := range tests {
		p, err := compile(test.pattern)
		if err != nil {
			t.Errorf("compile(%q) = %v, want no error", test.pattern, err)
			continue
		}
		if got := firstMatch(p, test.text); got != test.want {
			t.Errorf("compile(%q) finds %q in %q, want %q", test.pattern, got, test.text, test.want)
		}
	}
}

func firstMatch(p path, text string) string {
	ts := tokens(nil, text)
	for i := range ts {
		for _, s := range p.steps {
			if !s.matches(&ts[i]) {
				continue
			}
			if last := follow(ts, i, 1, s.rest); last >= 0 {
				return text[ts[i].start:ts[last].end]
			}
		}
	}
	return ""
}

func TestCompileErrors(t *testing.T) {
	for _, pattern := range []string{"", " ", "...", "... a", "a ...", "[a]", "(a", "a [b", "(a|)", "()", "(a (b))", "a**", "pre-*aste", "a)", "(... a) b", "<>", "?"} {
		if p, err := compile(pattern); err == nil {
			t.Errorf("compile(%q) = %v, want an error", pattern, p)
		}
	}
	for _, pattern := range []string{"", "a", "<>", "[a] <>", "<> [a] ", "... <>", "<> ...", "<> <>", "(a <>"} {
		if x, err := compileException(pattern); err == nil {
			t.Errorf("compileException(%q) = %v, want an error", pattern, x)
		}
	}
}

func TestException(t *testing.T) {
	tests := []struct {
		exception, text string // "found" is what was found
		want            bool
	}{
		{"not <>", "not found", true},
		{"not <>", "not, found", false},
		{"not <>", "is found", false},
		{"not ... <>", "not at all, found", true},
		{"not ... <>", "not. Found", false},
		{"not ... <>", "not one two three four found", false},
		{"(do not|*n't) [quite] <>", "do not quite found", true},
		{"(do not|*n't) [quite] <>", "isn’t found", true},
		{"<> a", "found a", true},
		{"<> a", "found b", false},
		{"<> ... a", "found b c a", true},
		{"a <> b", "a found b", true},
		{"a <> b", "found b", false},
	}
	for _, test := range tests {
		x, err := compileException(test.exception)
		if err != nil {
			t.Errorf("compileException(%q) = %v, want no error", test.exception, err)
			continue
		}
		ts := tokens(nil, test.text)
		for i := range ts {
			if ts[i].word == "found" {
				if got := x.excuses(ts, i, i); got != test.want {
					t.Errorf("exception %q excuses in %q = %v, want %v", test.exception, test.text, got, test.want)
				}
			}
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct{ data, want string }{
		{"rules: {minimisers: [{find: [just], hint: x}]}", ""},
		{"rules: {minimiser: [{find: [just], hint: x}]}", "minimiser"},
		{"rules: {grade: [{find: [just], hint: x}]}", "grade"},
		{"rules: {minimisers: [{find: [just]}]}", "hint"},
		{"rules: {minimisers: [{hint: x}]}", "find"},
		{"rules: {minimisers: [{find: ['(just'], hint: x}]}", "not closed"},
		{"rules: {minimisers: [{find: [just], except: [only], hint: x}]}", "<>"},
		{"rule: {}", "rule"},
	}
	for _, test := range tests {
		_, err := parse([]byte(test.data))
		if got := ""; err != nil {
			got = err.Error()
			if test.want == "" || !strings.Contains(got, test.want) {
				t.Errorf("parse(%q) = %q, want %q", test.data, got, test.want)
			}
		} else if test.want != "" {
			t.Errorf("parse(%q) = no error, want %q", test.data, test.want)
		}
	}
}
