package read

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"unicode/utf16"
)

// lexer reads values. It never fails: what cannot be read is nil.
type lexer struct {
	data []byte
	at   int
}

// word is a keyword that is no value, such as endobj.
type word string

// end closes an array or a dictionary.
type end byte

func (l *lexer) skip() {
	for l.at < len(l.data) {
		switch l.data[l.at] {
		case 0, '\t', '\n', '\f', '\r', ' ':
			l.at++
		case '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

func regular(c byte) bool {
	return c > ' ' && bytes.IndexByte([]byte("()<>[]{}/%"), c) < 0
}

// object reads a value and the stream after it if there is one.
func (l *lexer) object() any {
	v := l.value(0)
	d, ok := v.(Dict)
	if !ok {
		return v
	}
	before := l.at
	if l.value(0) != word("stream") {
		l.at = before
		return v
	}
	if l.at < len(l.data) && l.data[l.at] == '\r' {
		l.at++
	}
	if l.at < len(l.data) && l.data[l.at] == '\n' {
		l.at++
	}
	start, stop := l.at, -1
	if n, ok := d["Length"].(float64); ok && n >= 0 && float64(start)+n <= float64(len(l.data)) {
		at := start + int(n)
		if bytes.HasPrefix(bytes.TrimLeft(l.data[at:min(at+20, len(l.data))], "\r\n "), []byte("endstream")) {
			stop = at
		}
	}
	if stop < 0 {
		i := bytes.Index(l.data[start:], []byte("endstream"))
		if i < 0 {
			i = len(l.data) - start
		}
		stop = start + i
	}
	l.at = stop
	return &Stream{Dict: d, Raw: l.data[start:stop]}
}

func (l *lexer) value(depth int) any {
	l.skip()
	if l.at >= len(l.data) || depth > maxDepth {
		l.at = len(l.data)
		return end(0)
	}
	c := l.data[l.at]
	next := byte(0)
	if l.at+1 < len(l.data) {
		next = l.data[l.at+1]
	}
	switch {
	case c == '<' && next == '<':
		l.at += 2
		return l.dict(depth)
	case c == '>' && next == '>':
		l.at += 2
		return end('>')
	case c == '[':
		l.at++
		return l.array(depth)
	case c == ']':
		l.at++
		return end(']')
	case c == '(':
		return l.literal()
	case c == '<':
		return l.hex()
	case c == '/':
		l.at++
		return l.name()
	case regular(c):
		return l.plain()
	}
	l.at++
	return nil
}

func (l *lexer) array(depth int) Array {
	a := Array{}
	for {
		switch v := l.value(depth + 1).(type) {
		case end:
			return a
		case word:
			if n := len(a); v == "R" && n >= 2 {
				if number, ok := a[n-2].(float64); ok {
					a = append(a[:n-2], Ref(number))
				}
			}
		default:
			a = append(a, v)
		}
	}
}

func (l *lexer) dict(depth int) Dict {
	d := Dict{}
	items := l.array(depth) // ends with what ends a dictionary as well
	for i := 0; i+1 < len(items); i += 2 {
		key, ok := items[i].(Name)
		if !ok {
			return d
		}
		d[key] = items[i+1]
	}
	return d
}

// plain reads a number or a keyword.
func (l *lexer) plain() any {
	from := l.at
	for l.at < len(l.data) && regular(l.data[l.at]) {
		l.at++
	}
	s := string(l.data[from:l.at])
	switch s {
	case "true", "false":
		return s == "true"
	case "null":
		return nil
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil && n < 1e15 && n > -1e15 {
		return n
	}
	return word(s)
}

func (l *lexer) name() Name {
	var b []byte
	for l.at < len(l.data) && regular(l.data[l.at]) {
		c := l.data[l.at]
		if c == '#' && l.at+2 < len(l.data) {
			if h, err := hex.DecodeString(string(l.data[l.at+1 : l.at+3])); err == nil {
				c = h[0]
				l.at += 2
			}
		}
		b = append(b, c)
		l.at++
	}
	return Name(b)
}

func (l *lexer) hex() String {
	var digits []byte
	for l.at++; l.at < len(l.data); l.at++ {
		c := l.data[l.at]
		if c == '>' {
			l.at++
			break
		}
		if c > ' ' {
			digits = append(digits, c)
		}
	}
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	out := make([]byte, len(digits)/2)
	n, _ := hex.Decode(out, digits) // as far as it goes
	return String(out[:n])
}

var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

func (l *lexer) literal() String {
	var b []byte
	depth := 0
	for ; l.at < len(l.data); l.at++ {
		c := l.data[l.at]
		switch c {
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				l.at++
				return String(b)
			}
		case '\\':
			if l.at++; l.at >= len(l.data) {
				return String(b)
			}
			if c = l.data[l.at]; c == '\n' || c == '\r' {
				if c == '\r' && l.at+1 < len(l.data) && l.data[l.at+1] == '\n' {
					l.at++
				}
				continue
			}
			if e, ok := escapes[c]; ok {
				c = e
			} else if c >= '0' && c <= '7' {
				c = l.octal()
			}
		}
		b = append(b, c)
	}
	return String(b)
}

// octal reads up to three digits, and stops at the last of them.
func (l *lexer) octal() byte {
	n := 0
	for i := 0; i < 3 && l.at < len(l.data) && l.data[l.at] >= '0' && l.data[l.at] <= '7'; i++ {
		n = n*8 + int(l.data[l.at]-'0')
		l.at++
	}
	l.at--
	return byte(n)
}

// Content calls each for the operators of a content stream.
func Content(data []byte, each func(operator string, operands []any)) {
	l := &lexer{data: data}
	var operands []any
	for {
		switch v := l.value(0).(type) {
		case end:
			if l.at >= len(data) {
				return
			}
		case word:
			each(string(v), operands)
			operands = nil
		default:
			operands = append(operands, v)
		}
	}
}

// upper are the characters of PDFDocEncoding from 128 to 160, and low those
// from 24 to 31.
var (
	upper = []rune("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€")
	low   = []rune("˘ˇˆ˙˝˛˚˜")
)

// Text is a text string as people read it.
func (s String) Text() string {
	b := []byte(s)
	switch {
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return wide(b[2:], 0)
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}): // against the rules, and met
		return wide(b[2:], 1)
	case bytes.HasPrefix(b, []byte{0xef, 0xbb, 0xbf}):
		return string(bytes.ToValidUTF8(b[3:], []byte("\ufffd")))
	}
	out := make([]rune, len(b))
	for i, c := range b {
		switch {
		case c >= 128 && c <= 160:
			out[i] = upper[c-128]
		case c >= 24 && c < 32:
			out[i] = low[c-24]
		default:
			out[i] = rune(c)
		}
	}
	return string(out)
}

func wide(b []byte, little int) string {
	var units []uint16
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i+little])<<8|uint16(b[i+1-little]))
	}
	return string(utf16.Decode(units))
}
