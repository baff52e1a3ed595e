package pdf

import (
	"crypto/sha256"
	"fmt"
	"sync"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansbolditalic"
	"github.com/go-fonts/liberation/liberationsansitalic"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
)

// Fonts are what documents are set in: a family that the program carries
// (Liberation Sans, for the Latin, Greek and Cyrillic scripts), and a
// workbook's own fonts for what that lacks. They are safe for use by many
// goroutines, and read when they are needed, as reading them takes longer than
// a build that changes nothing.
type Fonts struct {
	own []*Font
	sum [sha256.Size]byte // of what changes the output
}

// own styles of the family, by bold and italic.
const (
	boldFace   = 1
	italicFace = 2
)

var family = sync.OnceValue(func() (f [4]*Font) {
	for i, data := range [][]byte{liberationsansregular.TTF, liberationsansbold.TTF, liberationsansitalic.TTF, liberationsansbolditalic.TTF} {
		var err error
		if f[i], err = ParseFont(data); err != nil {
			panic(fmt.Sprintf("a font of the program: %v", err)) // which a test reads
		}
	}
	return f
})

var typed = sync.OnceValue(func() *typing { return newTyping(family()[0]) })

// File is a font file of a workbook.
type File struct {
	Name string
	Data []byte
}

// NewFonts are the program's fonts and a workbook's own, which are tried in
// order. It returns the names of those that cannot be used, with the reason.
func NewFonts(files []File) (*Fonts, map[string]error) {
	f := &Fonts{}
	sum := sha256.New()
	fmt.Fprintf(sum, "%d\n", Version)
	var bad map[string]error
	for _, file := range files {
		parsed, err := ParseFont(file.Data)
		if err != nil {
			if bad == nil {
				bad = map[string]error{}
			}
			bad[file.Name] = err
			continue
		}
		f.own = append(f.own, parsed)
		fmt.Fprintf(sum, "%x\n", sha256.Sum256(file.Data))
	}
	sum.Sum(f.sum[:0])
	return f, bad
}

// Covers reports whether some font has the character.
func (f *Fonts) Covers(r rune) bool {
	if common(r) || invisible(r) || family()[0].covers(r) {
		return true
	}
	for _, own := range f.own {
		if own.covers(r) {
			return true
		}
	}
	return false
}

// common are characters that the program's own fonts have, as a test sees to,
// so that they need not be read to know.
func common(r rune) bool {
	return r >= ' ' && r < 0x7f || r >= 0xa0 && r <= 0x17f || r >= 0x410 && r <= 0x44f || r == '–' || r == '—' ||
		r == '‘' || r == '’' || r == '“' || r == '”' || r == '…' || r == '•' || r == '€'
}

// invisible are characters that draw nothing.
func invisible(r rune) bool {
	return r == 0x2028 || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x2069 || r == 0xfeff || r >= 0xfe00 && r <= 0xfe0f
}

// Setter sets text with some fonts, for one goroutine at a time.
type Setter struct {
	fonts   *Fonts
	faces   [4]*font.Face
	own     []*font.Face
	byFace  map[*font.Face]*Font
	shaper  shaping.HarfbuzzShaper
	wrapper shaping.LineWrapper
	splits  shaping.Segmenter
	shaped  map[string]*shaped
}

// NewSetter prepares setting text.
func (f *Fonts) NewSetter() *Setter {
	s := &Setter{fonts: f, byFace: map[*font.Face]*Font{}, shaped: map[string]*shaped{}}
	add := func(f *Font) *font.Face {
		face := font.NewFace(f.parsed)
		s.byFace[face] = f
		return face
	}
	for i, f := range family() {
		s.faces[i] = add(f)
	}
	// A bold font of the same script comes first where bold is wanted, see pick.
	for _, f := range f.own {
		s.own = append(s.own, add(f))
	}
	s.shaper.SetFontCacheSize(32)
	return s
}

// picker picks the face for a character in one of the family's styles.
type picker struct {
	*Setter
	style int
}

// ResolveFace is the first face that has the character, of a weight that suits
// the style if there is one.
func (p picker) ResolveFace(r rune) *font.Face {
	face := p.faces[p.style]
	if _, ok := face.NominalGlyph(r); ok || invisible(r) {
		return face
	}
	var other *font.Face
	for _, own := range p.own {
		if _, ok := own.NominalGlyph(r); !ok {
			continue
		}
		if p.byFace[own].bold == (p.style&boldFace != 0) {
			return own
		}
		if other == nil {
			other = own
		}
	}
	if other != nil {
		return other
	}
	return face
}
