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
//		Other Nested         `yaml:",inline"`
//	}
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
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"trustbook/internal/diag"
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

// YAML decodes the block of src from start to end into what into points to.
// Readers makes the types it names; every other type is decoded as it is.
func YAML(src *diag.Source, start, end int, into any, readers map[reflect.Type]Reader, list *diag.List) {
	d := &decoder{src: src, readers: readers, list: list}
	d.firstLine = src.At(start).Line - 1
	var doc yaml.Node
	r := yaml.NewDecoder(bytes.NewReader(src.Data[start:end]))
	if err := r.Decode(&doc); err != nil && err != io.EOF {
		d.syntax(err)
		return
	}
	var more yaml.Node
	if err := r.Decode(&more); err != io.EOF {
		d.list.Error(d.position(max(1, more.Line), 1), "a second YAML document begins here", "remove the line ---, or put quotes around it")
		return
	}
	if len(doc.Content) == 0 {
		doc.Content = []*yaml.Node{{Kind: yaml.MappingNode, Line: 1, Column: 1}}
	}
	if d.refused(doc.Content[0]) {
		return
	}
	d.value(doc.Content[0], reflect.ValueOf(into).Elem(), "")
}

type decoder struct {
	src       *diag.Source
	firstLine int // lines of the file before the block
	readers   map[reflect.Type]Reader
	list      *diag.List
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)

// syntax reports what the YAML library could not read. Its messages carry a
// line and no column.
func (d *decoder) syntax(err error) {
	m := yamlLine.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " "))
	message, line := err.Error(), 1
	if m != nil {
		message = m[2]
		line, _ = strconv.Atoi(m[1])
		line = max(1, line)
	}
	hint := "check the indentation and the quotes around here"
	switch {
	case strings.Contains(message, "mapping values are not allowed"):
		hint = `put quotes around a value that holds ": "`
	case strings.Contains(message, "cannot start any token"):
		hint = "indent with spaces, not tabs, and put quotes around a value that begins with one of @ ` % * & ! |"
	case strings.Contains(message, "did not find expected"):
		hint = `put quotes around a value that begins with "{", "[" or a quotation mark, and check the indentation`
	}
	d.list.Error(d.position(line, 1), "front matter or YAML cannot be read: "+message, hint)
}

func (d *decoder) position(line, column int) diag.Position {
	return d.mark(line, column).In(d.src.Name)
}

// mark turns a place in the block, its column counted in characters as the
// library does, into one in the file, in bytes.
func (d *decoder) mark(line, column int) diag.Mark {
	m := diag.Mark{Line: int32(d.firstLine + line), Column: 1}
	offset := d.src.Offset(m)
	for range column - 1 {
		if offset >= len(d.src.Data) || d.src.Data[offset] == '\n' {
			break
		}
		offset++
		for offset < len(d.src.Data) && d.src.Data[offset]&0xC0 == 0x80 {
			offset++
		}
	}
	return d.src.Mark(offset)
}

func (d *decoder) at(n *yaml.Node) diag.Position { return d.position(n.Line, n.Column) }

// refused reports anchors, aliases and tags anywhere below n.
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
	}
	for _, c := range n.Content {
		bad = d.refused(c) || bad
	}
	return bad
}
