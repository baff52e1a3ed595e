package overlay

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
)

// layer makes a MapFS of which each file holds its layer's name.
func layer(name string, paths ...string) Layer {
	m := fstest.MapFS{}
	for _, p := range paths {
		m[p] = &fstest.MapFile{Data: []byte(name)}
	}
	return Layer{name, m}
}

// disk makes the same below a folder of the operating system, whose errors
// differ from MapFS's.
func disk(t *testing.T, name string, paths ...string) Layer {
	t.Helper()
	dir := t.TempDir()
	for _, p := range paths {
		file := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return Layer{name, os.DirFS(dir)}
}

var stack = []struct {
	name  string
	paths []string
}{
	{"editions/anna", []string{
		"content/03-sleep.md", "content/.#03-sleep.md", "content/04-new.md~", "content/#new.md#",
		"static/logo.svg", "static/.DS_Store", "hides", "shown/by-folder.md", "cut/top.md", ".git/config",
	}},
	{"", []string{
		"content/03-sleep.md", "content/05-work.md", "content/4913", "shown", "cut",
		"edition.yaml", "draft.tmp/x.md",
	}},
	{"(built in)", []string{
		"content/01-safety.md", "content/03-sleep.md", "templates/page.html", "templates/_nav.html",
		"hides/hidden.md", "hides/deep/hidden.md", "shown/below.md", "cut/hidden.md", "Thumbs.db",
	}},
}

// each runs test with the stack in memory and on the disk.
func each(t *testing.T, test func(*testing.T, *FS)) {
	t.Run("memory", func(t *testing.T) {
		var layers []Layer
		for _, l := range stack {
			layers = append(layers, layer(l.name, l.paths...))
		}
		test(t, New(layers...))
	})
	t.Run("disk", func(t *testing.T) {
		var layers []Layer
		for _, l := range stack {
			layers = append(layers, disk(t, l.name, l.paths...))
		}
		test(t, New(layers...))
	})
}

// cut is a file in the middle layer: the folder on top hides it, and it
// hides the folder below, so cut/hidden.md is not there. So with shown.
var files = map[string]string{
	"content/01-safety.md": "(built in)",
	"content/03-sleep.md":  "editions/anna",
	"content/05-work.md":   "",
	"cut/top.md":           "editions/anna",
	"edition.yaml":         "",
	"hides":                "editions/anna",
	"shown/by-folder.md":   "editions/anna",
	"static/logo.svg":      "editions/anna",
	"templates/_nav.html":  "(built in)",
	"templates/page.html":  "(built in)",
}

func TestFS(t *testing.T) {
	each(t, func(t *testing.T, f *FS) {
		var expected []string
		for name := range files {
			expected = append(expected, name)
		}
		if err := fstest.TestFS(f, expected...); err != nil {
			t.Error(err)
		}
	})
	if err := fstest.TestFS(New(Layer{"", fstest.MapFS{}})); err != nil {
		t.Errorf("TestFS(empty) = %v, want nil", err)
	}
}

func TestReadFile(t *testing.T) {
	each(t, func(t *testing.T, f *FS) {
		var all []string
		err := fs.WalkDir(f, ".", func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				all = append(all, name)
			}
			return err
		})
		if err != nil || len(all) != len(files) {
			t.Errorf("WalkDir = %q, %v, want %d files", all, err, len(files))
		}
		for name, want := range files {
			got, err := f.ReadFile(name)
			if err != nil || string(got) != want {
				t.Errorf("ReadFile(%q) = %q, %v, want %q", name, got, err, want)
			}
		}
	})
}

func TestMissing(t *testing.T) {
	missing := []string{
		"nothing", "content/nothing.md", "nothing/nothing.md", "hides/hidden.md", "hides/deep/hidden.md",
		"hides/deep", "shown/below.md", "cut/hidden.md", "content/.#03-sleep.md", "content/04-new.md~",
		"content/#new.md#", "static/.DS_Store", ".git", ".git/config", "draft.tmp", "draft.tmp/x.md",
		"content/4913", "Thumbs.db",
	}
	each(t, func(t *testing.T, f *FS) {
		for _, name := range missing {
			if _, err := f.Open(name); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("Open(%q) = %v, want %v", name, err, fs.ErrNotExist)
			}
			if _, err := f.ReadFile(name); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("ReadFile(%q) = %v, want %v", name, err, fs.ErrNotExist)
			}
			if _, err := f.Stat(name); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("Stat(%q) = %v, want %v", name, err, fs.ErrNotExist)
			}
			if _, err := f.ReadDir(name); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("ReadDir(%q) = %v, want %v", name, err, fs.ErrNotExist)
			}
		}
		for _, name := range []string{"", "/", "../x", "content/../x", "content/"} {
			if _, err := f.Open(name); !errors.Is(err, fs.ErrInvalid) {
				t.Errorf("Open(%q) = %v, want %v", name, err, fs.ErrInvalid)
			}
		}
		if _, err := f.ReadDir("hides"); err == nil {
			t.Errorf("ReadDir(%q) = nil, want an error", "hides")
		}
		if _, err := f.ReadFile("content"); err == nil {
			t.Errorf("ReadFile(%q) = nil, want an error", "content")
		}
	})
}

func TestReadDir(t *testing.T) {
	tests := []struct {
		name string
		want []string
	}{
		{".", []string{"content", "cut", "edition.yaml", "hides", "shown", "static", "templates"}},
		{"content", []string{"01-safety.md", "03-sleep.md", "05-work.md"}},
		{"cut", []string{"top.md"}},
		{"shown", []string{"by-folder.md"}},
		{"templates", []string{"_nav.html", "page.html"}},
	}
	each(t, func(t *testing.T, f *FS) {
		for _, test := range tests {
			entries, err := f.ReadDir(test.name)
			var got []string
			for _, e := range entries {
				got = append(got, e.Name())
			}
			if err != nil || !slices.Equal(got, test.want) {
				t.Errorf("ReadDir(%q) = %q, %v, want %q", test.name, got, err, test.want)
			}
		}
	})
}

func TestOrigin(t *testing.T) {
	tests := []struct{ name, want string }{
		{"content/03-sleep.md", "editions/anna/content/03-sleep.md"},
		{"content/05-work.md", "content/05-work.md"},
		{"content/01-safety.md", "(built in)/content/01-safety.md"},
		{"content", "editions/anna/content"},
		{".", "editions/anna"},
		{"templates", "(built in)/templates"},
		{"hides/hidden.md", "editions/anna/hides/hidden.md"},
		{"content/nothing.md", "editions/anna/content/nothing.md"},
	}
	each(t, func(t *testing.T, f *FS) {
		for _, test := range tests {
			if got := f.Origin(test.name); got != test.want {
				t.Errorf("Origin(%q) = %q, want %q", test.name, got, test.want)
			}
		}
	})
	if got := New().Origin("x"); got != "x" {
		t.Errorf("New().Origin(%q) = %q, want %q", "x", got, "x")
	}
	if got := New(layer("/", "x")).Origin("x"); got != "/x" {
		t.Errorf("Origin(%q) = %q, want %q", "x", got, "/x")
	}
}

// failing is a layer that cannot be read: that is not the same as a layer
// that lacks the file, and must not show the one below.
type failing struct{}

func (failing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}

func TestUnreadable(t *testing.T) {
	f := New(Layer{"top", failing{}}, layer("below", "a/x"))
	if _, err := f.ReadFile("a/x"); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("ReadFile(%q) = %v, want %v", "a/x", err, fs.ErrPermission)
	}
	if _, err := f.ReadDir("a"); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("ReadDir(%q) = %v, want %v", "a", err, fs.ErrPermission)
	}
}

func TestIgnored(t *testing.T) {
	tests := []struct {
		name string
		want bool
	}{
		{".#x.md", true}, {"x.md~", true}, {"#x.md#", true}, {".x.md.swp", true}, {"x.swo", true},
		{".DS_Store", true}, {"._x.md", true}, {"4913", true}, {"x.tmp", true}, {"X.TMP", true},
		{"Thumbs.db", true}, {"desktop.ini", true}, {"~$letter.docx", true}, {"x.md.sb-1a2b3c4d-AbCdEf", true},
		{"x.md___jb_tmp___", true}, {"__MACOSX/content/x.md", true}, {"Icon\r", true}, {".git/config", true},
		{"content/.obsidian/x.md", true}, {"x.bak", true}, {"video.mp4.part", true},
		{".", false}, {"..", false}, {"", false}, {"#", false}, {"content/03-sleep.md", false}, {"_nav.html", false},
		{"x.md", false}, {"4913.md", false}, {"#1 hurt.md", false}, {"tmp/x.md", false}, {"a~b.md", false},
		{"custom.css", false}, {"partners.md", false}, {"./content/x.md", false},
	}
	for _, test := range tests {
		if got := Ignored(test.name); got != test.want {
			t.Errorf("Ignored(%q) = %v, want %v", test.name, got, test.want)
		}
	}
}

func BenchmarkReadFile(b *testing.B) {
	dir := b.TempDir()
	f := New(Layer{"top", os.DirFS(b.TempDir())}, Layer{"base", os.DirFS(dir)})
	os.Mkdir(filepath.Join(dir, "content"), 0o755)
	if err := os.WriteFile(filepath.Join(dir, "content", "x.md"), make([]byte, 8<<10), 0o644); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := f.ReadFile("content/x.md"); err != nil {
			b.Fatal(err)
		}
	}
}
