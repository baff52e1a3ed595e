package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"trustbook/internal/markup"
)

// nodeRenderer writes what differs from goldmark's HTML.
type nodeRenderer struct{}

func (nodeRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindLink, link)
	r.Register(ast.KindAutoLink, autoLink)
	r.Register(ast.KindImage, image)
	r.Register(ast.KindRawHTML, nothing)
	r.Register(ast.KindHTMLBlock, nothing)
	r.Register(east.KindTable, table)
	r.Register(kindVariable, variableMark)
	r.Register(kindPlacement, placementMark)
	r.Register(kindAside, asideBox)
}

func nothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

func mark(m markup.Mark, argument string) string {
	var b strings.Builder
	m.Write(&b, argument)
	return b.String()
}

var variableInText = regexp.MustCompile(`\{\{\s*([^{}\n]*?)\s*\}\}`)

// address is an external link's destination as an attribute's value, with
// marks for its variables; "#" for one that is not allowed, which survey has
// reported.
func address(destination string) string {
	if !allowed(destination) {
		return "#"
	}
	escape := func(s string) string { return markup.Escape(string(util.URLEscape([]byte(s), false))) }
	return withVariables(destination, markup.VariableURL, escape)
}

// withVariables is text, escaped, with marks for its variables.
func withVariables(text string, m markup.Mark, escape func(string) string) string {
	var b strings.Builder
	last := 0
	for _, at := range variableInText.FindAllStringSubmatchIndex(text, -1) {
		b.WriteString(escape(text[last:at[0]]))
		m.Write(&b, text[at[2]:at[3]])
		last = at[1]
	}
	b.WriteString(escape(text[last:]))
	return b.String()
}

func link(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Link)
	destination := string(n.Destination)
	_, _ = w.WriteString(`<a href="`)
	if isExternal(destination) {
		_, _ = w.WriteString(address(destination) + `" rel="external noreferrer`)
	} else {
		_, _ = w.WriteString(mark(markup.Link, destination))
	}
	_ = w.WriteByte('"')
	title(w, n.Title)
	_ = w.WriteByte('>')
	return ast.WalkContinue, nil
}

func autoLink(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		n := node.(*ast.AutoLink)
		destination := string(n.URL(source))
		if n.AutoLinkType == ast.AutoLinkEmail {
			destination = "mailto:" + destination
		}
		_, _ = w.WriteString(`<a href="` + address(destination) + `" rel="external noreferrer">` + markup.Escape(string(n.Label(source))) + `</a>`)
	}
	return ast.WalkContinue, nil
}

func title(w util.BufWriter, text []byte) {
	if text != nil {
		_, _ = w.WriteString(` title="` + withVariables(string(text), markup.Variable, markup.Escape) + `"`)
	}
}

func image(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		n := node.(*ast.Image)
		_, _ = w.WriteString(`<img src="` + mark(markup.Image, string(n.Destination)) + `" alt="` + string(marked(n, source)) + `"`)
		title(w, n.Title)
		_, _ = w.WriteString(" />")
	}
	return ast.WalkSkipChildren, nil
}

// table stands in a box of its own that scrolls sideways, reachable by
// keyboard, so that a wide one never makes the page scroll.
func table(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(`<div class="table-scroll" role="region" tabindex="0" aria-label="` + mark(markup.String, "table") + "\">\n<table>\n")
	} else {
		_, _ = w.WriteString("</table>\n</div>\n")
	}
	return ast.WalkContinue, nil
}

func variableMark(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(mark(markup.Variable, node.(*variable).name))
	}
	return ast.WalkContinue, nil
}

func placementMark(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if p := node.(*placement); entering && p.directive == "exercise" {
		_, _ = w.WriteString(mark(markup.Exercise, p.id) + "\n")
	}
	return ast.WalkContinue, nil
}

func asideBox(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	a := node.(*aside)
	if a.name == "" {
		return ast.WalkSkipChildren, nil
	}
	if !entering {
		_, _ = w.WriteString("</div>\n")
		return ast.WalkContinue, nil
	}
	kind := a.name
	if a.class == "avoid" {
		kind = "avoid"
	}
	heading := mark(markup.String, "aside-"+kind)
	_, _ = w.WriteString(`<div role="note" class="aside ` + kind + `"><p class="aside-title">` + heading)
	if a.title != "" {
		_, _ = w.WriteString(` <span class="aside-subject">` + withVariables(a.title, markup.Variable, markup.Escape) + `</span>`)
	}
	_, _ = w.WriteString("</p>\n")
	return ast.WalkContinue, nil
}
