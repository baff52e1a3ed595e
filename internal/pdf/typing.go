package pdf

import (
	"fmt"
	"strings"

	"github.com/go-text/typesetting/font/opentype"
)

// typing is the font of what people type into fields: simple, in the encoding
// that every viewer can write, and whole, as nobody knows what will be typed.
// It is made once and is the same in all documents.
type typing struct {
	*Font
	file   []byte // compressed
	length int
	widths string
}

// upper are the characters 128 to 159 of WinAnsiEncoding.
var upper = []rune("€\x00‚ƒ„…†‡ˆ‰Š‹Œ\x00Ž\x00\x00‘’“”•–—˜™š›œ\x00žŸ")

// winAnsi is the character of a code, 0 where there is none.
func winAnsi(code int) rune {
	switch {
	case code >= 128 && code < 160:
		return upper[code-128]
	case code == 127:
		return 0
	}
	return rune(code)
}

func newTyping(f *Font) *typing {
	s := newSubset(f, "", 0)
	var widths strings.Builder
	numbers := map[rune]uint16{}
	for code := 32; code < 256; code++ {
		r := winAnsi(code)
		g, ok := f.parsed.NominalGlyph(r)
		if r == 0 || !ok {
			widths.WriteString("0 ")
			continue
		}
		numbers[r] = s.number(g)
		fmt.Fprintf(&widths, "%.0f ", f.width(g))
	}
	file := s.file(
		opentype.Table{Tag: opentype.MustNewTag("cmap"), Content: characterMap(numbers)},
		opentype.Table{Tag: opentype.MustNewTag("post"), Content: append([]byte{0, 3}, make([]byte, 30)...)})
	return &typing{Font: f, file: deflate(file), length: len(file), widths: widths.String()}
}

// characterMap is a cmap table of format 4 with a segment a character.
func characterMap(numbers map[rune]uint16) []byte {
	var runes []uint16
	for r := range 0xffff {
		if _, ok := numbers[rune(r)]; ok {
			runes = append(runes, uint16(r))
		}
	}
	runes = append(runes, 0xffff)
	n := uint16(len(runes))
	b := []byte{0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12}
	put := func(values ...uint16) {
		for _, v := range values {
			b = big.AppendUint16(b, v)
		}
	}
	put(4, 16+8*n, 0, 2*n, 0, 0, 0)
	put(runes...)
	put(0)
	put(runes...)
	for _, r := range runes {
		if r == 0xffff {
			put(1)
		} else {
			put(numbers[rune(r)] - r)
		}
	}
	put(make([]uint16, n)...)
	return b
}

// write gives r the font.
func (t *typing) write(o *objects, r ref) {
	name := "TYPING+" + t.name
	file := o.alloc()
	o.setStream(file, fmt.Sprintf("/Length1 %d/Filter/FlateDecode", t.length), t.file)
	o.set(r, fmt.Sprintf("<</Type/Font/Subtype/TrueType/BaseFont/%s/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths[%s]/FontDescriptor %v>>",
		name, t.widths, t.descriptor(o, name, 32, file)))
}
