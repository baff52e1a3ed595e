// Package overlay stacks file systems: an edition over its base, a book's own
// templates over the built-in ones.
//
// In go layers, topmost first; out comes one fs.FS with these rules:
//
//   - A file is the topmost layer's that has it.
//   - Folders merge. An entry that two layers have is the upper one's.
//   - A file hides a folder of its name in the layers below it, with all that
//     is in there, and a folder hides a file.
//   - Entries are sorted by name, each name once.
//   - What an editor or a system leaves behind (see Ignored) does not exist.
//   - Origin names the real file behind a name, for messages.
//
// Nothing is remembered, so that in watch mode the next Open sees what is on
// the disk then. The layers must not change while they are read.
package overlay

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Layer is one file system of the stack.
type Layer struct {
	// Name is what Origin puts before a path: a folder as its user would type
	// it, "" for the current folder, or "(built in)".
	Name string
	FS   fs.FS
}

// FS is the stack. It is safe for concurrent use if its layers are.
type FS struct {
	layers []Layer
}

var (
	_ fs.ReadDirFS  = (*FS)(nil)
	_ fs.ReadFileFS = (*FS)(nil)
	_ fs.StatFS     = (*FS)(nil)
)

// New stacks layers, topmost first.
func New(layers ...Layer) *FS {
	return &FS{slices.Clone(layers)}
}

// Open opens the topmost file called name, or the merged folder.
func (f *FS) Open(name string) (fs.File, error) {
	var file fs.File
	_, err := f.first("open", name, func(l fs.FS) (err error) {
		file, err = l.Open(name)
		return err
	})
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, err
	}
	if info.IsDir() {
		file.Close()
		return &folder{fs: f, name: name, info: info}, nil
	}
	return file, nil
}

// ReadFile reads the topmost file called name.
func (f *FS) ReadFile(name string) (data []byte, err error) {
	_, err = f.first("readfile", name, func(l fs.FS) (err error) {
		data, err = fs.ReadFile(l, name)
		return err
	})
	return data, err
}

// Stat describes the topmost file or folder called name.
func (f *FS) Stat(name string) (info fs.FileInfo, err error) {
	_, err = f.first("stat", name, func(l fs.FS) (err error) {
		info, err = fs.Stat(l, name)
		return err
	})
	return info, err
}

// ReadDir lists the folder called name, merged and sorted.
func (f *FS) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := check("readdir", name); err != nil {
		return nil, err
	}
	var (
		merged []fs.DirEntry
		names  = map[string]bool{}
		found  bool
	)
	for _, l := range f.layers {
		info, err := fs.Stat(l.FS, name)
		if err != nil {
			if hidden(l.FS, name) {
				break
			}
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			return nil, err
		}
		if !info.IsDir() {
			if !found {
				return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a directory")}
			}
			break
		}
		found = true
		entries, err := fs.ReadDir(l.FS, name)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if !names[e.Name()] && !Ignored(e.Name()) {
				names[e.Name()] = true
				merged = append(merged, e)
			}
		}
	}
	if !found {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	slices.SortFunc(merged, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return merged, nil
}

// Origin is what to call name in a message: the path of the file that Open
// would use. For a folder it is the topmost one, and for what does not exist
// where it would be in the top layer, as that is where a person would add it.
func (f *FS) Origin(name string) string {
	if len(f.layers) == 0 {
		return name
	}
	l, err := f.first("stat", name, func(l fs.FS) error {
		_, err := fs.Stat(l, name)
		return err
	})
	if err != nil {
		l = f.layers[0]
	}
	switch {
	case l.Name == "":
		return name
	case name == ".":
		return l.Name
	}
	return strings.TrimSuffix(l.Name, "/") + "/" + name
}

// IsLink reports whether the topmost file called name is a symbolic link, so
// that it may change where nobody looks.
func (f *FS) IsLink(name string) bool {
	link := false
	_, err := f.first("lstat", name, func(l fs.FS) error {
		info, err := fs.Lstat(l, name)
		link = err == nil && info.Mode()&fs.ModeSymlink != 0
		return err
	})
	return err == nil && link
}

// first tries the layers from the top until one has name and no upper one
// hides it, and returns that layer.
func (f *FS) first(op, name string, try func(fs.FS) error) (Layer, error) {
	if err := check(op, name); err != nil {
		return Layer{}, err
	}
	for _, l := range f.layers {
		err := try(l.FS)
		if err == nil {
			return l, nil
		}
		if hidden(l.FS, name) {
			break
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return Layer{}, err
		}
	}
	return Layer{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

func check(op, name string) error {
	switch {
	case !fs.ValidPath(name):
		return &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	case Ignored(name):
		return &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	return nil
}

// hidden reports whether layer, which lacks name, has a file where name needs
// a folder. It is asked only after a failure, because a layer that has name
// cannot hide it: the common case costs no extra look at the disk. The error
// of the failure does not tell: os.DirFS says "not a directory" and embed.FS
// "does not exist".
func hidden(layer fs.FS, name string) bool {
	for name = path.Dir(name); name != "."; name = path.Dir(name) {
		if info, err := fs.Stat(layer, name); err == nil {
			return !info.IsDir()
		}
	}
	return false
}
