package output

import (
	"iter"
	"runtime"
	"sync"
	"sync/atomic"
)

// each calls do for the items, numbered from 0, on a few goroutines. It stops
// at an error, from the sequence or from do, and returns the first by number:
// an item that was handed out is always done, so which error that is does not
// depend on who is faster.
func each[T any](items iter.Seq2[T, error], do func(int, T) error) error {
	type job struct {
		number int
		item   T
	}
	var (
		workers sync.WaitGroup
		jobs    = make(chan job, 8)
		stop    atomic.Bool
		mu      sync.Mutex
		first   error
		at      int
	)
	fail := func(number int, err error) {
		stop.Store(true)
		mu.Lock()
		defer mu.Unlock()
		if first == nil || number < at {
			first, at = err, number
		}
	}
	// More than a few only wait for the same folder's lock in the system.
	for range min(runtime.GOMAXPROCS(0), 8) {
		workers.Go(func() {
			for j := range jobs {
				if err := do(j.number, j.item); err != nil {
					fail(j.number, err)
				}
			}
		})
	}
	number := 0
	for item, err := range items {
		if err != nil {
			fail(number, err)
		}
		if stop.Load() {
			break
		}
		jobs <- job{number, item}
		number++
	}
	close(jobs)
	workers.Wait()
	return first
}
