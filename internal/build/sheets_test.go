package build

import (
	"io/fs"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"trustbook/internal/output"
	"trustbook/internal/pdf/check"
	pdfread "trustbook/internal/pdf/read"
)

func bookSheets(t testing.TB) *Sheets {
	t.Helper()
	src, err := Open("", os.DirFS(filepath.Join("..", "..")))
	if err != nil {
		t.Fatal(err)
	}
	w, list := Load(t.Context(), src, Options{Jobs: 2})
	if list.Failed(false) {
		t.Fatal(list.Sorted())
	}
	s, list := w.Sheets()
	if len(list) > 0 {
		t.Fatal(list.Sorted())
	}
	return s
}

// bookPDFs are all files made of the base book.
var bookPDFs = sync.OnceValue(func() map[string][]byte { return map[string][]byte{} })

func pdfs(t *testing.T) map[string][]byte {
	files := bookPDFs()
	if len(files) == 0 {
		for f := range bookSheets(t).Files(nil) {
			files[f.Path] = f.Data
		}
	}
	if len(files) < 150 {
		t.Fatalf("%d files", len(files))
	}
	return files
}

// Every file made of the base book has a structure that can be read out.
func TestSheetsStructure(t *testing.T) {
	for name, data := range pdfs(t) {
		f, err := pdfread.Parse(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, problem := range check.File(f) {
			t.Errorf("%s: %s", name, problem)
		}
		if len(data) > 100<<10 && !strings.Contains(name, "packet-book") {
			t.Errorf("%s has %d bytes", name, len(data))
		}
	}
}

// Other people's checkers agree. They are slow, so each looks at some files
// under -short.
func TestSheetsElsewhere(t *testing.T) {
	dir := t.TempDir()
	var names []string
	api.DisableConfigDir()
	for name, data := range pdfs(t) {
		if testing.Short() && !strings.Contains(name, "-a4") {
			continue
		}
		path := filepath.Join(dir, filepath.Base(name))
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, path)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			conf := model.NewDefaultConfiguration()
			conf.ValidationMode = model.ValidationStrict
			if err := api.ValidateFile(name, conf); err != nil {
				t.Errorf("pdfcpu: %v", err)
			}
			if out := run(t, "qpdf", "--check", name); !strings.Contains(out, "No syntax or stream encoding errors found") {
				t.Errorf("qpdf: %s", out)
			}
			info := strings.Join(strings.Fields(run(t, "pdfinfo", name)), " ")
			for _, want := range []string{"Tagged: yes", "Form: AcroForm", "JavaScript: no"} {
				if !strings.Contains(info, want) {
					t.Errorf("pdfinfo: %s, want %s", info, want)
				}
			}
		})
	}
}

// run runs a program that scripts/setup.sh installs.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%s is not installed; scripts/setup.sh installs it", name)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return string(out)
}

// The same book gives the same bytes, and what an earlier build left is made
// again only if it is not what this one would make.
func TestSheetsAgain(t *testing.T) {
	files := pdfs(t)
	old := fstest.MapFS{}
	for name, data := range files {
		old[name] = &fstest.MapFile{Data: data}
	}
	const changed = "worksheets/packet-book-a4.pdf"
	old[changed] = &fstest.MapFile{Data: append([]byte(nil), files[changed]...)}
	old[changed].Data[2000] ^= 1
	s := bookSheets(t)
	for f := range s.Files(old) {
		if string(f.Data) != string(files[f.Path]) {
			t.Errorf("%s is not as before", f.Path)
		}
	}
	for range s.Files(nil) {
		break // stops its workers
	}
}

func BenchmarkSheets(b *testing.B) {
	s := bookSheets(b)
	s.jobs = runtime.GOMAXPROCS(0)
	count := func(files iter.Seq2[output.File, error]) (n int) {
		for range files {
			n++
		}
		return n
	}
	b.Run("new", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			count(s.Files(nil))
		}
	})
	old := fstest.MapFS{}
	for f := range s.Files(nil) {
		old[f.Path] = &fstest.MapFile{Data: f.Data, Mode: fs.FileMode(0o600)}
	}
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			count(s.Files(old))
		}
	})
}
