package chapter_test

import (
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"trustbook/internal/chapter"
)

var update = flag.Bool("update", false, "write what the tests get as what they want")

// The cases are in testdata/*.txtar, each a chapter NAME.md and what Parse
// gives of it, NAME.want. NAME.de.md is a chapter in German. ⟦00 ff⟧ stands for
// bytes that a text file cannot hold.
func TestParse(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { parseArchive(t, file) })
	}
}

func parseArchive(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range archive.Files {
		if name, ok := strings.CutSuffix(f.Name, ".want"); ok {
			want[name] = string(f.Data)
		}
	}
	fresh := &txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		name, ok := strings.CutSuffix(f.Name, ".md")
		if !ok {
			continue
		}
		got := parseCase(t, f.Name, f.Data)
		fresh.Files = append(fresh.Files, f, txtar.File{Name: name + ".want", Data: []byte(got)})
		if w, ok := want[name]; !*update && (!ok || got != w) {
			t.Errorf("Parse(%s) gives\n%s\nwant\n%s", f.Name, got, w)
		}
		delete(want, name)
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for name := range want {
		t.Errorf("%s has a %s.want without a %s.md", file, name, name)
	}
}

func parseCase(t *testing.T, name string, data []byte) string {
	base, language := strings.TrimSuffix(name, ".md"), "en"
	if i := strings.LastIndexByte(base, '.'); i >= 0 {
		base, language = base[:i], base[i+1:]
	}
	c, list := chapter.NewParser(language).Parse(base+".md", bytesIn(t, data))
	return dump(c, list)
}

var bytesForm = regexp.MustCompile(`⟦([0-9a-f ]*)⟧`)

func bytesIn(t *testing.T, data []byte) []byte {
	return bytesForm.ReplaceAllFunc(data, func(m []byte) []byte {
		b, err := hex.DecodeString(strings.ReplaceAll(string(bytesForm.FindSubmatch(m)[1]), " ", ""))
		if err != nil {
			t.Fatalf("%s: %v", m, err)
		}
		return b
	})
}
