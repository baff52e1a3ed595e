package watch

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// The tests of internal/servetest watch real editors' ways of saving. Those
// here are about what is hard to make happen with the real system.

func folder(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func next(t *testing.T, w *Watcher) Batch {
	t.Helper()
	select {
	case b := <-w.Batches:
		return b
	case <-time.After(30 * time.Second):
		t.Fatal("no batch")
	}
	return Batch{}
}

func none(t *testing.T, w *Watcher) {
	t.Helper()
	select {
	case b := <-w.Batches:
		t.Fatalf("a batch of %v", b.Names())
	case <-time.After(100 * time.Millisecond):
	}
}

// Where the system watches no more folders, it is said how to raise its limit.
func TestLimit(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{syscall.ENOSPC, "fs.inotify.max_user_watches"},
		{syscall.EMFILE, "fs.inotify.max_user_instances"},
		{syscall.EACCES, "permission denied"},
	} {
		dir := folder(t, "content/a/b.md", "content/c/d.md")
		system, err := fsnotify.NewWatcher()
		if err != nil {
			t.Fatal(err)
		}
		left := 2
		w, err := start(dir, []string{"content"}, "", system, func(path string) error {
			if left--; left < 0 {
				return fmt.Errorf("add %s: %w", path, c.err)
			}
			return system.Add(path)
		})
		if err == nil {
			w.Close()
			t.Fatal("no error")
		}
		if !strings.Contains(err.Error(), c.want) {
			t.Errorf("the error is %q, want one with %q", err, c.want)
		}
	}
}

// Reached later on, it is said too, and what is watched is watched on.
func TestLimitLater(t *testing.T) {
	dir := folder(t, "content/a.md")
	system, err := fsnotify.NewWatcher()
	if err != nil {
		t.Fatal(err)
	}
	w, err := start(dir, []string{"content"}, "", system, func(path string) error {
		if filepath.Base(path) == "new" {
			return syscall.ENOSPC
		}
		return system.Add(path)
	})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if err := os.Mkdir(filepath.Join(dir, "content", "new"), 0o755); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-w.Errors:
		if !strings.Contains(err.Error(), "max_user_watches") {
			t.Errorf("the error is %q", err)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("no error")
	}
	next(t, w)
	if err := os.WriteFile(filepath.Join(dir, "content", "a.md"), []byte("y"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := next(t, w).Names(); !slices.Equal(got, []string{"content/a.md"}) {
		t.Errorf("a batch of %v", got)
	}
}

// When the system has told of more than it could, anything may have changed,
// and folders that came unseen are watched from then on.
func TestOverflow(t *testing.T) {
	dir := folder(t, "content/a.md")
	// A system that says nothing by itself.
	events, problems := make(chan fsnotify.Event), make(chan error)
	var added []string
	w, err := start(dir, []string{"content"}, "", &fsnotify.Watcher{Events: events, Errors: problems}, func(path string) error {
		added = append(added, filepath.Base(path))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "content", "unseen"), 0o755); err != nil {
		t.Fatal(err)
	}
	problems <- fsnotify.ErrEventOverflow
	if b := next(t, w); !b.All || len(b.Names()) > 0 {
		t.Errorf("a batch of %v, want all", b.Names())
	}
	close(events)
	<-w.done
	if !slices.Contains(added, "unseen") {
		t.Errorf("watched %v, want the new folder too", added)
	}
}

// The output's folder is not watched where it lies in a watched one, also
// when it is made later, nor are folders that no layer is read from.
func TestSkip(t *testing.T) {
	dir := folder(t, "content/a.md", "other/b.md")
	out := filepath.Join(dir, "static", "out")
	w, err := New(dir, []string{"content", "static"}, out)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for _, name := range []string{"static/out/deep/x.html", "other/b.md", "y.md"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte("z"), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	if got := next(t, w).Names(); !slices.Equal(got, []string{"static"}) {
		t.Errorf("a batch of %v, want static, which is new", got)
	}
	none(t, w)
	for folder := range w.folders {
		if strings.Contains(folder, "out") || strings.Contains(folder, "other") {
			t.Errorf("%s is watched", folder)
		}
	}
}

// A file that comes back in a moment was never gone; one that does not, is.
func TestSettle(t *testing.T) {
	dir := folder(t, "content/a.md", "content/b.md")
	w, err := New(dir, []string{"content"}, "")
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	a := filepath.Join(dir, "content", "a.md")
	begin := time.Now()
	if err := os.Remove(a); err != nil {
		t.Fatal(err)
	}
	b := next(t, w)
	if took := time.Since(begin); took < settle {
		t.Errorf("it was told after %v, want %v", took, settle)
	}
	if !slices.Equal(b.Names(), []string{"content/a.md"}) {
		t.Errorf("a batch of %v", b.Names())
	}
}

// What came in while a batch was worked on is the next one.
func TestBatches(t *testing.T) {
	dir := folder(t, "content/a.md", "content/b.md", "content/c.md")
	w, err := New(dir, []string{"content"}, "")
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for range 3 {
		for _, name := range []string{"a", "b", "c"} {
			if err := os.WriteFile(filepath.Join(dir, "content", name+".md"), []byte("new"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	time.Sleep(200 * time.Millisecond) // the receiver is at work
	if got := next(t, w).Names(); !slices.Equal(got, []string{"content/a.md", "content/b.md", "content/c.md"}) {
		t.Errorf("a batch of %v", got)
	}
	none(t, w)
}
