package build

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"trustbook/internal/diag"
)

var update = flag.Bool("update", false, "write what the tests get as what they want")

// A book of broken files: one run reports every problem, each once and where it
// is. The list is to be read as an author would read it.
func TestBroken(t *testing.T) {
	dir := filepath.Join("testdata", "broken")
	src, err := Open(dir, os.DirFS(filepath.Join("..", "..")))
	if err != nil {
		t.Fatal(err)
	}
	_, list := Load(t.Context(), src, Options{Jobs: 2, Now: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)})
	var b strings.Builder
	if err := list.Print(&b, false); err != nil {
		t.Fatal(err)
	}
	got := strings.ReplaceAll(b.String(), filepath.ToSlash(dir)+"/content/", "")
	golden := filepath.Join("testdata", "broken.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		switch {
		case i >= len(g):
			t.Fatalf("line %d is missing: %s", i+1, w[i])
		case i >= len(w) || g[i] != w[i]:
			t.Fatalf("line %d of %s is\n%s\nwant it as in the file", i+1, golden, g[i])
		}
	}
	checkPlaces(t, list, src)
}

// checkPlaces sees to it that each problem lies inside its file, once.
func checkPlaces(t *testing.T, list diag.List, src *Source) {
	seen := map[diag.Diagnostic]bool{}
	for _, d := range list {
		if seen[d] {
			t.Errorf("%s: %s: reported twice", d.Position, d.Message)
		}
		seen[d] = true
		if d.Line == 0 {
			continue
		}
		data, err := src.Content.ReadFile(filepath.Base(d.File))
		if err != nil {
			t.Error(err)
			continue
		}
		lines := strings.Split(string(data), "\n")
		if d.Line > len(lines) || d.Column < 1 || d.Column > len(lines[d.Line-1])+1 {
			t.Errorf("%s: %s: is outside the file", d.Position, d.Message)
		}
	}
}
