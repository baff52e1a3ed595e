package site

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"trustbook/internal/book"
	"trustbook/internal/chapter"
	"trustbook/internal/diag"
	"trustbook/internal/locale"
)

const contentsMeta = `id: small
title: Small
tab_title: Workbook
language: en
revised: 2026-11-22
exit: https://example.org
stop: Stop when you like.
license: free
`

const contentsStrings = `menu: Menu
js-saved: "Saved </script>"
js-places: {one: "{n} place", other: "{n} places"}
js-my-words: Of one page
js-weekly-words: Of what repeats
`

const contentsChapter = `---
title: "Limits & *more*"
exercises:
  - id: impact
    title: What this has been like
    minutes: 5
    repeat: weekly
    was: [hurt, hurt-list]
    fields:
      - {id: felt, kind: choices, label: Which, choices: [{id: anger, label: Anger}, {id: grief, label: Grief}], other: true}
      - {id: many, kind: choices, label: Which, choices: [{id: a, label: A}, {id: b, label: B}], min: 2, required: true}
      - {id: told, kind: longtext, label: Tell, was: [said, ownership/told], show_if: {field: felt, is: [anger, grief]}}
      - {id: rate, kind: grid, label: Rate, min: 0, max: 3, min_label: low, max_label: high, rows: [{id: calm, label: Calm}, {id: rest, label: Rest}]}
      - {id: order, kind: ranking, label: Order, choices: [{id: x, label: X}, {id: y, label: Y}]}
      - {id: line, kind: sentence, text: "I felt {feeling} when {event}."}
      - {id: signed, kind: signature, people: [{id: one, label: One}]}
      - {id: rows, kind: table, label: Rows, columns: [{id: what, label: What}], rows: [{id: mon, label: Monday}]}
      - {id: room, kind: space}
      - {id: read, kind: note, text: Read this.}
      - {id: secret, kind: text, label: Secret, keep: never}
  - id: ownership
    title: Mine
    minutes: 5
    was: [owning]
    fields: []
  - id: unkept
    title: Nothing is kept
    minutes: 5
    keep: never
    fields:
      - {id: fear, kind: yesno, label: Afraid}
  - id: aloud
    title: Aloud
    with: turns
    minutes: 5
    fields:
      - {id: say, kind: text, label: Say}
---
Text.
`

func smallBook(t *testing.T, strings, text string) *book.Book {
	t.Helper()
	meta, list := book.ParseMeta("book.yaml", []byte(contentsMeta))
	words, problems := locale.Base("strings.yaml", []byte(strings))
	list = append(list, problems...)
	c, problems := chapter.NewParser("en").Parse("content/03-limits.md", []byte(text))
	list = append(list, problems...)
	b, problems := book.Assemble(book.Parts{Meta: meta, Strings: words, Chapters: []*chapter.Chapter{c}, HasFile: func(string) bool { return false }})
	for _, d := range append(list, problems...) {
		if d.Severity == diag.Error {
			t.Fatalf("the small book: %v: %s", d.Position, d.Message)
		}
	}
	return b
}

func smallContents(t *testing.T) string {
	t.Helper()
	r := &renderer{book: smallBook(t, contentsStrings, contentsChapter), Options: Options{Asset: func(name string) string { return name }}, encoded: &encoded{}}
	return string(r.contents())
}

func TestContents(t *testing.T) {
	script := smallContents(t)
	if strings.Contains(script, "<") {
		t.Errorf("contents.js holds a <, which could end a script element that it is copied into:\n%s", script)
	}
	data, isScript := strings.CutPrefix(script, "self.workbook=")
	data, ends := strings.CutSuffix(data, ";\n")
	if !isScript || !ends {
		t.Fatalf("contents.js = %q, want self.workbook={…};", script)
	}
	var got, want any
	if err := json.Unmarshal([]byte(data), &got); err != nil {
		t.Fatal(err)
	}
	// What keeps nothing (unkept, secret, say) and what never counts (room, read) is
	// not in it; neither is a string that is not the script's.
	if err := json.Unmarshal([]byte(`{
	  "id": "small", "language": "en", "direction": "ltr",
	  "strings": {"js-saved": "Saved </script>", "js-places": {"one": "{n} place", "other": "{n} places"}},
	  "was": {
	    "hurt": "impact", "hurt-list": "impact", "owning": "ownership",
	    "impact/said": "impact/told", "hurt/said": "impact/told", "hurt-list/said": "impact/told",
	    "ownership/told": "impact/told", "owning/told": "impact/told"},
	  "chapters": [{"slug": "limits", "number": 3, "title": "Limits & more", "exercises": [
	    {"id": "impact", "title": "What this has been like", "keep": "shareable", "repeat": "weekly", "fields": [
	      {"id": "felt", "kind": "choices", "rule": "at-least", "min": 1},
	      {"id": "many", "kind": "choices", "rule": "at-least", "min": 2, "required": true},
	      {"id": "told", "kind": "longtext", "rule": "part", "if": ["felt", ["anger", "grief"]]},
	      {"id": "rate", "kind": "grid", "rule": "all", "parts": ["calm", "rest"]},
	      {"id": "order", "kind": "ranking", "rule": "all", "parts": ["x", "y"]},
	      {"id": "line", "kind": "sentence", "rule": "all", "parts": ["feeling", "event"]},
	      {"id": "signed", "kind": "signature", "rule": "all", "parts": ["one/name", "one/date"]},
	      {"id": "rows", "kind": "table", "rule": "part"}]},
	    {"id": "ownership", "title": "Mine", "keep": "shareable", "fields": []},
	    {"id": "aloud", "title": "Aloud", "keep": "spoken", "fields": []}]}]}`), &want); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		g, _ := json.MarshalIndent(got, "", " ")
		w, _ := json.MarshalIndent(want, "", " ")
		t.Errorf("contents.js holds\n%s\nwant\n%s", g, w)
	}
}

// A word that a script asks for and the strings lack would show its id to
// readers; one that nobody asks for is loaded by every page for nothing.
func TestScriptStrings(t *testing.T) {
	src, err := os.ReadFile("../../content/strings.yaml")
	if err != nil {
		t.Fatal(err)
	}
	words, _ := locale.Base("strings.yaml", src)
	asked := map[string]string{}
	var begun []string // of ids whose end is filled in: `js-not-saved-${reason}`
	id, begin := regexp.MustCompile("[\"'`](js-[a-z0-9-]+)[\"'`]"), regexp.MustCompile("`(js-[a-z0-9-]+-)\\$\\{")
	err = filepath.WalkDir("../../static/js", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".js") || strings.HasSuffix(name, ".test.js") {
			return err
		}
		data, err := os.ReadFile(name)
		for _, m := range id.FindAllStringSubmatch(string(data), -1) {
			asked[m[1]] = name
		}
		for _, m := range begin.FindAllStringSubmatch(string(data), -1) {
			begun = append(begun, m[1])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range asked {
		if !words.Has(name) {
			t.Errorf("%s asks for %q, which content/strings.yaml lacks", file, name)
		}
	}
	for _, name := range words.IDs() {
		named := asked[name] != "" || slices.ContainsFunc(begun, func(b string) bool { return strings.HasPrefix(name, b) })
		if strings.HasPrefix(name, scriptString) && !named {
			t.Errorf("content/strings.yaml has %q, which no script asks for", name)
		}
	}
}
