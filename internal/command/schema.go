package command

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"trustbook/internal/schema"
)

func (w World) schema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema chapter|book",
		Short: "Print the JSON Schema of front matter or book.yaml",
		Long: `Schema prints a JSON Schema, from which editors complete and check as one types.
It is made from the same declarations that trustbook reads files with.`,
		Example:   "  trustbook schema chapter > chapter.schema.json",
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: schema.Names(),
		RunE: func(_ *cobra.Command, args []string) error {
			data, err := schema.JSON(args[0])
			if err != nil {
				return err
			}
			_, err = w.Out.Write(data)
			return err
		},
	}
}

func (w World) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			version, revision := "(development)", ""
			if info, ok := debug.ReadBuildInfo(); ok {
				if v := info.Main.Version; v != "" && v != "(devel)" {
					version = v
				}
				for _, s := range info.Settings {
					if s.Key == "vcs.revision" {
						revision = " " + s.Value
					}
				}
			}
			fmt.Fprintf(w.Out, "trustbook %s%s\n", version, revision)
			return nil
		},
	}
}
