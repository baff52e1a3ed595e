package sheet

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"trustbook/internal/field"
)

// Span is a piece of text in one style, or a blank where Address is set.
type Span struct {
	Text           string
	Bold, Italic   bool
	Link           string // an address outside the book
	Address, Label string // of a blank
}

// Kind says what a block is.
type Kind string

// The kinds of blocks. Paragraphs and headings have spans, the others blocks:
// a list items, a table rows, a row cells.
const (
	Paragraph Kind = "paragraph"
	Heading   Kind = "heading"
	List      Kind = "list"
	Item      Kind = "item"
	Aside     Kind = "aside"
	Table     Kind = "table"
	Row       Kind = "row"
	Cell      Kind = "cell"
)

// Block is a paragraph or what holds some.
type Block struct {
	Kind    Kind
	Spans   []Span
	Blocks  []Block
	Ordered bool // a list with numbers, the first of which is Start
	Start   int
	Head    bool // a cell that names its column

	loose bool // a paragraph of text that stood in none
}

// Blocks reads HTML of blocks, as package markdown writes it.
func Blocks(h string) []Block { return parse(h, nil).Blocks }

// Inline reads HTML of phrasing content.
func Inline(h string) []Span {
	if h == "" {
		return nil
	}
	if !strings.ContainsAny(h, "<&\n\t") {
		return []Span{{Text: h}}
	}
	var spans []Span
	for _, b := range parse(h, nil).Blocks {
		spans = append(spans, b.Spans...)
	}
	return spans
}

// sentence reads the pieces of a sentence, in which tags may begin before a
// blank and end after it.
func sentence(b field.Blanks) []Block {
	var h strings.Builder
	var blanks []field.Piece
	for _, p := range b.Pieces {
		if p.Address != "" {
			blanks = append(blanks, p)
			h.WriteString(blank)
		} else {
			h.WriteString(strings.ReplaceAll(p.HTML, blank, ""))
		}
	}
	return parse(h.String(), blanks).Blocks
}

// blank stands for a blank in HTML.
const blank = "\ufffc"

type parser struct {
	*html.Tokenizer
	bold, italic int
	link         string
	blanks       []field.Piece
}

func parse(h string, blanks []field.Piece) *Block {
	var root Block
	if h != "" {
		p := &parser{Tokenizer: html.NewTokenizer(strings.NewReader(h)), blanks: blanks}
		p.into(&root, "")
	}
	return &root
}

// into reads what stands in b, up to the tag that ends it.
func (p *parser) into(b *Block, end string) {
	for {
		switch p.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			p.text(b, string(p.Text()))
		case html.EndTagToken:
			name, _ := p.TagName()
			if string(name) == end {
				return
			}
			p.style(string(name), -1)
		case html.StartTagToken, html.SelfClosingTagToken:
			p.start(b)
		}
	}
}

func (p *parser) start(b *Block) {
	t := p.Token()
	attr := func(name string) string {
		for _, a := range t.Attr {
			if a.Key == name {
				return a.Val
			}
		}
		return ""
	}
	switch t.Data {
	case "br":
		p.text(b, "\u2028")
		return
	case "img":
		p.text(b, attr("alt"))
		return
	case "a":
		if link := attr("href"); strings.Contains(link, ":") {
			p.link = link
		}
		return
	}
	child, ok := blockOf(t.Data, attr)
	if !ok {
		p.style(t.Data, 1)
		return
	}
	title := attr("class") == "aside-title"
	if title {
		p.bold++
	}
	p.into(&child, t.Data)
	if title {
		p.bold--
	}
	b.Blocks = append(b.Blocks, child)
}

// blockOf is the block that a tag begins, if it begins one.
func blockOf(tag string, attr func(string) string) (child Block, ok bool) {
	switch tag {
	case "p":
		child.Kind = Paragraph
	case "h1", "h2", "h3", "h4", "h5", "h6":
		child.Kind = Heading
	case "ul":
		child.Kind = List
	case "ol":
		child.Kind, child.Ordered, child.Start = List, true, 1
		if n, err := strconv.Atoi(attr("start")); err == nil {
			child.Start = n
		}
	case "li":
		child.Kind = Item
	case "blockquote":
		child.Kind = Aside
	case "div":
		if !strings.HasPrefix(attr("class"), "aside") {
			return child, false
		}
		child.Kind = Aside
	case "table":
		child.Kind = Table
	case "tr":
		child.Kind = Row
	case "th", "td":
		child.Kind, child.Head = Cell, tag == "th"
	default:
		return child, false
	}
	return child, true
}

func (p *parser) style(tag string, by int) {
	switch tag {
	case "strong", "b":
		p.bold += by
	case "em", "i":
		p.italic += by
	case "a":
		p.link = ""
	}
}

// text adds text to b, in a paragraph where b is none, its white space folded.
func (p *parser) text(b *Block, s string) {
	if b.Kind != Paragraph && b.Kind != Heading {
		last := len(b.Blocks) - 1
		if last < 0 || !b.Blocks[last].loose {
			if strings.TrimSpace(s) == "" {
				return
			}
			b.Blocks = append(b.Blocks, Block{Kind: Paragraph, loose: true})
			last++
		}
		b = &b.Blocks[last]
	}
	for i, part := range strings.Split(s, blank) {
		if i > 0 && len(p.blanks) > 0 {
			b.Spans = append(b.Spans, Span{Address: p.blanks[0].Address, Label: p.blanks[0].Label})
			p.blanks = p.blanks[1:]
		}
		before := ""
		if n := len(b.Spans); n > 0 {
			before = b.Spans[n-1].Text + b.Spans[n-1].Address
		}
		part = fold(part, before == "" || strings.HasSuffix(before, " ") || strings.HasSuffix(before, "\u2028"))
		if part != "" {
			b.Spans = append(b.Spans, Span{Text: part, Bold: p.bold > 0, Italic: p.italic > 0, Link: p.link})
		}
	}
}

// fold makes each run of white space one space, or none at the beginning where
// a space stands before it. U+2028 ends a line; other separators are kept.
func fold(s string, spaced bool) string {
	var b strings.Builder
	for _, r := range s {
		switch r {
		case ' ', '\n', '\t':
			if !spaced {
				b.WriteByte(' ')
			}
			spaced = true
		default:
			b.WriteRune(r)
			spaced = r == '\u2028'
		}
	}
	return b.String()
}
