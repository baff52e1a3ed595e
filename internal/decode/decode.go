// Package decode reads YAML strictly into Go structs: an unknown key, a key
// given twice, a value of the wrong type are each reported with file, line,
// column and, where there is one, the nearest match; reading then goes on, so
// that one run names every problem.
//
// A struct says its keys by tags:
//
//	type Choice struct {
//		ID    Str            `yaml:"id,required" doc:"permanent, keys saved answers"`
//		Label markup.Inline  `yaml:"label"`
//	}
//
// A struct that has a field with the tag ",text" may also be written as that.
//
// The doc tags and the types also make the JSON Schema that editors complete
// from (package schema), so the two cannot disagree.
//
// Anchors, aliases, merge keys and tags are refused: a workbook needs none,
// and an alias is how a small file becomes a huge one.
package decode

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"trustbook/internal/diag"
	"trustbook/internal/markup"
)

// Str is text together with its place in the file.
type Str struct {
	V string
	diag.Mark
}

func (s Str) String() string { return s.V }

// Scalar is a piece of text as a custom type's reader gets it: At gives the
// place of byte i of Text, as exactly as the YAML style lets it be known.
type Scalar struct {
	Key  string // the key that it is the value of
	Text string
	At   func(i int) diag.Mark
}

// Reader makes a value of a custom type, such as rendered Markdown, from text.
type Reader func(Scalar) reflect.Value

// Enum is implemented by string types that have a fixed set of values.
type Enum interface{ Values() []string }

// YAML decodes the block of src from start to end into what into points to, and
// reports whether it could be read at all. Readers makes the types it names;
// every other type is decoded as it is.
func YAML(src *diag.Source, start, end int, into any, readers map[reflect.Type]Reader, list *diag.List) bool {
	d := &decoder{src: src, start: start, readers: readers, list: list}
	d.firstLine = src.At(start).Line - 1
	block := src.Data[start:end]
	var doc, more yaml.Node
	r := yaml.NewDecoder(bytes.NewReader(block))
	if err := r.Decode(&doc); err != nil && err != io.EOF {
		d.syntax(block, err)
		return false
	}
	switch err := r.Decode(&more); {
	case err == nil:
		d.list.Error(d.at(&more), "a second YAML document begins here", "remove the line --- before it, or put quotes around it")
		return false
	case err != io.EOF:
		d.syntax(block, err)
		return false
	}
	if len(doc.Content) == 0 && reflect.TypeOf(into).Elem().Kind() != reflect.Struct {
		return true // an empty file is an empty list
	}
	if len(doc.Content) == 0 { // and a struct without any key, some of which may be required
		doc.Content = []*yaml.Node{{Kind: yaml.MappingNode, Line: 1, Column: 1}}
	}
	if d.refused(doc.Content[0]) {
		return false
	}
	d.value(doc.Content[0], reflect.ValueOf(into).Elem(), "")
	return true
}

type decoder struct {
	src       *diag.Source
	start     int // of the block
	firstLine int // lines of the file before the block
	readers   map[reflect.Type]Reader
	list      *diag.List

	line   int // the line that the rest is of
	offset int
	length int
	chars  []int // offset of each character of a line that is not ASCII
}

// mark turns a place in the block, its column counted in characters as the
// library does, into one in the file, in bytes.
func (d *decoder) mark(line, column int) diag.Mark {
	if line != d.line {
		d.line, d.offset = line, d.src.Offset(diag.Mark{Line: int32(d.firstLine + line), Column: 1})
		text := lineAt(d.src.Data, d.offset)
		d.length, d.chars = len(text), characters(text)
	}
	n := max(0, column-1)
	if d.chars != nil && n < len(d.chars) {
		n = d.chars[n]
	}
	return d.src.Mark(d.offset + min(n, d.length))
}

// characters gives the offset of each character; nil where all are ASCII.
func characters(text []byte) []int {
	if !slices.ContainsFunc(text, func(c byte) bool { return c >= 0x80 }) {
		return nil
	}
	var at []int
	for i, c := range text {
		if c&0xC0 != 0x80 {
			at = append(at, i)
		}
	}
	return at
}

// lineAt is the rest of the line from offset.
func lineAt(data []byte, offset int) []byte {
	line, _, _ := bytes.Cut(data[offset:], []byte("\n"))
	return line
}

func (d *decoder) at(n *yaml.Node) diag.Position { return d.mark(n.Line, n.Column).In(d.src.Name) }

// More than anything here needs, and little enough to report each of them.
const (
	maxItems = 20_000
	maxKeys  = 1000
)

// refused reports anchors, aliases, tags, control characters and lists without
// end anywhere below n. An escape such as "\x03" brings in characters that the file does not hold.
func (d *decoder) refused(n *yaml.Node) bool {
	bad := false
	switch {
	case n.Kind == yaml.AliasNode:
		d.list.Error(d.at(n), fmt.Sprintf("alias %q is not supported here", "*"+n.Value), "write the value out, or put quotes around text that begins with *")
		return true
	case n.Anchor != "":
		d.list.Error(d.at(n), fmt.Sprintf("anchor %q is not supported here", "&"+n.Anchor), "write the value out, or put quotes around text that begins with &")
		bad = true
	case n.Style&yaml.TaggedStyle != 0:
		d.list.Error(d.at(n), fmt.Sprintf("tag %q is not supported here", n.Tag), "put quotes around text that begins with !")
		bad = true
	case strings.ContainsFunc(n.Value, func(r rune) bool { return !markup.Allowed(r) }):
		d.list.Error(d.at(n), "a backslash in \"…\" makes a control character", `delete it, or write \\ for a backslash`)
		bad = true
	case n.Kind == yaml.SequenceNode && len(n.Content) > maxItems:
		d.list.Error(d.at(n), fmt.Sprintf("a list of more than %d items", maxItems), "make it shorter")
		return true
	case n.Kind == yaml.MappingNode && len(n.Content) > 2*maxKeys:
		d.list.Error(d.at(n), fmt.Sprintf("a mapping of more than %d keys", maxKeys), "make it shorter")
		return true
	}
	for _, c := range n.Content {
		bad = d.refused(c) || bad
	}
	return bad
}
