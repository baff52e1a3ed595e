// Package check looks into a PDF file's structure as assistive technology
// finds it, and reports what a person could not reach or would hear wrong. It
// follows the rules of PDF/UA-1 that a program can test in the files that we
// make; it is for tests, and is no substitute for a checker of that standard.
package check

import (
	"fmt"
	"slices"
	"strings"

	"trustbook/internal/pdf/read"
)

// checker collects what is wrong with a file.
type checker struct {
	*read.File
	root     read.Dict
	pages    []read.Ref
	parents  map[int]any // the parent tree
	seen     map[read.Ref]bool
	contents map[mark]bool // marked content that an element claims
	objects  map[read.Ref]bool
	widgets  map[read.Ref]bool
	level    int // of the last heading
	problems []string
}

// mark is marked content: a page and a number there.
type mark struct {
	page   read.Ref
	number int
}

// File returns what is wrong with a file, nothing if all is well.
func File(f *read.File) []string {
	c := &checker{File: f, parents: map[int]any{}, seen: map[read.Ref]bool{}, contents: map[mark]bool{}, objects: map[read.Ref]bool{}, widgets: map[read.Ref]bool{}}
	c.root = f.Dict(f.Trailer["Root"])
	c.catalog()
	c.findPages(c.root["Pages"], 0)
	c.tree()
	c.form()
	for _, p := range c.pages {
		c.page(p)
	}
	c.fonts()
	return c.problems
}

func (c *checker) bad(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

func (c *checker) catalog() {
	if s, _ := c.Get(c.root["Lang"]).(read.String); s == "" {
		c.bad("no language")
	}
	if c.Get(c.Dict(c.root["MarkInfo"])["Marked"]) != true {
		c.bad("not marked as tagged")
	}
	if c.Get(c.Dict(c.root["ViewerPreferences"])["DisplayDocTitle"]) != true {
		c.bad("the title is not shown")
	}
	if len(c.Dict(c.root["Outlines"])) == 0 {
		c.bad("no outline")
	}
	for _, key := range []read.Name{"OpenAction", "AA", "Names"} {
		if c.root[key] != nil {
			c.bad("the file does something by itself: %s", key)
		}
	}
	meta, _ := c.Get(c.root["Metadata"]).(*read.Stream)
	if meta == nil {
		c.bad("no metadata")
		return
	}
	data, err := c.Data(meta)
	for _, part := range []string{"<pdfuaid:part>1</pdfuaid:part>", "<dc:title>"} {
		if err != nil || !strings.Contains(string(data), part) {
			c.bad("the metadata lack %s", part)
		}
	}
}

func (c *checker) findPages(node any, depth int) {
	d := c.Dict(node)
	if c.Name(d["Type"]) == "Page" {
		r, _ := node.(read.Ref)
		c.pages = append(c.pages, r)
		return
	}
	if depth > 20 {
		return
	}
	for _, kid := range c.Array(d["Kids"]) {
		c.findPages(kid, depth+1)
	}
}

// form checks the fields.
func (c *checker) form() {
	form := c.Dict(c.root["AcroForm"])
	if form["NeedAppearances"] != nil {
		c.bad("viewers are asked to draw fields anew, which loses ticks in some")
	}
	names := map[string]bool{}
	for _, f := range c.Array(form["Fields"]) {
		r, _ := f.(read.Ref)
		c.widgets[r] = true
		name, _ := c.Get(c.Dict(f)["T"]).(read.String)
		switch text := name.Text(); {
		case text == "" || strings.Contains(text, "."):
			c.bad("a field has the name %q", text)
		case names[text]:
			c.bad("two fields have the name %q", text)
		}
		names[name.Text()] = true
	}
}

// page checks what is painted on a page and what lies on it.
func (c *checker) page(r read.Ref) {
	p := c.Dict(r)
	stream, _ := c.Get(p["Contents"]).(*read.Stream)
	if stream == nil {
		c.bad("page %d has no content", r)
		return
	}
	data, err := c.Data(stream)
	if err != nil {
		c.bad("page %d: %v", r, err)
	}
	claimed := c.Array(c.parents[int(c.Number(p["StructParents"]))])
	depth, marked := 0, 0
	read.Content(data, func(op string, operands []any) {
		switch op {
		case "BMC":
			depth++
		case "BDC":
			depth++
			if d, ok := operands[len(operands)-1].(read.Dict); ok && d["MCID"] != nil {
				n := int(c.Number(d["MCID"]))
				marked++
				if !c.contents[mark{r, n}] {
					c.bad("page %d: no element holds the content %d", r, n)
				} else if n >= len(claimed) || !c.holds(claimed[n], mark{r, n}) {
					c.bad("page %d: the parent tree is wrong about the content %d", r, n)
				}
			}
		case "EMC":
			depth--
		case "Tj", "TJ", "'", `"`, "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI":
			if depth == 0 {
				c.bad("page %d: something is painted that is neither tagged nor an artifact (%s)", r, op)
			}
		}
	})
	if depth != 0 {
		c.bad("page %d: marked content does not end", r)
	}
	if marked != len(claimed) {
		c.bad("page %d: %d marked contents, the parent tree has %d", r, marked, len(claimed))
	}
	annotations := c.Array(p["Annots"])
	if len(annotations) > 0 && c.Name(p["Tabs"]) != "S" {
		c.bad("page %d: the tab key does not follow the structure", r)
	}
	for _, a := range annotations {
		c.annotation(a)
	}
}

// holds reports whether an element has the content among its kids.
func (c *checker) holds(element any, m mark) bool {
	return slices.ContainsFunc(c.Array(c.Dict(element)["K"]), func(kid any) bool {
		d := c.Dict(kid)
		page, _ := d["Pg"].(read.Ref)
		return d["MCID"] != nil && page == m.page && int(c.Number(d["MCID"])) == m.number
	})
}

func (c *checker) annotation(a any) {
	d := c.Dict(a)
	r, _ := a.(read.Ref)
	say, kind := read.Name("Contents"), read.Name("Link")
	if c.Name(d["Subtype"]) == "Widget" {
		say, kind = "TU", "Form"
		if !c.widgets[r] {
			c.bad("the field %d is not in the form", r)
		}
	}
	if text, _ := c.Get(d[say]).(read.String); strings.TrimSpace(text.Text()) == "" {
		c.bad("the %s %d has no name to be read out", kind, r)
	}
	if d["StructParent"] == nil {
		c.bad("the %s %d is not in the structure", kind, r)
		return
	}
	parent := c.Dict(c.parents[int(c.Number(d["StructParent"]))])
	if c.Name(parent["S"]) != kind {
		c.bad("the %s %d belongs to an element %q", kind, r, c.Name(parent["S"]))
	}
	if !c.objects[r] {
		c.bad("no element holds the %s %d", kind, r)
	}
}
