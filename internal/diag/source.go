package diag

import (
	"bytes"
	"sort"
	"sync"
)

// Source is one file's bytes, which turns offsets into positions.
type Source struct {
	Name string
	Data []byte

	once  sync.Once
	lines []int // offset of each line's first byte
}

// NewSource names data, which must not change afterwards.
func NewSource(name string, data []byte) *Source {
	return &Source{Name: name, Data: data}
}

// At is the position of the byte at offset. An offset outside the data means
// its nearest end, so the position is always inside the file.
func (s *Source) At(offset int) Position {
	s.once.Do(func() {
		s.lines = []int{0}
		for i := 0; ; {
			n := bytes.IndexByte(s.Data[i:], '\n')
			if n < 0 {
				return
			}
			i += n + 1
			s.lines = append(s.lines, i)
		}
	})
	offset = max(0, min(offset, len(s.Data)))
	line := sort.SearchInts(s.lines, offset+1)
	return Position{s.Name, line, offset - s.lines[line-1] + 1}
}

// Mark is a Position without its file: what a parsed value keeps, as a book
// holds many values and few files.
type Mark struct{ Line, Column int32 }

// In is the position of m in the file named name.
func (m Mark) In(name string) Position {
	return Position{name, int(m.Line), int(m.Column)}
}

// Mark is At without the file's name.
func (s *Source) Mark(offset int) Mark {
	p := s.At(offset)
	return Mark{int32(p.Line), int32(p.Column)}
}

// Offset is the offset of m, the reverse of Mark.
func (s *Source) Offset(m Mark) int {
	s.At(0)
	if m.Line < 1 || int(m.Line) > len(s.lines) {
		return 0
	}
	return min(s.lines[m.Line-1]+int(m.Column)-1, len(s.Data))
}
