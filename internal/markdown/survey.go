package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"

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
	open   map[string]int // tags of raw HTML that are open
	role   []string       // roles of the asides that the walk is in
}

func (s *survey) walk(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		s.text(n)
	case *ast.Heading:
		s.heading(n)
	case *ast.Link:
		n.Destination, n.Title = resolved(n.Destination), s.title(n.Title, n)
		s.link(string(n.Destination), s.pos(n))
	case *ast.AutoLink:
		s.inTitle(s.pos(n))
		s.scheme(string(n.URL(s.source)), s.pos(n))
	case *ast.Image:
		n.Destination, n.Title = resolved(n.Destination), s.title(n.Title, n)
		s.image(n)
	case *ast.HTMLBlock:
		s.html(s.pos(n), "")
	case *ast.RawHTML:
		s.html(s.pos(n), string(n.Segments.Value(s.source)))
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

// pos is where n begins.
func (s *survey) pos(n ast.Node) int {
	for ; n != nil && n.Type() != ast.TypeDocument; n = n.Parent() {
		if n.Pos() >= 0 {
			return n.Pos()
		}
	}
	return 0
}

var (
	footnoteForm = regexp.MustCompile(`^\[\^[^\]\s]{1,99}\]`)
	inLine       = regexp.MustCompile(`:exercise[ \t]*\{`)
)

// text reports what was meant to be more than text.
func (s *survey) text(n *ast.Text) {
	if n.IsRaw() {
		return
	}
	segment := n.Segment.Value(s.source)
	if at := inLine.FindIndex(segment); at != nil && s.in.Role == "prose" {
		s.error(n.Segment.Start+at[0], "::exercise in the middle of a line", "put it on a line of its own")
	}
	for i, c := range segment {
		start := n.Segment.Start + i
		if c != '[' {
			continue
		}
		if m := footnoteForm.Find(s.source[start:]); m != nil && (start == 0 || s.source[start-1] != '\\') && s.in.Role == "prose" {
			s.error(start, fmt.Sprintf("no footnote %q", m), fmt.Sprintf("write it below the text, on a line that begins with \"%s:\"", m))
		}
	}
}

// html reports raw HTML; of a pair of tags the first one.
func (s *survey) html(at int, tag string) {
	name, closes := strings.CutPrefix(strings.ToLower(strings.Trim(tag, "<>")), "/")
	name, _, _ = strings.Cut(name, " ")
	if closes && s.open[name] > 0 {
		s.open[name]--
		return
	}
	s.open[name]++
	s.error(at, "raw HTML is off", "write it in Markdown, or put it in `backquotes` to show it")
}

// unused reports footnotes that nothing refers to: they would not be shown.
func (s *survey) unused(pc parser.Context) {
	notes, _ := pc.Get(unusedKey).([]*east.Footnote)
	for _, f := range notes {
		s.error(s.pos(f), fmt.Sprintf("nothing refers to the footnote \"[^%s]\", or it is given twice", f.Ref), fmt.Sprintf("write [^%s] in the text, where it belongs", f.Ref))
	}
}

func (s *survey) heading(h *ast.Heading) {
	at := s.pos(h)
	given := slices.Clone(h.Attributes())
	h.RemoveAttributes()
	if s.in.Role != "prose" {
		s.error(at, "a heading outside the chapter's text", "write a line in **bold** instead")
		return
	}
	before := 1
	if last := len(s.facts.Headings); last > 0 {
		before = s.facts.Headings[last-1].Level
	}
	switch {
	case h.Level == 1:
		s.error(at, "a heading of level 1 in the text", "the title stands in the front matter; begin headings with ##")
	case h.Level > before+1:
		s.error(at, fmt.Sprintf("a heading of level %d after one of level %d", h.Level, before), "go down one level at a time, so that screen readers can follow")
	}
	id := s.headingID(h, given)
	h.SetAttributeString("id", []byte(id))
	s.facts.Headings = append(s.facts.Headings, Heading{h.Level, id, marked(h, s.source), s.in.At(at)})
}

// headingID is the id given in braces, or one made of the heading's text that
// nothing before it has.
func (s *survey) headingID(h *ast.Heading, given []ast.Attribute) string {
	id := ""
	for _, a := range given {
		at := s.attributes(h)
		value, _ := a.Value.([]byte)
		switch id = string(value); {
		case string(a.Name) != "id" || id == "":
			s.error(at, fmt.Sprintf("a heading may have an id and nothing else, not %q", a.Name), "write {#its-id}")
			id = ""
		case id != Slug(id):
			s.error(at, fmt.Sprintf("%q cannot be a heading's id", id), "use lower case letters, digits and hyphens")
		case s.ids[id] > 0:
			s.error(at, fmt.Sprintf("the id %q is taken", id), "an exercise or a heading before has it; use another")
		}
	}
	if id == "" {
		id = cmp.Or(Slug(plain(h, s.source)), "section")
	}
	base := id
	for s.ids[id] > 0 {
		s.ids[base]++
		id = base + "-" + strconv.Itoa(s.ids[base])
	}
	s.ids[id] = 1
	return id
}

// attributes is where the braces behind a heading's text begin.
func (s *survey) attributes(h *ast.Heading) int {
	if h.Lines().Len() == 0 {
		return s.pos(h)
	}
	stop := h.Lines().At(h.Lines().Len() - 1).Stop
	return stop + max(0, bytes.IndexByte(s.source[stop:], '{'))
}

// External are the schemes that a link may have.
var External = []string{"https", "http", "mailto", "tel", "sms"}

var schemeForm = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*):`)

// isExternal reports whether an address leaves the book.
func isExternal(address string) bool {
	return schemeForm.MatchString(address) || strings.HasPrefix(address, "{{")
}

// allowed reports whether an external address has one of the schemes. One that
// begins with a variable must be nothing else: what stands behind it could make
// it another address.
func allowed(address string) bool {
	m := schemeForm.FindStringSubmatch(address)
	if m == nil {
		return variableInText.FindString(address) == address
	}
	return slices.Contains(External, strings.ToLower(m[1]))
}

func (s *survey) scheme(address string, offset int) {
	m := schemeForm.FindStringSubmatch(address)
	switch {
	case m == nil && strings.HasPrefix(address, "{{") && !allowed(address):
		s.error(offset, fmt.Sprintf("the link %q begins with a variable and goes on", address), "let the variable be the whole address, or write what it begins with")
	case m != nil && !allowed(address):
		s.error(offset, fmt.Sprintf("a link may not begin with %q", m[0]), "use https:, http:, mailto:, tel: or sms:")
	}
}

// maxAddress bounds an address: one that is written once can be referred to
// many times.
const maxAddress = 2000

func (s *survey) tooLong(address string, offset int) bool {
	if len(address) <= maxAddress {
		return false
	}
	s.error(offset, fmt.Sprintf("an address of more than %d characters: %q…", maxAddress, address[:40]), "use a shorter one")
	return true
}

func (s *survey) link(address string, offset int) {
	s.inTitle(offset)
	if s.tooLong(address, offset) {
		return
	}
	s.variables(address, offset)
	if isExternal(address) {
		s.scheme(address, offset)
		if variableInText.FindString(address) == address {
			s.facts.Addresses = append(s.facts.Addresses, Reference{variableInText.FindStringSubmatch(address)[1], s.in.At(offset)})
		}
		return
	}
	if unescaped, err := url.PathUnescape(address); err == nil {
		address = unescaped
	}
	s.facts.Links = append(s.facts.Links, Reference{address, s.in.At(offset)})
}

// inTitle reports a link in a title, which is itself shown as a link.
func (s *survey) inTitle(offset int) {
	if s.in.Role == "title" {
		s.error(offset, "a link in a title", "titles are themselves links, in the contents; put this one into the text")
	}
}

// title resolves what a link shows when it is pointed at.
func (s *survey) title(text []byte, n ast.Node) []byte {
	if text == nil {
		return nil
	}
	text = resolved(text)
	s.variables(string(text), s.pos(n))
	return text
}

// variables notes those in a text that goldmark does not parse.
func (s *survey) variables(text string, offset int) {
	for _, m := range variableInText.FindAllStringSubmatch(text, -1) {
		s.facts.Variables = append(s.facts.Variables, Reference{m[1], s.in.At(offset)})
	}
}

func (s *survey) image(n *ast.Image) {
	address, offset := string(n.Destination), s.pos(n)
	if s.tooLong(address, offset) {
		return
	}
	if strings.TrimSpace(plain(n, s.source)) == "" {
		s.error(offset, fmt.Sprintf("the image %q has no alternative text", address), "say in the brackets what the picture shows: ![text](file)")
	}
	if isExternal(address) || strings.HasPrefix(address, "//") {
		s.error(offset, fmt.Sprintf("the image %q is not in the book", address), "put the file into content/ and write its path: a page may request nothing from elsewhere")
		return
	}
	if unescaped, err := url.PathUnescape(address); err == nil {
		address = unescaped
	}
	s.facts.Images = append(s.facts.Images, Reference{address, s.in.At(offset)})
}
