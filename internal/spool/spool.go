// Package spool keeps texts in a temporary file instead of in memory: the
// rendered bodies of a book's chapters, which are most of what a large book
// holds and are needed once more, when its pages are written. A write and a
// read cost a few microseconds; compressing them instead cost a hundred.
package spool

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync/atomic"
)

// Spool is one temporary file. It is safe for use by many goroutines.
type Spool struct {
	file *os.File
	end  atomic.Int64
}

// New makes an empty spool, which Close removes.
func New() (*Spool, error) {
	f, err := os.CreateTemp("", "trustbook-*")
	if err != nil {
		return nil, fmt.Errorf("make a temporary file: %w", err)
	}
	if runtime.GOOS != "windows" {
		// Without a name it goes with the process, however that ends.
		if err := os.Remove(f.Name()); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	return &Spool{file: f}, nil
}

// Put stores text and returns what reads it back. Where the file cannot take
// it, the text stays in memory.
func (s *Spool) Put(text string) func() (string, error) {
	n := int64(len(text))
	at := s.end.Add(n) - n
	if _, err := s.file.WriteAt([]byte(text), at); err != nil {
		return func() (string, error) { return text, nil }
	}
	return func() (string, error) {
		b := make([]byte, n)
		if _, err := s.file.ReadAt(b, at); err != nil {
			return "", fmt.Errorf("read back a temporary file: %w", err)
		}
		return string(b), nil
	}
}

// Close removes the file. What Put returned cannot be read after it.
func (s *Spool) Close() error {
	err := s.file.Close()
	if runtime.GOOS == "windows" {
		err = errors.Join(err, os.Remove(s.file.Name()))
	}
	return err
}
