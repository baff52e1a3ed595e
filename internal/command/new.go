package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"trustbook/internal/scaffold"
)

func (w World) newCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "new",
		Short: "Begin a book or a chapter",
		Long:  "New makes files that build without a change. It overwrites nothing.",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	c.AddCommand(
		&cobra.Command{
			Use:     "book DIR",
			Short:   "Begin a book of your own in a new folder",
			Example: "  trustbook new book mybook && trustbook build mybook",
			Args:    cobra.ExactArgs(1),
			RunE: func(_ *cobra.Command, args []string) error {
				files, err := scaffold.Book(args[0])
				return w.made(files, err)
			},
		},
		&cobra.Command{
			Use:     "chapter FILE",
			Short:   "Begin a chapter",
			Example: "  trustbook new chapter content/04-listening.md",
			Args:    cobra.ExactArgs(1),
			RunE: func(_ *cobra.Command, args []string) error {
				files, err := scaffold.Chapter(args[0])
				return w.made(files, err)
			},
		})
	return c
}

func (w World) made(files []string, err error) error {
	for _, f := range files {
		fmt.Fprintln(w.Out, f)
	}
	return err
}
