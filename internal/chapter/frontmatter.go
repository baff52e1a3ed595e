package chapter

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/adrg/frontmatter"

	"trustbook/internal/diag"
)

type span struct{ start, end int }

// cut finds the front matter: the YAML block and where the body begins. The
// block is empty where there is none, the body's beginning below 0 where nobody
// can tell where it is. The cutting is adrg/frontmatter's, which reads an
// unterminated block as body and takes an indented --- for the end; both are
// looked for here.
func cut(source *diag.Source, list *diag.List) (block span, body int) {
	data := source.Data
	first, _, _ := bytes.Cut(data, []byte("\n"))
	if strings.TrimRight(string(first), " \t") != "---" {
		message, hint := "the file has no front matter", "begin it with a line ---, then title: …, then a line ---"
		body = 0
		switch t := strings.TrimSpace(string(first)); {
		case strings.HasPrefix(t, "--"):
			message, hint = fmt.Sprintf("the front matter begins with %q", t), "begin the first line with --- and nothing else"
			body = -1
		case t == "" && bytes.HasPrefix(bytes.TrimSpace(data), []byte("---\n")):
			message, hint = "the front matter does not begin on the first line", "delete what stands before it"
			body = -1
		}
		list.Error(source.At(0), message, hint)
		return span{}, body
	}
	var yaml []byte
	keep := func(b []byte, _ any) error {
		yaml = b
		return nil
	}
	rest, err := frontmatter.MustParse(bytes.NewReader(data), &struct{}{}, frontmatter.NewFormat("---", "---", keep))
	if err != nil {
		list.Error(source.At(0), "the front matter is never closed", "end it with a line --- before the text")
		return span{}, -1
	}
	block = span{len(first) + 1, len(first) + 1 + len(yaml)}
	if line := data[block.end:]; !bytes.HasPrefix(line, []byte("---")) {
		indent := bytes.Index(line, []byte("---"))
		list.Error(source.At(block.end+indent), "an indented --- ends the front matter here", "begin the closing --- at the start of its line; a line --- in a text is written \\---")
		return span{}, -1
	}
	return block, len(data) - len(rest)
}
