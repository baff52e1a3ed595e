package asset

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func file(data string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(data)} }

func isImage(name string) bool { return strings.HasSuffix(name, ".png") }

func TestLoad(t *testing.T) {
	static := fstest.MapFS{
		"css/base.css":  file("source"),
		"js/main.js":    file("source"),
		"dist/site.css": file("bundle"),
		"favicon.svg":   file("icon"),
		"fonts/a.woff2": file("font"),
	}
	content := fstest.MapFS{
		"01-a.md":         file("no asset"),
		"one.png":         file("one"),
		"pictures/us.png": file("us"),
		"pictures-us.png": file("us"), // the same name in the output, and the same picture
		"übersicht 1.png": file("two"),
	}
	s, list := Load(static, content, isImage)
	if len(list) > 0 {
		t.Fatal(list)
	}
	for name, want := range map[string]string{
		"site.css":        "assets/site-",
		"favicon.svg":     "assets/favicon-",
		"fonts/a.woff2":   "assets/fonts-a-",
		"one.png":         "assets/one-",
		"pictures/us.png": "assets/pictures-us-",
		"übersicht 1.png": "assets/-bersicht-1-",
		"base.css":        "",
		"css/base.css":    "",
		"main.js":         "",
		"01-a.md":         "",
		"nothing.png":     "",
	} {
		if got := s.URL(name); !strings.HasPrefix(got, want) || (want == "") != (got == "") {
			t.Errorf("URL(%q) = %q, want %q and a hash", name, got, want)
		}
	}
	var paths []string
	for _, f := range s.Files {
		if slices.Contains(paths, f.Path) {
			t.Errorf("two files %s", f.Path)
		}
		paths = append(paths, f.Path)
	}
	if len(paths) != 6 {
		t.Errorf("Load gives %d files %v, want 6", len(paths), paths)
	}
}

func TestHashed(t *testing.T) {
	if a, b := Hashed("a.css", []byte("1")), Hashed("a.css", []byte("2")); a == b {
		t.Errorf("Hashed gives %s for two contents", a)
	}
	if a, b := Hashed("a.css", []byte("1")), Hashed("a.css", []byte("1")); a != b {
		t.Errorf("Hashed gives %s, then %s", a, b)
	}
	for _, name := range []string{`"><script>.png`, "a b.png", "a?b#c%20.png", "../../x.png", "con.png", strings.Repeat("ä", 300) + ".png", strings.Repeat("a", 300) + ".png"} {
		got := Hashed(name, nil)
		if special.MatchString(strings.TrimPrefix(got, "assets/")) || len(got) > 150 || !fs.ValidPath(got) || !strings.HasSuffix(got, ".png") {
			t.Errorf("Hashed(%q) = %q, want a name that is safe everywhere", name, got)
		}
	}
}

// A file that cannot be read is an error, and no reason to stop.
func TestLoadUnreadable(t *testing.T) {
	_, list := Load(fstest.MapFS{}, broken{}, isImage)
	if len(list) != 1 || !strings.Contains(list[0].Message, "cannot be read") {
		t.Errorf("Load reports %v, want that a file cannot be read", list)
	}
}

type broken struct{}

func (broken) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}
