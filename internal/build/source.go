// Package build is the pipeline: a workbook folder's layers in, files out.
//
//	layers ─► chapters ─► book ─► files ─► the output folder
//
// Each stage makes values of a new type and changes none of an earlier one.
// Errors stop the pipeline between stages, never inside one, so that all of a
// stage's problems are reported together, and all before the first write.
package build

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"trustbook/internal/overlay"
)

// Source is a workbook: its own folders over the built-in ones.
type Source struct {
	Content   *overlay.FS
	Templates *overlay.FS
	Static    *overlay.FS
	Base      *overlay.FS // the built-in content/, whose strings.yaml is the full list
}

// IsWorkbook reports whether dir holds a workbook.
func IsWorkbook(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, "content", "book.yaml"))
	return err == nil && info.Mode().IsRegular()
}

// Open finds the workbook in dir, or the built-in one for "". A book of one's
// own takes templates and static files from the built-in layer where it brings
// none, and never chapters. Nothing outside dir is read, also through links.
func Open(dir string, base fs.FS) (*Source, error) {
	builtIn := func(name string) overlay.Layer {
		sub, err := fs.Sub(base, name)
		if err != nil {
			panic(err) // the names are constants
		}
		return overlay.Layer{Name: "(built in)/" + name, FS: sub}
	}
	s := &Source{Base: overlay.New(builtIn("content"))}
	if dir == "" {
		s.Content = s.Base
		s.Templates = overlay.New(builtIn("templates"))
		s.Static = overlay.New(builtIn("static"))
		return s, nil
	}
	if !IsWorkbook(dir) {
		return nil, fmt.Errorf("%s is no workbook: it has no content/book.yaml", dir)
	}
	own := func(name string) ([]overlay.Layer, error) {
		path := filepath.Join(dir, name)
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			return nil, nil
		}
		root, err := os.OpenRoot(path)
		if err != nil {
			return nil, err
		}
		return []overlay.Layer{{Name: filepath.ToSlash(path), FS: root.FS()}}, nil
	}
	content, err := own("content")
	if err != nil {
		return nil, err
	}
	templates, err := own("templates")
	if err != nil {
		return nil, err
	}
	static, err := own("static")
	if err != nil {
		return nil, err
	}
	s.Content = overlay.New(content...)
	s.Templates = overlay.New(append(templates, builtIn("templates"))...)
	s.Static = overlay.New(append(static, builtIn("static"))...)
	return s, nil
}
