package command

import (
	"context"
	"fmt"
	"iter"
	"os"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"trustbook/internal/build"
	"trustbook/internal/diag"
	"trustbook/internal/output"
	"trustbook/internal/spool"
)

func (w World) build() *cobra.Command {
	var out string
	var o build.Options
	var strict, again, pdf bool
	c := &cobra.Command{
		Use:   "build [DIR]",
		Short: "Build the whole workbook",
		Long: `Build checks the workbook in DIR and writes it, as a website of flat files with
relative links, into the output folder.

Only what changed is written, and only files of an earlier build are removed.
When the workbook has errors they are all printed and nothing is written, so
the last good build stays.

With --watch it goes on: each time a file is saved, what that changes is built
again. Ctrl-C ends it.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			texts, err := spool.New()
			if err != nil {
				return err
			}
			defer texts.Close()
			o.Spool, o.Now, o.PDF = texts, time.Now(), pdf
			if again {
				return w.buildAgain(cmd.Context(), folder(args), out, strict, pdf, o)
			}
			return w.buildOnce(cmd.Context(), folder(args), out, strict, pdf, o)
		},
	}
	c.Flags().StringVarP(&out, "output", "o", "public", "folder to write into")
	c.Flags().IntVar(&o.Jobs, "jobs", runtime.GOMAXPROCS(0), "chapters to work on at a time")
	c.Flags().BoolVar(&pdf, "pdf", false, "make worksheets as PDF files too: A4, Letter and large print")
	c.Flags().BoolVar(&strict, "strict", false, "stop at warnings too")
	c.Flags().BoolVar(&again, "watch", false, "build again each time a file is saved")
	return c
}

// buildOnce builds the workbook in dir into out.
func (w World) buildOnce(ctx context.Context, dir, out string, strict, pdf bool, o build.Options) error {
	src, err := build.Open(dir, w.Base)
	if err != nil {
		return err
	}
	book, list := build.Load(ctx, src, o)
	if err := ctx.Err(); err != nil {
		return err
	}
	files, list := w.filesOf(book, list, strict, pdf, out)
	if list.Failed(strict) {
		return w.refuse(list, strict)
	}
	exercises := 0
	for _, c := range book.Book.Chapters {
		exercises += len(c.Exercises)
	}
	pages := 0
	result, err := output.Write(ctx, out, counted(files, &pages))
	if err != nil {
		return err
	}
	for _, warning := range result.Warnings {
		fmt.Fprintf(w.Err, "trustbook: warning: %s\n", warning)
	}
	if _, warnings := list.Count(); warnings > 0 {
		fmt.Fprintf(w.Err, "trustbook: %s; trustbook check shows them\n", count(warnings, "warning", "warnings"))
	}
	fmt.Fprintf(w.Out, "%s, %s in %d ms: %s\n", count(pages, "page", "pages"), count(exercises, "exercise", "exercises"), time.Since(o.Now).Milliseconds(), out)
	return nil
}

// filesOf are a workbook's files, and what else is wrong with it: what its PDF
// files lack is printed here, as check does not look at them.
func (w World) filesOf(book *build.Workbook, list diag.List, strict, pdf bool, out string) (iter.Seq2[output.File, error], diag.List) {
	files := book.Files()
	if pdf && !list.Failed(false) {
		sheets, problems := book.Sheets()
		if both := append(list, problems...); both.Failed(strict) {
			return files, both
		}
		_ = w.report(problems) // a warning that cannot be printed stops nothing
		files = sheets.After(files, os.DirFS(out))
	}
	return files, list
}

// refuse prints what stops a build: errors, and in strict mode warnings.
func (w World) refuse(list diag.List, strict bool) error {
	errors, warnings := list.Count()
	shown := only(list, diag.Error)
	if strict {
		shown = list
	}
	if err := w.report(shown); err != nil {
		return err
	}
	line := count(errors, "error", "errors")
	if strict {
		line += ", " + count(warnings, "warning", "warnings")
	}
	fmt.Fprintf(w.Err, "trustbook: %s; nothing was written\n", line)
	return errFailed
}
