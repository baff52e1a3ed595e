package decode

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"trustbook/internal/diag"
)

var strType = reflect.TypeFor[Str]()

// value decodes n into v; what is the key that n stands at, for messages.
func (d *decoder) value(n *yaml.Node, v reflect.Value, what string) {
	if r, ok := d.readers[v.Type()]; ok {
		if s, ok := d.scalar(n, what); ok {
			s.Key = what
			v.Set(r(s))
		}
		return
	}
	if v.Type() == strType {
		if s, ok := d.scalar(n, what); ok {
			v.Set(reflect.ValueOf(Str{s.Text, d.mark(n.Line, n.Column)}))
		}
		return
	}
	if v.Type() == anyType {
		a := Any{Mark: d.mark(n.Line, n.Column)}
		if err := n.Decode(&a.V); err != nil {
			d.list.Error(d.at(n), "a key is given twice here", "keep one of the two")
		}
		v.Set(reflect.ValueOf(a))
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		p := reflect.New(v.Type().Elem())
		d.value(n, p.Elem(), what)
		v.Set(p)
	case reflect.Struct:
		d.structure(n, v, what)
	case reflect.Slice:
		d.slice(n, v, what)
	case reflect.Map:
		d.mapping(n, v, what)
	case reflect.String:
		if s, ok := d.scalar(n, what); ok {
			v.SetString(s.Text)
			d.enum(n, v, what)
		}
	case reflect.Bool:
		d.boolean(n, v, what)
	case reflect.Int:
		if i, err := strconv.Atoi(n.Value); err == nil && n.Kind == yaml.ScalarNode && n.Tag == "!!int" {
			v.SetInt(int64(i))
		} else {
			d.wrong(n, what, "a whole number", "")
		}
	case reflect.Float64:
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil && n.Kind == yaml.ScalarNode && (n.Tag == "!!int" || n.Tag == "!!float") {
			v.SetFloat(f)
		} else {
			d.wrong(n, what, "a number", "")
		}
	default:
		panic("decode: no rule for " + v.Type().String())
	}
}

func (d *decoder) boolean(n *yaml.Node, v reflect.Value, what string) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!bool" {
		v.SetBool(strings.EqualFold(n.Value, "true"))
		return
	}
	d.wrong(n, what, "true or false", "")
}

func (d *decoder) wrong(n *yaml.Node, what, want, hint string) {
	d.list.Error(d.at(n), fmt.Sprintf("%s must be %s, not %s", quoted(what), want, describe(n)), hint)
}

func quoted(what string) string {
	if what == "" {
		return "the file"
	}
	return fmt.Sprintf("%q", what)
}

func describe(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a mapping of keys"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Tag == "!!null":
		return "empty"
	default:
		v := n.Value
		if len(v) > 40 {
			v = strings.ToValidUTF8(v[:40], "") + "…"
		}
		return fmt.Sprintf("%q", v)
	}
}

// scalar reads text. A number or a date is taken as it is written; true and
// false are refused, since an author who means the word wants to know.
func (d *decoder) scalar(n *yaml.Node, what string) (Scalar, bool) {
	switch {
	case n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle != 0:
		d.wrong(n, what, "text", `put quotes around a value that begins with "{"`)
		return Scalar{}, false
	case n.Kind == yaml.SequenceNode && n.Style&yaml.FlowStyle != 0:
		d.wrong(n, what, "text", `put quotes around a value that begins with "["`)
		return Scalar{}, false
	case n.Kind != yaml.ScalarNode:
		d.wrong(n, what, "text", "")
		return Scalar{}, false
	case n.Tag == "!!bool":
		d.wrong(n, what, "text", fmt.Sprintf("if you mean the word, put quotes around it: %q", n.Value))
		return Scalar{}, false
	case n.Tag == "!!null" && n.Style == 0:
		return Scalar{At: d.locator(n)}, true
	}
	return Scalar{Text: n.Value, At: d.locator(n)}, true
}

// locator maps offsets of a scalar's text to the file. It is exact for plain
// and quoted text on one line and for | blocks, and gives the value's start
// for other styles.
func (d *decoder) locator(n *yaml.Node) func(int) diag.Mark {
	line, column, text := n.Line, n.Column, n.Value
	switch {
	case n.Style&yaml.LiteralStyle != 0:
		return func(i int) diag.Mark {
			i = max(0, min(i, len(text)))
			before := strings.Count(text[:i], "\n")
			m := diag.Mark{Line: int32(d.firstLine + line + 1 + before), Column: 1}
			offset := d.src.Offset(m)
			if d.src.At(offset).Line != int(m.Line) {
				return d.mark(line, column)
			}
			start := strings.LastIndexByte(text[:i], '\n') + 1
			end := start + strings.IndexByte(text[start:]+"\n", '\n')
			indent := strings.Index(lineAt(d.src.Data, offset), text[start:end])
			return d.src.Mark(offset + max(0, indent) + i - start)
		}
	case n.Style&yaml.FoldedStyle != 0:
		return func(int) diag.Mark { return d.mark(line, column) }
	default:
		quote := 0
		if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
			quote = 1
		}
		return func(i int) diag.Mark {
			m := d.mark(line, column)
			rest := lineAt(d.src.Data, d.src.Offset(m))
			if i < 0 || i > len(text) || quote+len(text) > len(rest) || rest[quote:quote+len(text)] != text {
				return m
			}
			m.Column += int32(quote + i)
			return m
		}
	}
}

func lineAt(data []byte, offset int) string {
	rest := data[offset:]
	for i, c := range rest {
		if c == '\n' {
			return string(rest[:i])
		}
	}
	return string(rest)
}

func (d *decoder) enum(n *yaml.Node, v reflect.Value, what string) {
	e, ok := v.Interface().(Enum)
	if !ok || v.String() == "" || slices.Contains(e.Values(), v.String()) {
		return
	}
	hint := diag.DidYouMean(v.String(), e.Values())
	if hint == "" {
		hint = "use one of " + strings.Join(e.Values(), ", ")
	}
	d.list.Error(d.at(n), fmt.Sprintf("unknown %s %q", what, v.String()), hint)
	v.SetString("")
}

func (d *decoder) slice(n *yaml.Node, v reflect.Value, what string) {
	if n.Kind != yaml.SequenceNode {
		d.wrong(n, what, "a list", "begin each item with a dash, or put it in [square brackets]")
		return
	}
	s := reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content))
	for i, c := range n.Content {
		d.value(c, s.Index(i), what)
	}
	v.Set(s)
}

func (d *decoder) mapping(n *yaml.Node, v reflect.Value, what string) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, what, "a mapping of keys", "")
		return
	}
	m := reflect.MakeMapWithSize(v.Type(), len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode {
			d.wrong(key, "a key", "text", "")
			continue
		}
		k := reflect.ValueOf(key.Value).Convert(v.Type().Key())
		if m.MapIndex(k).IsValid() {
			d.list.Error(d.at(key), fmt.Sprintf("%q is given twice", key.Value), "keep one of the two")
			continue
		}
		e := reflect.New(v.Type().Elem()).Elem()
		d.value(n.Content[i+1], e, key.Value)
		m.SetMapIndex(k, e)
	}
	v.Set(m)
}

// structure decodes a mapping into a struct by its tags. A field Mark of type
// diag.Mark gets the mapping's place, a field Given of type []string the keys
// that were given.
func (d *decoder) structure(n *yaml.Node, v reflect.Value, what string) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, what, "a mapping of keys", "")
		return
	}
	keys := keysOf(v.Type())
	if m := v.FieldByName("Mark"); m.IsValid() && m.Type() == reflect.TypeFor[diag.Mark]() {
		m.Set(reflect.ValueOf(d.mark(n.Line, n.Column)))
	}
	seen := make(map[string]bool, len(n.Content)/2)
	defer func() {
		if g := v.FieldByName("Given"); g.IsValid() {
			g.Set(reflect.ValueOf(slices.Collect(maps.Keys(seen))))
		}
	}()
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		k, ok := keys[key.Value]
		switch {
		case !ok:
			hint := diag.DidYouMean(key.Value, slices.Collect(maps.Keys(keys)))
			if hint == "" {
				hint = "known here: " + strings.Join(slices.Sorted(maps.Keys(keys)), ", ")
			}
			d.list.Error(d.at(key), fmt.Sprintf("unknown key %q", clip(key.Value)), hint)
		case seen[key.Value]:
			d.list.Error(d.at(key), fmt.Sprintf("%q is given twice", key.Value), "keep one of the two")
		default:
			d.value(n.Content[i+1], v.FieldByIndex(k.Index), key.Value)
		}
		seen[key.Value] = true
	}
	for _, name := range slices.Sorted(maps.Keys(keys)) {
		if keys[name].Required && !seen[name] {
			d.list.Error(d.at(n), fmt.Sprintf("%q is missing", name), keys[name].Doc)
		}
	}
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

var keyCache sync.Map // reflect.Type to map[string]Key

func keysOf(t reflect.Type) map[string]Key {
	if k, ok := keyCache.Load(t); ok {
		return k.(map[string]Key)
	}
	keys := map[string]Key{}
	for _, k := range Keys(t) {
		keys[k.Name] = k
	}
	keyCache.Store(t, keys)
	return keys
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
