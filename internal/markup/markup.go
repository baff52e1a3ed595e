// Package markup is text that was rendered once, as XHTML-style HTML, with
// marks where a book's own values go: variables, exercises, links to other
// chapters, images, interface strings. A chapter is rendered once for all
// editions of a book; each edition expands the marks with its own values.
//
// A mark is a control character that no source may hold (decode and chapter
// refuse them), an argument, and End.
package markup

import (
	"html"
	"strings"
)

// HTML is rendered text with marks. The zero value is no text.
type HTML string

// Inline is HTML for a place that allows phrasing content only.
type Inline struct{ HTML }

// Block is HTML of paragraphs, lists and the like.
type Block struct{ HTML }

// Mark says what a mark's argument names.
type Mark byte

// The marks. Those in attributes stand inside double quotes.
const (
	Variable    Mark = 0x01 // a variable's name, in text or an attribute
	VariableURL Mark = 0x02 // a variable's name, in an address
	Exercise    Mark = 0x03 // an exercise's id
	Link        Mark = 0x04 // an address inside the book, as the author wrote it
	Image       Mark = 0x05 // an image's path, as the author wrote it
	String      Mark = 0x06 // an interface string's id
	End              = '\x0e'
)

const marks = "\x01\x02\x03\x04\x05\x06"

// Write puts a mark with its argument.
func (m Mark) Write(b *strings.Builder, argument string) {
	b.WriteByte(byte(m))
	b.WriteString(argument)
	b.WriteByte(End)
}

// Resolver appends what a mark stands for, escaped for where it stands.
type Resolver func(dst []byte, m Mark, argument string) []byte

// Append appends h to dst with every mark resolved.
func (h HTML) Append(dst []byte, resolve Resolver) []byte {
	s := string(h)
	for {
		i := strings.IndexAny(s, marks)
		if i < 0 {
			return append(dst, s...)
		}
		dst = append(dst, s[:i]...)
		argument, rest, _ := strings.Cut(s[i+1:], string(End))
		dst = resolve(dst, Mark(s[i]), argument)
		s = rest
	}
}

// Expand is Append to nothing.
func (h HTML) Expand(resolve Resolver) string {
	if !strings.ContainsAny(string(h), marks) {
		return string(h)
	}
	return string(h.Append(nil, resolve))
}

// Plain is h as text: tags left out, references decoded, variables resolved,
// runs of white space folded. What stands between block tags is set apart.
func (h HTML) Plain(resolve Resolver) string {
	return Strip(h.Expand(resolve))
}

var blockTags = map[string]bool{"p": true, "li": true, "br": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "td": true, "th": true, "tr": true, "div": true, "aside": true, "blockquote": true, "pre": true, "ul": true, "ol": true, "table": true, "section": true, "dt": true, "dd": true, "hr": true}

// Strip is the text of finished HTML.
func Strip(s string) string {
	if !strings.ContainsAny(s, "<&\n") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:i])
		j := strings.IndexByte(s[i:], '>')
		if j < 0 {
			break
		}
		name := strings.TrimPrefix(s[i+1:i+j], "/")
		if k := strings.IndexAny(name, " /"); k >= 0 {
			name = name[:k]
		}
		if blockTags[name] {
			b.WriteByte(' ')
		}
		s = s[i+j+1:]
	}
	return strings.Join(strings.Fields(html.UnescapeString(b.String())), " ")
}

// Escape is s as HTML text, also inside an attribute in double quotes.
func Escape(s string) string { return html.EscapeString(s) }
