package check

import (
	"encoding/binary"
	"strconv"
	"strings"

	"trustbook/internal/pdf/read"
)

// tree checks the structure and reads the parent tree.
func (c *checker) tree() {
	root := c.Dict(c.root["StructTreeRoot"])
	nums := c.Array(c.Dict(root["ParentTree"])["Nums"])
	last := -1
	for i := 0; i+1 < len(nums); i += 2 {
		n := int(c.Number(nums[i]))
		if n <= last {
			c.bad("the parent tree is not in order")
		}
		last = n
		c.parents[n] = nums[i+1]
	}
	if top := c.Name(c.Dict(root["K"])["S"]); top != "Document" {
		c.bad("the structure begins with %q", top)
	}
	c.element(root["K"], "", 0)
	if c.level == 0 {
		c.bad("no heading")
	}
}

// within are the elements that may stand only in certain others.
var within = map[read.Name]string{
	"LI": "L", "Lbl": "LI", "LBody": "LI", "TR": "Table", "TH": "TR", "TD": "TR",
}

// holding are the elements that hold only certain others.
var holding = map[read.Name]string{"L": "LI", "LI": "Lbl LBody", "Table": "TR", "TR": "TH TD"}

func (c *checker) element(node any, parent read.Name, depth int) {
	r, _ := node.(read.Ref)
	d := c.Dict(node)
	kind := c.Name(d["S"])
	if depth > 60 || c.seen[r] {
		c.bad("the structure goes in circles")
		return
	}
	c.seen[r] = true
	if want := within[kind]; want != "" && string(parent) != want {
		c.bad("a %s in a %s", kind, parent)
	}
	if only := holding[parent]; only != "" && !strings.Contains(only, string(kind)) {
		c.bad("a %s in a %s", kind, parent)
	}
	if n, err := strconv.Atoi(strings.TrimPrefix(string(kind), "H")); err == nil && kind[0] == 'H' {
		if n > c.level+1 {
			c.bad("a heading of level %d after one of level %d", n, c.level)
		}
		c.level = n
	}
	if kind == "TH" && c.Dict(d["A"])["Scope"] == nil {
		c.bad("a heading of a table does not say what it is for")
	}
	for _, kid := range c.Array(d["K"]) {
		k := c.Dict(kid)
		switch {
		case c.Name(k["Type"]) == "MCR":
			page, _ := k["Pg"].(read.Ref)
			c.contents[mark{page, int(c.Number(k["MCID"]))}] = true
		case c.Name(k["Type"]) == "OBJR":
			o, _ := k["Obj"].(read.Ref)
			c.objects[o] = true
		default:
			c.element(kid, kind, depth+1)
		}
	}
}

// fonts checks that all fonts are in the file and say what their letters are,
// and that no box stands for a letter.
func (c *checker) fonts() {
	for _, p := range c.pages {
		page := c.Dict(p)
		fonts := c.Dict(c.Dict(page["Resources"])["Font"])
		empty := map[read.Name]map[int]bool{}
		for name, f := range fonts {
			empty[name] = c.font(name, c.Dict(f))
		}
		stream, _ := c.Get(page["Contents"]).(*read.Stream)
		if stream == nil {
			continue
		}
		data, _ := c.Data(stream)
		var font read.Name
		read.Content(data, func(op string, operands []any) {
			switch op {
			case "Tf":
				font, _ = operands[0].(read.Name)
			case "TJ":
				for _, part := range c.Array(operands[0]) {
					s, _ := part.(read.String)
					for i := 0; i+1 < len(s); i += 2 {
						if empty[font][int(s[i])<<8|int(s[i+1])] {
							c.bad("page %d: a box stands for a letter", p)
						}
					}
				}
			}
		})
	}
}

// font checks a font and returns the codes that draw a box.
func (c *checker) font(name read.Name, f read.Dict) map[int]bool {
	desc := f
	empty := map[int]bool{}
	if c.Name(f["Subtype"]) == "Type0" {
		if _, ok := c.Get(f["ToUnicode"]).(*read.Stream); !ok {
			c.bad("the font %s does not say what its letters are", name)
		}
		for _, d := range c.Array(f["DescendantFonts"]) {
			desc = c.Dict(d)
		}
		numbers, _ := c.Get(desc["CIDToGIDMap"]).(*read.Stream)
		if numbers == nil {
			c.bad("the font %s does not say which glyphs it has", name)
			return empty
		}
		data, _ := c.Data(numbers)
		for i := 0; i+1 < len(data); i += 2 {
			if binary.BigEndian.Uint16(data[i:]) == 0 {
				empty[i/2] = true
			}
		}
	}
	if _, ok := c.Get(c.Dict(desc["FontDescriptor"])["FontFile2"]).(*read.Stream); !ok {
		c.bad("the font %s is not in the file", name)
	}
	return empty
}
