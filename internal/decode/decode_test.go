package decode

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"trustbook/internal/diag"
)

// everything has a key of each type that there is.
type everything struct {
	Text   Str             `yaml:"text,required" doc:"a text"`
	Plain  string          `yaml:"plain"`
	Colour colour          `yaml:"colour"`
	Flag   bool            `yaml:"flag"`
	Whole  int             `yaml:"whole"`
	Number float64         `yaml:"number"`
	Maybe  *int            `yaml:"maybe"`
	Any    Any             `yaml:"any"`
	List   []Str           `yaml:"list"`
	Inner  *inner          `yaml:"inner"`
	Map    map[string]Any  `yaml:"map"`
	Either map[string]text `yaml:"either"`
	Loud   loud            `yaml:"loud"`

	Given     Given `yaml:"-"`
	diag.Mark `yaml:"-"`
}

type inner struct {
	A Str `yaml:"a,required" doc:"an a"`
	B int `yaml:"b"`
}

type text struct {
	Text  Str       `yaml:",text"`
	Other Str       `yaml:"other"`
	Key   diag.Mark `yaml:"-"`
}

type colour string

func (colour) Values() []string { return []string{"red", "green"} }

// loud is made by a reader, as rendered text is.
type loud struct {
	text string
	last diag.Mark
}

var readers = map[reflect.Type]Reader{
	reflect.TypeFor[loud](): func(s Scalar) reflect.Value {
		return reflect.ValueOf(loud{strings.ToUpper(s.Key + "=" + s.Text), s.At(len(s.Text))})
	},
}

func decodeAll(src string) (e everything, read bool, list diag.List) {
	source := Text("f", []byte(src), &list)
	if source == nil {
		return e, false, list
	}
	read = YAML(source, 0, len(source.Data), &e, readers, &list)
	return e, read, list
}

func TestYAML(t *testing.T) {
	e, read, list := decodeAll(`text: 007
plain: Yes
colour: green
flag: TRUE
whole: 0x10
number: 2
maybe: 3
any: {a: [1, 2.5, true, null, 2026-11-22, x], b: {c: "1"}}
list: [a, "b"]
inner:
  a: deep
  b: 4
map: {k: v}
either: {plain: x, split: {other: y}}
loud: 'hey'
`)
	if !read || len(list) > 0 {
		// 0x10 is no number that an author writes
		if len(list) != 1 || list[0].String() != "f:5:8" {
			t.Errorf("diagnostics %v, want one at f:5:8", list)
		}
	}
	for _, c := range []struct{ what, got, want any }{
		{"text", e.Text, Str{"007", diag.Mark{Line: 1, Column: 7}}},
		{"plain", e.Plain, "Yes"},
		{"colour", e.Colour, colour("green")},
		{"flag", e.Flag, true},
		{"number", e.Number, 2.0},
		{"maybe", *e.Maybe, 3},
		{"any", fmt.Sprintf("%#v", e.Any.V), `map[string]interface {}{"a":[]interface {}{1, 2.5, true, interface {}(nil), "2026-11-22", "x"}, "b":map[string]interface {}{"c":"1"}}`},
		{"list", e.List[1], Str{"b", diag.Mark{Line: 9, Column: 11}}},
		{"inner", e.Inner.B, 4},
		{"map", e.Map["k"], Any{"v", diag.Mark{Line: 13, Column: 10}, diag.Mark{Line: 13, Column: 7}}},
		{"plain of either", e.Either["plain"].Text.V, "x"},
		{"key of either", e.Either["split"].Key, diag.Mark{Line: 14, Column: 20}},
		{"split of either", e.Either["split"].Other.V, "y"},
		{"loud", e.Loud, loud{"LOUD=HEY", diag.Mark{Line: 15, Column: 11}}},
		{"mark", e.Mark, diag.Mark{Line: 1, Column: 1}},
		{"given", e.Given.At("flag", diag.Mark{}), diag.Mark{Line: 4, Column: 7}},
		{"not given", e.Given.At("nothing", diag.Mark{Line: 9, Column: 9}), diag.Mark{Line: 9, Column: 9}},
	} {
		if c.got != c.want {
			t.Errorf("%s = %v, want %v", c.what, c.got, c.want)
		}
	}
}

// Each line of want is line:column, the message, and after a | what the hint
// holds.
func TestProblems(t *testing.T) {
	for _, c := range []struct {
		src  string
		want []string
	}{
		{"", []string{`1:1 "text" is missing | a text`}},
		{"# nothing\n", []string{`1:1 "text" is missing | a text`}},
		{"text: a\n---\ntext: b\n", []string{`2:1 a second YAML document begins here | remove`}},
		{"text: a\n--- {\n", []string{`2:5 a value is missing here |`}},
		{"text: [a]\nlist: b\ninner: c\nmap: d\nflag: e\nwhole: f\nnumber: g\n", []string{
			`1:7 "text" must be text, not a list | put quotes`,
			`2:7 "list" must be a list, not "b" | dash`,
			`3:8 "inner" must be a mapping of keys, not "c" | key: value`,
			`4:6 "map" must be a mapping of keys, not "d" |`,
			`5:7 "flag" must be true or false, not "e" |`,
			`6:8 "whole" must be a whole number, not "f" |`,
			`7:9 "number" must be a number, not "g" |`,
		}},
		{"text: a\ninner: {}\n", []string{`2:8 "a" is missing | an a`}},
		{"text: ' '\n", []string{`1:7 "text" is empty | a text`}},
		{"text: a\ncolour: gren\n", []string{`2:9 unknown colour "gren" | did you mean "green"?`}},
		{"text: a\ncolour: beige\n", []string{`2:9 unknown colour "beige" | use one of red, green`}},
		{"tetx: a\n", []string{`1:1 unknown key "tetx" | did you mean "text"?`}},
		{"text: a\ninner: {c: 1, a: 2}\n", []string{`2:9 unknown key "c" | use one of a, b`}},
		{"text: a\ntext: b\n", []string{`2:1 "text" is given twice | keep one`}},
		{"text: a\nmap: {k: 1, k: 2}\n", []string{`2:13 "k" is given twice | keep one`}},
		{"text: a\nany: {k: 1, k: 2}\n", []string{`2:13 "k" is given twice | keep one`}},
		{"text: a\neither: {k: [a]}\n", []string{`2:13 "k" must be text or a mapping of keys, not a list |`}},
		{"text: a\nmap: {[a]: b}\n", []string{`2:7 a key must be text, not a list |`}},
		{"text: \"a\\x01\"\n", []string{`1:7 a backslash in "…" makes a control character | delete it`}},
		{"text: &a b\n", []string{`1:7 anchor "&a" is not supported here | put quotes`}},
		{"text: !a b\n", []string{`1:7 tag "!a" is not supported here | put quotes`}},
		{"text: a\nlist: [" + strings.Repeat("a,", maxItems+1) + "]", []string{`2:7 a list of more than 20000 items | shorter`}},
		{"text: ä\nplain: {", []string{`2:8 a value is missing here |`}},
		{"text: a\nmap: {ä: 1, é: ü, é: 2}\n", []string{`2:22 "é" is given twice |`}},
	} {
		_, read, list := decodeAll(c.src)
		var got []string
		for _, d := range list.Sorted() {
			got = append(got, fmt.Sprintf("%d:%d %s | %s", d.Line, d.Column, d.Message, d.Hint))
		}
		if !slices.EqualFunc(got, c.want, func(g, w string) bool {
			start, end, _ := strings.Cut(w, " |")
			return strings.HasPrefix(g, start+" |") && strings.Contains(g, strings.TrimSpace(end))
		}) {
			t.Errorf("YAML(%.60q) reports\n\t%s\nwant\n\t%s", c.src, strings.Join(got, "\n\t"), strings.Join(c.want, "\n\t"))
		}
		if !read && len(list) == 0 {
			t.Errorf("YAML(%.60q) fails and reports nothing", c.src)
		}
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct{ src, data, problem string }{
		{"a\tb\n", "a\tb\n", ""},
		{"\ufeffa\r\nb\rc", "a\nb\nc", ""},
		{"a\n\x00", "", "f:2:1: control character U+0000"},
		{"ab\u2028", "", "f:1:3: control character U+2028"},
		{"ab\ufffe", "", "f:1:3: control character U+FFFE"},
		{"\U0001F331\ufffd", "\U0001F331\ufffd", ""},
		{"a\xff", "", "f:1:2: this is not UTF-8 text"},
		{strings.Repeat("a", maxSize+1), "", "f: the file has more than 1 MiB"},
	} {
		var list diag.List
		source := Text("f", []byte(c.src), &list)
		var data, problem string
		if source != nil {
			data = string(source.Data)
		}
		if len(list) > 0 {
			problem = list[0].String() + ": " + list[0].Message
		}
		if data != c.data || problem != c.problem {
			t.Errorf("Text(%.20q) = %q and %q, want %q and %q", c.src, data, problem, c.data, c.problem)
		}
	}
}

// FuzzYAML: no bytes make the decoder panic, point outside of them, or fail
// without a word.
func FuzzYAML(f *testing.F) {
	for _, s := range []string{
		"text: a\n", "text: {a}\n", "text: \"a\\x01\"\n", "inner: {a: b}\n? [x]\n: y\n", "a: &a [*a]\n", "text: |2\n   ä {\n",
		"text: 'a\n\n  b'\n", "list:\n- a\n-\n  - b\n", "text: >-\n a\n---\nb\n", "either: {a: {other: b}, c: d}\n", "\"\\u2028\": x\n",
		"any: {<<: {a: b}, 1: .nan, ~: 0o7}\n", "%YAML 1.1\n---\ntext: a\n", "text: a # b\n...\n", "colour: !!str red\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		e, read, list := decodeAll(src)
		if !read && len(list) == 0 {
			t.Error("fails and reports nothing")
		}
		lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(strings.TrimPrefix(src, "\ufeff"), "\r\n", "\n"), "\r", "\n"), "\n")
		marks := []diag.Mark{e.Text.Mark, e.Loud.last, e.Mark}
		for _, s := range e.List {
			marks = append(marks, s.Mark)
		}
		for _, g := range e.Given {
			marks = append(marks, g.Key, g.Value)
		}
		for _, d := range list {
			marks = append(marks, diag.Mark{Line: int32(d.Line), Column: int32(d.Column)})
		}
		for _, m := range marks {
			if m == (diag.Mark{}) {
				continue // of nothing given, or of the whole file
			}
			if m.Line < 1 || int(m.Line) > len(lines) || m.Column < 1 || int(m.Column) > len(lines[m.Line-1])+1 {
				t.Errorf("%d:%d is outside the source", m.Line, m.Column)
			}
		}
	})
}
