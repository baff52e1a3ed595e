package markdown

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"trustbook/internal/diag"
)

// Asides are the names that ::: may open.
var Asides = []string{"note", "script", "caution", "example"}

// survey walks a parsed text once before it is rendered: it gathers the facts,
// reports what is not allowed, and gives headings their ids.
type survey struct {
	in     Input
	source []byte
	facts  *Facts
	list   *diag.List
	ids    map[string]int // how often a heading id was used
	role   []string       // roles of the asides that the walk is in
}

func (s *survey) walk(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		s.heading(n)
	case *ast.Link:
		s.link(string(n.Destination), s.pos(n))
	case *ast.AutoLink:
		s.scheme(string(n.URL(s.source)), s.pos(n))
	case *ast.Image:
		s.image(n)
	case *ast.HTMLBlock, *ast.RawHTML:
		s.error(s.pos(n), "raw HTML is off", "write it in Markdown, or put it in `backquotes` to show it")
	case *variable:
		s.facts.Variables = append(s.facts.Variables, Reference{n.name, s.in.At(n.start)})
	case *placement:
		s.place(n)
	case *aside:
		s.enter(n)
		defer func() { s.role = s.role[:len(s.role)-1] }()
	case *east.TableCell:
		if n.Alignment != east.AlignNone {
			n.SetAttributeString("class", []byte("align-"+n.Alignment.String()))
		}
	}
	if s.facts.Collect {
		s.passage(n)
	}
	if s.in.Role == "prose" {
		switch n := n.(type) {
		case *ast.Paragraph, *ast.TextBlock, *east.TableCell, *ast.Heading:
			s.facts.Words += countWords(plain(n, s.source))
		}
	}
	children(n, s.walk)
}

func (s *survey) error(offset int, message, hint string) {
	s.list.Error(s.in.At(offset).In(s.in.File), message, hint)
}

// pos is where n begins. Inline nodes that goldmark gives no place to begin
// with their first child, or where their block does.
func (s *survey) pos(n ast.Node) int {
	for m := n; m != nil; m = m.Parent() {
		if m.Type() != ast.TypeDocument && m.Pos() >= 0 {
			return m.Pos()
		}
		if t, ok := m.FirstChild().(*ast.Text); ok {
			return t.Segment.Start
		}
	}
	return 0
}

func (s *survey) heading(h *ast.Heading) {
	if h.Level == 1 {
		s.error(s.pos(h), "a heading of level 1 in the text", "the title stands in the front matter; begin headings with ##")
	}
	if last := len(s.facts.Headings); s.in.Role == "prose" {
		before := 1
		if last > 0 {
			before = s.facts.Headings[last-1].Level
		}
		if h.Level > before+1 {
			s.error(s.pos(h), fmt.Sprintf("a heading of level %d after one of level %d", h.Level, before), "go down one level at a time, so that screen readers can follow")
		}
	}
	text := plain(h, s.source)
	id := Slug(text)
	for _, a := range slices.Clone(h.Attributes()) {
		value, _ := a.Value.([]byte)
		if string(a.Name) != "id" || len(value) == 0 {
			s.error(s.pos(h), fmt.Sprintf("a heading may have an id and nothing else, not %q", a.Name), "write {#its-id}")
			continue
		}
		if id = string(value); id != Slug(id) {
			s.error(s.pos(h), fmt.Sprintf("%q cannot be a heading's id", id), "use lower case letters, digits and hyphens")
		}
	}
	if id == "" {
		id = "section"
	}
	if n := s.ids[id]; n > 0 {
		s.ids[id]++
		id += "-" + strconv.Itoa(n+1)
	}
	s.ids[id]++
	h.RemoveAttributes()
	h.SetAttributeString("id", []byte(id))
	s.facts.Headings = append(s.facts.Headings, Heading{h.Level, id, text, s.in.At(s.pos(h))})
}

// External are the schemes that a link may have.
var External = []string{"https", "http", "mailto", "tel", "sms"}

var schemeForm = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*):`)

// External reports whether an address leaves the book.
func isExternal(address string) bool {
	return schemeForm.MatchString(address) || strings.HasPrefix(address, "{{")
}

func (s *survey) scheme(address string, offset int) {
	m := schemeForm.FindStringSubmatch(address)
	if m != nil && !slices.Contains(External, strings.ToLower(m[1])) {
		s.error(offset, fmt.Sprintf("a link may not begin with %q", m[0]), "use https:, http:, mailto:, tel: or sms:")
	}
}

func (s *survey) link(address string, offset int) {
	for _, m := range variableInAddress.FindAllStringSubmatch(address, -1) {
		s.facts.Variables = append(s.facts.Variables, Reference{m[1], s.in.At(offset)})
	}
	if isExternal(address) {
		s.scheme(address, offset)
		return
	}
	if unescaped, err := url.PathUnescape(address); err == nil {
		address = unescaped
	}
	s.facts.Links = append(s.facts.Links, Reference{address, s.in.At(offset)})
}

func (s *survey) image(n *ast.Image) {
	address, offset := string(n.Destination), s.pos(n)
	if strings.TrimSpace(plain(n, s.source)) == "" {
		s.error(offset, fmt.Sprintf("the image %q has no alternative text", address), "say in the brackets what the picture shows: ![text](file)")
	}
	if isExternal(address) || strings.HasPrefix(address, "//") {
		s.error(offset, fmt.Sprintf("the image %q is not in the book", address), "put the file into content/ and write its path: a page may request nothing from elsewhere")
		return
	}
	s.facts.Images = append(s.facts.Images, Reference{address, s.in.At(offset)})
}

func (s *survey) place(p *placement) {
	if p.directive != "exercise" {
		hint := diag.DidYouMean(p.directive, append([]string{"exercise"}, Asides...))
		s.error(p.start, fmt.Sprintf("unknown directive \"::%s\"", p.directive), hint)
		return
	}
	if p.id == "" {
		s.error(p.idAt, "::exercise names no exercise", "write ::exercise{#its-id}")
		return
	}
	s.facts.Exercises = append(s.facts.Exercises, Reference{p.id, s.in.At(p.idAt)})
}

func (s *survey) enter(a *aside) {
	role := s.in.Role
	switch {
	case !slices.Contains(Asides, a.name):
		hint := diag.DidYouMean(a.name, append([]string{"exercise"}, Asides...))
		if hint == "" {
			hint = "use one of " + strings.Join(Asides, ", ")
		}
		s.error(a.start, fmt.Sprintf("unknown directive \":::%s\"", a.name), hint)
	case a.class != "" && (a.class != "avoid" || a.name != "example"):
		s.error(a.start, fmt.Sprintf(":::%s cannot be {.%s}", a.name, a.class), "only :::example{.avoid} has a class")
	case len(s.role) > 0:
		s.error(a.start, fmt.Sprintf(":::%s inside another aside", a.name), "asides do not nest; close the one before with :::")
	}
	if !a.closed {
		s.error(a.start, fmt.Sprintf(":::%s is never closed", a.name), "close it with ::: on a line of its own")
	}
	if len(s.role) > 0 {
		role = s.role[len(s.role)-1]
	}
	switch {
	case a.class == "avoid":
		role = "avoid"
	case a.name == "script":
		role = "script"
	}
	s.role = append(s.role, role)
}
