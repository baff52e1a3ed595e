package build

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"trustbook/internal/corpus"
	"trustbook/internal/diag"
	"trustbook/internal/output"
)

// BenchmarkBuild is a full build of books of two sizes, reading and writing
// included.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{8, 300} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			if err := corpus.Write(dir, n); err != nil {
				b.Fatal(err)
			}
			base := os.DirFS(filepath.Join("..", ".."))
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				src, err := Open(dir, base)
				if err != nil {
					b.Fatal(err)
				}
				w, list := Load(b.Context(), src, Options{Jobs: runtime.GOMAXPROCS(0), Now: time.Now()})
				if list.Failed(false) {
					b.Fatal(diag.List(list[:1]))
				}
				if _, err := output.Write(b.Context(), filepath.Join(dir, fmt.Sprint("out", i)), w.Files()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/chapter")
		})
	}
}
