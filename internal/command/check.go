package command

import (
	"fmt"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"trustbook/internal/build"
)

func (w World) check() *cobra.Command {
	var asJSON, strict bool
	c := &cobra.Command{
		Use:   "check [DIR]",
		Short: "Find every problem, and write nothing",
		Long: `Check reports everything that is wrong with the workbook in DIR: what would stop
a build, helplines that nobody has verified, and language that is hard to read
or that may hurt. book.yaml may set or switch off the language checks.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			src, err := w.open(args)
			if err != nil {
				return err
			}
			book, list := build.Load(cmd.Context(), src, build.Options{Jobs: runtime.GOMAXPROCS(0), Now: time.Now(), Wording: true})
			if err := cmd.Context().Err(); err != nil {
				return err
			}
			if book != nil && !list.Failed(false) {
				// Templates fail only when they are used.
				for _, err := range book.Files() {
					if err != nil {
						return err
					}
				}
			}
			if asJSON {
				err = list.JSON(w.Out)
			} else {
				err = w.report(list)
			}
			if err != nil {
				return err
			}
			if !asJSON {
				errors, warnings := list.Sorted().Count()
				fmt.Fprintf(w.Out, "%s, %s\n", count(errors, "error", "errors"), count(warnings, "warning", "warnings"))
			}
			if list.Failed(strict) {
				return errFailed
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print the problems as JSON")
	c.Flags().BoolVar(&strict, "strict", false, "fail at warnings too")
	return c
}
