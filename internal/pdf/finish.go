package pdf

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// finish writes what stands around the pages and returns the file.
func (d *document) finish(made [16]byte) []byte {
	o := &d.objects
	d.fontsAndResources()
	structure := d.structure()
	pages := d.pageTree()
	outlines := d.outlines()
	xmp := o.alloc()
	packet := d.metadata()
	o.setStream(xmp, "/Type/Metadata/Subtype/XML", packet)
	var fields strings.Builder
	for _, f := range d.fields {
		fmt.Fprintf(&fields, "%v ", f)
	}
	form := o.add(fmt.Sprintf("<</Fields[%s]/DA(%s)/DR<</Font<</Ty %v>>>>>>", fields.String(), d.typing(), d.typed))
	direction := ""
	if d.RightToLeft {
		direction = "/Direction/R2L"
	}
	root := o.add(fmt.Sprintf("<</Type/Catalog/Pages %v/Lang %s/MarkInfo<</Marked true>>/StructTreeRoot %v/AcroForm %v/Metadata %v/Outlines %v/ViewerPreferences<</DisplayDocTitle true%s>>>>",
		pages, str(d.Language), structure, form, xmp, outlines, direction))
	info := o.add(fmt.Sprintf("<</Title %s/Producer(trustbook)>>", str(d.Title)))
	return o.file(root, info, made)
}

func (d *document) fontsAndResources() {
	typed().write(&d.objects, d.typed)
	var fonts strings.Builder
	fmt.Fprintf(&fonts, "/Ty %v", d.typed)
	for i, s := range d.used {
		s.write(&d.objects, "SHEET"+string(rune('A'+i%26)))
		fmt.Fprintf(&fonts, "/%s %v", s.resource, s.ref)
	}
	d.objects.set(d.resources, "<</Font<<"+fonts.String()+">>>>")
}

func (d *document) pageTree() ref {
	o := &d.objects
	tree := o.alloc()
	var kids strings.Builder
	for i, p := range d.pages {
		var annotations strings.Builder
		for _, a := range p.annotations {
			fmt.Fprintf(&annotations, "%v ", a)
		}
		o.set(p.ref, fmt.Sprintf("<</Type/Page/Parent %v/MediaBox[0 0 %.2f %.2f]/Resources %v/Contents %v/StructParents %d/Tabs/S/Annots[%s]>>",
			tree, p.format.Width, p.format.Height, d.resources, o.stream("", p.canvas), len(d.annotated)+i, annotations.String()))
		fmt.Fprintf(&kids, "%v ", p.ref)
	}
	o.set(tree, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(d.pages), kids.String()))
	return tree
}

// outlines are the sheets by name, below their chapters where there are
// several.
func (d *document) outlines() ref {
	type node struct {
		bookmark
		kids []bookmark
	}
	var nodes []node
	for _, b := range d.outline {
		if n := len(nodes); n > 0 && nodes[n-1].chapter == b.chapter {
			nodes[n-1].kids = append(nodes[n-1].kids, b)
			continue
		}
		nodes = append(nodes, node{bookmark{b.chapter, b.chapter, b.page, b.top}, []bookmark{b}})
	}
	root := d.alloc()
	if len(nodes) == 1 { // one chapter
		first, last := d.siblings(root, nodes[0].kids, func(int, ref) string { return "" })
		d.objects.set(root, fmt.Sprintf("<</Type/Outlines/First %v/Last %v/Count %d>>", first, last, len(nodes[0].kids)))
		return root
	}
	var tops []bookmark
	for _, n := range nodes {
		tops = append(tops, n.bookmark)
	}
	if len(tops) == 0 {
		d.objects.set(root, "<</Type/Outlines/Count 0>>")
		return root
	}
	first, last := d.siblings(root, tops, func(i int, self ref) string {
		first, last := d.siblings(self, nodes[i].kids, func(int, ref) string { return "" })
		return fmt.Sprintf("/First %v/Last %v/Count -%d", first, last, len(nodes[i].kids))
	})
	d.objects.set(root, fmt.Sprintf("<</Type/Outlines/First %v/Last %v/Count %d>>", first, last, len(tops)))
	return root
}

// siblings writes entries below a parent; more is what else one says.
func (d *document) siblings(parent ref, marks []bookmark, more func(int, ref) string) (first, last ref) {
	refs := make([]ref, len(marks))
	for i := range marks {
		refs[i] = d.alloc()
	}
	for i, m := range marks {
		around := ""
		if i > 0 {
			around += fmt.Sprintf("/Prev %v", refs[i-1])
		}
		if i+1 < len(refs) {
			around += fmt.Sprintf("/Next %v", refs[i+1])
		}
		d.objects.set(refs[i], fmt.Sprintf("<</Title %s/Parent %v%s%s/Dest[%v/XYZ 0 %.2f null]>>",
			str(m.title), parent, around, more(i, refs[i]), m.page.ref, m.top+d.Body))
	}
	return refs[0], refs[len(refs)-1]
}

// metadata says what the file is.
func (d *document) metadata() []byte {
	var title strings.Builder
	_ = xml.EscapeText(&title, []byte(d.Title)) // a builder takes everything
	return fmt.Appendf(nil, `<?xpacket begin="%s" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language><pdf:Producer>trustbook</pdf:Producer><pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`, "\ufeff", title.String(), d.Language)
}
