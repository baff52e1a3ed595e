package spool

import (
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
)

func TestPut(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			want := strings.Repeat(strconv.Itoa(i), i*100)
			get := s.Put(want)
			if got, err := get(); got != want || err != nil {
				t.Errorf("Put(%d bytes) gives back %d bytes, %v", len(want), len(got), err)
			}
		})
	}
	wg.Wait()
	after := s.Put("x")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := after(); err == nil {
		t.Errorf("after Close a text reads as %q, want an error", got)
	}
	if left, _ := os.ReadDir(os.Getenv("TMPDIR")); len(left) > 0 {
		t.Errorf("Close left %v", left)
	}
}

// A full disk must not lose a text.
func TestPutWithoutRoom(t *testing.T) {
	full, err := os.OpenFile(os.DevNull, os.O_RDONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	s := &Spool{file: full}
	if got, err := s.Put("text")(); got != "text" || err != nil {
		t.Errorf("Put with no room gives back %q, %v, want the text", got, err)
	}
}
