package chapter

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/adrg/frontmatter"

	"trustbook/internal/diag"
)

type span struct{ start, end int }

// cut finds the front matter: the YAML block and where the body begins, which
// is below 0 when nothing could be found. The cutting is adrg/frontmatter's,
// which reads an unterminated block as body and takes an indented --- for the
// end; both are looked for here.
func cut(source *diag.Source, list *diag.List) (block span, body int) {
	data := source.Data
	first, _, _ := bytes.Cut(data, []byte("\n"))
	if strings.TrimRight(string(first), " \t") != "---" {
		message, hint := "the file has no front matter", "begin it with a line ---, then title: …, then a line ---"
		if t := strings.TrimSpace(string(first)); strings.HasPrefix(t, "--") {
			message, hint = fmt.Sprintf("the front matter begins with %q", t), "begin the first line with --- and nothing else"
		}
		list.Error(source.At(0), message, hint)
		return span{}, -1
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
	body = len(data) - len(rest)
	start := len(first) + 1
	closing := bytes.TrimRight(data[start:body], " \t\n")
	at := start + bytes.LastIndexByte(closing, '\n') + 1
	if line := string(bytes.TrimLeft(data[at:body], "\n")); strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t") {
		list.Error(source.At(at), "an indented --- ends the front matter here", "begin the closing --- at the start of its line, or put quotes around a --- that is text")
		return span{}, -1
	}
	return span{start, max(start, min(at, start+len(yaml)+1))}, body
}
