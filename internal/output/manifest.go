package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

type sum = [sha256.Size]byte

// entry is a line of a manifest.
type entry struct {
	path string
	sum  sum
}

// entries are a manifest's, by fold of their path. A path has several while a
// build is unfinished: what the file was and what it will be.
type entries map[string][]entry

// lists reports whether path, spelled so, is ours.
func (e entries) lists(path string) bool {
	return slices.ContainsFunc(e[fold(path)], func(e entry) bool { return e.path == path })
}

// parseManifest skips what is not a line of a manifest, such as a conflict's
// marks when a person keeps output under version control: files that are not
// listed are merely not ours.
func parseManifest(data []byte) entries {
	old := make(entries, bytes.Count(data, []byte{'\n'}))
	for line := range strings.Lines(string(data)) {
		digest, path, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "  ")
		e := entry{path: path}
		if !ok || len(digest) != hex.EncodedLen(len(e.sum)) || checkPath(path) != nil {
			continue
		}
		if _, err := hex.Decode(e.sum[:], []byte(digest)); err != nil {
			continue
		}
		key := fold(path)
		old[key] = append(old[key], e)
	}
	return old
}

// formatManifest sorts list.
func formatManifest(list []entry) []byte {
	slices.SortFunc(list, func(a, b entry) int {
		if a.path != b.path {
			return strings.Compare(a.path, b.path)
		}
		return bytes.Compare(a.sum[:], b.sum[:])
	})
	b := make([]byte, 0, 100*len(list))
	for _, e := range slices.Compact(list) {
		b = hex.AppendEncode(b, e.sum[:])
		b = append(b, "  "...)
		b = append(b, e.path...)
		b = append(b, '\n')
	}
	return b
}
