package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// Font is one TrueType font, read once and shared by all documents.
type Font struct {
	name   string // without spaces, as PDF names it
	bold   bool
	italic bool
	parsed *font.Font
	tables map[string][]byte
	glyphs []uint32 // where each begins in glyf, and where the last ends
	widths int      // how many glyphs have a width of their own
	em     float64

	ascent, descent float64 // in thousandths of an em
	box             [4]float64
}

var big = binary.BigEndian

// least are the lengths that the tables read below must have.
var least = map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "loca": 4, "glyf": 0}

// ParseFont reads a TrueType font. One whose outlines are not TrueType's, such
// as most .otf files, is an error, as is one with variations.
func ParseFont(data []byte) (*Font, error) {
	loader, err := opentype.NewLoader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	f := &Font{tables: map[string][]byte{}}
	for tag, length := range least {
		table, err := loader.RawTable(opentype.MustNewTag(tag))
		if err != nil || len(table) < length {
			return nil, fmt.Errorf("it has no TrueType outlines (table %q)", tag)
		}
		f.tables[tag] = table
	}
	if _, err := loader.RawTable(opentype.MustNewTag("fvar")); err == nil {
		return nil, errors.New("it is a variable font; use one of its static instances")
	}
	if f.parsed, err = font.NewFont(loader); err != nil {
		return nil, err
	}
	head, hhea := f.tables["head"], f.tables["hhea"]
	if f.em = float64(big.Uint16(head[18:])); f.em == 0 {
		return nil, errors.New("it has no size")
	}
	if err := f.locate(big.Uint16(head[50:]) == 1); err != nil {
		return nil, err
	}
	if f.widths = int(big.Uint16(hhea[34:])); f.widths == 0 || 4*f.widths > len(f.tables["hmtx"]) {
		return nil, errors.New("it has no widths")
	}
	f.ascent, f.descent = f.thousandths(hhea[4:]), f.thousandths(hhea[6:])
	for i := range f.box {
		f.box[i] = f.thousandths(head[36+2*i:])
	}
	f.describe()
	return f, nil
}

func (f *Font) thousandths(b []byte) float64 { return float64(int16(big.Uint16(b))) * 1000 / f.em }

// locate reads where the glyphs are.
func (f *Font) locate(long bool) error {
	n, loca, end := int(big.Uint16(f.tables["maxp"][4:])), f.tables["loca"], uint32(len(f.tables["glyf"]))
	size := 2
	if long {
		size = 4
	}
	if len(loca) < size*(n+1) {
		return errors.New("its glyphs cannot be found")
	}
	f.glyphs = make([]uint32, n+1)
	for i := range f.glyphs {
		at := 2 * uint32(big.Uint16(loca[2*i:]))
		if long {
			at = big.Uint32(loca[4*i:])
		}
		if at > end || i > 0 && at < f.glyphs[i-1] {
			return errors.New("its glyphs overlap")
		}
		f.glyphs[i] = at
	}
	return nil
}

func (f *Font) describe() {
	d := f.parsed.Describe()
	f.name = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, d.Family)
	if f.name == "" {
		f.name = "Font"
	}
	f.bold, f.italic = d.Aspect.Weight >= 600, d.Aspect.Style == font.StyleItalic
	if f.bold {
		f.name += "-Bold"
	}
	if f.italic {
		f.name += "-Italic"
	}
}

func (f *Font) covers(r rune) bool {
	_, ok := f.parsed.NominalGlyph(r)
	return ok
}

// advance is a glyph's width in the font's own units, bearing where it begins.
func (f *Font) advance(g font.GID) uint16 {
	return big.Uint16(f.tables["hmtx"][4*min(int(g), f.widths-1):])
}

func (f *Font) bearing(g font.GID) uint16 {
	at := 4*int(g) + 2
	if int(g) >= f.widths {
		at = 4*f.widths + 2*(int(g)-f.widths)
	}
	if at+2 > len(f.tables["hmtx"]) {
		return 0
	}
	return big.Uint16(f.tables["hmtx"][at:])
}

// width is a glyph's width in thousandths of an em.
func (f *Font) width(g font.GID) float64 { return float64(f.advance(g)) * 1000 / f.em }

// outline is a glyph's own data, nil for one that is empty.
func (f *Font) outline(g font.GID) []byte {
	if int(g)+1 >= len(f.glyphs) {
		return nil
	}
	return f.tables["glyf"][f.glyphs[g]:f.glyphs[g+1]]
}
