// Package pagetest tests the pages of a built book in a browser, as a reader
// uses them: over HTTP and from file://.
package pagetest

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"trustbook/internal/browsertest"
	"trustbook/internal/command"
)

// built remembers the books that were built, by their folders. They lie in one
// folder that goes with the tests.
var built = struct {
	sync.Mutex
	root    string
	folders map[string]string
}{folders: map[string]string{}}

func TestMain(m *testing.M) {
	var err error
	if built.root, err = os.MkdirTemp("", "pagetest"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := browsertest.Shared(m).Run()
	os.RemoveAll(built.root)
	os.Exit(code)
}

// build builds the book in dir, the base book for ".", and gives its folder.
func build(t *testing.T, dir string) string {
	t.Helper()
	built.Lock()
	defer built.Unlock()
	if built.folders[dir] != "" {
		return built.folders[dir]
	}
	root := browsertest.Root(t)
	out := filepath.Join(built.root, fmt.Sprint(len(built.folders)))
	var messages bytes.Buffer
	w := command.World{Base: os.DirFS(root), Out: &messages, Err: &messages, Env: func(string) string { return "" }}
	if code := command.Run(t.Context(), []string{"build", filepath.Join(root, filepath.FromSlash(dir)), "-o", out}, w); code != 0 {
		t.Fatalf("build %s: exit code %d\n%s", dir, code, &messages)
	}
	built.folders[dir] = out
	return out
}

// serve serves a folder until the test ends.
func serve(t *testing.T, folder string) string {
	server := httptest.NewServer(http.FileServer(http.Dir(folder)))
	t.Cleanup(server.Close)
	return server.URL
}

// folder is the built base book.
func folder(t *testing.T) string { t.Helper(); return build(t, ".") }

// site is the address at which the built base book is served.
func site(t *testing.T) string { t.Helper(); return serve(t, folder(t)) }
