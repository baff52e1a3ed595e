package watch

import (
	"maps"
	"slices"
	"time"
)

// Batch is what may have changed.
type Batch struct {
	All   bool // anything may have: the system told of more than it could
	names map[string]struct{}
}

// Names are those that may have changed, with slashes, below the folder.
func (b Batch) Names() []string { return slices.Sorted(maps.Keys(b.names)) }

// pending is the batch that nobody has taken yet.
type pending struct {
	Batch
	unsettled map[string]time.Time // until when names may be as they were before
}

func newPending() pending {
	return pending{Batch{names: map[string]struct{}{}}, map[string]time.Time{}}
}

// add takes in a name. An unsettled one waits a moment.
func (p *pending) add(name string, unsettled bool) {
	p.names[name] = struct{}{}
	delete(p.unsettled, name)
	if unsettled {
		p.unsettled[name] = time.Now().Add(settle)
	}
}

// ready reports whether the batch may be told, or how long to wait before
// asking again; 0 when it is empty.
func (p *pending) ready() (wait time.Duration, ready bool) {
	if len(p.unsettled) > 0 && !p.All {
		now := time.Now()
		for name, until := range p.unsettled {
			if left := until.Sub(now); left > 0 {
				return left, false
			}
			delete(p.unsettled, name)
		}
	}
	return 0, p.All || len(p.names) > 0
}
