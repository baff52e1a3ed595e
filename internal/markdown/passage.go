package markdown

import (
	"bytes"
	"html"
	"regexp"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"trustbook/internal/diag"
	"trustbook/internal/markup"
)

// passage collects n where it is a block that holds text.
func (s *survey) passage(n ast.Node) {
	role := s.in.Role
	if len(s.role) > 0 {
		role = s.role[len(s.role)-1]
	}
	switch n.(type) {
	case *ast.Heading:
		role = "heading"
	case *ast.Paragraph, *ast.TextBlock, *east.TableCell:
	default:
		return
	}
	c := collector{source: s.source}
	c.walk(n)
	if t := strings.TrimRight(c.b.String(), " \n"); strings.TrimSpace(t) != "" {
		at := s.in.At
		s.facts.passage(role, t, func(i int) diag.Mark { return at(c.offset(i)) })
	}
}

// plain is the text of n without markup.
func plain(n ast.Node, source []byte) string {
	return strings.TrimSpace(plainAll(n, source))
}

// marked is the text of n as HTML without elements, its variables as marks.
func marked(n ast.Node, source []byte) markup.HTML {
	var b strings.Builder
	var walk func(ast.Node)
	walk = func(n ast.Node) {
		if v, ok := n.(*variable); ok {
			markup.Variable.Write(&b, v.name)
			return
		}
		if n.FirstChild() == nil {
			b.WriteString(markup.Escape(plainAll(n, source)))
			return
		}
		children(n, walk)
	}
	walk(n)
	return markup.HTML(strings.TrimSpace(b.String()))
}

// plainAll is plain with the white space at its ends.
func plainAll(n ast.Node, source []byte) string {
	c := collector{source: source}
	c.walk(n)
	return c.b.String()
}

var escaped = regexp.MustCompile("\\\\[!-/:-@\\[-`{-~]|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")

// resolved is text without backslashes before punctuation, and with what
// references such as &amp; stand for.
func resolved(text []byte) []byte {
	if !bytes.ContainsAny(text, `\&`) {
		return text
	}
	return escaped.ReplaceAllFunc(text, func(m []byte) []byte {
		if m[0] == '\\' {
			return m[1:]
		}
		return []byte(html.UnescapeString(string(m)))
	})
}

// collector gathers the text below a node and remembers where each piece of
// it stands in the source.
type collector struct {
	source []byte
	b      strings.Builder
	text   []int // offsets in the text where a piece begins
	from   []int // and in the source
}

func (c *collector) add(text string, from int) {
	c.text = append(c.text, c.b.Len())
	c.from = append(c.from, from)
	c.b.WriteString(text)
}

func (c *collector) last() int {
	if len(c.from) == 0 {
		return 0
	}
	return c.from[len(c.from)-1] + c.b.Len() - c.text[len(c.text)-1]
}

func (c *collector) walk(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		value := n.Segment.Value(c.source)
		if !n.IsRaw() {
			value = resolved(value)
		}
		c.add(string(value), n.Segment.Start)
		if n.SoftLineBreak() || n.HardLineBreak() {
			c.add(" ", n.Segment.Stop)
		}
	case *ast.String:
		c.add(string(n.Value), c.last())
	case *ast.AutoLink:
		c.add(string(n.Label(c.source)), n.Pos()+1)
	case *variable:
		// As a word of the text, {{word.therapist}} is "therapist".
		c.add(n.name[strings.LastIndexByte(n.name, '.')+1:], n.start)
	case *east.FootnoteLink, *east.FootnoteBacklink:
		return
	}
	children(n, c.walk)
}

// offset maps a place in the text to one in the source.
func (c *collector) offset(i int) int {
	k := sort.SearchInts(c.text, i+1) - 1
	if k < 0 {
		return 0
	}
	return c.from[k] + i - c.text[k]
}
