package command

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"trustbook/internal/answers"
	"trustbook/internal/build"
	"trustbook/internal/pdf/read"
)

func (w World) answers() *cobra.Command {
	c := &cobra.Command{
		Use:   "answers",
		Short: "Read the answers in filled worksheets",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	c.AddCommand(&cobra.Command{
		Use:   "extract FILE.pdf [DIR]",
		Short: "Print a filled worksheet's answers as the JSON that the site imports",
		Long: `Extract reads the answers that were typed and ticked in a PDF worksheet of the
workbook in DIR, and prints them as the backup file that "My answers" imports.
What cannot be taken is said on standard error. Nothing leaves this computer.`,
		Example: "  trustbook answers extract what-happened-a4.pdf > answers.json",
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			src, err := w.open(args[1:])
			if err != nil {
				return err
			}
			book, list := build.Load(cmd.Context(), src, build.Options{Jobs: 1, Now: time.Now()})
			if list.Failed(false) {
				return w.refuse(list, false)
			}
			data, written, err := readSheet(args[0])
			if err != nil {
				return err
			}
			r, err := answers.Extract(book.Book, data, written, time.Now())
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			for _, left := range r.Left {
				fmt.Fprintf(w.Err, "trustbook: not taken: %s\n", left)
			}
			if r.Answers == 0 {
				fmt.Fprintf(w.Err, "trustbook: %s holds no answers of this workbook\n", args[0])
				return errFailed
			}
			fmt.Fprintf(w.Err, "trustbook: %s\n", count(r.Answers, "answer", "answers"))
			_, err = w.Out.Write(r.JSON)
			return err
		},
	})
	return c
}

// readSheet reads a file, and when it was written.
func readSheet(name string) ([]byte, time.Time, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, time.Time{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, time.Time{}, err
	}
	data, err := io.ReadAll(io.LimitReader(f, read.MaxFile+1))
	return data, info.ModTime(), err
}
