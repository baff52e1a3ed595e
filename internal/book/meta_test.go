package book

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"trustbook/internal/diag"
)

func TestMeta(t *testing.T) {
	for _, c := range []struct{ src, language, direction, tab string }{
		{head, "en", "ltr", "Workbook"},
		{strings.Replace(head, "en", "ar", 1) + "tab_title: Buch\n", "ar", "rtl", "Buch"},
		{strings.Replace(head, "en", "he-IL", 1), "he-IL", "rtl", "Workbook"},
		{strings.Replace(head, "en", "az-Arab", 1), "az-Arab", "rtl", "Workbook"},
		{head + "direction: rtl\n", "en", "rtl", "Workbook"},
		{strings.Replace(head, "en", "ar", 1) + "direction: ltr\n", "ar", "ltr", "Workbook"},
		{"\ufeff" + strings.ReplaceAll(head, "\n", "\r\n"), "en", "ltr", "Workbook"},
	} {
		m, list := ParseMeta("book.yaml", []byte(c.src))
		expect(t, c.src, list)
		if m.Language.V != c.language || string(m.Direction) != c.direction || m.TabTitle.V != c.tab {
			t.Errorf("ParseMeta(%q) = %s, %s, %s, want %s, %s, %s", c.src, m.Language, m.Direction, m.TabTitle, c.language, c.direction, c.tab)
		}
	}
}

func TestMetaProblems(t *testing.T) {
	for _, c := range []struct {
		src  string
		want []string
	}{
		{"", []string{
			`book.yaml:1:1: "exit" is missing`, `book.yaml:1:1: "id" is missing`, `book.yaml:1:1: "language" is missing`,
			`book.yaml:1:1: "revised" is missing`, `book.yaml:1:1: "stop" is missing`, `book.yaml:1:1: "title" is missing`}},
		{"a\x00", []string{"book.yaml:1:2: control character U+0000"}},
		{"id: [", []string{"book.yaml:1:5: a value is missing here"}},
		{strings.Replace(head, "id: test", "id: My Book", 1), []string{`book.yaml:1:5: "My Book" is not a workbook's id`}},
		{strings.Replace(head, ": en", ": english language", 1), []string{`book.yaml:3:11: "english language" is not a language tag`}},
		{strings.Replace(head, "2026-11-22", "2026-02-30", 1), []string{`book.yaml:4:10: "2026-02-30" is not a date`}},
		{strings.Replace(head, "https://example.org", "javascript:alert(1)", 1), []string{`book.yaml:6:7: "javascript:alert(1)" is not an https address`}},
		{strings.Replace(head, "https://example.org", "https://", 1), []string{`book.yaml:6:7: "https://" is not an https address`}},
		{head + "words: {A b: c}\n", []string{`book.yaml:7:14: "A b" cannot be the name of a word`}},
		{head + "words: {ab: }\n", nil},
		{head + "order: a\n", []string{`book.yaml:7:8: "order" must be a list, not "a"`}},
		{head + "title: again\n", []string{`book.yaml:7:1: "title" is given twice`}},
		{strings.Replace(head, "title: T", "title: a <b> [c](d)", 1), []string{"book.yaml:2:10: raw HTML is off", "book.yaml:2:14: a link in a title"}},
	} {
		m, list := ParseMeta("book.yaml", []byte(c.src))
		expect(t, fmt.Sprintf("%q", c.src), list, c.want...)
		if m == nil {
			t.Errorf("ParseMeta(%q) = nil", c.src)
		}
	}
}

// The text of book.yaml has the quotation marks of its language, wherever in
// the file that stands.
func TestMetaQuotes(t *testing.T) {
	m, list := ParseMeta("book.yaml", []byte("title: 'das \"Buch\"'\n"+strings.Replace(strings.Replace(head, "title: T\n", "", 1), ": en", ": \"de\"", 1)))
	expect(t, "quotes", list)
	if got, want := string(m.Title.HTML), "das „Buch“"; got != want {
		t.Errorf("the title is %q, want %q", got, want)
	}
}

func TestHelplines(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		entry string
		want  []string
	}{
		{`{country: GB, service: S, phone: "1", verified: 2026-11-22, languages: [en, pt-BR], web: https://x.org, source: https://y.org/z}`, nil},
		{`{country: any, service: S, text: "1", verified: 2026-05-27}`, nil},
		{`{country: GB, service: S, phone: "1"}`, []string{`h:1:3: warning: nobody has verified "S"`}},
		{`{country: GB, service: S, phone: "1", verified: ""}`, []string{`h:1:3: warning: nobody has verified "S"`}},
		{`{country: GB, service: S, phone: "1", verified: 2026-05-24}`, []string{`h:1:51: warning: "S" was last verified on 2026-05-24, over 180 days ago`}},
		{`{country: GB, service: S, phone: "1", verified: 2026-11-24}`, []string{`h:1:51: warning: "S" was verified on 2026-11-24, which is yet to come`}},
		{`{country: GB, service: S, phone: "1", verified: soon}`, []string{`h:1:51: "soon" is not a date`}},
		{`{country: gb, service: S, phone: "1", verified: 2026-11-22}`, []string{`h:1:13: "gb" is not a country code`}},
		{`{country: XK, service: S, phone: "1", verified: 2026-11-22}`, nil},
		{`{country: UK, service: S, phone: "1", verified: 2026-11-22}`, []string{`h:1:13: "UK" is not a country code`}},
		{`{country: XQ, service: S, phone: "1", verified: 2026-11-22}`, []string{`h:1:13: "XQ" is not a country code`}},
		{`{country: GB, service: S, verified: 2026-11-22}`, []string{`h:1:3: "S" has no phone, text or web`}},
		{`{country: GB, phone: "1", verified: ""}`, []string{`h:1:3: "service" is missing`, `h:1:3: warning: nobody has verified this entry`}},
		{`{country: GB, service: S, web: "javascript:x", verified: 2026-11-22}`, []string{`h:1:34: "javascript:x" is not an https address`}},
		{`{country: GB, service: S, web: "//x.org", verified: 2026-11-22}`, []string{`h:1:34: "//x.org" is not an https address`}},
		{`{country: GB, service: S, phone: "1", source: "http://x.org", verified: 2026-11-22}`, []string{`h:1:49: "http://x.org" is not an https address`}},
		{`{country: GB, service: S, phone: "1", languages: [deutsch], verified: 2026-11-22}`, []string{`h:1:53: "deutsch" is not a language tag`}},
		{`{country: GB, service: S, phone: 112, verified: 2026-11-22}`, nil},
		{`S`, []string{`h:1:3: each item must be a mapping of keys, not "S"`}},
	} {
		_, list := ParseHelplines("h", []byte("- "+c.entry+"\n"), now)
		var got []string
		for _, d := range list.Sorted() {
			severity := ""
			if d.Severity == diag.Warning {
				severity = "warning: "
			}
			got = append(got, fmt.Sprintf("%s: %s%s", d.Position, severity, d.Message))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("ParseHelplines(%s) reports\n\t%s\nwant\n\t%s", c.entry, strings.Join(got, "\n\t"), strings.Join(c.want, "\n\t"))
		}
	}
	if lines, list := ParseHelplines("h", nil, now); len(lines) != 0 || len(list) != 0 {
		t.Errorf("ParseHelplines of nothing = %v, %v", lines, list)
	}
}

func TestIsImage(t *testing.T) {
	for name, want := range map[string]bool{"a.png": true, "a/b.JPEG": true, "a.svg": true, "a.png.txt": false, "png": false, "a.md": false, "": false} {
		if got := IsImage(name); got != want {
			t.Errorf("IsImage(%q) = %t, want %t", name, got, want)
		}
	}
}

// within reports a problem that lies outside the source.
func within(t *testing.T, src string, list diag.List) {
	lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(strings.TrimPrefix(src, "\ufeff"), "\r\n", "\n"), "\r", "\n"), "\n")
	for _, d := range list {
		if d.Line != 0 && (d.Line > len(lines) || d.Column < 1 || d.Column > len(lines[d.Line-1])+1) {
			t.Errorf("%s: %s: is outside the source", d.Position, d.Message)
		}
	}
}

// FuzzMeta: no bytes of book.yaml make a panic or a problem outside of it, and
// what comes without a problem can be resolved.
func FuzzMeta(f *testing.F) {
	for _, s := range []string{
		head, head + "words: {a: b}\nwelcome: |\n  # {{word.a}}\n  [x](y.md#z)\n", "id: [\n", head + "checks: {grade: 8, x: [1]}\n", "\ufeffid: a\r\n",
		head + "order: [a, a]\nlicense: \"![x](y.png)\"\n", head + "words: {a: \"javascript:x\"}\nwelcome: '[x]({{word.a}})'\n", "language: x-y\ntitle: \"\\u2028\"\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		m, list := ParseMeta("book.yaml", []byte(src))
		b, problems := Assemble(Parts{Meta: m, Strings: empty(t), HasFile: func(string) bool { return false }})
		within(t, src, append(list, problems...))
		resolve := b.Resolver(nil, "", "", func(s string) string { return s }, nil)
		for _, h := range []string{m.Title.Expand(resolve), m.Subtitle.Expand(resolve), m.Welcome.Expand(resolve), m.Stop.Expand(resolve), m.License.Expand(resolve)} {
			if strings.Contains(strings.ToLower(h), `href="javascript:`) {
				t.Errorf("a script in %q", h)
			}
		}
	})
}

// FuzzHelplines: no bytes of helplines.yaml make a panic or a problem outside
// of it.
func FuzzHelplines(f *testing.F) {
	for _, s := range []string{
		"- country: GB\n  service: S\n  phone: \"1\"\n  verified: 2026-11-22\n", "- {country: any, languages: [en, \"\"], web: \"https://[::1\"}\n", "[[]]\n", "- - -\n", "{}\n", "- {verified: 9999-12-31, service: [x]}\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		_, list := ParseHelplines("h", []byte(src), time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC))
		within(t, src, list)
	})
}
