package browsertest

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// executables are the names Chromium goes by, the free build first. Paths are
// where macOS and Windows keep a browser that is not on the PATH.
var executables = []string{
	"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	`C:\Program Files\Google\Chrome\Application\chrome.exe`,
}

// Find gives the path of Chromium's executable: what CHROMIUM names, else the
// first of the usual names that exists.
func Find() (path string, err error) {
	if name := os.Getenv("CHROMIUM"); name != "" {
		if path, err = exec.LookPath(name); err != nil {
			return "", fmt.Errorf("find the browser that CHROMIUM names: %w", err)
		}
		return path, nil
	}
	for _, name := range executables {
		if path, err = exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium found: run `make setup`, or name one in CHROMIUM")
}

// Root gives the repository's folder: the nearest above the test's own that
// holds go.mod.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = parent
	}
}

// nodeModule gives the path of a file that npm installed. The go command notes
// the look and so runs a cached test again when the file's version changes.
func nodeModule(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(Root(t), "node_modules", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("%v: run `make setup`", err)
	}
	return path
}

// FileURL gives a file's address, for opening pages as a reader does who
// double-clicks them.
func FileURL(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	path = filepath.ToSlash(path)
	if path[0] != '/' { // C:/… on Windows
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}
