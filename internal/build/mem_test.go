package build

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"trustbook/internal/corpus"
	"trustbook/internal/spool"
)

// A book of 10,000 chapters must be built in 300 MiB. What a chapter keeps in
// memory decides that: 16 KiB of each would be more than half of it.
func TestMemoryOfAChapter(t *testing.T) {
	const chapters, most = 600, 16 << 10 // enough chapters for the spool
	dir := t.TempDir()
	if err := corpus.Write(dir, chapters); err != nil {
		t.Fatal(err)
	}
	src, err := Open(dir, os.DirFS(filepath.Join("..", "..")))
	if err != nil {
		t.Fatal(err)
	}
	texts, err := spool.New()
	if err != nil {
		t.Fatal(err)
	}
	defer texts.Close()
	before := liveHeap()
	w, list := Load(t.Context(), src, Options{Jobs: 2, Now: time.Now(), Spool: texts})
	if list.Failed(false) {
		t.Fatal(list.Sorted())
	}
	if each := (liveHeap() - before) / chapters; each > most {
		t.Errorf("a loaded chapter keeps %d bytes in memory, want at most %d", each, most)
	}
	runtime.KeepAlive(w)
}

func liveHeap() uint64 {
	runtime.GC()
	runtime.GC() // what the first one finalises, the second frees
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
