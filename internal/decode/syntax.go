package decode

import (
	"bytes"
	"io"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"trustbook/internal/diag"
)

var yamlMessage = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)

// mistake is something that the YAML library says, and what it means to an
// author: opening are the characters that the line's value may begin with, and
// found those that may stand at the place of the mistake; "" is any.
type mistake struct{ says, opening, found, message, hint string }

const (
	braces   = `put quotes around a value that begins with "{"`
	brackets = `put quotes around a value that begins with "["`
	inColumn = "begin the keys of one mapping, or the dashes of one list, in one column"
	openEnd  = "close it; a ' inside '…' is written ''"
)

var mistakes = []mistake{
	{"did not find expected key", "{", "", "text after what stands in braces", braces},
	{"did not find expected key", "[", "", "text after what stands in brackets", brackets},
	{"did not find expected key", `"`, "", "text after what stands in quotation marks", "put single quotes around the whole value, as it begins with a quotation mark"},
	{"did not find expected key", "'", "", "text after what stands in quotation marks", "write '' for each ' in it, or put double quotes around the value"},
	{"did not find expected key", "", "", "this line fits none of the lines above", inColumn},
	{"did not find expected '-'", "", "", "this line fits none of the lines above", inColumn},
	{"did not find expected ','", "", "}", "text after what stands in braces", braces},
	{"did not find expected ','", "", "]", "text after what stands in brackets", brackets},
	{"did not find expected ','", "", `"'`, "text after what stands in quotation marks", "put other quotes around the whole value"},
	{"did not find expected ','", "", ":", `a second ":" in one value`, `put quotes around a value that holds ": "`},
	{"expected ',' or '}'", "", "", `what began with "{" does not end`, braces + `, or close it with "}"`},
	{"expected ',' or ']'", "", "", `what began with "[" does not end`, brackets + `, or close it with "]"`},
	{"mapping values are not allowed", secondColon, "", `a second ":" in one line`, `put quotes around a value that holds ": "`},
	{"mapping values are not allowed", "", "", "this key is indented too far", inColumn},
	{"found a tab character", "", "", "a tab in the indentation", "indent with spaces"},
	{"cannot start any token", "", "\t", "a tab in the indentation", "indent with spaces"},
	{"cannot start any token", "", "", "a value cannot begin with this character", "put quotes around it"},
	{"alphabetic or numeric character", "*&", "", "a value cannot begin with this character", "put quotes around it"},
	{"found unexpected end of stream", "", "", "a quotation mark is never closed", openEnd},
	{"found unexpected document indicator", "", "", "a quotation mark is never closed", openEnd},
	{"could not find expected ':'", "", "", "a line without a key", "write key: value, and indent the lines of a longer text below its key"},
	{"did not find expected node content", "", "", "a value is missing here", `write one, or put quotes around a "]", "}" or "," that is text`},
	{"block sequence entries are not allowed", "", "", "a list cannot begin here", `begin it on a line of its own, or put quotes around a value that begins with "- "`},
	{"unknown escape character", "", "", `a backslash in "…" that means nothing`, `write \\ for a backslash`},
	{"expected hexdecimal number", "", "", `a backslash in "…" that means nothing`, `write \\ for a backslash`},
	{"unknown anchor", "", "", "an alias is not supported here", "put quotes around text that begins with *"},
	{"expected <document start>", "", "", "the YAML has ended before this line", `delete the line "..." above it`},
	{"exceeded max depth", "", "", "nested too deeply", "nothing here needs more than a few levels"},
}

// secondColon stands for a value that holds a colon.
const secondColon = "a:"

// valueForm is a line's value, or the rest of a line without a key.
var valueForm = regexp.MustCompile(`^[ -]*(?:[\w-]+:[ ]+)?(.*)$`)

// syntax reports what the YAML library could not read.
func (d *decoder) syntax(block []byte, err error) {
	says, line := split(err)
	at := d.src.Offset(d.mark(line, 1))
	if len(block) <= maxLocated {
		at = d.start + locate(block, says)
	}
	start := d.src.Offset(diag.Mark{Line: d.src.Mark(at).Line, Column: 1})
	text := lineAt(d.src.Data, start)
	value := valueForm.FindSubmatchIndex(text)[2]
	for _, m := range mistakes {
		switch begins := value > 0 && value < len(text) && strings.IndexByte(m.opening, text[value]) >= 0; {
		case !strings.Contains(says, m.says):
			continue
		case m.opening == secondColon && value > 0 && bytes.IndexByte(text[value:], ':') >= 0:
		case m.opening != "" && !begins || m.found != "" && (at >= len(d.src.Data) || strings.IndexByte(m.found, d.src.Data[at]) < 0):
			continue
		case begins:
			at = start + value
		}
		d.list.Error(d.src.At(at), m.message, m.hint)
		return
	}
	d.list.Error(d.src.At(at), "this cannot be read as YAML: "+says, "check the indentation and the quotes around here")
}

// split takes the library's message apart.
func split(err error) (says string, line int) {
	m := yamlMessage.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " "))
	if m == nil {
		return err.Error(), 1
	}
	line, _ = strconv.Atoi(m[1])
	return m[2], max(1, line)
}

// maxLocated bounds the work of locate, which reads the block several times.
const maxLocated = 64 << 10

var (
	quotedName = regexp.MustCompile(`'[^' ]{2,}'`)
	// tooMuch is text behind a closing brace, bracket or quotation mark, or a
	// second colon.
	tooMuch = regexp.MustCompile(`([}\]"'])[ \t]+[^\s,}\]:#]|: [^,:{}\[\]"'\n]+(:) `)
)

// locate finds the byte of block at which the library sees the mistake. It
// says no column, and often a line before or after the right one: so this is
// the end of the shortest beginning of the block with that same mistake.
func locate(block []byte, says string) int {
	var ends []int // of each line
	for i, c := range block {
		if c == '\n' {
			ends = append(ends, i+1)
		}
	}
	line := first(len(ends), func(i int) bool { return fails(block[:ends[i]], says) })
	start, end := 0, len(block)
	if line > 0 {
		start = ends[line-1]
	}
	if line < len(ends) {
		end = ends[line] - 1
	}
	n := first(end-start, func(i int) bool { return fails(block[:start+i+1], says) })
	at := start + max(0, min(n, end-start-1))
	if !strings.Contains(says, "did not find expected ','") {
		return at
	}
	// Every beginning that ends within these braces fails alike: look for what
	// stands between them and the place up to which the library has read.
	reader := &byBytes{data: block}
	var doc yaml.Node
	_ = yaml.NewDecoder(reader).Decode(&doc)
	if m := tooMuch.FindAllSubmatchIndex(block[start:max(at, reader.read)], -1); m != nil {
		last := m[len(m)-1]
		return start + max(last[2], last[4])
	}
	return at
}

// fails reports whether a beginning of the block has the same mistake.
func fails(block []byte, says string) bool {
	r := yaml.NewDecoder(bytes.NewReader(block))
	var doc yaml.Node
	err := r.Decode(&doc)
	if err == nil {
		err = r.Decode(&doc)
	}
	if err == nil {
		return false
	}
	s, _ := split(err)
	return quotedName.ReplaceAllString(s, "") == quotedName.ReplaceAllString(says, "")
}

// first finds the least i from which on same is true up to n, where it is true.
// It goes down from there, in the end in ever longer steps: same may be true
// further down for other reasons.
func first(n int, same func(int) bool) int {
	high, step := n, 1
	for high-step >= 0 && same(high-step) {
		high -= step
		if n-high > 32 {
			step *= 2
		}
	}
	low := max(-1, high-step)
	return low + 1 + sort.Search(high-low-1, func(i int) bool { return same(low + 1 + i) })
}

// byBytes is a reader that gives a byte at a time and knows how many it gave.
type byBytes struct {
	data []byte
	read int
}

func (b *byBytes) Read(p []byte) (int, error) {
	if b.read == len(b.data) || len(p) == 0 {
		return 0, io.EOF
	}
	p[0] = b.data[b.read]
	b.read++
	return 1, nil
}
