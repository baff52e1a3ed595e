package locale

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"trustbook/internal/diag"
)

const base = `skip: Skip
by: "{name} on {date}"
minutes: {one: "{n} minute", other: "{n} minutes"}
days-of: {one: "{n} day of {name}", other: "{n} days of {name}"}
"yes": "Yes"
`

func baseStrings(t testing.TB) *Strings {
	t.Helper()
	s, list := Base("base", []byte(base))
	if len(list) > 0 {
		t.Fatal(list)
	}
	return s
}

func TestPlurals(t *testing.T) {
	for _, c := range []struct {
		language, forms string
		want            map[int]string
	}{
		{"en", `{one: "{n} minute", other: "{n} minutes"}`, map[int]string{0: "0 minutes", 1: "1 minute", 2: "2 minutes", 21: "21 minutes"}},
		{"es", `{one: "{n} minuto", many: "{n} de minutos", other: "{n} minutos"}`, map[int]string{0: "0 minutos", 1: "1 minuto", 2: "2 minutos"}},
		{"pl", `{one: "{n} minuta", few: "{n} minuty", many: "{n} minut", other: "{n} minuty"}`,
			map[int]string{0: "0 minut", 1: "1 minuta", 2: "2 minuty", 5: "5 minut", 12: "12 minut", 22: "22 minuty", 25: "25 minut"}},
		{"ar", `{zero: z, one: o, two: t, few: "{n} f", many: "{n} m", other: "{n} x"}`,
			map[int]string{0: "z", 1: "o", 2: "t", 3: "3 f", 10: "10 f", 11: "11 m", 99: "99 m", 100: "100 x", 103: "103 f"}},
		{"ja", `{other: "{n}分"}`, map[int]string{0: "0分", 1: "1分", 7: "7分"}},
		{"pl", `{one: "{n} minuta", other: "{n} inne"}`, map[int]string{1: "1 minuta", 2: "2 inne", 5: "5 inne"}},
		{"es", `minutos`, map[int]string{1: "minutos", 2: "minutos"}},
	} {
		s, list := baseStrings(t).Over("f", []byte("minutes: "+c.forms+"\n"), c.language)
		if list.Failed(false) {
			t.Errorf("%s: %v", c.language, list)
		}
		for n, want := range c.want {
			if got := s.Count("minutes", n); got != want {
				t.Errorf("%s: Count(minutes, %d) = %q, want %q", c.language, n, got, want)
			}
		}
	}
}

func TestText(t *testing.T) {
	s := baseStrings(t)
	for _, c := range []struct {
		id    string
		pairs []string
		want  string
	}{
		{"skip", nil, "Skip"},
		{"yes", nil, "Yes"},
		{"by", []string{"name", "Ann", "date", "today"}, "Ann on today"},
		{"by", []string{"date", "name", "name", "date"}, "date on name"},
		{"by", []string{"name", "{date}", "date", "{name}"}, "{date} on {name}"},
		{"by", []string{"date", "today"}, "{name} on today"},
		{"by", nil, "{name} on {date}"},
		{"nothing", nil, ""},
	} {
		if got := s.Text(c.id, c.pairs...); got != c.want {
			t.Errorf("Text(%q, %q) = %q, want %q", c.id, c.pairs, got, c.want)
		}
	}
	if got, want := s.Count("days-of", 2, "name", "n"), "2 days of n"; got != want {
		t.Errorf("Count(days-of, 2) = %q, want %q", got, want)
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct {
		src, language string
		want          []string
	}{
		{"", "en", nil},
		{"skip: Miss out\nminutes: {one: a minute, other: \"{n} min\"}\n", "en", nil},
		{"skp: x\n", "en", []string{`1:1: unknown interface string "skp" (did you mean "skip"?)`}},
		{"by: \"{name}\"\n", "en", []string{`1:5: "by" lacks the placeholder {date} (write it where its value belongs)`}},
		{"by: \"{nme} {date}\"\n", "en", []string{`1:5: "by" has no placeholder {nme} (did you mean "name"?)`}},
		{"by: \"{name} {date} {place}\"\n", "en", []string{`1:5: "by" has no placeholder {place} (it has {name}, {date})`}},
		{"skip: \"{n}\"\n", "en", []string{`1:7: "skip" has no placeholder {n} (it has none)`}},
		{"days-of: {one: a day, other: \"{n} days of {name}\"}\n", "en", []string{`1:16: "days-of" lacks the placeholder {name} (write it where its value belongs)`}},
		{"minutes: {one: x}\n", "en", []string{`1:10: "other" is missing (every language has this form)`}},
		{"minutes: {one: x, feww: y, other: z}\n", "en", []string{`1:19: unknown key "feww" (did you mean "few"?)`}},
		{"skip: \"\"\n", "en", []string{`1:7: the interface string "skip" is empty (write its text, or delete the line to keep the built-in one)`}},
		{"skip: [x]\n", "en", []string{`1:7: "skip" must be text or a mapping of keys, not a list ()`}},
		{"skip: true\n", "en", []string{`1:7: "skip" must be text, not "true" (if you mean the word, put quotes around it: "true")`}},
		{"skip: x\nskip: y\n", "en", []string{`2:1: "skip" is given twice (keep one of the two)`}},
		{"skip: Saltar\nby: \"{name}, {date}\"\n\"yes\": Sí\n", "es", []string{`0:0: 2 of the interface's texts are not in the book's language (translate days-of, minutes)`}},
		{"skip: Überspringen", "no language", nil},
		{"- skip\n", "en", []string{`1:1: this must be a mapping of keys, not a list ()`}},
	} {
		_, list := baseStrings(t).Over("f", []byte(c.src), c.language)
		var got []string
		for _, d := range list.Sorted() {
			got = append(got, fmt.Sprintf("%d:%d: %s (%s)", d.Line, d.Column, d.Message, d.Hint))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("Over(%q, %s) reports\n\t%s\nwant\n\t%s", c.src, c.language, strings.Join(got, "\n\t"), strings.Join(c.want, "\n\t"))
		}
	}
}

// What a book does not name stays the base's, in the base's language too.
func TestOver(t *testing.T) {
	s, _ := baseStrings(t).Over("f", []byte("skip: Pomiń\n"), "pl")
	for id, want := range map[string]string{"skip": "Pomiń", "yes": "Yes"} {
		if got := s.Text(id); got != want {
			t.Errorf("Text(%q) = %q, want %q", id, got, want)
		}
	}
	s, list := baseStrings(t).Over("f", nil, "pl")
	if got, want := s.Count("minutes", 2), "2 minutes"; got != want {
		t.Errorf("Count(minutes, 2) = %q without a file, want %q", got, want)
	}
	if len(list) != 1 || list[0].Severity != diag.Warning {
		t.Errorf("a book in Polish without strings.yaml: %v, want one warning", list)
	}
	if ids := s.IDs(); len(ids) != 5 || !s.Has("by") || s.Has("nothing") {
		t.Errorf("IDs() = %v, want the base's", ids)
	}
	if forms := s.Forms("minutes"); len(forms) != 2 || forms["one"] != "{n} minute" {
		t.Errorf("Forms(minutes) = %v", forms)
	}
}

func TestRealStrings(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "content", "strings.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	s, list := Base("content/strings.yaml", data)
	if len(list) > 0 {
		t.Error(list)
	}
	for _, id := range s.IDs() {
		if s.Text(id) == "" {
			t.Errorf("the string %q is empty", id)
		}
	}
}

// FuzzStrings: no file of strings makes a panic, points outside of itself, or
// leaves a string of the base without a text.
func FuzzStrings(f *testing.F) {
	for _, s := range []string{base, "skip: {one: a}\n", "by: \"{name} {date\"\n", "minutes: {one: {n}}\n", "? [a]\n: b\n", "skip: \"\\x01\"\n", "\"\": x\n", "by: '{name} {{date}}'\n"} {
		f.Add(s, "pl")
	}
	f.Add("skip: {other: x}\n", "ar-u-nu-latn")
	f.Fuzz(func(t *testing.T, src, language string) {
		known := baseStrings(t)
		s, list := known.Over("f", []byte(src), language)
		lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(strings.TrimPrefix(src, "\ufeff"), "\r\n", "\n"), "\r", "\n"), "\n")
		for _, d := range list {
			if d.Line != 0 && (d.Line > len(lines) || d.Column < 1 || d.Column > len(lines[d.Line-1])+1) {
				t.Errorf("%s: %s: is outside the source", d.Position, d.Message)
			}
		}
		if !slices.Equal(s.IDs(), known.IDs()) {
			t.Errorf("IDs() = %v, want the base's", s.IDs())
		}
		for _, id := range s.IDs() {
			if s.Text(id) == "" && s.Forms(id)["other"] == "" {
				t.Errorf("the string %q has no text", id)
			}
			s.Count(id, len(src), "name", src)
		}
	})
}
