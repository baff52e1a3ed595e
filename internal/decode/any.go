package decode

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"trustbook/internal/diag"
)

// Any is a value of any type, as JSON would have it, with its place: for keys
// that may hold one of several types, which their reader tells apart.
type Any struct {
	V any
	diag.Mark
	Key diag.Mark // where the key stands, in a mapping
}

var anyType = reflect.TypeFor[Any]()

// any is n as JSON would have it. The library's own decoding would make times
// of dates, merge mappings, and name no place for a key given twice.
func (d *decoder) any(n *yaml.Node) any {
	switch n.Kind {
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, c := range n.Content {
			list[i] = d.any(c)
		}
		return list
	case yaml.MappingNode:
		m := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i]
			if _, ok := m[key.Value]; ok {
				d.twice(key)
				continue
			}
			m[key.Value] = d.any(n.Content[i+1])
		}
		return m
	}
	switch n.Tag {
	case "!!null":
		return nil
	case "!!bool":
		return strings.EqualFold(n.Value, "true")
	case "!!int":
		if i, err := strconv.Atoi(n.Value); err == nil {
			return i
		}
	case "!!float":
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return f
		}
	}
	return n.Value
}

func (d *decoder) twice(key *yaml.Node) {
	d.list.Error(d.at(key), fmt.Sprintf("%q is given twice", clip(key.Value)), "keep one of the two")
}
