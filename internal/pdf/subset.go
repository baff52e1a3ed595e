package pdf

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// subset is the part of a font that a document uses. Glyphs are numbered anew.
// Each pair of a glyph and the text it stands for has a character code of its
// own, so that what a reader copies or hears is always the text, also where a
// font draws two letters alike or one letter in two parts.
type subset struct {
	*Font
	resource string
	ref      ref
	glyphs   []font.GID
	numbers  map[font.GID]uint16
	codes    map[coded]uint16
	list     []coded // by code
}

type coded struct {
	glyph font.GID
	text  string
}

func newSubset(f *Font, resource string, r ref) *subset {
	s := &subset{Font: f, resource: resource, ref: r, numbers: map[font.GID]uint16{}, codes: map[coded]uint16{}}
	s.code(0, "\ufffd")
	return s
}

func (s *subset) code(g font.GID, text string) uint16 {
	k := coded{g, text}
	if c, ok := s.codes[k]; ok {
		return c
	}
	s.number(g)
	c := uint16(len(s.list))
	s.codes[k] = c
	s.list = append(s.list, k)
	return c
}

func (s *subset) number(g font.GID) uint16 {
	if n, ok := s.numbers[g]; ok {
		return n
	}
	n := uint16(len(s.glyphs))
	s.glyphs = append(s.glyphs, g)
	s.numbers[g] = n
	return n
}

// Flags of a part of a composite glyph.
const (
	partWords        = 1 << 0
	partScale        = 1 << 3
	partMore         = 1 << 5
	partTwoScales    = 1 << 6
	partMatrix       = 1 << 7
	partInstructions = 1 << 8
)

// glyph is a glyph's data with its parts numbered anew, and without the
// instructions for coarse screens, which no viewer of PDFs follows.
func (s *subset) glyph(g font.GID) []byte {
	d := slices.Clone(s.outline(g))
	if len(d) < 10 {
		return nil
	}
	if n := int(int16(big.Uint16(d))); n >= 0 {
		at := 10 + 2*n
		if at+2 > len(d) {
			return nil
		}
		skip := int(big.Uint16(d[at:]))
		if at+2+skip > len(d) {
			return nil
		}
		big.PutUint16(d[at:], 0)
		return append(d[:at+2], d[at+2+skip:]...)
	}
	for at := 10; at+4 <= len(d); {
		flags := big.Uint16(d[at:])
		big.PutUint16(d[at:], flags&^partInstructions)
		big.PutUint16(d[at+2:], s.number(font.GID(big.Uint16(d[at+2:]))))
		at += 6
		if flags&partWords != 0 {
			at += 2
		}
		switch {
		case flags&partScale != 0:
			at += 2
		case flags&partTwoScales != 0:
			at += 4
		case flags&partMatrix != 0:
			at += 8
		}
		if flags&partMore == 0 {
			return d[:min(at, len(d))]
		}
	}
	return nil
}

// file is the subset as a TrueType file, with extra tables.
func (s *subset) file(extra ...opentype.Table) []byte {
	var glyf, loca, hmtx []byte
	for i := 0; i < len(s.glyphs); i++ { // which grows with parts
		loca = big.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, s.glyph(s.glyphs[i])...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	loca = big.AppendUint32(loca, uint32(len(glyf)))
	for _, g := range s.glyphs {
		hmtx = big.AppendUint16(hmtx, s.advance(g))
		hmtx = big.AppendUint16(hmtx, s.bearing(g))
	}
	n := uint16(len(s.glyphs))
	head, hhea, maxp := slices.Clone(s.tables["head"]), slices.Clone(s.tables["hhea"]), slices.Clone(s.tables["maxp"])
	big.PutUint32(head[8:], 0)
	big.PutUint16(head[50:], 1)
	big.PutUint16(hhea[34:], n)
	big.PutUint16(maxp[4:], n)
	tables := extra
	for tag, content := range map[string][]byte{"glyf": glyf, "head": head, "hhea": hhea, "hmtx": hmtx, "loca": loca, "maxp": maxp} {
		tables = append(tables, opentype.Table{Tag: opentype.MustNewTag(tag), Content: content})
	}
	slices.SortFunc(tables, func(a, b opentype.Table) int { return cmp.Compare(a.Tag, b.Tag) })
	return opentype.WriteTTF(tables)
}

// write gives the subset's object its content.
func (s *subset) write(o *objects, tag string) {
	file := s.file()
	name := tag + "+" + s.name
	var widths strings.Builder
	var numbers []byte
	for _, c := range s.list {
		fmt.Fprintf(&widths, "%.0f ", s.width(c.glyph))
		numbers = big.AppendUint16(numbers, s.numbers[c.glyph])
	}
	desc := s.descriptor(o, name, 4, o.stream(fmt.Sprintf("/Length1 %d", len(file)), file))
	cid := o.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %v/CIDToGIDMap %v/DW 1000/W[0[%s]]>>",
		name, desc, o.stream("", numbers), widths.String()))
	o.set(s.ref, fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%v]/ToUnicode %v>>", name, cid, o.stream("", s.unicode())))
}

func (f *Font) descriptor(o *objects, name string, flags int, file ref) ref {
	angle := 0
	if f.italic {
		angle, flags = -12, flags|64
	}
	return o.add(fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%.0f %.0f %.0f %.0f]/ItalicAngle %d/Ascent %.0f/Descent %.0f/CapHeight 700/StemV 80/FontFile2 %v>>",
		name, flags, f.box[0], f.box[1], f.box[2], f.box[3], angle, f.ascent, f.descent, file))
}

// unicode is the map from codes to text.
func (s *subset) unicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n")
	for from := 1; from < len(s.list); from += 100 {
		part := s.list[from:min(from+100, len(s.list))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for i, c := range part {
			fmt.Fprintf(&b, "<%04X> <", from+i)
			for _, u := range utf16.Encode([]rune(c.text)) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap CMapName currentdict /CMap defineresource pop end end")
	return b.Bytes()
}
