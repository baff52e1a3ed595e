// Package markdown renders the Markdown of a workbook: CommonMark with GFM
// tables, footnotes and typographic quotes, and what is the workbook's own:
//
//	::exercise{#impact}            places an exercise
//	:::note … :::                  an aside: note, script, caution or example
//	:::example{.avoid}[Title]      an example of what to avoid, with a title
//	{{word.therapist}}             a variable; \{{ is literal
//	## Heading {#its-id}           a heading with an id of its own
//
// Out come HTML with marks (package markup) and the Facts of the text. Raw
// HTML is off. Every problem is reported at its place; nothing panics.
package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"trustbook/internal/diag"
	"trustbook/internal/markup"
)

// Engine renders Markdown of one language. It is safe for use by many
// goroutines.
type Engine struct {
	body, block, inline goldmark.Markdown
}

// New makes an engine whose typographic quotes are those of language, a
// BCP 47 tag.
func New(language string) *Engine {
	typography := quotation{substitutions(language)}
	own := ownSyntax{}
	build := func(extensions ...goldmark.Extender) goldmark.Markdown {
		return goldmark.New(
			goldmark.WithExtensions(extensions...),
			goldmark.WithParserOptions(parser.WithHeadingAttribute()),
			goldmark.WithRendererOptions(html.WithXHTML()),
		)
	}
	table := extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone))
	inline := goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
			parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		)),
		goldmark.WithExtensions(typography, own),
		goldmark.WithRendererOptions(html.WithXHTML()),
	)
	return &Engine{
		body:   build(table, extension.Footnote, typography, own, blockSyntax{}),
		block:  build(table, typography, own, blockSyntax{}),
		inline: inline,
	}
}

// At gives the place in the file of byte i of a text.
type At func(i int) diag.Mark

// Input is a text to render and where it stands.
type Input struct {
	Text string
	File string
	At   At
	Role string // what the text is, for the passages: "prose", "prompt" …

	Taken []string // ids of the page that no heading may have
}

// Body renders a chapter's body, which may place exercises and hold asides.
func (e *Engine) Body(in Input, facts *Facts, list *diag.List) markup.HTML {
	return render(e.body, in, facts, list)
}

// Block renders paragraphs: a prompt, a note, a stop line.
func (e *Engine) Block(in Input, facts *Facts, list *diag.List) markup.Block {
	return markup.Block{HTML: render(e.block, in, facts, list)}
}

// Inline renders one line, such as a label or a title, without a paragraph
// around it. Block syntax in it is text.
func (e *Engine) Inline(in Input, facts *Facts, list *diag.List) markup.Inline {
	trimmed := strings.TrimLeft(in.Text, " \t\n")
	if cut, at := len(in.Text)-len(trimmed), in.At; cut > 0 {
		in.At = func(i int) diag.Mark { return at(i + cut) }
	}
	in.Text = strings.ReplaceAll(strings.TrimRight(trimmed, " \t\n"), "\n", " ") // a blank line would make two paragraphs
	if !strings.ContainsAny(in.Text, "\\`*_[]{}<>&\"'.-!:") {
		facts.passage(in.Role, in.Text, in.At)
		return markup.Inline{HTML: markup.HTML(in.Text)}
	}
	h := string(render(e.inline, in, facts, list))
	h = strings.TrimSuffix(strings.TrimPrefix(h, "<p>"), "</p>")
	return markup.Inline{HTML: markup.HTML(h)}
}

// maxOutput bounds what one text may render to: more than a thousand pages of
// print. Tables and references can make output grow with the square of the
// source, which is refused rather than written.
const maxOutput = 8 << 20

func render(m goldmark.Markdown, in Input, facts *Facts, list *diag.List) markup.HTML {
	if tooCostly(in, list) {
		facts.Partial = true
		return ""
	}
	source := withoutControls(in, list)
	pc := parser.NewContext()
	doc := m.Parser().Parse(text.NewReader(source), parser.WithContext(pc))
	s := &survey{in: in, source: source, facts: facts, list: list, ids: map[string]int{}, open: map[string]int{}}
	for _, id := range in.Taken {
		s.ids[id] = 1
	}
	s.walk(doc)
	s.unused(pc)
	out := &limited{max: maxOutput}
	out.Grow(len(source) + len(source)/4)
	if err := m.Renderer().Render(out, source, doc); err != nil || out.full {
		list.Error(in.At(0).In(in.File), "this text renders to more than 8 MiB of HTML", "split the chapter, or shorten its tables and its repeated links")
		return ""
	}
	return markup.HTML(exact(strings.TrimSpace(out.String())))
}

var numericReference = regexp.MustCompile(`&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));`)

// withoutControls is the text's bytes without references to characters that no
// source may hold, such as &#3;. Each is reported, and gives way to question marks.
func withoutControls(in Input, list *diag.List) []byte {
	source := []byte(in.Text)
	if !strings.Contains(in.Text, "&#") {
		return source
	}
	for _, m := range numericReference.FindAllSubmatchIndex(source, -1) {
		bad := false
		for _, base := range []int{8, 10, 16} { // goldmark takes a decimal with a leading 0 for an octal one in some places
			digits := source[max(m[2], m[4]):max(m[3], m[5])]
			if n, err := strconv.ParseUint(string(digits), base, 32); err == nil && (base == 16) == (m[2] >= 0) {
				bad = bad || !markup.Allowed(rune(n))
			}
		}
		if bad {
			list.Error(in.At(m[0]).In(in.File), fmt.Sprintf("%s is a control character", source[m[0]:m[1]]), "delete it")
			copy(source[m[0]:m[1]], bytes.Repeat([]byte("?"), m[1]-m[0]))
		}
	}
	return source
}

// exact is s without spare room behind it, where there is much: a book keeps
// thousands of short texts.
func exact(s string) string {
	if len(s) < 1024 {
		return strings.Clone(s)
	}
	return s
}

// ownSyntax adds variables, and our rendering of links, images and tables.
type ownSyntax struct{}

func (ownSyntax) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(variableParser{}, 50)))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(nodeRenderer{}, 100)))
}

// blockSyntax adds asides and the places of exercises.
type blockSyntax struct{}

func (blockSyntax) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithBlockParsers(
		util.Prioritized(asideParser{}, 90),
		util.Prioritized(placementParser{}, 91),
	), parser.WithASTTransformers(util.Prioritized(footnotesUnused{}, 900))) // before goldmark's own
}

// children calls f for each child of n.
func children(n ast.Node, f func(ast.Node)) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f(c)
	}
}
