// Package asset gives the files that pages load names that change with their
// content, so that browsers may keep them for good: assets/site-1a2b3c4d.css.
//
// Of static/, the bundles in dist/ and whatever else lies there are taken;
// css/ and js/ are their sources and are not. Of content/, images are taken.
package asset

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"trustbook/internal/diag"
	"trustbook/internal/output"
)

// Set is a book's assets.
type Set struct {
	Files []output.File
	urls  map[string]string
}

// URL is the address, from the site's root, of a file of static/ ("site.css"
// for static/dist/site.css) or of an image of content/ by its path there.
// It is "" when there is none.
func (s *Set) URL(name string) string { return s.urls[name] }

// Load reads static/ and the images of content/ that isImage picks.
func Load(static, content fs.FS, isImage func(string) bool) (*Set, diag.List) {
	s := &Set{urls: map[string]string{}}
	var list diag.List
	s.add(static, &list, func(name string) (string, bool) {
		top, rest, _ := strings.Cut(name, "/")
		switch top {
		case "css", "js":
			return "", false
		case "dist":
			return rest, true
		}
		return name, true
	})
	s.add(content, &list, func(name string) (string, bool) { return name, isImage(name) })
	return s, list
}

func (s *Set) add(from fs.FS, list *diag.List, pick func(string) (string, bool)) {
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		key, ok := pick(name)
		if !ok {
			return nil
		}
		if d.Type()&fs.ModeSymlink != 0 && !leadsToFile(from, name) {
			list.Warn(diag.Position{File: origin(from, name)}, "this link is not followed", "put a copy here: links to folders, and to what lies elsewhere, would not be in the book")
			return nil
		}
		data, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		f := output.File{Path: Hashed(key, data), Data: data}
		s.urls[key] = f.Path
		same := func(o output.File) bool { return o.Path == f.Path } // and so the same content
		if !slices.ContainsFunc(s.Files, same) {
			s.Files = append(s.Files, f)
		}
		return nil
	})
	if err != nil {
		list.Error(diag.Position{}, fmt.Sprintf("a file cannot be read: %v", err), "")
	}
}

// leadsToFile reports whether a link leads to a file that may be read.
func leadsToFile(from fs.FS, name string) bool {
	info, err := fs.Stat(from, name)
	return err == nil && info.Mode().IsRegular()
}

// origin is what to call a file in a message.
func origin(from fs.FS, name string) string {
	if o, ok := from.(interface{ Origin(string) string }); ok {
		return o.Origin(name)
	}
	return name
}

// special is what an address, or some system's file names, cannot have.
var special = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// Hashed is the path in the output of a file with this name and content. It
// needs no escaping in an address.
func Hashed(name string, data []byte) string {
	sum := sha256.Sum256(data)
	name = special.ReplaceAllString(name, "-")
	ext := path.Ext(name)
	base := strings.TrimSuffix(name, ext)
	return "assets/" + base[:min(len(base), 100)] + "-" + hex.EncodeToString(sum[:5]) + ext
}
