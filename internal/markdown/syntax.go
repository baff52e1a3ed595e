package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// variable is {{name}}.
type variable struct {
	ast.BaseInline
	name  string
	start int
}

var kindVariable = ast.NewNodeKind("Variable")

func (*variable) Kind() ast.NodeKind           { return kindVariable }
func (v *variable) Dump(source []byte, lv int) { ast.DumpHelper(v, source, lv, nil, nil) }

type variableParser struct{}

func (variableParser) Trigger() []byte { return []byte{'{'} }

var variableForm = regexp.MustCompile(`^\{\{\s*([^{}\n]*?)\s*\}\}`)

func (variableParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	m := variableForm.FindSubmatch(line)
	if m == nil {
		return nil
	}
	block.Advance(len(m[0]))
	return &variable{name: string(m[1]), start: segment.Start}
}

// placement is ::exercise{#id}.
type placement struct {
	ast.BaseBlock
	directive, id string
	start, idAt   int
}

var kindPlacement = ast.NewNodeKind("Placement")

func (*placement) Kind() ast.NodeKind           { return kindPlacement }
func (p *placement) Dump(source []byte, lv int) { ast.DumpHelper(p, source, lv, nil, nil) }

type placementParser struct{}

// What follows the name is taken whatever it is, so that survey can say what is
// wrong with it.
var placementForm = regexp.MustCompile(`^ {0,3}::([A-Za-z][\w-]*)[ \t]*(?:\{#([^}\n]*)\}[ \t]*\n?$)?`)

func (placementParser) Trigger() []byte { return []byte{':'} }

func (placementParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	m := placementForm.FindSubmatchIndex(line)
	if m == nil {
		return nil, parser.NoChildren
	}
	p := &placement{directive: string(line[m[2]:m[3]]), start: segment.Start + m[2] - 2, idAt: segment.Start + m[3]}
	if m[4] >= 0 {
		p.id, p.idAt = string(line[m[4]:m[5]]), segment.Start+m[4]
	}
	reader.AdvanceToEOL()
	return p, parser.NoChildren
}

func (placementParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}
func (placementParser) Close(ast.Node, text.Reader, parser.Context) {}
func (placementParser) CanInterruptParagraph() bool                 { return true }
func (placementParser) CanAcceptIndentedLine() bool                 { return false }

// aside is :::name … :::, with an optional {.class} and [Title]. One without a
// name is a ::: that closes nothing.
type aside struct {
	ast.BaseBlock
	name, class, title string
	rest               string // of its first line, which means nothing
	start, titleAt     int
	inside             int // asides open directly inside it
	closed             bool
}

var kindAside = ast.NewNodeKind("Aside")

func (*aside) Kind() ast.NodeKind           { return kindAside }
func (a *aside) Dump(source []byte, lv int) { ast.DumpHelper(a, source, lv, nil, nil) }

type asideParser struct{}

var asideForm = regexp.MustCompile(`^ {0,3}(:::+)[ \t]*([A-Za-z][\w-]*)?[ \t]*(?:\{\.?([^}\n]*)\})?[ \t]*(?:\[([^\]\n]*)\])?[ \t]*(?:\{\.?([^}\n]*)\})?[ \t]*(.*)\n?$`)

func (asideParser) Trigger() []byte { return []byte{':'} }

func (asideParser) Open(parent ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	m := asideForm.FindSubmatchIndex(line)
	if m == nil {
		return nil, parser.NoChildren
	}
	group := func(n int) string {
		if m[2*n] < 0 {
			return ""
		}
		return string(line[m[2*n]:m[2*n+1]])
	}
	reader.AdvanceToEOL()
	a := &aside{
		name: group(2), class: group(3) + group(5), title: group(4), rest: strings.TrimSpace(group(6)),
		start: segment.Start + m[2], titleAt: segment.Start + max(0, m[8]),
	}
	if a.name == "" {
		return a, parser.NoChildren
	}
	if p, ok := parent.(*aside); ok {
		p.inside++
	}
	return a, parser.HasChildren
}

func (asideParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	a := n.(*aside)
	if a.name == "" {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	if t := bytes.TrimSpace(line); len(t) < 3 || len(bytes.Trim(t, ":")) > 0 {
		return parser.Continue | parser.HasChildren
	}
	if a.inside > 0 { // this closes the one inside
		a.inside--
		return parser.Continue | parser.HasChildren
	}
	a.closed = true
	reader.AdvanceToEOL()
	return parser.Close
}

func (asideParser) Close(ast.Node, text.Reader, parser.Context) {}
func (asideParser) CanInterruptParagraph() bool                 { return true }
func (asideParser) CanAcceptIndentedLine() bool                 { return false }

// footnotesUnused gathers the footnotes that nothing refers to before goldmark
// drops them.
type footnotesUnused struct{}

var unusedKey = parser.NewContextKey()

func (footnotesUnused) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	var unused []*east.Footnote
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if f, ok := n.(*east.Footnote); ok && entering && f.Index < 0 {
			unused = append(unused, f)
		}
		if n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	pc.Set(unusedKey, unused)
}
