package decode

import (
	"bytes"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"trustbook/internal/diag"
)

var yamlMessage = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)

// mistake is something that the YAML library says, and what it means to an
// author. On a line whose value begins with one of the characters of opening,
// that value is meant.
type mistake struct{ says, opening, message, hint string }

const (
	braces   = `put quotes around a value that begins with "{"`
	brackets = `put quotes around a value that begins with "["`
	columns  = "begin the keys of one mapping, or the dashes of one list, in one column"
)

var mistakes = []mistake{
	{"did not find expected key", "{", "text after what stands in braces", braces},
	{"did not find expected key", "[", "text after what stands in brackets", brackets},
	{"did not find expected key", `"`, "text after what stands in quotation marks", "put single quotes around the whole value, as it begins with a quotation mark"},
	{"did not find expected key", "'", "text after what stands in quotation marks", "write '' for each ' in it, or put double quotes around the value"},
	{"did not find expected key", "", "this line fits none of the lines above", columns},
	{"did not find expected '-'", "", "this line fits none of the lines above", columns},
	{"mapping values are not allowed", ":", `a second ":" in one line`, `put quotes around a value that holds ": "`},
	{"mapping values are not allowed", "", "this key is indented too far", columns},
	{"found a tab character", "", "a tab in the indentation", "indent with spaces"},
	{"cannot start any token", "\t", "a tab in the indentation", "indent with spaces"},
	{"cannot start any token", "@`%", "a value cannot begin with this character", "put quotes around it"},
	{"expected ',' or '}'", "", `what began with "{" does not end`, braces + `, or close it with "}"`},
	{"expected ',' or ']'", "", `what began with "[" does not end`, brackets + `, or close it with "]"`},
	{"found unexpected end of stream", "", "a quotation mark is never closed", "close it; a ' inside '…' is written ''"},
	{"found unexpected document indicator", "", "a quotation mark is never closed", "close it; a ' inside '…' is written ''"},
	{"could not find expected ':'", "", "a line without a key", "write key: value, and indent the lines of a longer text below its key"},
	{"did not find expected node content", "", "a value is missing here", `write one, or put quotes around a "]", "}" or "," that is text`},
	{"block sequence entries are not allowed", "", "a list cannot begin here", `begin it on a line of its own, or put quotes around a value that begins with "- "`},
	{"unknown escape character", "", `a backslash in "…" that means nothing`, `write \\ for a backslash`},
	{"expected hexdecimal number", "", `a backslash in "…" that means nothing`, `write \\ for a backslash`},
	{"alphabetic or numeric character", "*&", "a value cannot begin with this character", "put quotes around it"},
	{"unknown anchor", "*", "an alias is not supported here", "put quotes around text that begins with *"},
	{"expected <document start>", "", "the YAML has ended before this line", `delete the line "..." above it`},
	{"exceeded max depth", "", "nested too deeply", "nothing here needs more than a few levels"},
}

// value is a line's value, or the rest of a line without a key.
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
		if !strings.Contains(says, m.says) {
			continue
		}
		switch {
		case m.opening == "":
		case m.opening == ":" && bytes.Contains(text[value:], []byte(":")) && value > 0:
		case value < len(text) && strings.IndexByte(m.opening, text[value]) >= 0:
			at = start + value
		default:
			continue
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

var quotedName = regexp.MustCompile(`'[^' ]{2,}'`)

// locate finds the byte of block at which the library sees the mistake. It
// says no column, and often a line before or after the right one: so this is
// the end of the shortest beginning of the block with that same mistake.
func locate(block []byte, says string) int {
	same := func(n int) bool {
		if n < len(block) && !utf8.RuneStart(block[n]) {
			return false
		}
		var doc yaml.Node
		r := yaml.NewDecoder(bytes.NewReader(block[:n]))
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
	var ends []int // of each line
	for i, c := range block {
		if c == '\n' {
			ends = append(ends, i+1)
		}
	}
	line := sort.Search(len(ends), func(i int) bool { return same(ends[i]) })
	start, end := 0, len(block)
	if line > 0 {
		start = ends[line-1]
	}
	if line < len(ends) {
		end = ends[line] - 1
	}
	n := sort.Search(end-start, func(i int) bool { return same(start + i + 1) })
	return start + min(n, max(0, end-start-1))
}
