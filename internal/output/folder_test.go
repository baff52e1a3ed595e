package output

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestFolder(t *testing.T) {
	base := t.TempDir()
	tree{
		"file": "x", "file/../sources/content/x.md": "x", "repository/.git/config": "x",
		"module/go.mod": "x", "edition/edition.yaml": "x", "link": "-> sources", "nowhere": "-> nothing/there",
	}.put(t, base)
	tests := []struct{ dir, want string }{
		{"", "no folder given"},
		{"/", "it is the root of a disk"},
		{base + "/file", "it is a file"},
		{base + "/file/public", "not a directory"},
		{base + "/sources", "it holds content"},
		{base + "/link", "it holds content"},
		{base + "/repository", "it holds .git"},
		{base + "/module", "it holds go.mod"},
		{base + "/edition", "it holds edition.yaml"},
		{base + "/nowhere", "file exists"},
	}
	before := snapshot(t, base)
	for _, test := range tests {
		_, err := Write(context.Background(), test.dir, tree{"trustbook-test.html": "1"}.all())
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("Write(%q) = %v, want %v", test.dir, err, test.want)
		}
	}
	if d := diff(snapshot(t, base), before); d != "" {
		t.Errorf("Write failed and changed the folder:\n%s", d)
	}
	if _, err := os.Stat("/trustbook-test.html"); err == nil {
		t.Errorf("Write(%q) wrote", "/")
	}
	mustWrite(t, base+"/new/deep/public", tree{"a": "1"})

	t.Chdir(base + "/sources") // the way it is mostly called
	mustWrite(t, "public", tree{"a": "1"})
	if _, err := Write(context.Background(), ".", tree{"a": "1"}.all()); err == nil {
		t.Errorf("Write(%q) = nil, want an error", ".")
	}
}

func TestPermissions(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, tree{"worksheets/a": "1"})
	umask := os.FileMode(0)
	if info, err := os.Stat(filepath.Dir(dir)); err == nil {
		umask = 0o777 &^ info.Mode().Perm()
	}
	for path, want := range map[string]os.FileMode{".": 0o755, "worksheets": 0o755, "worksheets/a": 0o644, manifestName: 0o644} {
		info, err := os.Stat(filepath.Join(dir, path))
		if err != nil || info.Mode().Perm() != want&^umask && runtime.GOOS != "windows" {
			t.Errorf("Stat(%q) = %v, %v, want %v", path, info.Mode(), err, want)
		}
	}
}
