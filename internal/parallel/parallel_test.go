package parallel

import (
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func numbers(n int) []int {
	in := make([]int, n)
	for i := range in {
		in[i] = i
	}
	return in
}

func TestMapOrder(t *testing.T) {
	for _, jobs := range []int{-1, 0, 1, 2, 7, 100} {
		for _, n := range []int{0, 1, 15, 16, 17, 1000} {
			t.Run(fmt.Sprintf("%d jobs, %d", jobs, n), func(t *testing.T) {
				double := func(i int) int {
					if i%50 == 0 {
						runtime.Gosched() // so that later batches are done first
					}
					return 2 * i
				}
				got := slices.Collect(Map(jobs, numbers(n), double))
				if len(got) != n {
					t.Fatalf("Map yields %d results, want %d", len(got), n)
				}
				for i, r := range got {
					if r != 2*i {
						t.Fatalf("result %d is %d, want %d", i, r, 2*i)
					}
				}
			})
		}
	}
}

func TestMapBounds(t *testing.T) {
	const jobs = 3
	var running, most atomic.Int32
	for range Map(jobs, numbers(500), func(int) struct{} {
		n := running.Add(1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		time.Sleep(10 * time.Microsecond)
		running.Add(-1)
		return struct{}{}
	}) {
	}
	if m := most.Load(); m > jobs {
		t.Errorf("%d calls at a time, want at most %d", m, jobs)
	}
}

// Who stops early leaves no goroutine behind, and soon no call either.
func TestMapStop(t *testing.T) {
	for _, jobs := range []int{1, 2, 8} {
		for _, after := range []int{1, 16, 17, 300} {
			synctest.Test(t, func(t *testing.T) { // fails if a goroutine stays
				var calls atomic.Int32
				seen := 0
				for r := range Map(jobs, numbers(100_000), func(i int) int { calls.Add(1); return i }) {
					if r != seen {
						t.Fatalf("result %d is %d", seen, r)
					}
					if seen++; seen == after {
						break
					}
				}
				synctest.Wait()
				if c, most := int(calls.Load()), after+16*(3*jobs+4); c > most {
					t.Errorf("%d calls for %d results with %d jobs, want at most %d", c, after, jobs, most)
				}
			})
		}
	}
}

// Results that nobody asks for are not made without end.
func TestMapWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var calls atomic.Int32
		for range Map(2, numbers(100_000), func(int) struct{} { calls.Add(1); return struct{}{} }) {
			synctest.Wait()
			if c := calls.Load(); c > 16*10 {
				t.Errorf("%d calls before the second result was asked for", c)
			}
			break
		}
	})
}
