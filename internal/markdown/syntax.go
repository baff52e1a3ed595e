package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
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

var placementForm = regexp.MustCompile(`^ {0,3}::([A-Za-z][\w-]*)[ \t]*(?:\{#([^}\n]*)\})?[ \t]*\n?$`)

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

// aside is :::name … :::, with an optional {.class} and [Title].
type aside struct {
	ast.BaseBlock
	name, class, title string
	start              int
	closed             bool
}

var kindAside = ast.NewNodeKind("Aside")

func (*aside) Kind() ast.NodeKind           { return kindAside }
func (a *aside) Dump(source []byte, lv int) { ast.DumpHelper(a, source, lv, nil, nil) }

type asideParser struct{}

var asideForm = regexp.MustCompile(`^ {0,3}:::+[ \t]*([A-Za-z][\w-]*)[ \t]*(?:\{\.?([^}\n]*)\})?[ \t]*(?:\[([^\]\n]*)\])?[ \t]*(?:\{\.?([^}\n]*)\})?[ \t]*\n?$`)

func (asideParser) Trigger() []byte { return []byte{':'} }

func (asideParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	m := asideForm.FindSubmatch(line)
	if m == nil {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &aside{name: string(m[1]), class: string(m[2]) + string(m[4]), title: string(m[3]), start: segment.Start}, parser.HasChildren
}

func (asideParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if t := bytes.TrimSpace(line); len(t) >= 3 && len(bytes.Trim(t, ":")) == 0 {
		n.(*aside).closed = true
		reader.AdvanceToEOL()
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

func (asideParser) Close(ast.Node, text.Reader, parser.Context) {}
func (asideParser) CanInterruptParagraph() bool                 { return true }
func (asideParser) CanAcceptIndentedLine() bool                 { return false }
