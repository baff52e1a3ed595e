package output

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"syscall"
)

// arrival is a file whose path was found good.
type arrival struct {
	File
	key string // its path, folded
}

// made is a file of this build.
type made struct {
	entry
	number int  // of its temporary file
	staged bool // it has one, because the folder has it not, or not so
}

// stage compares every file with what the folder has, and writes what differs
// to the staging folder.
func (w *writer) stage(ctx context.Context, files iter.Seq2[File, error]) error {
	arrivals := func(yield func(arrival, error) bool) {
		for f, err := range files {
			a := arrival{File: f}
			if err == nil {
				err = ctx.Err()
			}
			if err == nil {
				if a.key, err = w.names.add(f.Path); err != nil {
					err = fmt.Errorf("write %q: %w", f.Path, err)
				}
			}
			if !yield(a, err) || err != nil {
				return
			}
		}
	}
	buffers := sync.Pool{New: func() any { return new([64 << 10]byte) }}
	err := each(arrivals, func(i int, a arrival) error {
		buffer := buffers.Get().(*[64 << 10]byte)
		defer buffers.Put(buffer)
		return w.stageOne(i, a, buffer[:])
	})
	if err != nil {
		return err
	}
	return ctx.Err() // it may have ended the sequence early
}

func (w *writer) stageOne(i int, a arrival, buffer []byte) error {
	state, err := w.look(a, buffer)
	if err != nil {
		return w.failed(a.Path, err)
	}
	m := made{entry{a.Path, sha256.Sum256(a.Data)}, i, state != same}
	if m.staged {
		if err := w.disk.stage(i, a.Data); err != nil {
			return w.failed(a.Path, err)
		}
	}
	if state == edited {
		w.warn(a.Path, "was changed by hand; this build replaced it")
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.made = append(w.made, m)
	if m.staged {
		w.result.Written++
	} else {
		w.result.Unchanged++
	}
	return nil
}

// state is how the folder's file stands to the build's.
type state int

const (
	same   state = iota
	absent       // or out of the way by the time it is placed
	stale        // ours, of an earlier build
	edited       // ours, but not as we left it
)

// readFlags do not wait for the other end of a pipe that somebody put there.
const readFlags = os.O_RDONLY | syscall.O_NONBLOCK

// look compares a with what the folder has at its path.
func (w *writer) look(a arrival, buffer []byte) (state, error) {
	f, err := w.root.OpenFile(a.Path, readFlags, 0)
	if err != nil {
		return w.lookUnopened(a.Path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	if info.IsDir() {
		return w.lookFolder(a.Path)
	}
	old, respelled := w.known(a)
	if !info.Mode().IsRegular() {
		if len(old) == 0 {
			return 0, obstacle(a.Path)
		}
		return edited, nil
	}
	if info.Size() == int64(len(a.Data)) {
		switch equal, err := equal(f, a.Data, buffer); {
		case err != nil:
			return 0, err
		case equal && respelled:
			return stale, nil
		case equal:
			return same, nil
		}
	}
	if len(old) == 0 {
		return 0, obstacle(a.Path)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return 0, err
	}
	return compareSum(f, old, buffer)
}

// known is what the manifest says of a's path. Where a system takes another
// spelling for the same file, that counts too, and the file must be written
// anew: the old spelling is removed first, so that it does not remain.
func (w *writer) known(a arrival) (old []entry, respelled bool) {
	old = w.old[a.key]
	other := func(e entry) bool { return e.path != a.Path }
	if !slices.ContainsFunc(old, other) {
		return old, false
	}
	here, err := w.root.Lstat(a.Path)
	return slices.DeleteFunc(slices.Clone(old), func(e entry) bool {
		if !other(e) {
			return false
		}
		there, err2 := w.root.Lstat(e.path)
		same := err == nil && err2 == nil && os.SameFile(here, there)
		respelled = respelled || same
		return !same
	}), respelled
}

// lookFolder is look where a folder has the file's name. If files of ours are
// in it it may be gone when they are; if it is not, placing the file fails.
func (w *writer) lookFolder(p string) (state, error) {
	within := fold(p) + "/"
	for key := range w.old {
		if strings.HasPrefix(key, within) {
			return absent, nil
		}
	}
	return 0, obstacle(p)
}

// lookUnopened is look where opening the file failed with err. What is there
// nevertheless may be a symbolic link that leads nowhere or out of the folder,
// or a file where p needs a folder.
func (w *writer) lookUnopened(p string, err error) (state, error) {
	missing := errors.Is(err, fs.ErrNotExist)
	for at := p; at != "."; at = path.Dir(at) {
		info, err2 := w.root.Lstat(at)
		switch {
		case err2 != nil && missing:
			return absent, nil
		case err2 != nil:
			continue
		case info.IsDir(), at == p && info.Mode().IsRegular():
			return 0, err // it cannot be read
		case !w.old.lists(at):
			return 0, obstacle(at)
		case at == p:
			return edited, nil
		}
		return absent, nil // a file of ours, that makes way for the folder
	}
	return 0, err
}

// equal reports whether f has the bytes data, whose length it has.
func equal(f io.Reader, data, buffer []byte) (bool, error) {
	for len(data) > 0 {
		n, err := f.Read(buffer[:min(len(buffer), len(data))])
		if err == io.EOF {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if !bytes.Equal(buffer[:n], data[:n]) {
			return false, nil
		}
		data = data[n:]
	}
	return true, nil
}

// compareSum tells a file that we left so from one changed by hand.
func compareSum(f io.Reader, old []entry, buffer []byte) (state, error) {
	h := sha256.New()
	// The plain types keep Copy from the methods that allocate a buffer.
	if _, err := io.CopyBuffer(struct{ io.Writer }{h}, struct{ io.Reader }{f}, buffer); err != nil {
		return 0, err
	}
	now := sum(h.Sum(nil))
	if slices.ContainsFunc(old, func(e entry) bool { return e.sum == now }) {
		return stale, nil
	}
	return edited, nil
}
