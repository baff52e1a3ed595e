package command

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"trustbook/internal/build"
	"trustbook/internal/diag"
	"trustbook/internal/output"
)

// buildAgain builds the workbook in dir into out, and again with each change,
// until the context ends.
func (w World) buildAgain(ctx context.Context, dir, out string, strict, pdf bool, o build.Options) error {
	if dir == "" {
		return errors.New("there is nothing to watch in the book that the program carries; name a workbook's folder")
	}
	if _, err := build.Open(dir, w.Base); err != nil {
		return err
	}
	if err := apart(dir, out); err != nil {
		return err
	}
	watcher, err := w.watch(dir, out)
	if err != nil {
		return err
	}
	defer watcher.Close()
	session := build.NewSession(dir, w.Base, o)
	write := func(u build.Update, what string, took time.Duration) error {
		if u.List.Failed(strict) {
			return w.complain(u.List, strict)
		}
		start := time.Now()
		files, list := w.filesOf(u.Workbook, u.List, strict, pdf, out)
		if list.Failed(strict) {
			return w.complain(list, strict)
		}
		result, err := output.Write(ctx, out, files)
		if err != nil {
			return err
		}
		for _, warning := range result.Warnings {
			fmt.Fprintf(w.Err, "trustbook: warning: %s\n", warning)
		}
		fmt.Fprintf(w.Out, "%s: %s written, %d removed, %s ms\n", what, count(result.Written, "file", "files"), result.Removed, milliseconds(took+time.Since(start)))
		return nil
	}
	start := time.Now()
	first := session.Update(ctx)
	if err := write(first, filepath.ToSlash(out), time.Since(start)); err != nil && ctx.Err() == nil {
		return err
	}
	w.follow(ctx, session, watcher, func(r rebuilt) {
		if err := write(r.Update, r.told(dir), r.took); err != nil && ctx.Err() == nil {
			fmt.Fprintf(w.Err, "trustbook: %v\n", err)
		}
	})
	return nil
}

// apart refuses an output folder inside one that is read: what is written
// there would be part of the next book.
func apart(dir, out string) error {
	for _, layer := range layers {
		folder := filepath.Join(dir, layer)
		from, err := filepath.Abs(folder)
		if err != nil {
			return err
		}
		to, err := filepath.Abs(out)
		if err != nil {
			return err
		}
		if rel, err := filepath.Rel(from, to); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return fmt.Errorf("write %s: it lies in %s, so it would be part of the book; choose a folder beside it", out, folder)
		}
	}
	return nil
}

// complain prints what keeps the pages from being newer.
func (w World) complain(list diag.List, strict bool) error {
	errors, warnings := list.Count()
	shown, line := only(list, diag.Error), count(errors, "error", "errors")
	if strict {
		shown, line = list, line+", "+count(warnings, "warning", "warnings")
	}
	if err := w.report(shown); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w.Err, "trustbook: %s; the last good pages stay\n", line)
	return err
}
