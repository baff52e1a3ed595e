package answers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"trustbook/internal/book"
	"trustbook/internal/build"
	"trustbook/internal/pdf"
	"trustbook/internal/pdf/read"
	"trustbook/internal/sheet"
)

func baseBook(t testing.TB) *book.Book {
	t.Helper()
	src, err := build.Open("", os.DirFS(filepath.Join("..", "..")))
	if err != nil {
		t.Fatal(err)
	}
	w, list := build.Load(t.Context(), src, build.Options{Jobs: 2})
	if list.Failed(false) {
		t.Fatal(list.Sorted())
	}
	return w.Book
}

// blank is the sheet of all exercises, or of one.
func blank(t testing.TB, b *book.Book, name string) []byte {
	t.Helper()
	fonts, _ := pdf.NewFonts(nil)
	for _, d := range sheet.Documents(b) {
		if d.Name == name {
			return fonts.NewSetter().Render(&d, pdf.Formats[0])
		}
	}
	t.Fatalf("no document %q", name)
	return nil
}

// fill writes values into a file as a viewer does that adds to its end.
func fill(t testing.TB, data []byte, values map[string]string) []byte {
	t.Helper()
	f, err := read.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	out := bytes.NewBuffer(bytes.Clone(data))
	done := 0
	for _, field := range f.Array(f.Dict(f.Dict(f.Trailer["Root"])["AcroForm"])["Fields"]) {
		d := f.Dict(field)
		name := d["T"].(read.String).Text()
		v, ok := values[name]
		if !ok {
			continue
		}
		done++
		value := fmt.Sprintf("/FT/Tx/V<FEFF%X>", utf16be(v))
		if f.Name(d["FT"]) == "Btn" {
			value = "/FT/Btn/V/" + v + "/AS/" + v
		}
		fmt.Fprintf(out, "%d 0 obj\n<</Type/Annot/Subtype/Widget/T(%s)%s>>\nendobj\n", field, name, value)
	}
	if done != len(values) {
		t.Fatalf("%d of %d values have a field", done, len(values))
	}
	return out.Bytes()
}

func utf16be(s string) []byte {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r>>8), byte(r))
	}
	return b
}

func extract(t testing.TB, b *book.Book, data []byte) (map[string]any, []string) {
	t.Helper()
	written := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	r, err := Extract(b, data, written, written)
	if err != nil {
		t.Fatal(err)
	}
	var got backup
	if err := json.Unmarshal(r.JSON, &got); err != nil {
		t.Fatal(err)
	}
	if got.Format != "trustbook-answers" || got.Version != 1 || got.Workbook != b.ID.V || len(got.Boxes["a"]) != r.Answers {
		t.Errorf("the backup is %.200s", r.JSON)
	}
	out := map[string]any{}
	for address, l := range got.Boxes["a"] {
		if l.T != written.UnixMilli() {
			t.Errorf("%s is from %d", address, l.T)
		}
		out[address] = l.V
	}
	return out, r.Left
}

func TestExtract(t *testing.T) {
	b := baseBook(t)
	values, want := map[string]string{}, map[string]any{}
	put := func(address, value, to string, v any) { values[address], want[to] = value, v }
	data := blank(t, b, sheet.Book)
	for _, c := range b.Chapters {
		for i := range c.Exercises {
			e := &c.Exercises[i]
			for j := range e.Fields {
				f := &e.Fields[j]
				at := e.ID.V + "/" + f.ID.V
				if keep := e.ClassOf(f); keep == "never" || keep == "spoken" || !e.HasSheet() || !e.OnPaper(f) {
					continue
				}
				switch f.Kind.V {
				case "longtext", "text":
					put(at, "Zwei\nZeilen – п, ע", at, "Zwei\nZeilen – п, ע")
				case "date":
					put(at, "2026-1-5", at, "2026-01-05")
				case "choice":
					put(at+"/"+f.Choices[1].ID.V, "Yes", at, f.Choices[1].ID.V)
				case "choices":
					put(at+"/"+f.Choices[0].ID.V, "Yes", at+"/"+f.Choices[0].ID.V, true)
				case "scale":
					put(at+"/skip", "Yes", at, "-")
				case "grid":
					p := f.Points()[1].Value
					put(at+"/"+f.Rows[0].ID.V+"/"+p, "Yes", at+"/"+f.Rows[0].ID.V, json.Number(p))
				}
			}
		}
	}
	got, left := extract(t, b, fill(t, data, values))
	if len(left) > 0 || len(got) != len(want) {
		t.Errorf("%d answers, want %d; left %q", len(got), len(want), left)
	}
	for address, v := range want {
		if fmt.Sprint(got[address]) != fmt.Sprint(v) {
			t.Errorf("%s = %v, want %v", address, got[address], v)
		}
	}
}

// What a file claims beyond the book, and what is not clear, is left and said.
func TestExtractLeaves(t *testing.T) {
	values := map[string]string{
		"pause-pact/nowhere": "x", "x/y": "z", "pause-pact/review": "1/2/2026",
	}
	out, left := interpret(baseBook(t), values)
	if len(out) != 0 || len(left) == 0 {
		t.Errorf("taken %v, left %q", out, left)
	}
	for _, s := range []string{"1/2/2026", "2026", "40.13.2026", "today", ""} {
		if date, ok := isoDate(s); ok {
			t.Errorf("isoDate(%q) = %q", s, date)
		}
	}
	for s, want := range map[string]string{"22.11.2026": "2026-11-22", "11/22/2026": "2026-11-22", "2026 - 3 - 4": "2026-03-04", "5.5.2026": "2026-05-05"} {
		if date, _ := isoDate(s); date != want {
			t.Errorf("isoDate(%q) = %q, want %q", s, date, want)
		}
	}
}

// A file that pdfcpu filled in gives the same answers.
func TestExtractFilledByPdfcpu(t *testing.T) {
	b := baseBook(t)
	dir := t.TempDir()
	in, form, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "form.json"), filepath.Join(dir, "out.pdf")
	if err := os.WriteFile(in, blank(t, b, "chapter-boundaries"), 0o600); err != nil {
		t.Fatal(err)
	}
	model.ConfigPath = dir // where it keeps the fonts that it writes with
	if err := api.ExportFormFile(in, form, nil); err != nil {
		t.Fatal(err)
	}
	var it map[string]any
	raw, err := os.ReadFile(form)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &it); err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	group := it["forms"].([]any)[0].(map[string]any)
	for _, x := range group["textfield"].([]any) {
		if x := x.(map[string]any); x["multiline"] == true {
			x["value"] = "Written – “so”"
			want[x["name"].(string)] = true
		}
	}
	if raw, err = json.Marshal(it); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(form, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := api.FillFormFile(in, form, out, nil); err != nil {
		t.Fatal(err)
	}
	if raw, err = os.ReadFile(out); err != nil {
		t.Fatal(err)
	}
	got, left := extract(t, b, raw)
	if len(want) == 0 {
		t.Fatal("no field was filled in")
	}
	for address := range want {
		if got[address] != "Written – “so”" && !strings.Contains(strings.Join(left, "\n"), address) {
			t.Errorf("%s = %v; left %q", address, got[address], left)
		}
	}
}

func FuzzExtract(f *testing.F) {
	b := baseBook(f)
	data := blank(f, b, "pause-pact")
	f.Add(data)
	f.Add(fill(f, data, map[string]string{}))
	f.Add([]byte("%PDF-1.4\n1 0 obj<</Fields[1 0 R]/Kids[1 0 R]/T(a)>>endobj trailer<</Root<</AcroForm 1 0 R>>>>"))
	f.Add([]byte("%PDF-1.4\n1 0 obj<</V" + strings.Repeat("[", 5000) + "(\\7\\12\\"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Extract(b, data, time.Unix(0, 0), time.Unix(0, 0))
		if err == nil && !json.Valid(r.JSON) {
			t.Errorf("no JSON: %q", r.JSON)
		}
	})
}
