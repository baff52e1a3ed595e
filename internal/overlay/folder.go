package overlay

import (
	"errors"
	"io"
	"io/fs"
)

// folder is an open merged folder. It lists at the first ReadDir and not when
// opened, since most folders are opened only to be described.
type folder struct {
	fs     *FS
	name   string
	info   fs.FileInfo
	listed bool
	rest   []fs.DirEntry
}

func (d *folder) Stat() (fs.FileInfo, error) { return d.info, nil }

func (d *folder) Close() error { return nil }

func (d *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: errors.New("is a directory")}
}

func (d *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if !d.listed {
		entries, err := d.fs.ReadDir(d.name)
		if err != nil {
			return nil, err
		}
		d.listed, d.rest = true, entries
	}
	if n > 0 && len(d.rest) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(d.rest) {
		n = len(d.rest)
	}
	entries := d.rest[:n:n]
	d.rest = d.rest[n:]
	return entries, nil
}
