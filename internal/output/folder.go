package output

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
)

// openFolder opens dir to write into, making it if need be, unless it is a
// folder that nobody can have meant.
func openFolder(dir string) (*os.Root, error) {
	if dir == "" {
		return nil, errors.New("no folder given to write into")
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", dir, err)
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	if filepath.Dir(abs) == abs {
		return nil, fmt.Errorf("write %s: it is the root of a disk, not a folder of its own", dir)
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("write %s: it is a file, not a folder", dir)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("write %s: %w", dir, cause(err))
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", dir, cause(err))
	}
	if sign := signOfSources(root); sign != "" {
		root.Close()
		return nil, fmt.Errorf("write %s: it holds %s, so it is somebody's sources; choose a folder of its own", dir, sign)
	}
	return root, nil
}

// signOfSources names what shows that a folder was not made for output. Where
// our manifest is, it was: people publish by making that folder a repository.
func signOfSources(root *os.Root) string {
	if _, err := root.Lstat(manifestName); err == nil {
		return ""
	}
	for _, sign := range []string{"content", "book.yaml", "edition.yaml", "go.mod", ".git", ".hg", ".svn"} {
		if _, err := root.Lstat(sign); err == nil {
			return sign
		}
	}
	return ""
}

func readIfAny(root *os.Root, name string) ([]byte, error) {
	data, err := root.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// disk is all that Write does to change the folder. Its methods may be called
// concurrently, and call step first.
type disk struct {
	root   *os.Root
	step   func() error
	once   sync.Once
	staged error // what making the staging folder came to
}

// createFlags, like readFlags, save os four system calls a file by O_NONBLOCK.
const createFlags = os.O_WRONLY | os.O_CREATE | os.O_EXCL | syscall.O_NONBLOCK

// stage writes data to temporary file number n.
func (d *disk) stage(n int, data []byte) error {
	d.once.Do(func() {
		if d.staged = d.step(); d.staged == nil {
			d.staged = d.root.Mkdir(stagingName, 0o755)
		}
	})
	if err := cmp.Or(d.staged, d.step()); err != nil {
		return err
	}
	f, err := d.root.OpenFile(temporary(n), createFlags, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = d.step()
	}
	return cmp.Or(err, f.Close())
}

// place moves temporary file number n to path.
func (d *disk) place(n int, path string) error {
	if err := d.step(); err != nil {
		return err
	}
	return d.root.Rename(temporary(n), path)
}

func (d *disk) mkdir(path string) error {
	if err := d.step(); err != nil {
		return err
	}
	return d.root.MkdirAll(path, 0o755)
}

func (d *disk) remove(path string) error {
	if err := d.step(); err != nil {
		return err
	}
	return d.root.Remove(path)
}

func (d *disk) sweep() error {
	if _, err := d.root.Lstat(stagingName); err != nil {
		return nil
	}
	if err := d.step(); err != nil {
		return err
	}
	return d.root.RemoveAll(stagingName)
}

// manifestNumber is the manifest's temporary file; the others count from 0.
const manifestNumber = -1

func temporary(n int) string { return stagingName + "/" + strconv.Itoa(n) }

// obstacle is the path of something in the way that is not ours.
type obstacle string

func (o obstacle) Error() string { return string(o) + " is in the way" }

// failed says what went wrong with path, without the names of temporary
// files, which mean nothing to the reader.
func (w *writer) failed(path string, err error) error {
	var o obstacle
	if errors.As(err, &o) {
		return fmt.Errorf("%s is in the way: trustbook did not make it and leaves it alone; move it, or choose another folder", w.show(string(o)))
	}
	return fmt.Errorf("write %s: %w", w.show(path), cause(err))
}

func cause(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
