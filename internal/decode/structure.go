package decode

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"trustbook/internal/diag"
)

// structure decodes a mapping into a struct by its tags. Fields of these names
// and types get what they say:
//
//	Mark  diag.Mark  the mapping's place
//	Key   diag.Mark  the place of its key, where it is a map's value
//	Given Given      the keys that were given
func (d *decoder) structure(n *yaml.Node, v reflect.Value, what string) {
	shape := shapeOf(v.Type())
	keys := shape.keys
	switch {
	case n.Kind == yaml.ScalarNode && shape.text != nil:
		d.value(n, v.FieldByIndex(shape.text), what)
		return
	case n.Kind != yaml.MappingNode && shape.text != nil:
		d.wrong(n, what, "text or a mapping of keys", "")
		return
	case n.Kind != yaml.MappingNode:
		d.wrong(n, what, "a mapping of keys", "write key: value, each on a line of its own or all in {braces}")
		return
	}
	if shape.mark != nil {
		v.FieldByIndex(shape.mark).Set(reflect.ValueOf(d.mark(n.Line, n.Column)))
	}
	exact := make(map[string]bool, len(n.Content)/2)
	for i := 0; i < len(n.Content); i += 2 {
		exact[n.Content[i].Value] = true
	}
	seen := make(map[string]bool, len(n.Content)/2)
	var given Given
	if shape.given != nil {
		given = make(Given, 0, len(n.Content)/2)
		defer func() { v.FieldByIndex(shape.given).Set(reflect.ValueOf(given)) }()
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			d.wrong(key, "a key", "text", "")
			continue
		}
		name := key.Value
		k, ok := keys[name]
		if !ok {
			k = d.unknown(key, keys)
			name = k.Name
			if name == "" || exact[name] {
				continue
			}
		}
		if seen[name] {
			d.twice(key)
			continue
		}
		seen[name] = true
		before := len(*d.list)
		g := GivenKey{Name: name, Blank: isBlank(value), Key: d.mark(key.Line, key.Column), Value: d.mark(value.Line, value.Column)}
		if k.Required && g.Blank {
			d.list.Error(d.at(value), fmt.Sprintf("%q is empty", key.Value), k.Doc)
		} else {
			d.value(value, v.FieldByIndex(k.Index), key.Value)
		}
		if g.Bad = len(*d.list) > before; shape.given != nil {
			given = append(given, g)
		}
	}
	for name, k := range keys {
		if k.Required && !seen[name] {
			d.list.Error(d.at(n), fmt.Sprintf("%q is missing", name), k.Doc)
		}
	}
}

// unknown reports a key that is none of keys. The nearest match, where there
// is one, takes its value: one slip of the keyboard is one problem.
func (d *decoder) unknown(key *yaml.Node, keys map[string]Key) Key {
	names := slices.Sorted(maps.Keys(keys))
	nearest := diag.Nearest(key.Value, names)
	d.list.Error(d.at(key), fmt.Sprintf("unknown key %q", clip(key.Value)), diag.OneOf(key.Value, names))
	return keys[nearest]
}

// isBlank reports a value that is there and says nothing.
func isBlank(n *yaml.Node) bool {
	if n.Kind == yaml.ScalarNode {
		return strings.TrimSpace(n.Value) == "" || n.Tag == "!!null"
	}
	return len(n.Content) == 0
}

// Given are the keys that a mapping gave, in its order. An unknown key counts
// as the nearest known one.
type Given []GivenKey

// GivenKey is one of them.
type GivenKey struct {
	Name       string
	Blank      bool // nothing was given for it
	Bad        bool // what was given was refused
	Key, Value diag.Mark
}

// Has reports whether the key was given, and not left empty.
func (g Given) Has(name string) bool {
	return slices.ContainsFunc(g, func(k GivenKey) bool { return k.Name == name && !k.Blank })
}

// Good reports whether the key was given a value without any fault.
func (g Given) Good(name string) bool {
	return slices.ContainsFunc(g, func(k GivenKey) bool { return k.Name == name && !k.Blank && !k.Bad })
}

// At is the place of the value of a key, or otherwise where it was not given.
func (g Given) At(name string, otherwise diag.Mark) diag.Mark {
	for _, k := range g {
		if k.Name == name {
			return k.Value
		}
	}
	return otherwise
}

func clip(s string) string {
	if len(s) > 60 {
		return strings.ToValidUTF8(s[:60], "") + "…"
	}
	return s
}

// Key is one key that a struct's tags declare.
type Key struct {
	Name, Doc string
	Required  bool
	Type      reflect.Type
	Index     []int
}

// shape is what structure needs to know of a struct type: its keys, and where
// its fields are that have a meaning of their own, nil where it has none.
type shape struct {
	keys                   map[string]Key
	text, mark, key, given []int
}

var shapes sync.Map // reflect.Type to *shape

func shapeOf(t reflect.Type) *shape {
	if s, ok := shapes.Load(t); ok {
		return s.(*shape)
	}
	s := &shape{keys: map[string]Key{}}
	for _, k := range Keys(t) {
		s.keys[k.Name] = k
	}
	own := func(name string, of reflect.Type) []int {
		if f, ok := t.FieldByName(name); ok && f.Type == of {
			return f.Index
		}
		return nil
	}
	s.mark = own("Mark", reflect.TypeFor[diag.Mark]())
	s.key = own("Key", reflect.TypeFor[diag.Mark]())
	s.given = own("Given", reflect.TypeFor[Given]())
	for _, f := range reflect.VisibleFields(t) {
		if f.Tag.Get("yaml") == ",text" {
			s.text = f.Index
		}
	}
	shapes.Store(t, s)
	return s
}

// Keys lists the keys of a struct type in the order of its fields.
func Keys(t reflect.Type) []Key {
	var keys []Key
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if name == "" || name == "-" {
			continue
		}
		keys = append(keys, Key{name, f.Tag.Get("doc"), options == "required", f.Type, f.Index})
	}
	return keys
}
