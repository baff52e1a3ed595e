package output

import (
	"bytes"
	"io"
	"maps"
	"path"
	"slices"
)

// commit turns the folder into the build. Old files go first, because a new
// one may need their name: as a folder, or in another case where the system
// does not tell cases apart.
func (w *writer) commit() error {
	var before []entry
	var staged []made
	after := make([]entry, 0, len(w.made))
	for _, m := range w.made {
		after = append(after, m.entry)
		if m.staged {
			staged = append(staged, m)
		}
	}
	gone := w.gone()
	final := formatManifest(after)
	if len(staged)+len(gone) > 0 {
		for _, old := range w.old {
			before = append(before, old...)
		}
		if err := w.writeManifest(formatManifest(append(before, after...))); err != nil {
			return err
		}
		if err := w.remove(gone); err != nil {
			return err
		}
		if err := w.place(staged); err != nil {
			return err
		}
	}
	return w.writeManifest(final)
}

// gone is what the manifest lists and this build did not make, by path.
func (w *writer) gone() map[string][]entry {
	gone := map[string][]entry{}
	for key, old := range w.old {
		for _, e := range old {
			if w.names[key] != (name{e.path, false}) {
				gone[e.path] = append(gone[e.path], e)
			}
		}
	}
	return gone
}

// remove removes what is gone, as far as it is as we left it, and then the
// folders that it was in, as far as they are empty now.
func (w *writer) remove(gone map[string][]entry) error {
	folders := map[string]bool{}
	for _, p := range slices.Sorted(maps.Keys(gone)) {
		if err := w.removeOne(p, gone[p]); err != nil {
			return w.failed(p, err)
		}
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			if w.names[fold(dir)] != (name{dir, true}) {
				folders[dir] = true
			}
		}
	}
	for _, dir := range slices.Backward(slices.Sorted(maps.Keys(folders))) { // the inner ones first
		if w.empty(dir) {
			if err := w.disk.remove(dir); err != nil {
				return w.failed(dir, err)
			}
		}
	}
	return nil
}

func (w *writer) removeOne(p string, old []entry) error {
	info, err := w.root.Lstat(p)
	if err != nil || info.IsDir() {
		return nil // somebody was faster
	}
	if state, err := w.lookAgain(p, old); err != nil || state != stale {
		w.warn(p, "was changed by hand; it is no longer part of the book, and was kept")
		return nil
	}
	if err := w.disk.remove(p); err != nil {
		return err
	}
	w.result.Removed++
	return nil
}

// lookAgain is look without a new file to compare with.
func (w *writer) lookAgain(p string, old []entry) (state, error) {
	f, err := w.root.OpenFile(p, readFlags, 0)
	if err != nil {
		return edited, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return edited, err
	}
	return compareSum(f, old, nil)
}

// empty is true only of real folders: Remove would take files and links too.
func (w *writer) empty(dir string) bool {
	info, err := w.root.Lstat(dir)
	if err != nil || !info.IsDir() {
		return false
	}
	f, err := w.root.Open(dir)
	if err != nil {
		return false
	}
	defer f.Close()
	_, err = f.Readdirnames(1)
	return err == io.EOF
}

// place moves the staged files to where they belong.
func (w *writer) place(staged []made) error {
	folders := map[string]bool{}
	for _, m := range staged {
		folders[path.Dir(m.path)] = true
	}
	delete(folders, ".")
	for _, dir := range slices.Sorted(maps.Keys(folders)) {
		if err := w.disk.mkdir(dir); err != nil {
			return w.failed(dir, err)
		}
	}
	all := func(yield func(made, error) bool) {
		for _, m := range staged {
			if !yield(m, nil) {
				return
			}
		}
	}
	return each(all, func(_ int, m made) error {
		err := w.disk.place(m.number, m.path)
		if err == nil {
			return nil
		}
		if info, err := w.root.Lstat(m.path); err == nil && info.IsDir() {
			return w.failed(m.path, obstacle(m.path))
		}
		return w.failed(m.path, err)
	})
}

func (w *writer) writeManifest(data []byte) error {
	if w.manifest != nil && bytes.Equal(data, w.manifest) {
		return nil
	}
	err := w.disk.stage(manifestNumber, data)
	if err == nil {
		err = w.disk.place(manifestNumber, manifestName)
	}
	if err != nil {
		return w.failed(manifestName, err)
	}
	w.manifest = data
	return nil
}
