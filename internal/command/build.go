package command

import (
	"fmt"
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
	var strict bool
	c := &cobra.Command{
		Use:   "build [DIR]",
		Short: "Build the whole workbook",
		Long: `Build checks the workbook in DIR and writes it, as a website of flat files with
relative links, into the output folder.

Only what changed is written, and only files of an earlier build are removed.
When the workbook has errors they are all printed and nothing is written, so
the last good build stays.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			start := time.Now()
			src, err := w.open(args)
			if err != nil {
				return err
			}
			if o.Spool, err = spool.New(); err != nil {
				return err
			}
			defer o.Spool.Close()
			o.Now = start
			book, list := build.Load(cmd.Context(), src, o)
			if err := cmd.Context().Err(); err != nil {
				return err
			}
			if list.Failed(strict) {
				return w.refuse(list, strict)
			}
			exercises := 0
			for _, c := range book.Book.Chapters {
				exercises += len(c.Exercises)
			}
			pages := 0
			result, err := output.Write(cmd.Context(), out, counted(book.Files(), &pages))
			if err != nil {
				return err
			}
			for _, warning := range result.Warnings {
				fmt.Fprintf(w.Err, "trustbook: warning: %s\n", warning)
			}
			if _, warnings := list.Count(); warnings > 0 {
				fmt.Fprintf(w.Err, "trustbook: %s; trustbook check shows them\n", count(warnings, "warning", "warnings"))
			}
			fmt.Fprintf(w.Out, "%s, %s in %d ms: %s\n", count(pages, "page", "pages"), count(exercises, "exercise", "exercises"), time.Since(start).Milliseconds(), out)
			return nil
		},
	}
	c.Flags().StringVarP(&out, "output", "o", "public", "folder to write into")
	c.Flags().IntVar(&o.Jobs, "jobs", runtime.GOMAXPROCS(0), "chapters to work on at a time")
	c.Flags().BoolVar(&strict, "strict", false, "stop at warnings too")
	return c
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
