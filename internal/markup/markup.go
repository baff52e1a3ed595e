// Package markup is text that was rendered once, as XHTML-style HTML, with
// marks where a book's own values go: variables, exercises, links to other
// chapters, images, interface strings. A chapter is rendered once for all
// editions of a book; each edition expands the marks with its own values.
//
// A mark is a control character that no source may hold (see Allowed), an
// argument, and End.
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

var inlineTags = map[string]bool{"a": true, "em": true, "strong": true, "code": true, "span": true, "sup": true, "sub": true, "i": true, "b": true, "small": true, "mark": true, "del": true}

// Strip is the text of finished HTML.
func Strip(s string) string {
	if !strings.ContainsAny(s, "<&\n\t") && !strings.Contains(s, "  ") {
		return strings.Trim(s, " ")
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false // white space is owed before the next letter
	for i := 0; i < len(s); {
		switch c := s[i]; c {
		case '<':
			end := strings.IndexByte(s[i:], '>')
			if end < 0 {
				return b.String()
			}
			name := strings.TrimPrefix(s[i+1:i+end], "/")
			if k := strings.IndexAny(name, " /"); k >= 0 {
				name = name[:k]
			}
			space = space || !inlineTags[name]
			i += end + 1
		case ' ', '\n', '\t':
			space = true
			i++
		default:
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			end := strings.IndexAny(s[i:], "< \n\t")
			if end < 0 {
				end = len(s) - i
			}
			end += i
			b.WriteString(html.UnescapeString(s[i:end]))
			i = end
		}
	}
	return b.String()
}

// Allowed reports whether a source may hold r: no control character, and
// nothing else that no XML may hold or that ends a line in YAML and not in
// Markdown.
func Allowed(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return true
	case r < ' ' || r >= 0x7f && r < 0xa0, r == '\u2028', r == '\u2029':
		return false
	}
	return r&0xfffe != 0xfffe && (r < 0xfdd0 || r > 0xfdef)
}

// Escape is s as HTML text, also inside an attribute in double quotes.
func Escape(s string) string { return html.EscapeString(s) }
