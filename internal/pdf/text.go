package pdf

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"trustbook/internal/sheet"
)

// shaped is text as glyphs, in thousandths of an em, so that it serves in every
// size and width.
type shaped struct {
	runes []rune
	owner []int // the span of each rune
	runs  []shaping.Output
}

// text is text in lines.
type text struct {
	lines []line
	size  float64
	lead  float64 // from line to line
}

// line is a line of some spans.
type line struct {
	*shaped
	spans []sheet.Span
	parts []shaping.Output // in the order in which they are read
	width float64
}

func (t *text) height() float64 { return t.lead * float64(len(t.lines)) }

// widest is the width of the widest line.
func (t *text) widest() float64 {
	w := 0.0
	for _, l := range t.lines {
		w = max(w, l.width)
	}
	return w
}

const (
	em       = 1000
	unlikely = 5000 // more texts than a chapter has
)

func units(x fixed.Int26_6) float64 { return float64(x) / 64 / em }

// A blank in a sentence is set as spaces that no line breaks at.
const blankSpace = "\u00a0"

// set breaks spans into lines of a width.
func (d *document) set(spans []sheet.Span, size, width float64) *text {
	t := &text{size: size, lead: size * 1.4}
	for _, part := range forced(spans) {
		shaped := d.shape(part)
		var runs []shaping.Output
		for _, r := range shaped.runs {
			r.Glyphs = slices.Clone(r.Glyphs) // the wrapper narrows spaces at the ends of lines
			runs = append(runs, r)
		}
		config := shaping.WrapConfig{Direction: d.direction()}
		lines, _ := d.wrapper.WrapParagraphF(config, fixed.Int26_6(width/size*em*64), shaped.runes, shaping.NewSliceIterator(runs))
		for _, runs := range lines {
			l := line{shaped: shaped, spans: part, parts: slices.Clone(runs)}
			for _, r := range runs {
				l.width += units(r.Advance) * size
			}
			t.lines = append(t.lines, l)
		}
	}
	return t
}

// forced parts spans where the author ended a line.
func forced(spans []sheet.Span) [][]sheet.Span {
	var out [][]sheet.Span
	var part []sheet.Span
	for _, s := range spans {
		for i, text := range strings.Split(s.Text, "\u2028") {
			if i > 0 && len(part) > 0 {
				out = append(out, part)
				part = nil
			}
			if next := s; text != "" {
				next.Text = text
				part = append(part, next)
			}
		}
	}
	if len(part) > 0 {
		out = append(out, part)
	}
	return out
}

func (d *document) direction() di.Direction {
	if d.RightToLeft {
		return di.DirectionRTL
	}
	return di.DirectionLTR
}

// shape turns spans into glyphs, or remembers them: the same sheet is set for
// itself, for its chapter and for the whole book, and in several formats.
func (d *document) shape(spans []sheet.Span) *shaped {
	var key strings.Builder
	key.WriteString(d.Language)
	if d.RightToLeft {
		key.WriteByte('<')
	}
	for _, s := range spans {
		key.WriteByte(byte('0' + style(s)))
		if s.Address != "" || s.Link != "" {
			key.WriteByte('|')
		}
		key.WriteString(s.Text)
		key.WriteByte(0)
	}
	if known := d.shaped[key.String()]; known != nil {
		return known
	}
	if len(d.shaped) > unlikely {
		clear(d.shaped)
	}
	t := &shaped{}
	for i, s := range spans {
		for _, r := range s.Text {
			t.runes, t.owner = append(t.runes, r), append(t.owner, i)
		}
	}
	d.shapeRunes(t, spans)
	d.shaped[key.String()] = t
	return t
}

func (d *document) shapeRunes(t *shaped, spans []sheet.Span) {
	in := shaping.Input{
		Text: t.runes, RunEnd: len(t.runes), Direction: d.direction(),
		Size: fixed.I(em), Language: language.NewLanguage(d.Language),
	}
	first := picker{d.Setter, style(spans[0])}
	for _, run := range slices.Clone(d.splits.Split(in, first)) {
		for at := run.RunStart; at < run.RunEnd; {
			end := at + 1
			for end < run.RunEnd && t.owner[end] == t.owner[at] {
				end++
			}
			part := run
			part.RunStart, part.RunEnd = at, end
			for _, p := range shaping.SplitByFace(part, picker{d.Setter, style(spans[t.owner[at]])}) {
				t.runs = append(t.runs, d.shaper.Shape(p))
			}
			at = end
		}
	}
}

func style(s sheet.Span) int {
	k := 0
	if s.Bold {
		k |= boldFace
	}
	if s.Italic {
		k |= italicFace
	}
	return k
}

// visual are the runs of a line from left to right.
func (l line) visual() []shaping.Output {
	runs := slices.Clone(l.parts)
	slices.SortStableFunc(runs, func(a, b shaping.Output) int { return cmp.Compare(a.VisualIndex, b.VisualIndex) })
	return runs
}
