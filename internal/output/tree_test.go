package output

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree is what a folder holds: contents by path. A path that ends in a slash
// is a folder, contents that begin with "-> " a symbolic link, and gone a file
// that a test removes.
type tree map[string]string

const gone = "(gone)"

// all yields the files of a tree by path.
func (t tree) all() iter.Seq2[File, error] {
	return yielding(slices.Sorted(maps.Keys(t)), t, nil)
}

func yielding(paths []string, t tree, last error) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		for _, p := range paths {
			if !yield(File{p, []byte(t[p])}, nil) {
				return
			}
		}
		if last != nil {
			yield(File{}, last)
		}
	}
}

// and is t with what more says instead.
func (t tree) and(more tree) tree {
	sum := tree{}
	maps.Copy(sum, t)
	for p, s := range more {
		if sum[p] = s; s == gone {
			delete(sum, p)
		}
	}
	return sum
}

// put makes the changes of a person.
func (t tree) put(tb testing.TB, dir string) {
	tb.Helper()
	for _, p := range slices.Sorted(maps.Keys(t)) {
		file := filepath.Join(dir, filepath.FromSlash(p))
		err := os.MkdirAll(filepath.Dir(file), 0o755)
		target, link := strings.CutPrefix(t[p], "-> ")
		switch {
		case err != nil:
		case strings.HasSuffix(p, "/"):
			err = os.MkdirAll(file, 0o755)
		default:
			if err = os.RemoveAll(file); err != nil || t[p] == gone {
				break
			}
			if link {
				err = os.Symlink(target, file)
			} else {
				err = os.WriteFile(file, []byte(t[p]), 0o644)
			}
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
}

// snapshot is what dir holds, empty folders and all of ours included.
func snapshot(tb testing.TB, dir string) tree {
	tb.Helper()
	found := tree{}
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || file == dir {
			return err
		}
		p, _ := filepath.Rel(dir, file)
		p = filepath.ToSlash(p)
		switch {
		case d.IsDir():
			found[p+"/"] = ""
		case d.Type() == fs.ModeSymlink:
			target, err := os.Readlink(file)
			found[p] = "-> " + target
			return err
		case d.Type().IsRegular():
			data, err := os.ReadFile(file)
			found[p] = string(data)
			return err
		default:
			found[p] = d.Type().String()
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return found
}

// withFolders adds to t the folders that its paths need.
func (t tree) withFolders() tree {
	full := t.and(nil)
	for p := range t {
		for i, r := range strings.TrimSuffix(p, "/") {
			if r == '/' {
				full[p[:i+1]] = ""
			}
		}
	}
	return full
}

// built is what a folder must hold after a build of t: t and its manifest.
func (t tree) built() tree {
	var manifest strings.Builder
	for _, p := range slices.Sorted(maps.Keys(t)) {
		fmt.Fprintf(&manifest, "%x  %s\n", sha256.Sum256([]byte(t[p])), p)
	}
	return t.withFolders().and(tree{manifestName: manifest.String()})
}

func (t tree) paths() iter.Seq[string] { return maps.Keys(t) }

// diff lists how got is not want.
func diff(got, want tree) string {
	var b strings.Builder
	for _, p := range slices.Sorted(maps.Keys(got.and(want))) {
		g, inGot := got[p]
		w, inWant := want[p]
		switch {
		case !inWant:
			fmt.Fprintf(&b, "  too much: %q (%.200q)\n", p, g)
		case !inGot:
			fmt.Fprintf(&b, "  missing: %q\n", p)
		case g != w:
			fmt.Fprintf(&b, "  %q = %.200q, want %.200q\n", p, g, w)
		}
	}
	return b.String()
}

func mustWrite(tb testing.TB, dir string, t tree) Result {
	tb.Helper()
	res, err := Write(context.Background(), dir, t.all())
	if err != nil {
		tb.Fatalf("Write(%q) = %v, want nil", dir, err)
	}
	return res
}
