package decode

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"trustbook/internal/diag"
)

var strType = reflect.TypeFor[Str]()

// value decodes n into v; what is the key that n stands at, for messages.
func (d *decoder) value(n *yaml.Node, v reflect.Value, what string) {
	if r, ok := d.readers[v.Type()]; ok {
		if s, ok := d.scalar(n, what); ok {
			s.Key = strings.TrimSuffix(what, item)
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
		v.Set(reflect.ValueOf(Any{V: d.any(n), Mark: d.mark(n.Line, n.Column)}))
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		p := reflect.New(v.Type().Elem())
		before := len(*d.list)
		if d.value(n, p.Elem(), what); len(*d.list) == before || v.Type().Elem().Kind() == reflect.Struct {
			v.Set(p)
		}
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

// item marks what a message is about as an item of the list of that key.
const item = "[]"

func quoted(what string) string {
	key, isItem := strings.CutSuffix(what, item)
	switch {
	case what == "":
		return "this"
	case key == "":
		return "each item"
	case isItem:
		return fmt.Sprintf("each of %q", key)
	case strings.Contains(what, " "):
		return what
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
	start := d.mark(n.Line, n.Column)
	text := []byte(n.Value)
	switch {
	case n.Style&yaml.LiteralStyle != 0:
		return d.blockLocator(start, text)
	case n.Style&yaml.FoldedStyle != 0:
		return func(int) diag.Mark { return start }
	}
	quote := 0
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		quote = 1
	}
	rest := d.src.Data[min(d.src.Offset(start)+quote, len(d.src.Data)):]
	if bytes.IndexByte(text, '\n') >= 0 || !bytes.HasPrefix(rest, text) {
		return func(int) diag.Mark { return start } // folded, or with escapes
	}
	return func(i int) diag.Mark {
		return diag.Mark{Line: start.Line, Column: start.Column + int32(quote+max(0, min(i, len(text))))}
	}
}

// blockLocator is the locator of a | block. Each line of its text is the end
// of one in the file, below the line that the block begins on.
func (d *decoder) blockLocator(start diag.Mark, text []byte) func(int) diag.Mark {
	lines := diag.NewSource("", text)
	return func(i int) diag.Mark {
		in := lines.Mark(i)
		offset := d.src.Offset(diag.Mark{Line: start.Line + in.Line, Column: 1})
		indent := len(lineAt(d.src.Data, offset)) - len(lineAt(text, lines.Offset(diag.Mark{Line: in.Line, Column: 1})))
		return d.src.Mark(offset + max(0, indent) + int(in.Column) - 1)
	}
}

func (d *decoder) enum(n *yaml.Node, v reflect.Value, what string) {
	e, ok := v.Interface().(Enum)
	if !ok || v.String() == "" || slices.Contains(e.Values(), v.String()) {
		return
	}
	d.list.Error(d.at(n), fmt.Sprintf("unknown %s %q", strings.TrimSuffix(what, item), clip(v.String())), diag.OneOf(v.String(), e.Values()))
	v.SetString("")
}

func (d *decoder) slice(n *yaml.Node, v reflect.Value, what string) {
	if n.Kind != yaml.SequenceNode {
		d.wrong(n, what, "a list", "begin each item with a dash, or put it in [square brackets]")
		return
	}
	s := reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content))
	for i, c := range n.Content {
		d.value(c, s.Index(i), what+item)
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
			d.twice(key)
			continue
		}
		e := reflect.New(v.Type().Elem()).Elem()
		d.value(n.Content[i+1], e, key.Value)
		if e.Kind() == reflect.Struct {
			if at := shapeOf(e.Type()).key; at != nil {
				e.FieldByIndex(at).Set(reflect.ValueOf(d.mark(key.Line, key.Column)))
			}
		}
		m.SetMapIndex(k, e)
	}
	v.Set(m)
}
