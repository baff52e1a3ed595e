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
	"fmt"
	"path"
	"reflect"
	"regexp"
	"strconv"
	"strings"

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
	Body  func() (markup.HTML, error) // see Parser.Store
	Facts markdown.Facts

	// Partial means that not all of the file could be read, which is reported:
	// so nothing is to be said of what seems to be missing.
	Partial bool
}

// Front is the front matter.
type Front struct {
	Title     markup.Inline `yaml:"title,required" doc:"the chapter's title, in inline Markdown"`
	Summary   markup.Inline `yaml:"summary" doc:"one line for the contents"`
	Note      markup.Block  `yaml:"note" doc:"a content note: what is in here, so that readers can choose"`
	Exercises []Exercise    `yaml:"exercises" doc:"what the chapter asks, in the order of the worksheets"`

	diag.Mark `yaml:"-"`
	Given     decode.Given `yaml:"-"` // for the check; nil afterwards
}

// Parser parses chapters of one language. Collect makes it gather the passages
// of the text, which only the language checks need. Store, where it is set,
// takes the rendered bodies and returns what gives them back; otherwise they
// stay in memory.
type Parser struct {
	Collect bool
	Store   func(string) func() (string, error)
	engine  *markdown.Engine
}

// NewParser makes a parser for a BCP 47 language, which the typographic quotes
// follow. It is safe for use by many goroutines.
func NewParser(language string) *Parser {
	return &Parser{engine: markdown.New(language)}
}

// Parse reads the chapter in src. The chapter is usable for further checks
// even where the list has errors.
func (p *Parser) Parse(name string, src []byte) (*Chapter, diag.List) {
	var list diag.List
	c := &Chapter{File: name, Base: path.Base(name), Body: p.store("")}
	c.Number, c.Slug = nameParts(c.Base)
	c.Facts.Collect = p.Collect
	checkSlug(c, &list)
	source := decode.Text(name, src, &list)
	if source == nil {
		c.Partial = true
		return c, list
	}
	block, body := cut(source, &list)
	if body < 0 {
		c.Partial = true
		return c, list
	}
	if block == (span{}) {
		c.Partial = true
	} else {
		c.Partial = !decode.YAML(source, block.start, block.end, &c.Front, p.readers(c, &list), &list)
		checkFront(c, &list)
	}
	html := p.engine.Body(markdown.Input{
		Text: string(source.Data[body:]), File: name, Role: "prose", Taken: c.anchors(),
		At: func(i int) diag.Mark { return source.Mark(body + i) },
	}, &c.Facts, &list)
	c.Body = p.store(html)
	c.Partial = c.Partial || c.Facts.Partial
	checkPlacements(c, &list)
	return c, list
}

// anchors are the ids that the page of the chapter has beside its headings'.
func (c *Chapter) anchors() []string {
	ids := []string{"main"}
	for i := range c.Exercises {
		ids = append(ids, c.Exercises[i].ID.V)
	}
	return ids
}

func (p *Parser) store(html markup.HTML) func() (markup.HTML, error) {
	if p.Store == nil {
		return func() (markup.HTML, error) { return html, nil }
	}
	get := p.Store(string(html))
	return func() (markup.HTML, error) {
		s, err := get()
		return markup.HTML(s), err
	}
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
