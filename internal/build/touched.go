package build

import (
	"crypto/sha256"
	"path"
	"strings"

	"trustbook/internal/book"
)

// touched are the names below the workbook's folder that may read otherwise
// than they did; nil means that any may.
type touched map[string]bool

var everything touched

func (t touched) has(name string) bool { return t == nil || t[name] }

// below reports whether a folder or something in it was touched.
func (t touched) below(folder string) bool {
	if t == nil || t[folder] {
		return true
	}
	for name := range t {
		if strings.HasPrefix(name, folder+"/") {
			return true
		}
	}
	return false
}

// assets reports whether something that pages load may have been touched. A
// name without an ending may be a folder with images.
func (t touched) assets() bool {
	if t.below("static") || t["content"] {
		return true
	}
	for name := range t {
		if strings.HasPrefix(name, "content/") && (book.IsImage(name) || path.Ext(name) == "" || strings.Count(name, "/") > 1) {
			return true
		}
	}
	return false
}

func sum(data []byte) []byte {
	s := sha256.Sum256(data)
	return s[:]
}
