// Package scaffold makes the files that an author begins with: they build
// without a change, and they show each thing once. It overwrites nothing.
package scaffold

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"trustbook/internal/chapter"
)

//go:embed all:book chapter.md
var files embed.FS

// Book makes a book in dir, which must be new or empty, and returns the files
// that it made.
func Book(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	switch {
	case err == nil && len(entries) > 0:
		return nil, fmt.Errorf("%s is not empty; name a new folder", dir)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	id := slug(filepath.Base(filepath.Clean(dir)))
	if id == "" {
		id = "book"
	}
	var made []string
	err = fs.WalkDir(files, "book", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		text := strings.ReplaceAll(string(data), "BOOK-ID", id)
		to := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(name, "book/")))
		if err := write(to, text); err != nil {
			return err
		}
		made = append(made, to)
		return nil
	})
	return made, err
}

var (
	numbered    = regexp.MustCompile(`^\d{1,4}[-_.]`)
	chapterName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)
)

// Chapter makes the chapter file name, whose title is made from it.
func Chapter(name string) ([]string, error) {
	if filepath.Ext(name) == "" {
		name += ".md"
	}
	base := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	id := numbered.ReplaceAllString(base, "")
	if filepath.Ext(name) != ".md" || !chapterName.MatchString(id) || slices.Contains(chapter.Taken, id) {
		return nil, fmt.Errorf("%s cannot be a chapter; name it like content/04-listening.md", name)
	}
	data, err := files.ReadFile("chapter.md")
	if err != nil {
		return nil, err
	}
	title := []rune(strings.ReplaceAll(id, "-", " "))
	title[0] = unicode.ToUpper(title[0])
	text := strings.NewReplacer("CHAPTER-TITLE", string(title), "CHAPTER-ID", shorten(id)).Replace(string(data))
	if err := write(name, text); err != nil {
		return nil, err
	}
	return []string{name}, nil
}

// write makes a file that must not exist yet, and the folders it lies in.
func write(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists already; it was left as it is", name)
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

var notInID = regexp.MustCompile(`[^a-z0-9]+`)

// slug makes an id of any name: "" where nothing of it can be one.
func slug(name string) string {
	s := strings.Trim(notInID.ReplaceAllString(strings.ToLower(name), "-"), "-")
	return strings.TrimLeft(shorten(s), "0123456789-")
}

func shorten(s string) string {
	const room = 24 // leaves some of an id's 40 characters for what is added to it
	if len(s) > room {
		s = strings.TrimRight(s[:room], "-")
	}
	return s
}
