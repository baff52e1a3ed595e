package pdf

import (
	"fmt"
	"strings"
)

// element is one element of the structure that assistive technology reads.
type element struct {
	kind string // P, H1, L …
	attr string // a dictionary of attributes, may be ""
	kids []any  // *element, content or object
	ref  ref
}

// content is marked content of a page.
type content struct {
	page   *page
	number int
}

// object is an annotation: a field or a link.
type object struct {
	page *page
	ref  ref
}

func (e *element) add(kind string) *element {
	child := &element{kind: kind}
	e.kids = append(e.kids, child)
	return child
}

// annotate puts annotation r on the page and into e, and returns its key in
// the parent tree.
func (d *document) annotate(e *element, r ref) int {
	e.kids = append(e.kids, object{d.page, r})
	d.page.annotations = append(d.page.annotations, r)
	d.annotated = append(d.annotated, e)
	return len(d.annotated) - 1
}

// structure writes the tree and returns its root. The keys of pages in the
// parent tree follow those of annotations.
func (d *document) structure() ref {
	root := d.alloc()
	d.number(d.root)
	d.branch(d.root, root)
	var keys strings.Builder
	for i, e := range d.annotated {
		fmt.Fprintf(&keys, "%d %v ", i, e.ref)
	}
	for i, p := range d.pages {
		fmt.Fprintf(&keys, "%d[", len(d.annotated)+i)
		for _, e := range p.marked {
			fmt.Fprintf(&keys, "%v ", e.ref)
		}
		keys.WriteString("]")
	}
	tree := d.objects.add("<</Nums[" + keys.String() + "]>>")
	d.objects.set(root, fmt.Sprintf("<</Type/StructTreeRoot/K %v/ParentTree %v/ParentTreeNextKey %d>>", d.root.ref, tree, len(d.annotated)+len(d.pages)))
	return root
}

func (d *document) number(e *element) {
	e.ref = d.alloc()
	for _, k := range e.kids {
		if child, ok := k.(*element); ok {
			d.number(child)
		}
	}
}

func (d *document) branch(e *element, parent ref) {
	var b strings.Builder
	fmt.Fprintf(&b, "<</S/%s/P %v", e.kind, parent)
	if e.attr != "" {
		b.WriteString("/A" + e.attr)
	}
	if len(e.kids) > 0 {
		b.WriteString("/K[")
		for _, k := range e.kids {
			switch k := k.(type) {
			case *element:
				fmt.Fprintf(&b, "%v ", k.ref)
				d.branch(k, e.ref)
			case content:
				fmt.Fprintf(&b, "<</Type/MCR/Pg %v/MCID %d>>", k.page.ref, k.number)
			case object:
				fmt.Fprintf(&b, "<</Type/OBJR/Pg %v/Obj %v>>", k.page.ref, k.ref)
			}
		}
		b.WriteByte(']')
	}
	b.WriteString(">>")
	d.objects.set(e.ref, b.String())
}
