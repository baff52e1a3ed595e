// Package chapter turns the bytes of one Markdown file into a Chapter: its
// front matter with the exercises it declares, its body already rendered (with
// marks, see package markup), and its facts. The syntax tree does not outlive
// Parse, which is a pure function of language, name and bytes.
//
// # The format
//
//	---
//	title: Acknowledge and validate
//	summary: Naming what hurt, and letting it be heard.
//	note: Describes grief and anger.        # content note, Markdown
//	exercises:
//	  - id: impact                          # permanent: it keys saved answers
//	    title: What this has been like
//	    instrument: checklist               # optional
//	    with: alone                         # alone | together | turns
//	    minutes: 20
//	    keep: shareable                     # never | spoken | private | shareable | joint
//	    repeat: weekly                      # optional: daily | weekly
//	    was: [hurt-list]                    # ids it had before
//	    prompt: |
//	      Markdown.
//	    stop: Stop if you feel unsafe.      # Markdown; default: the book's
//	    sheet: true                         # a blank sheet although keep is never
//	    fields:
//	      - {id: felt, kind: choices, label: "Which fit?", choices: [{id: anger, label: Anger}]}
//	---
//	Prose, see package markdown. ::exercise{#impact} on a line of its own
//	places an exercise; one that is never placed comes after the prose.
//
// The fields and their kinds are package field's. The file's name gives the
// chapter its number and its slug: 03-boundaries.md is chapter 3, "boundaries";
// a file without a number is a chapter too, and has none.
package chapter

import (
	"bytes"
	"fmt"
	"path"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"trustbook/internal/decode"
	"trustbook/internal/diag"
	"trustbook/internal/field"
	"trustbook/internal/markdown"
	"trustbook/internal/markup"
)

// Chapter is one parsed file.
type Chapter struct {
	File   string // as messages name it
	Base   string // its last element, as links name it
	Number int    // 0 for none
	Slug   string
	Front
	Body  markup.HTML
	Facts markdown.Facts
}

// Front is the front matter.
type Front struct {
	Title     markup.Inline `yaml:"title,required" doc:"the chapter's title, in inline Markdown"`
	Summary   markup.Inline `yaml:"summary" doc:"one line for the contents"`
	Note      markup.Block  `yaml:"note" doc:"a content note: what is in here, so that readers can choose"`
	Exercises []Exercise    `yaml:"exercises" doc:"what the chapter asks, in the order of the worksheets"`

	diag.Mark `yaml:"-"`
}

// Parser parses chapters of one language. Collect makes it gather the passages
// of the text, which only the language checks need.
type Parser struct {
	Collect bool
	engine  *markdown.Engine
}

// NewParser makes a parser for a BCP 47 language, which the typographic quotes
// follow. It is safe for use by many goroutines.
func NewParser(language string) *Parser {
	return &Parser{engine: markdown.New(language)}
}

const maxSize = 4 << 20

// Parse reads the chapter in src. The chapter is usable for further checks
// even where the list has errors; it is nil where nothing could be read.
func (p *Parser) Parse(name string, src []byte) (*Chapter, diag.List) {
	var list diag.List
	c := &Chapter{File: name, Base: path.Base(name)}
	c.Number, c.Slug = nameParts(c.Base)
	source := clean(name, src, &list)
	if source == nil {
		return nil, list
	}
	checkSlug(c, &list)
	c.Facts.Collect = p.Collect
	block, body := cut(source, &list)
	if body < 0 {
		return nil, list
	}
	decode.YAML(source, block.start, block.end, &c.Front, p.readers(c, &list), &list)
	checkFront(c, &list)
	text := string(source.Data[body:])
	c.Body = p.engine.Body(markdown.Input{
		Text: text, File: name, Role: "prose",
		At: func(i int) diag.Mark { return source.Mark(body + i) },
	}, &c.Facts, &list)
	checkPlacements(c, &list)
	return c, list
}

// readers render the Markdown of the front matter as it is decoded.
func (p *Parser) readers(c *Chapter, list *diag.List) map[reflect.Type]decode.Reader {
	input := func(s decode.Scalar) markdown.Input {
		return markdown.Input{Text: s.Text, File: c.File, At: s.At, Role: roles[s.Key]}
	}
	return map[reflect.Type]decode.Reader{
		reflect.TypeFor[markup.Inline](): func(s decode.Scalar) reflect.Value {
			return reflect.ValueOf(p.engine.Inline(input(s), &c.Facts, list))
		},
		reflect.TypeFor[markup.Block](): func(s decode.Scalar) reflect.Value {
			return reflect.ValueOf(p.engine.Block(input(s), &c.Facts, list))
		},
	}
}

// roles say what the text of a key is to the language checks.
var roles = map[string]string{
	"title": "title", "summary": "label", "note": "prompt", "prompt": "prompt", "stop": "prompt",
	"help": "prompt", "text": "prompt", "label": "label", "min_label": "label", "max_label": "label",
	"labels": "label", "words": "label",
}

// clean checks the bytes and returns them without a byte order mark and with
// plain line ends; nil when they are no text.
func clean(name string, src []byte, list *diag.List) *diag.Source {
	source := diag.NewSource(name, src)
	at := func(i int) diag.Position { return source.At(i) }
	switch {
	case len(src) > maxSize:
		list.Error(diag.Position{File: name}, fmt.Sprintf("the file has more than %d MiB", maxSize>>20), "split it into several chapters")
		return nil
	case !utf8.Valid(src):
		i := 0
		for i < len(src) {
			r, n := utf8.DecodeRune(src[i:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			i += n
		}
		list.Error(at(i), "this is not UTF-8 text", "save the file as UTF-8")
		return nil
	}
	for i, c := range src {
		if c < ' ' && c != '\n' && c != '\t' && c != '\r' || c == 0x7f {
			list.Error(at(i), fmt.Sprintf("control character U+%04X", c), "delete it; it was probably pasted in")
			return nil
		}
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	}
	return diag.NewSource(name, src)
}

var numbered = regexp.MustCompile(`^(\d{1,4})[-_.](.+)$`)

// nameParts splits "03-boundaries.md" into 3 and "boundaries".
func nameParts(base string) (number int, slug string) {
	slug = strings.TrimSuffix(base, path.Ext(base))
	if m := numbered.FindStringSubmatch(slug); m != nil {
		number, _ = strconv.Atoi(m[1])
		slug = m[2]
	}
	return number, slug
}

var slugForm = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)

// Taken are the slugs and ids that the site's own pages have.
var Taken = []string{"other", "index", "search", "worksheets", "my-answers", "helplines", "leave", "404"}

func checkSlug(c *Chapter, list *diag.List) {
	at := diag.Position{File: c.File}
	if !slugForm.MatchString(c.Slug) {
		list.Error(at, fmt.Sprintf("%q cannot be a chapter's name", c.Slug), "name the file 03-boundaries.md: a number, then a letter a to z and letters, digits and hyphens, 40 at most")
	}
	checkTaken(c.Slug, at, list)
}

func checkTaken(id string, at diag.Position, list *diag.List) {
	for _, t := range Taken {
		if id == t {
			list.Error(at, fmt.Sprintf("the name %q is taken", id), "the site has a page of that name; use another")
		}
	}
}

// Field finds an exercise's field, nil if there is none.
func (e *Exercise) Field(id string) *field.Field {
	for i := range e.Fields {
		if e.Fields[i].ID.V == id {
			return &e.Fields[i]
		}
	}
	return nil
}

// Exercise finds an exercise by id, nil if there is none.
func (c *Chapter) Exercise(id string) *Exercise {
	for i := range c.Exercises {
		if c.Exercises[i].ID.V == id {
			return &c.Exercises[i]
		}
	}
	return nil
}
