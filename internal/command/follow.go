package command

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"trustbook/internal/build"
	"trustbook/internal/watch"
)

// layers are the folders of a workbook that are read.
var layers = []string{"content", "templates", "static"}

// patience is how long an error may be mended before it is shown: a file that
// is read while it is being written is not the author's mistake.
const patience = 60 * time.Millisecond

// rebuilt is what came of a batch of changes.
type rebuilt struct {
	build.Update
	names []string // what may have changed; none for anything
	took  time.Duration
}

// follow updates the session with each change in its folder, and calls each
// for those that change anything, until the context ends.
func (w World) follow(ctx context.Context, s *build.Session, watcher *watch.Watcher, each func(rebuilt)) {
	shown := s.State()
	for {
		var b watch.Batch
		select {
		case <-ctx.Done():
			return
		case err := <-watcher.Errors:
			fmt.Fprintf(w.Err, "trustbook: %v\n", err)
			continue
		case b = <-watcher.Batches:
		}
		start := time.Now()
		r := rebuilt{names: b.Names()}
		r.Update = s.Update(ctx, r.names...)
		for deadline := time.After(patience); r.Failed && ctx.Err() == nil; {
			more, ok := next(watcher, deadline)
			if !ok {
				break
			}
			start = time.Now()
			r.names = append(r.names, more.Names()...)
			r.Update = s.Update(ctx, more.Names()...)
		}
		if r.took = time.Since(start); ctx.Err() == nil && !shown.Same(r.State) {
			shown = r.State
			each(r)
		}
	}
}

func next(watcher *watch.Watcher, deadline <-chan time.Time) (b watch.Batch, ok bool) {
	select {
	case b = <-watcher.Batches:
		return b, true
	case <-deadline:
		return b, false
	}
}

// told names what changed. What is not there any more is named only where
// nothing else is: it was an editor's.
func (r rebuilt) told(dir string) string {
	names := slices.Compact(slices.Sorted(slices.Values(r.names)))
	there := slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		_, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name)))
		return err != nil
	})
	if len(there) > 0 {
		names = there
	}
	switch n := len(names); {
	case n == 0:
		return "everything"
	case n <= 3:
		return strings.Join(names, ", ")
	default:
		return fmt.Sprintf("%s, %s and %d more", names[0], names[1], n-2)
	}
}

// source reads a file that a diagnostic names, nil for what is no file here.
func source(name string) []byte {
	const most = 4 << 20
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() || info.Size() > most {
		return nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	return data
}
