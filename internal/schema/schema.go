// Package schema makes JSON Schemas (draft 2020-12) of the formats that people
// write, from the types that read them, so that an editor's completion and the
// program cannot disagree.
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"trustbook/internal/book"
	"trustbook/internal/chapter"
	"trustbook/internal/decode"
	"trustbook/internal/field"
	"trustbook/internal/markup"
)

var formats = []struct {
	name  string
	title string
	of    reflect.Type
}{
	{"chapter", "Front matter of a chapter", reflect.TypeFor[chapter.Front]()},
	{"book", "book.yaml", reflect.TypeFor[book.Meta]()},
}

// Names lists the formats.
func Names() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// JSON is the schema of the format called name, indented.
func JSON(name string) ([]byte, error) {
	for _, f := range formats {
		if f.name != name {
			continue
		}
		s := of(f.of)
		s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
		s["title"] = f.title
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		err := e.Encode(s)
		return b.Bytes(), err
	}
	return nil, fmt.Errorf("no schema %q; there are %s", name, strings.Join(Names(), " and "))
}

type object = map[string]any

var texts = []reflect.Type{reflect.TypeFor[decode.Str](), reflect.TypeFor[markup.Inline](), reflect.TypeFor[markup.Block]()}

func of(t reflect.Type) object {
	if slices.Contains(texts, t) {
		return object{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return of(t.Elem())
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int:
		return object{"type": "integer"}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.String:
		if e, ok := reflect.Zero(t).Interface().(decode.Enum); ok {
			return object{"enum": e.Values()}
		}
		return object{"type": "string"}
	case reflect.Slice:
		return object{"type": "array", "items": of(t.Elem())}
	case reflect.Map:
		return object{"type": "object", "additionalProperties": of(t.Elem())}
	}
	if t == reflect.TypeFor[decode.Any]() {
		return object{}
	}
	s := structure(t)
	if t == reflect.TypeFor[field.Field]() {
		byKind(s)
	}
	return s
}

func structure(t reflect.Type) object {
	properties := object{}
	var required []string
	for _, k := range decode.Keys(t) {
		p := of(k.Type)
		p["description"] = k.Doc
		properties[k.Name] = p
		if k.Required {
			required = append(required, k.Name)
		}
	}
	s := object{"type": "object", "additionalProperties": false, "properties": properties}
	if len(required) > 0 {
		s["required"] = required
	}
	return s
}

// byKind adds which attributes a field's kind takes and needs.
func byKind(s object) {
	properties := s["properties"].(object)
	kind := properties["kind"].(object)
	kind["enum"] = field.Names()
	all := []any{}
	for _, k := range field.Kinds {
		allowed := object{}
		for name := range properties {
			if !k.Takes(name) {
				allowed[name] = false
			}
		}
		all = append(all, object{
			"if":   object{"properties": object{"kind": object{"const": k.Name}}, "required": []string{"kind"}},
			"then": object{"properties": allowed, "required": append([]string{"id", "kind"}, k.Required...), "description": k.Doc},
		})
	}
	s["allOf"] = all
}
