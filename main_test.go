package main

import (
	"bytes"
	"flag"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata/script")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"trustbook": main})
}

// Each script is one behaviour of one command, run as a reader of the README
// would run it. They run in folders of their own, with no book in them.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// The binary carries the whole book, and nothing that an editor left behind.
func TestEmbedded(t *testing.T) {
	var carried []string
	if err := fs.WalkDir(base, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			carried = append(carried, name)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	tracked, err := exec.Command("git", "ls-files", "--cached", "--others", "--exclude-standard", "content", "templates", "static/dist", "static/favicon.svg").Output()
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Fields(string(tracked))
	slices.Sort(want)
	slices.Sort(carried)
	if !slices.Equal(carried, want) {
		t.Errorf("embedded files = %v,\nwant those of the repository, %v", carried, want)
	}
}

// The bundles in static/dist are those that go generate makes now.
func TestBundlesAreFresh(t *testing.T) {
	source, err := os.ReadFile("main.go")
	if err != nil {
		t.Fatal(err)
	}
	made := 0
	for line := range strings.Lines(string(source)) {
		command, ok := strings.CutPrefix(strings.TrimSpace(line), "//go:generate ")
		if !ok {
			continue
		}
		made++
		words := strings.Fields(command)
		i := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, "--outfile=") })
		committed := strings.TrimPrefix(words[i], "--outfile=")
		fresh := filepath.Join(t.TempDir(), filepath.Base(committed))
		words[i] = "--outfile=" + fresh
		if out, err := exec.Command(words[0], words[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", command, err, out)
		}
		got, err := os.ReadFile(committed)
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(fresh)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what its sources make: run go generate", committed)
		}
	}
	if made < 3 {
		t.Errorf("main.go has %d go:generate lines, want one for each bundle", made)
	}
}

// imports says which of our packages each may import: data flows one way, and
// a wrong arrow is an error here before it is a habit.
var imports = map[string]string{
	"trustbook":           "command",
	"command":             "answers pdf/read build diag output scaffold schema serve spool watch",
	"schema":              "book chapter decode field markup",
	"scaffold":            "chapter",
	"build":               "asset book chapter diag locale output overlay parallel pdf sheet site spool",
	"serve":               "build diag site",
	"watch":               "overlay",
	"sheet":               "book chapter diag field markup",
	"pdf":                 "diag field sheet",
	"answers":             "book chapter field pdf/read",
	"pdf/read":            "",
	"pdf/check":           "pdf/read",
	"site":                "asset book chapter decode diag field locale markdown markup output parallel",
	"asset":               "diag output",
	"book":                "chapter decode diag field locale markdown markup wording",
	"chapter":             "decode diag field markdown markup",
	"field":               "decode diag markup",
	"locale":              "decode diag",
	"markdown":            "diag markup",
	"wording":             "diag",
	"decode":              "diag markup",
	"markup":              "",
	"diag":                "",
	"overlay":             "",
	"output":              "",
	"parallel":            "",
	"spool":               "",
	"corpus":              "",
	"corpus/savetoserved": "corpus",
	"browsertest":         "",
}

func TestImports(t *testing.T) {
	found := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "node_modules") {
			return err
		}
		from := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), "internal/")
		if from == "." {
			from = "trustbook"
		}
		allowed, known := imports[from]
		if !known {
			t.Errorf("%s: package %s is not in the table of imports", path, from)
		}
		found[from] = true
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range file.Imports {
			to, ours := strings.CutPrefix(strings.Trim(i.Path.Value, `"`), "trustbook/internal/")
			if ours && !slices.Contains(strings.Fields(allowed), to) {
				t.Errorf("%s imports %s, which package %s may not", path, to, from)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range imports {
		if !found[name] {
			t.Errorf("the table of imports names %s, which has no Go files", name)
		}
	}
}
