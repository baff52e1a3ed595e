package book

import (
	"strings"
	"testing"

	"trustbook/internal/diag"
	"trustbook/internal/locale"
)

func empty(t testing.TB) *locale.Strings {
	t.Helper()
	s, list := locale.Base("strings.yaml", nil)
	if len(list) > 0 {
		t.Fatal(list)
	}
	return s
}

func TestInstruments(t *testing.T) {
	for _, c := range []struct {
		exercise string
		want     []string // severity and message, the place is always the same
	}{
		{"id: e, instrument: agreement, fields: [{id: review, kind: date, label: R}, {id: end, kind: date, label: E}]", nil},
		{"id: e, instrument: agreement, fields: [{id: t, kind: table, label: T, add: true, columns: [{id: review, label: R}, {id: end, label: E}]}]", nil},
		{"id: e, instrument: agreement, fields: [{id: t, kind: table, label: T, columns: [{id: x, label: X}], rows: [{id: review, label: R}, {id: end, label: E}]}]", nil},
		{"id: e, instrument: agreement", []string{`error: the agreement "e" has no end`, `error: the agreement "e" has no review`}},
		{"id: e, instrument: commitment, fields: [{id: way-out, kind: text, label: W}]", []string{`error: the commitment "e" has no review`}},
		{"id: e, instrument: commitment, fields: [{id: review, kind: text, label: W}]", []string{`error: the commitment "e" has no way out`}},
		{"id: e, instrument: check-in", []string{`error: the check-in "e" has no repeat`}},
		{"id: e, instrument: check-in, repeat: weekly", nil},
		{"id: e, instrument: statement, fields: [{id: a, kind: text, label: A}]", []string{`warning: the statement "e" has no field of a fitting kind`}},
		{"id: e, instrument: statement, fields: [{id: a, kind: sentence, text: 'I {x}.'}]", nil},
		{"id: e, instrument: rating, fields: [{id: a, kind: scale, label: A, min: 1, max: 2, labels: [b, c]}]", nil},
		{"id: e, instrument: rating, fields: [{id: a, kind: yesno, label: A}]", []string{`warning: the rating "e" has no field of a fitting kind`}},
		{"id: e, instrument: checklist, fields: [{id: a, kind: yesno, label: A}]", nil},
		{"id: e, instrument: planner", []string{`warning: the planner "e" has no field of a fitting kind`}},
		{"id: e, instrument: free-text", nil},
	} {
		file := strings.Replace(exercises(c.exercise), "minutes: 5, ", "", 1)
		if !strings.Contains(c.exercise, "minutes") {
			file = exercises(c.exercise)
		}
		b, list := assemble(t, "", map[string]string{"01-a.md": file})
		expect(t, c.exercise, list)
		found := CheckInstruments(b)
		var got []string
		for _, d := range found.Sorted() {
			got = append(got, string(d.Severity)+": "+d.Message)
			if d.Line != 4 || d.Column != 5 {
				t.Errorf("%s: %s, want it where the exercise begins", c.exercise, d.Position)
			}
		}
		if strings.Join(got, "; ") != strings.Join(c.want, "; ") {
			t.Errorf("%s: %q, want %q", c.exercise, got, c.want)
		}
	}
	// What could not be read whole is not said to lack anything.
	b, _ := assemble(t, "", map[string]string{"01-a.md": exercises("id: e, instrument: agreement, fields: [x]")})
	expect(t, "partial", CheckInstruments(b))
}

func TestWording(t *testing.T) {
	text := strings.Repeat("word ", 30) + "end.\n\n:::example{.avoid}\nYou always do that.\n:::\n\nYou always do that.\n"
	const long, blame = "01-a.md:4:1", "01-a.md:10:1"
	for _, c := range []struct {
		checks string
		want   map[string]bool // places at which there is a warning
		bad    []string
	}{
		{"", map[string]bool{long: true, blame: true}, nil},
		{"checks: {sentence-length: false}", map[string]bool{long: false, blame: true}, nil},
		{"checks: {sentence-length: 40, blame-and-absolutes: false}", map[string]bool{long: false, blame: false}, nil},
		{"checks: {sentence-length: true}", map[string]bool{long: true}, nil},
		{"checks: {sentense-length: 40}", nil, []string{`book.yaml:7:10: unknown check "sentense-length"`}},
		{"checks: {sentence-length: 0}", nil, []string{`book.yaml:7:27: check "sentence-length" is "0", want a number above 0, or false`}},
		{"checks: {guarantees: 3}", nil, []string{`book.yaml:7:22: check "guarantees" is "3", want true or false`}},
		{"checks: {grade: 2026-01-01}", nil, []string{`book.yaml:7:17: check "grade" is "2026-01-01", want a number above 0, or false`}},
	} {
		b, list := assemble(t, c.checks, map[string]string{"01-a.md": page(text)})
		expect(t, c.checks, list)
		var errors diag.List
		at := map[string]bool{}
		for _, d := range CheckWording(b) {
			if d.Severity == diag.Error {
				errors = append(errors, d)
			}
			at[d.Position.String()] = true
		}
		expect(t, c.checks, errors, c.bad...)
		for place, want := range c.want {
			if at[place] != want {
				t.Errorf("%s: a warning at %s is %t, want %t; there are %v", c.checks, place, at[place], want, at)
			}
		}
	}
}

func TestCheckMinutes(t *testing.T) {
	for _, c := range []struct{ checks, exercise, want string }{
		{"", "id: e, with: together, minutes: 41", `"e" takes two people 41 minutes, over 40 [joint-minutes]`},
		{"", "id: e, with: turns, minutes: 40", ""},
		{"", "id: e, minutes: 90", ""},
		{"checks: {joint-minutes: 60}\n", "id: e, with: turns, minutes: 60", ""},
		{"checks: {joint-minutes: 20}\n", "id: e, with: turns, minutes: 25", `"e" takes two people 25 minutes, over 20 [joint-minutes]`},
		{"checks: {joint-minutes: false}\n", "id: e, with: together, minutes: 90", ""},
	} {
		file := strings.Replace(exercises(c.exercise), "minutes: 5, ", "", 1)
		b, list := assemble(t, c.checks, map[string]string{"01-a.md": file})
		expect(t, c.exercise, list)
		got := ""
		for _, d := range CheckWording(b) {
			if strings.Contains(d.Message, "joint-minutes") {
				got = d.Message
			}
		}
		if got != c.want {
			t.Errorf("%s%s: %q, want %q", c.checks, c.exercise, got, c.want)
		}
	}
}
