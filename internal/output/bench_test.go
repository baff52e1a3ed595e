package output

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkWrite writes a book of 10,000 chapters: a page and a worksheet page
// each, 8 kB. Set TMPDIR to a RAM disk to measure us rather than the disk.
func BenchmarkWrite(b *testing.B) {
	const count = 20_000
	page := bytes.Repeat([]byte("<p>What helps us to calm down together?</p>\n"), 8<<10/44)
	data := [2][]byte{page, append([]byte("<p>Changed</p>"), page[14:]...)}
	files := func(version int) iter.Seq2[File, error] {
		return func(yield func(File, error) bool) {
			for i := range count {
				p := fmt.Sprintf("chapter-%d.html", i/2)
				if i%2 == 1 {
					p = "worksheets/" + p
				}
				if !yield(File{p, data[version]}, nil) {
					return
				}
			}
		}
	}
	base := b.TempDir()
	for _, kind := range []string{"new", "unchanged", "changed"} {
		b.Run(kind, func(b *testing.B) {
			dir := filepath.Join(base, "public")
			version := 0
			write := func() Result {
				res, err := Write(context.Background(), dir, files(version))
				if err != nil {
					b.Fatal(err)
				}
				return res
			}
			write()
			for b.Loop() {
				switch kind {
				case "new":
					b.StopTimer()
					os.RemoveAll(dir)
					b.StartTimer()
				case "changed":
					version = 1 - version
				}
				if res := write(); (res.Unchanged == count) != (kind == "unchanged") {
					b.Fatalf("Write = %+v", res)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/1000/count/float64(b.N), "µs/file")
		})
	}
}
