package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

func schema(t *testing.T, name string) object {
	t.Helper()
	data, err := JSON(name)
	if err != nil {
		t.Fatal(err)
	}
	var s object
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// validate says where v is not as the schema wants it: as much of JSON Schema
// as the schemas use, and it fails for whatever else they may come to use.
func validate(s object, v any, at string) (wrong []string) {
	bad := func(format string, a ...any) { wrong = append(wrong, at+": "+fmt.Sprintf(format, a...)) }
	for key, rule := range s {
		switch key {
		case "$schema", "title", "description":
		case "type":
			if !hasType(v, rule.(string)) {
				bad("%v is no %s", v, rule)
			}
		case "enum":
			if !slices.Contains(rule.([]any), v) {
				bad("%v is none of %v", v, rule)
			}
		case "const":
			if v != rule {
				bad("%v is not %v", v, rule)
			}
		case "required":
			m, ok := v.(object)
			for _, k := range rule.([]any) {
				if _, given := m[k.(string)]; ok && !given {
					bad("no %s", k)
				}
			}
		case "items":
			list, _ := v.([]any)
			for i, item := range list {
				wrong = append(wrong, validate(rule.(object), item, fmt.Sprintf("%s[%d]", at, i))...)
			}
		case "properties":
			m, _ := v.(object)
			for k, property := range rule.(object) {
				if value, ok := m[k]; !ok {
				} else if property == false {
					bad("%s is not for this", k)
				} else {
					wrong = append(wrong, validate(property.(object), value, at+"."+k)...)
				}
			}
		case "additionalProperties":
			m, _ := v.(object)
			properties, _ := s["properties"].(object)
			for k, value := range m {
				if _, known := properties[k]; known {
				} else if rule == false {
					bad("unknown key %s", k)
				} else {
					wrong = append(wrong, validate(rule.(object), value, at+"."+k)...)
				}
			}
		case "allOf":
			for _, one := range rule.([]any) {
				wrong = append(wrong, validate(one.(object), v, at)...)
			}
		case "if":
			if len(validate(rule.(object), v, at)) == 0 {
				wrong = append(wrong, validate(s["then"].(object), v, at)...)
			}
		case "then":
		default:
			bad("the schema has the rule %s, which this test does not know", key)
		}
	}
	return wrong
}

func hasType(v any, name string) bool {
	switch name {
	case "object":
		_, ok := v.(object)
		return ok
	case "array":
		_, ok := v.([]any)
		return ok
	case "string":
		_, ok := v.(string)
		return ok
	case "boolean":
		_, ok := v.(bool)
		return ok
	case "integer":
		_, ok := v.(int)
		return ok
	case "number":
		switch v.(type) {
		case int, float64:
			return true
		}
	}
	return false
}

func read(t *testing.T, src []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(src, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// The schema accepts the front matter of every chapter, and book.yaml.
func TestAcceptsTheBook(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "content", "*.md"))
	if err != nil || len(files) < 10 {
		t.Fatalf("%d chapters, %v", len(files), err)
	}
	s := schema(t, "chapter")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(data), "---\n")
		front, _, _ := strings.Cut(rest, "\n---\n")
		for _, wrong := range validate(s, read(t, []byte(front)), filepath.Base(file)) {
			t.Error(wrong)
		}
	}
	data, err := os.ReadFile(filepath.Join("..", "..", "content", "book.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	// The library takes 2026-11-22 for a time; editors and the program take it for text.
	data = bytes.Replace(data, []byte("revised: 2026-11-22"), []byte(`revised: "2026-11-22"`), 1)
	for _, wrong := range validate(schema(t, "book"), read(t, data), "book.yaml") {
		t.Error(wrong)
	}
}

func TestRejects(t *testing.T) {
	const exercise = "title: T\nexercises: [{id: a, title: A, minutes: 5, fields: [%s]}]"
	for _, c := range []struct{ src, want string }{
		{"titel: T", "unknown key titel"},
		{"summary: S", "no title"},
		{"title: [T]", "is no string"},
		{"title: T\nexercises: {}", "is no array"},
		{"title: T\nexercises: [{id: a, title: A}]", "no minutes"},
		{"title: T\nexercises: [{id: a, title: A, minutes: x}]", "is no integer"},
		{"title: T\nexercises: [{id: a, title: A, minutes: 5, with: us}]", "is none of"},
		{fmt.Sprintf(exercise, "{id: a, kind: scal, label: A}"), "is none of"},
		{fmt.Sprintf(exercise, "{id: a, kind: text}"), "no label"},
		{fmt.Sprintf(exercise, "{id: a, kind: text, label: A, lines: 4}"), "lines is not for this"},
		{fmt.Sprintf(exercise, "{id: a, kind: text, label: A, lable: B}"), "unknown key lable"},
		{fmt.Sprintf(exercise, "{id: a, kind: choice, label: A, choices: [{id: a, label: A, x: y}]}"), "unknown key x"},
		{fmt.Sprintf(exercise, "{id: a, kind: text, label: A, show_if: {field: b}}"), "no is"},
		{fmt.Sprintf(exercise, "{id: a, kind: text, label: A, required: maybe}"), "is no boolean"},
		{fmt.Sprintf(exercise, "{id: a, kind: scale, label: A, min: 1, max: x}"), "is no number"},
	} {
		wrong := validate(schema(t, "chapter"), read(t, []byte(c.src)), "")
		if !slices.ContainsFunc(wrong, func(w string) bool { return strings.Contains(w, c.want) }) {
			t.Errorf("the schema says %q of %q, want %q", wrong, c.src, c.want)
		}
	}
}

// Whatever an editor may complete, it can also explain.
func TestEveryKeyHasADescription(t *testing.T) {
	for _, name := range Names() {
		count := 0
		var walk func(s object, at string)
		walk = func(s object, at string) {
			properties, _ := s["properties"].(object)
			for key, p := range properties {
				property, ok := p.(object)
				if !ok {
					continue // false: not for this kind
				}
				if d, _ := property["description"].(string); len(d) < 3 {
					t.Errorf("%s: %s.%s has no description", name, at, key)
				}
				count++
				walk(property, at+"."+key)
			}
			for _, inner := range []string{"items", "additionalProperties"} {
				if i, ok := s[inner].(object); ok {
					walk(i, at)
				}
			}
		}
		walk(schema(t, name), "")
		if count < 10 {
			t.Errorf("%s has %d keys", name, count)
		}
	}
}

func TestJSON(t *testing.T) {
	for _, name := range Names() {
		a, err := JSON(name)
		b, _ := JSON(name)
		if err != nil || !bytes.Equal(a, b) {
			t.Errorf("JSON(%q) differs from one time to the next, %v", name, err)
		}
	}
	if data, err := JSON("nothing"); err == nil {
		t.Errorf("JSON(nothing) = %s, want an error", data)
	}
	if got := of(reflect.TypeFor[*int]()); got["type"] != "integer" {
		t.Errorf("of(*int) = %v, want an integer", got)
	}
}
