package field_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"trustbook/internal/chapter"
	"trustbook/internal/field"
	"trustbook/internal/markup"
)

var update = flag.Bool("update", false, "write what the tests get as what they want")

// fields are those of the first exercise of a chapter, which must have no error.
func fields(t testing.TB, src []byte) []field.Field {
	t.Helper()
	c, list := chapter.NewParser("en").Parse("kinds.md", src)
	if list.Failed(false) {
		t.Fatal(list)
	}
	return c.Exercises[0].Fields
}

func everyKind(t testing.TB) []field.Field {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", "kinds.md"))
	if err != nil {
		t.Fatal(err)
	}
	return fields(t, src)
}

// view sees the fields and says each interface string as say does.
func view(exercise string, fs []field.Field, resolve markup.Resolver, say func(string) string) field.View {
	v := field.View{Exercise: exercise, Fields: map[string]*field.Field{}, Resolve: resolve, String: say}
	for i := range fs {
		v.Fields[fs[i].ID.V] = &fs[i]
	}
	return v
}

func plainView(fs []field.Field) field.View {
	resolve := func(dst []byte, _ markup.Mark, argument string) []byte { return append(dst, "‹"+argument+"›"...) }
	filled := map[string]string{"if-answered": "If {answers}:", "quoted": "“{text}”", "or": " or ", "words": "{blank}: {words}", "row": "Row {n}"}
	return view("e", fs, resolve, func(id string) string {
		if s := filled[id]; s != "" {
			return s
		}
		return "[" + id + "]"
	})
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || !bytes.Equal(g[i], w[i]) {
			t.Fatalf("line %d of %s is not as it should be; -update and look at the difference.\ngot\n%s", i+1, file, got)
		}
	}
}

func TestScreen(t *testing.T) {
	fs := everyKind(t)
	var b []byte
	for i := range fs {
		b = append(b, "<!-- "+fs[i].ID.V+" -->\n"...)
		b = field.HTML(b, &fs[i], plainView(fs))
	}
	golden(t, "kinds.html", b)
}

func TestPaper(t *testing.T) {
	fs := everyKind(t)
	var b bytes.Buffer
	for i := range fs {
		s := field.Paper(&fs[i], plainView(fs))
		fmt.Fprintf(&b, "%s: %q %q %q\n", fs[i].ID, s.If, s.Question, s.Help)
		for _, p := range s.Parts {
			fmt.Fprintf(&b, "  %T\n    %+v\n", p, p)
		}
	}
	golden(t, "kinds.paper", b.Bytes())
}

// The sample has every kind, and each kind a style sheet of its name.
func TestEveryKind(t *testing.T) {
	fs := everyKind(t)
	for _, k := range field.Kinds {
		if !slices.ContainsFunc(fs, func(f field.Field) bool { return f.Kind.V == k.Name }) {
			t.Errorf("testdata/kinds.md has no %s", k.Name)
		}
		if _, err := os.Stat(filepath.Join("..", "..", "static", "css", "field", k.Name+".css")); err != nil {
			t.Error(err)
		}
		if k.Doc == "" {
			t.Errorf("%s has no Doc", k.Name)
		}
		for _, a := range k.Required {
			if !k.Takes(a) {
				t.Errorf("%s needs %s and does not take it", k.Name, a)
			}
		}
	}
	if got := field.Names(); len(got) != len(field.Kinds) || got[0] != field.Kinds[0].Name {
		t.Errorf("Names() = %v", got)
	}
}

func TestParts(t *testing.T) {
	fs := everyKind(t)
	for id, want := range map[string]string{
		"text": "", "choices": "", "scale": "", "grid": "x y", "ranking": "a b",
		"signature": "first/name first/date second/name second/date", "sentence": "feeling the-event", "space": "",
	} {
		i := slices.IndexFunc(fs, func(f field.Field) bool { return f.ID.V == id })
		if got := strings.Join(fs[i].Parts(), " "); got != want {
			t.Errorf("Parts of %s = %q, want %q", id, got, want)
		}
	}
}

func TestRank(t *testing.T) {
	order := []field.Keep{"", field.Joint, field.Shareable, field.Private, field.Spoken, field.Never}
	for i, k := range order {
		if got := k.Rank(); got != i-1 {
			t.Errorf("Rank of %q = %d, want %d", k, got, i-1)
		}
	}
}

const payload = `"><script>alert('x')</script>`

// Whatever an id, a variable or an interface string holds, it comes out as text.
func TestEscaping(t *testing.T) {
	fs := everyKind(t)
	poison := func(id *string) { *id += payload }
	for i := range fs {
		f := &fs[i]
		poison(&f.ID.V)
		for _, items := range [][]field.Item{f.Choices, f.Rows, f.People} {
			for j := range items {
				poison(&items[j].ID.V)
			}
		}
		for j := range f.Columns {
			poison(&f.Columns[j].ID.V)
		}
		if f.ShowIf != nil {
			poison(&f.ShowIf.Field.V)
			for j := range f.ShowIf.Is {
				poison(&f.ShowIf.Is[j].V)
			}
		}
		// A label is HTML; what it may bring in is a variable.
		var mark strings.Builder
		markup.Variable.Write(&mark, "x")
		f.Label.HTML += markup.HTML(mark.String())
	}
	resolve := func(dst []byte, _ markup.Mark, _ string) []byte { return append(dst, markup.Escape(payload)...) }
	v := view("e"+payload, fs, resolve, func(id string) string { return id + payload })
	for i := range fs {
		f := &fs[i]
		for _, html := range append(htmlIn(field.Paper(f, v)), string(field.HTML(nil, f, v))) {
			if strings.Contains(html, "<script") || strings.Contains(html, payload) {
				t.Errorf("%s comes out raw: %s", f.Kind, html)
			}
			if err := wellFormed(html); err != nil {
				t.Errorf("%s: %v in %s", f.Kind, err, html)
			}
		}
	}
}

// FuzzForms: fields that come with no error have forms that are well-formed.
func FuzzForms(f *testing.F) {
	for i := range everyKind(f) {
		src, err := os.ReadFile(filepath.Join("testdata", "kinds.md"))
		if err != nil {
			f.Fatal(err)
		}
		lines := strings.Split(string(src), "\n")
		f.Add(strings.TrimSpace(lines[min(i+7, len(lines)-3)]))
	}
	f.Add(`- {id: a, kind: sentence, text: "[{x}](y{z}.md '{t}') {{word.{a}}} {b}", blanks: {b: {words: ["{b}", "<i>"]}}}`)
	f.Fuzz(func(t *testing.T, yaml string) {
		src := "---\ntitle: T\nexercises:\n  - id: e\n    title: E\n    minutes: 5\n    fields:\n      " + strings.ReplaceAll(yaml, "\n", "\n      ") + "\n---\n"
		c, list := chapter.NewParser("en").Parse("a.md", []byte(src))
		if list.Failed(false) || len(c.Exercises) == 0 {
			return
		}
		fs := c.Exercises[0].Fields
		resolve := func(dst []byte, _ markup.Mark, _ string) []byte { return append(dst, "&lt;x&gt;"...) }
		v := view("e", fs, resolve, func(id string) string { return "<" + id + "> {words} {answers}" })
		for i := range fs {
			for _, html := range append(htmlIn(field.Paper(&fs[i], v)), string(field.HTML(nil, &fs[i], v))) {
				if err := wellFormed(html); err != nil {
					t.Errorf("%s: %v in %s", fs[i].ID, err, html)
				}
			}
		}
	})
}

// htmlIn are the pieces of HTML in a paper form, whole ones only.
func htmlIn(s field.Sheet) []string {
	texts := []string{s.If, s.Question, s.Help}
	for _, p := range s.Parts {
		switch p := p.(type) {
		case field.Ticks:
			for _, i := range p.Items {
				texts = append(texts, i.Label)
			}
		case field.Cells:
			texts = append(append(texts, p.Corner), p.Heads...)
			for _, r := range p.Rows {
				texts = append(texts, r.Head)
			}
		case field.Blanks:
			whole := ""
			for _, piece := range p.Pieces {
				whole += piece.HTML
			}
			texts = append(texts, whole)
		case field.Prose:
			texts = append(texts, p.HTML)
		}
	}
	return texts
}

// flags are the attributes without a value, which XML does not have.
var flags = strings.NewReplacer(" data-required", "", " data-off-paper", "")

func wellFormed(html string) error {
	d := xml.NewDecoder(strings.NewReader("<x>" + flags.Replace(html) + "</x>"))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
