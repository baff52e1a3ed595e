// Package command is the command line: what each command takes, prints and
// returns. Results go to standard output, diagnostics to standard error.
//
// Exit codes: 0 done; 1 the workbook has errors, all of them printed; 2 wrong
// usage, or a file that cannot be read or written.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/spf13/cobra"

	"trustbook/internal/build"
	"trustbook/internal/diag"
)

// World is what a command may touch beside files.
type World struct {
	Base     fs.FS // the built-in book
	Out, Err io.Writer
	Env      func(string) string
	Terminal bool // whether Err is one
}

// errFailed says that diagnostics were printed and the exit code is 1.
var errFailed = errors.New("the workbook has errors")

// Run runs one command line and returns its exit code.
func Run(ctx context.Context, args []string, w World) int {
	root := w.root()
	root.SetArgs(args)
	root.SetOut(w.Out)
	root.SetErr(w.Err)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errFailed):
		return 1
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(w.Err, "trustbook: stopped; the output is as it was")
		return 2
	default:
		fmt.Fprintf(w.Err, "trustbook: %v\n", err)
		return 2
	}
}

func (w World) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "trustbook",
		Short: "Make a workbook of Markdown chapters",
		Long: `Trustbook turns a folder of Markdown chapters, whose front matter declares
exercises, into a workbook: a static website to read and write in, and
worksheets to print.

A workbook is a folder with content/book.yaml in it. Where no folder is named,
trustbook takes the current one if it is a workbook, and otherwise the book
that it carries: a workbook for couples rebuilding trust.`,
		Example: `  trustbook build                 build this book, or the one carried, into public/
  trustbook new book mybook       begin a book of your own
  trustbook check mybook          find every problem in it`,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(w.build(), w.check(), w.newCommand(), w.answers(), w.schema(), w.serve(), w.version())
	root.SetHelpCommand(&cobra.Command{Use: "help [COMMAND]", Short: "Help about a command", Run: func(cmd *cobra.Command, args []string) {
		c, _, err := cmd.Root().Find(args)
		if c == nil || err != nil {
			c = cmd.Root()
		}
		_ = c.Help()
	}})
	return root
}

// open finds the workbook that the arguments name: none means the current
// folder, or the built-in book.
func (w World) open(args []string) (*build.Source, error) {
	return build.Open(folder(args), w.Base)
}

// folder is the workbook's folder, "" for the built-in book.
func folder(args []string) string {
	switch {
	case len(args) > 0:
		return args[0]
	case build.IsWorkbook("."):
		return "."
	}
	return ""
}

// report prints diagnostics for a person.
func (w World) report(list diag.List) error {
	return list.Print(w.Err, w.Terminal && w.Env("NO_COLOR") == "")
}

// only is the part of a list with one severity.
func only(list diag.List, s diag.Severity) diag.List {
	var out diag.List
	for _, d := range list {
		if d.Severity == s {
			out = append(out, d)
		}
	}
	return out
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
