// Package watch tells which files of a workbook's folders changed.
//
// In go a folder and the names in it that matter; out come batches of names of
// what may have changed below it, as soon as it has: each batch is what came in
// while its receiver worked on the one before, so nobody sleeps while there is
// something to do, and a checkout of thousands of files is a few batches.
//
// Folders are watched and not files, as editors save by renaming a new file
// over the old one, which a watch of the old one would not outlive. What they
// and the system leave behind (see overlay.Ignored) is not told. Symbolic links
// to folders are not followed, as a build does not either, so that a loop of
// them does no harm.
//
// A file that is gone or empty is most often one that is being saved. So it is
// told only when it has been so for a moment; everything else is told at once.
package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"trustbook/internal/overlay"
)

// settle is how long a file that is gone or empty may come back. Editors take
// a millisecond or two between truncating or renaming and writing.
const settle = 60 * time.Millisecond

// Watcher watches a folder. Its Batches are to be received until Close.
type Watcher struct {
	Batches <-chan Batch
	Errors  <-chan error // what goes wrong later on; the watch goes on

	dir     string
	tops    []string
	skip    string // an absolute path
	system  *fsnotify.Watcher
	add     func(path string) error
	folders map[string]bool // that are watched, as paths
	done    chan struct{}
}

// New watches tops, the names of folders in dir that need not exist, and all
// below them. skip is a folder that is left out, such as the output's; it may
// be "".
func New(dir string, tops []string, skip string) (*Watcher, error) {
	system, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, explain(dir, err)
	}
	return start(dir, tops, skip, system, system.Add)
}

func start(dir string, tops []string, skip string, system *fsnotify.Watcher, add func(string) error) (*Watcher, error) {
	batches, problems := make(chan Batch), make(chan error, 1)
	w := &Watcher{
		Batches: batches, Errors: problems,
		dir: filepath.Clean(dir), tops: tops, system: system, add: add,
		folders: map[string]bool{}, done: make(chan struct{}),
	}
	if skip != "" {
		w.skip = real(skip)
	}
	if err := w.tree(w.dir); err != nil {
		system.Close()
		return nil, err
	}
	go w.run(batches, problems)
	return w, nil
}

// Nothing is a watcher of nothing.
func Nothing() *Watcher { return &Watcher{} }

// Close ends the watch and waits until it has.
func (w *Watcher) Close() error {
	if w.system == nil {
		return nil
	}
	err := w.system.Close()
	<-w.done
	return err
}

// run gathers names and gives them to whoever is ready to take them.
func (w *Watcher) run(batches chan<- Batch, problems chan<- error) {
	defer close(w.done)
	p := newPending()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		var out chan<- Batch
		wait, ready := p.ready()
		if ready {
			out = batches
		} else if wait > 0 {
			timer.Reset(wait)
		}
		select {
		case out <- p.Batch:
			p = newPending()
		case <-timer.C:
		case e, ok := <-w.system.Events:
			if !ok {
				return
			}
			if err := w.note(&p, e); err != nil {
				tell(problems, err)
			}
		case err, ok := <-w.system.Errors:
			if !ok {
				return
			}
			if errors.Is(err, fsnotify.ErrEventOverflow) {
				p.All = true
				err = w.tree(w.dir) // folders may have come unseen
			}
			if err != nil {
				tell(problems, err)
			}
		}
	}
}

// tell passes a problem on if nobody has yet to hear the one before.
func tell(problems chan<- error, err error) {
	select {
	case problems <- err:
	default:
	}
}

// note takes in one event.
func (w *Watcher) note(p *pending, e fsnotify.Event) error {
	path := filepath.Clean(e.Name)
	name, ok := w.name(path)
	if !ok || e.Op == fsnotify.Chmod {
		return nil
	}
	if w.folders[path] && e.Has(fsnotify.Remove|fsnotify.Rename) {
		w.forget(path)
	}
	info, err := os.Lstat(path)
	p.add(name, err != nil || info.Mode().IsRegular() && info.Size() == 0)
	if err == nil && (info.IsDir() || info.Mode()&fs.ModeSymlink != 0) {
		return w.tree(path)
	}
	return nil
}

// name is what a path is called in a batch; it is not ok for what nobody needs
// to know of.
func (w *Watcher) name(path string) (name string, ok bool) {
	rel, err := filepath.Rel(w.dir, path)
	if err != nil || rel == "." {
		return "", false
	}
	name = filepath.ToSlash(rel)
	top, _, _ := strings.Cut(name, "/")
	return name, slices.Contains(w.tops, top) && !overlay.Ignored(name) && !w.skipped(path)
}

func (w *Watcher) skipped(path string) bool {
	if w.skip == "" {
		return false
	}
	full := real(path)
	return full == w.skip || strings.HasPrefix(full, w.skip+string(filepath.Separator))
}

// tree watches the folder at path and those below it.
func (w *Watcher) tree(path string) error {
	return filepath.WalkDir(path, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
				return nil // gone again; what cannot be read is the build's to report
			}
			return err
		}
		name, ok := w.name(path)
		link := d.Type()&fs.ModeSymlink != 0 && !strings.Contains(name, "/") // content/ itself may be one
		switch {
		case path == w.dir:
		case !d.IsDir() && !(link && ok):
			return nil
		case !ok:
			return fs.SkipDir
		}
		if err := w.watch(path); err != nil {
			return err
		}
		if link {
			return w.linked(path)
		}
		return nil
	})
}

// linked watches the folders in a top folder that is a link.
func (w *Watcher) linked(path string) error {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		if e.IsDir() {
			if err := w.tree(filepath.Join(path, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *Watcher) watch(path string) error {
	if w.folders[path] {
		return nil
	}
	switch err := w.add(path); {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return nil
	case err != nil:
		return explain(path, err)
	}
	w.folders[path] = true
	return nil
}

// forget drops the folder at path and those below it, which are gone or have
// another name now.
func (w *Watcher) forget(path string) {
	for folder := range w.folders {
		if folder == path || strings.HasPrefix(folder, path+string(filepath.Separator)) {
			w.system.Remove(folder) // fails where the system has done so
			delete(w.folders, folder)
		}
	}
}

// real is path without links, so that it can be compared.
func real(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	rest := ""
	for p := path; ; p = filepath.Dir(p) { // what is not there yet has no links
		if full, err := filepath.EvalSymlinks(p); err == nil {
			return filepath.Join(full, rest)
		}
		if filepath.Dir(p) == p {
			return path
		}
		rest = filepath.Join(filepath.Base(p), rest)
	}
}

// explain says what the limits of the system mean, and how to raise them.
func explain(path string, err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("watch %s: the system's limit of watched folders is reached; raise it with: sudo sysctl fs.inotify.max_user_watches=524288", path)
	case errors.Is(err, syscall.EMFILE):
		return fmt.Errorf("watch %s: the system's limit of watching programs or open files is reached; raise it with: sudo sysctl fs.inotify.max_user_instances=1024, or ulimit -n 4096", path)
	}
	return fmt.Errorf("watch %s: %w", path, err)
}
