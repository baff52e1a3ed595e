// Package parallel maps a list with several goroutines and yields the results
// in the list's order, holding only a few of them at a time.
package parallel

import "iter"

// Map calls f for each element, at most jobs at once, and yields the results
// in order. Results that nobody has asked for yet are bounded, so memory is
// too. f must not panic.
func Map[T, R any](jobs int, in []T, f func(T) R) iter.Seq[R] {
	jobs = max(1, jobs)
	return func(yield func(R) bool) {
		if jobs == 1 {
			for _, t := range in {
				if !yield(f(t)) {
					return
				}
			}
			return
		}
		// Each worker takes a batch at a time: one channel operation an
		// element costs more than a small element does.
		const batch = 16
		pending := make(chan chan []R, 2*jobs)
		stop := make(chan struct{})
		defer close(stop)
		slots := make(chan struct{}, jobs)
		go func() {
			defer close(pending)
			for start := 0; start < len(in); start += batch {
				part := in[start:min(start+batch, len(in))]
				result := make(chan []R, 1)
				select {
				case pending <- result:
				case <-stop:
					return
				}
				slots <- struct{}{}
				go func() {
					defer func() { <-slots }()
					out := make([]R, len(part))
					for i, t := range part {
						out[i] = f(t)
					}
					result <- out
				}()
			}
		}()
		for result := range pending {
			for _, r := range <-result {
				if !yield(r) {
					return
				}
			}
		}
	}
}
