package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"trustbook/internal/field"
	"trustbook/internal/pdf/check"
	"trustbook/internal/pdf/read"
	"trustbook/internal/sheet"
)

// everything is a sheet with one of each primitive.
func everything() *sheet.Sheet {
	tick := func(address, label string) field.Tick { return field.Tick{Address: address, Label: label} }
	return &sheet.Sheet{
		ID: "all", Label: "Sheet 1.2", Chapter: "A chapter", Title: sheet.Inline("Naming <em>it</em> – τώρα, сейчас"),
		Facts:  []string{"On your own", "About 10 minutes"},
		Prompt: sheet.Blocks("<p>Write to <a href=\"https://example.org/\">somebody</a>, or <strong>nobody</strong>.</p>\n<ol start=\"3\">\n<li>Efficient affinity</li>\n<li><p>Two</p>\n<p>paragraphs</p></li>\n</ol>\n<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"),
		Stop:   sheet.Blocks("<p>Stop when it hurts.</p>"),
		Fields: []sheet.Field{
			{Question: sheet.Inline("What happened?"), Help: sheet.Blocks("<p>In your words.</p>"), Parts: []field.Primitive{field.Rules{Address: "all/what", Label: "What happened?", Lines: 5, Style: "ruled"}}},
			{If: sheet.Inline("If yes:"), Question: sheet.Inline("When?"), Parts: []field.Primitive{field.Short{Address: "all/when", Label: "When?", Pattern: "__ / __ / ____"}}},
			{Question: sheet.Inline("Which?"), Parts: []field.Primitive{field.Ticks{Label: "Which?", One: true, Items: []field.Tick{tick("all/which/a", "This"), tick("all/which/b", "That"), {Address: "all/which/other", Write: "all/which/other-text", Label: "Something else"}}}}},
			{Question: sheet.Inline("How much?"), Parts: []field.Primitive{field.Ticks{Label: "How much?", One: true, Row: true, Items: []field.Tick{tick("all/much/1", "1 · not at all"), tick("all/much/2", "2"), tick("all/much/3", "3 · very")}}}},
			{Question: sheet.Inline("A table"), Parts: []field.Primitive{field.Cells{Label: "A table", Heads: []string{"Who", "When"}, Rows: []field.Row{
				{Cells: []field.Cell{{Address: "all/table/row1/who", Label: "Row 1, Who", Tall: true}, {Address: "all/table/row1/when", Label: "Row 1, When", Pattern: "__ / __"}}}}}}},
			{Question: sheet.Inline("A grid"), Parts: []field.Primitive{field.Cells{Label: "A grid", RowHead: true, Round: true, Heads: []string{"No", "Yes"}, Rows: []field.Row{
				{Head: "Here", Cells: []field.Cell{{Address: "all/grid/here/0", Label: "Here: No", Tick: true}, {Address: "all/grid/here/1", Label: "Here: Yes", Tick: true}}}}}}},
			{Sentence: []sheet.Block{{Kind: sheet.Paragraph, Spans: []sheet.Span{{Text: "I felt "}, {Address: "all/said/feeling", Label: "a feeling"}, {Text: "."}}}}},
			{Parts: []field.Primitive{field.Rules{Label: "Draw", Lines: 3, Style: "dotted"}, field.Prose{HTML: "<p>That is all.</p>"}}},
		},
	}
}

func made(sheets ...*sheet.Sheet) *sheet.Document {
	return &sheet.Document{
		Name: "all", Title: "Sheet 1.2", Language: "en", Practice: "A practice",
		Words:  sheet.Words{Name: "Name", Date: "Date", Stop: "When to stop", TickOne: "Tick one.", Page: "Page {n} of {m}"},
		Sheets: sheets,
	}
}

func setter(t testing.TB, files ...File) *Setter {
	t.Helper()
	fonts, bad := NewFonts(files)
	if len(bad) > 0 {
		t.Fatal(bad)
	}
	return fonts.NewSetter()
}

func parse(t testing.TB, data []byte) *read.File {
	t.Helper()
	f, err := read.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestStructure(t *testing.T) {
	s := setter(t)
	for _, format := range Formats {
		data := s.Render(made(everything(), everything2()), format)
		for _, problem := range check.File(parse(t, data)) {
			t.Errorf("%s: %s", format.Name, problem)
		}
		if again := setter(t).Render(made(everything(), everything2()), format); !bytes.Equal(data, again) {
			t.Errorf("%s: the same input gives other bytes", format.Name)
		}
	}
}

// everything2 is the same sheet with other addresses.
func everything2() *sheet.Sheet {
	s := everything()
	for i := range s.Fields {
		s.Fields[i].Parts, s.Fields[i].Sentence = nil, nil
	}
	s.Fields[0].Parts = []field.Primitive{field.Rules{Address: "two/what", Label: "What?", Lines: 60, Style: "ruled"}}
	return s
}

// Each rule of the checker finds what breaks it.
func TestCheckerFinds(t *testing.T) {
	for want, breaks := range breaches(t) {
		f := parse(t, setter(t).Render(made(everything()), Formats[0]))
		breaks(f)
		if got := check.File(f); !strings.Contains(strings.Join(got, "\n"), want) {
			t.Errorf("the checker says %q, want %q among it", got, want)
		}
	}
}

func catalog(f *read.File) read.Dict { return f.Dict(f.Trailer["Root"]) }

// breaches are what break one rule each, by what the checker says then.
func breaches(t *testing.T) map[string]func(*read.File) {
	find := func(f *read.File, kind, value read.Name) read.Dict {
		for _, key := range sorted(f.Objects) {
			if d := f.Dict(key); d[kind] == value {
				return d
			}
		}
		t.Fatalf("no object with %s %s", kind, value)
		return nil
	}
	page := func(f *read.File) read.Dict { return find(f, "Type", "Page") }
	repaint := func(f *read.File, with string) {
		f.Objects[page(f)["Contents"].(read.Ref)] = &read.Stream{Dict: read.Dict{}, Raw: []byte(with)}
	}
	return map[string]func(*read.File){
		"no language":                  func(f *read.File) { delete(catalog(f), "Lang") },
		"not marked as tagged":         func(f *read.File) { delete(catalog(f), "MarkInfo") },
		"the title is not shown":       func(f *read.File) { delete(catalog(f), "ViewerPreferences") },
		"no outline":                   func(f *read.File) { delete(catalog(f), "Outlines") },
		"does something by itself":     func(f *read.File) { catalog(f)["OpenAction"] = read.Dict{} },
		"no metadata":                  func(f *read.File) { delete(catalog(f), "Metadata") },
		"viewers are asked to draw":    func(f *read.File) { f.Dict(catalog(f)["AcroForm"])["NeedAppearances"] = true },
		"a field has the name":         func(f *read.File) { find(f, "FT", "Tx")["T"] = read.String("a.b") },
		"two fields have the name":     func(f *read.File) { find(f, "FT", "Tx")["T"] = find(f, "FT", "Btn")["T"] },
		"neither tagged nor":           func(f *read.File) { repaint(f, "0 0 m 9 9 l S") },
		"marked content does not end":  func(f *read.File) { repaint(f, "/P<</MCID 0>>BDC") },
		"no element holds the content": func(f *read.File) { repaint(f, "/P<</MCID 999>>BDC EMC") },
		"the parent tree has":          func(f *read.File) { repaint(f, "") },
		"the tab key":                  func(f *read.File) { delete(page(f), "Tabs") },
		"is not in the form":           func(f *read.File) { f.Dict(catalog(f)["AcroForm"])["Fields"] = read.Array{} },
		"no name to be read out":       func(f *read.File) { delete(find(f, "FT", "Tx"), "TU") },
		"is not in the structure":      func(f *read.File) { delete(find(f, "FT", "Tx"), "StructParent") },
		"belongs to an element":        func(f *read.File) { find(f, "S", "Form")["S"] = read.Name("P") },
		"no element holds the Form":    func(f *read.File) { find(f, "S", "Form")["K"] = read.Array{} },
		"the structure begins with":    func(f *read.File) { find(f, "S", "Document")["S"] = read.Name("Div") },
		"no heading":                   unheaded,
		"a heading of level":           func(f *read.File) { find(f, "S", "H1")["S"] = read.Name("H2") },
		"does not say what it is for":  func(f *read.File) { delete(find(f, "S", "TH"), "A") },
		"a P in a L":                   func(f *read.File) { find(f, "S", "LI")["S"] = read.Name("P") },
		"a LI in a P":                  func(f *read.File) { find(f, "S", "L")["S"] = read.Name("P") },
		"does not say what its":        func(f *read.File) { delete(find(f, "Subtype", "Type0"), "ToUnicode") },
		"is not in the file":           func(f *read.File) { delete(find(f, "Type", "FontDescriptor"), "FontFile2") },
		"a box stands for a letter":    func(f *read.File) { repaint(f, "/Artifact BMC BT /F1 9 Tf [<0000>] TJ ET EMC") },
		"is wrong about the content":   swapped,
		"the structure goes in": func(f *read.File) {
			d := find(f, "S", "Sect")
			d["K"] = append(d["K"].(read.Array), d["P"])
		},
	}
}

func unheaded(f *read.File) {
	for key := range f.Objects {
		if s, _ := f.Dict(key)["S"].(read.Name); s == "H1" || s == "H2" {
			f.Dict(key)["S"] = read.Name("P")
		}
	}
}

// swapped lets the first page's parent tree name its elements the wrong way
// round.
func swapped(f *read.File) {
	root := f.Dict(f.Dict(f.Trailer["Root"])["StructTreeRoot"])
	for _, v := range f.Array(f.Dict(root["ParentTree"])["Nums"]) {
		if a, ok := v.(read.Array); ok {
			a[0], a[len(a)-1] = a[len(a)-1], a[0]
			return
		}
	}
}

func sorted(m map[read.Ref]any) []read.Ref {
	var keys []read.Ref
	for i := range read.Ref(100_000) {
		if _, ok := m[i]; ok {
			keys = append(keys, i)
		}
	}
	return keys
}

func TestFresh(t *testing.T) {
	s := setter(t)
	doc := made(everything())
	data := s.Render(doc, Formats[0])
	id := s.fonts.Made(doc, Formats[0])
	if !Fresh(data, id) {
		t.Error("a file is not as it was just made")
	}
	other := made(everything())
	other.Title = "Sheet 9"
	if Fresh(data, s.fonts.Made(other, Formats[0])) || Fresh(data, s.fonts.Made(doc, Formats[1])) {
		t.Error("a file serves for another document or format")
	}
	for _, at := range []int{50, len(data) / 2, len(data) - 100, len(data) - 8} {
		changed := bytes.Clone(data)
		changed[at] ^= 1
		if Fresh(changed, id) {
			t.Errorf("a file with another byte at %d of %d passes for whole", at, len(data))
		}
	}
	if Fresh(append(bytes.Clone(data), "more"...), id) || Fresh(nil, id) || Fresh(data[:40], id) {
		t.Error("a file that was added to or cut passes for whole")
	}
}

// A file that an earlier program made must not pass for what this one makes:
// where the pages of the same sheet change, Version does.
func TestVersion(t *testing.T) {
	f := parse(t, setter(t).Render(made(everything()), Formats[0]))
	h := sha256.New()
	for _, key := range sorted(f.Objects) {
		if s, ok := f.Objects[key].(*read.Stream); ok && s.Dict["Length1"] == nil && s.Dict["Type"] != read.Name("XRef") && s.Dict["Type"] != read.Name("ObjStm") {
			data, err := f.Data(s)
			if err != nil {
				t.Fatal(err)
			}
			h.Write(data)
		}
	}
	const want = "1 691f1ee0f1d3b544"
	if got := fmt.Sprintf("%d %x", Version, h.Sum(nil)[:8]); got != want {
		t.Errorf("version and pages are %s, not %s: raise Version, then write it here", got, want)
	}
}

// The program's own fonts have what common says.
func TestCommon(t *testing.T) {
	for r := range rune(0x10000) {
		if common(r) && !family()[0].covers(r) {
			t.Errorf("%q (%U) is called common and no font has it", r, r)
		}
	}
}

func TestMissingLetters(t *testing.T) {
	s := everything()
	s.At.File, s.At.Line = "content/01-x.md", 7
	s.Fields[2].Parts[0].(field.Ticks).Items[0].Label = "愛"
	fonts, _ := NewFonts(nil)
	list := fonts.Check([]sheet.Document{*made(s)})
	if len(list) != 1 || !strings.HasSuffix(list[0].Message, ": 愛") || list[0].File != "content/01-x.md" || list[0].Line != 7 {
		t.Errorf("Check = %+v, want one warning about 愛", list)
	}
	if _, bad := NewFonts([]File{{"static/fonts/x.ttf", []byte("no font")}}); bad["static/fonts/x.ttf"] == nil {
		t.Error("what is no font passes for one")
	}
}

// noto is a font of Debian's fonts-noto-core.
func noto(t *testing.T, name string) File {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("/usr/share/fonts/truetype/noto", name+".ttf"))
	if err != nil {
		t.Fatalf("%v; scripts/setup.sh installs it", err)
	}
	return File{name, data}
}

func BenchmarkRender(b *testing.B) {
	s := setter(b)
	doc := made(everything())
	b.ReportAllocs()
	for b.Loop() {
		clear(s.shaped)
		b.SetBytes(int64(len(s.Render(doc, Formats[0]))))
	}
}
