package output

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// checkPath says why a file called p could not be made, copied or unpacked on
// some system. The site is copied by FTP, zipped and put on memory sticks, so
// what is legal here and now is not enough.
func checkPath(p string) error {
	if p == "." || !fs.ValidPath(p) { // says no to "", "/x", "x/", "a//b", "..", invalid UTF-8
		return errors.New("not a path below the output folder")
	}
	for element := range strings.SplitSeq(p, "/") {
		if err := checkElement(element); err != nil {
			return err
		}
	}
	return nil
}

func checkElement(element string) error {
	if strings.ContainsFunc(element, unicode.IsControl) {
		return errors.New("file names cannot have control characters")
	}
	if i := strings.IndexAny(element, `<>:"|?*\`); i >= 0 {
		return fmt.Errorf("file names cannot have %q on Windows", element[i])
	}
	switch last := element[len(element)-1]; {
	case len(element) > 255:
		return errors.New("file names have at most 255 bytes")
	case last == '.' || last == ' ':
		return errors.New("file names cannot end in a dot or a space on Windows")
	case element[0] == '.' && strings.HasPrefix(fold(element), ownPrefix):
		return fmt.Errorf("names beginning with %q are trustbook's own", ownPrefix)
	case reserved(element):
		return errors.New("the name is reserved on Windows")
	}
	return nil
}

// reserved reports whether Windows takes element for a device: by what comes
// before the first dot, in either case, spaces aside.
func reserved(element string) bool {
	base, _, _ := strings.Cut(element, ".")
	base = strings.ToUpper(strings.TrimRight(base, " "))
	if number, ok := strings.CutPrefix(base, "COM"); ok {
		base = "LPT" + number
	}
	if number, ok := strings.CutPrefix(base, "LPT"); ok {
		return slices.Contains(strings.Split("0 1 2 3 4 5 6 7 8 9 ¹ ² ³", " "), number)
	}
	return slices.Contains([]string{"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}, base)
}

// names are the paths of this build and their folders, by fold.
type names map[string]name

type name struct {
	path   string
	folder bool
}

// add takes p in and returns its key, or says which other path it is at odds
// with: the same one, one that some systems take for the same, a folder where
// the other is a file.
func (n names) add(p string) (key string, err error) {
	if err := checkPath(p); err != nil {
		return "", err
	}
	key = fold(p)
	if other, ok := n[key]; ok {
		return "", clash(name{p, false}, other)
	}
	n[key] = name{p, false}
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		folded := fold(dir)
		other, ok := n[folded]
		if !ok {
			n[folded] = name{dir, true}
			continue
		}
		if other != (name{dir, true}) {
			return "", clash(name{dir, true}, other)
		}
		break // and so are those above
	}
	return key, nil
}

func clash(n, other name) error {
	switch {
	case n.path != other.path:
		return fmt.Errorf("some systems take it for %q, which this build makes too", other.path)
	case n.folder != other.folder:
		return fmt.Errorf("%q cannot be a file and a folder", n.path)
	}
	return errors.New("this build makes it twice")
}

// fold maps names to one where macOS or Windows may take them for the same:
// those that are equal but for case or Unicode normal form. It is Unicode's
// canonical caseless match with simple folding, and "ß" as "ss", the one long
// folding that real file names are likely to meet.
func fold(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return strings.ToLower(s)
	}
	s = strings.Map(func(r rune) rune {
		least := r
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		return unicode.ToLower(least)
	}, norm.NFD.String(s))
	return norm.NFD.String(strings.ReplaceAll(s, "ß", "ss"))
}
