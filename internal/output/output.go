// Package output puts a build's files into a folder, and is the only one that
// writes there.
//
// In goes a folder and a sequence of files, each a slash-separated path below
// it and its bytes; out come the files, and how many were written, left alone
// and removed. For the same files the folder is the same, byte for byte.
//
// # What is ours
//
// The folder may hold other people's files. Ours are those that the manifest
// lists, .trustbook-manifest, which has a sorted line "sha256-hex  path" a file
// (so sha256sum -c reads it).
//
//   - A file that is as it should be is not touched.
//   - A file of ours that somebody changed by hand is replaced, with a warning.
//   - A file that is not ours and is as it should be becomes ours: so a lost
//     manifest mends itself. One with other content is in the way: an error
//     that names it.
//   - A file of ours that this build did not make is removed, and the folder
//     it was in if that is empty now; if somebody changed it by hand it is
//     kept, with a warning, and is theirs from then on.
//   - Everything else is left alone, a .gitignore too.
//
// # Which folders, which paths
//
// The folder is made if there is none. The root of a disk is refused, and a
// folder with no manifest that looks like somebody's sources (.git, go.mod,
// content …). Nothing outside it is read or written, also through symbolic
// links (os.Root). A path must be legal on every system, whatever this one
// allows: see names.go. Two that only some systems tell apart are refused.
//
// # When something goes wrong
//
// A build has two halves. Staging compares each file as it arrives and writes
// what differs to .trustbook-tmp, a folder inside the folder; memory holds a
// few files at a time and a line for each. An error in this half (from the
// sequence, a bad path, a foreign file in the way, a full disk, a cancelled
// context) leaves everything as it was. Committing first replaces the manifest
// by one that lists old and new files, then removes and renames, then writes
// the final manifest. If the process is killed at any moment each file is the
// old one or the new one, never half of one (for an instant it is neither where
// a file becomes a folder, a folder a file, or only the case of a name changes);
// the manifest lists all that are ours; and the next build sweeps .trustbook-tmp
// and mends the rest.
//
// Nothing is synced to the disk, which would take longer than all the rest.
// After a power failure a file may be empty, which the next build mends with a
// warning; or the manifest, and then that build takes files for other people's.
//
// Temporary files stand in one folder, rather than each beside its file, so
// that sweeping is one removal and does not depend on knowing where a killed
// build had been. It costs about 2 µs a new file.
package output

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// File is one file of a build. Its Data must not change once it was yielded.
type File struct {
	Path string // below the folder, with slashes
	Data []byte
}

// Result says what Write did.
type Result struct {
	Written, Unchanged, Removed int
	Warnings                    []string // sorted
}

const (
	manifestName = ".trustbook-manifest"
	stagingName  = ".trustbook-tmp"
	ownPrefix    = ".trustbook-" // no file of a build may be called so
)

// Write makes dir hold files and nothing else of ours. The sequence is pulled
// from one goroutine; its order changes nothing, except which of several
// errors is returned: the first. The sequence's own errors come back as they
// are. A second Write to the same folder at the same time is an error.
func Write(ctx context.Context, dir string, files iter.Seq2[File, error]) (Result, error) {
	return write(ctx, dir, files, func() error { return nil })
}

// write is Write, with a step that is called before everything that changes
// the disk, so that tests can make each of these fail.
func write(ctx context.Context, dir string, files iter.Seq2[File, error], step func() error) (Result, error) {
	w, err := open(dir, step)
	if err != nil {
		return Result{}, err
	}
	defer w.close()
	if err := w.stage(ctx, files); err != nil {
		return Result{}, err
	}
	if err := w.commit(); err != nil {
		return Result{}, err
	}
	slices.Sort(w.result.Warnings)
	return w.result, nil
}

// writer is one Write under way.
type writer struct {
	root   *os.Root
	dir    string // as the user gave it, for messages
	unlock func()
	disk   disk

	manifest []byte  // as it is in the folder
	old      entries // what it lists, and what an unfinished build may have made
	names    names

	mu     sync.Mutex // for what follows, while staging
	made   []made
	result Result
}

// open checks and locks dir, reads its manifest, and removes what a killed
// build left.
func open(dir string, step func() error) (*writer, error) {
	root, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	unlock, err := lock(root)
	if err != nil {
		root.Close()
		return nil, fmt.Errorf("write %s: %w", dir, err)
	}
	w := &writer{
		root: root, dir: dir, unlock: unlock,
		disk:  disk{root: root, step: step},
		names: names{},
	}
	if w.manifest, err = readIfAny(root, manifestName); err == nil {
		w.old = parseManifest(w.manifest)
		err = w.disk.sweep()
	}
	if err != nil {
		w.close()
		return nil, w.failed("", err)
	}
	return w, nil
}

// close leaves a staging folder that cannot be removed to the next build.
func (w *writer) close() {
	w.disk.sweep()
	w.unlock()
	w.root.Close()
}

func (w *writer) warn(path, what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.result.Warnings = append(w.result.Warnings, w.show(path)+" "+what)
}

// show is path as a person would type it.
func (w *writer) show(path string) string {
	return filepath.Join(w.dir, filepath.FromSlash(path))
}
