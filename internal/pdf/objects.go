package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"unicode/utf16"
)

// ref is an object's number.
type ref int

func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// objects are a file's objects under way.
type objects struct {
	bodies  [][]byte
	streams []bool
}

func (o *objects) alloc() ref {
	o.bodies, o.streams = append(o.bodies, nil), append(o.streams, false)
	return ref(len(o.bodies))
}

func (o *objects) set(r ref, body string) { o.bodies[r-1] = []byte(body) }

func (o *objects) add(body string) ref {
	r := o.alloc()
	o.set(r, body)
	return r
}

// stream adds a stream; dict is the inside of its dictionary.
func (o *objects) stream(dict string, data []byte) ref {
	r := o.alloc()
	o.setStream(r, dict+"/Filter/FlateDecode", deflate(data))
	return r
}

// setStream gives r a stream whose data is as dict says it is.
func (o *objects) setStream(r ref, dict string, data []byte) {
	b := fmt.Appendf(make([]byte, 0, len(data)+len(dict)+60), "<<%s/Length %d>>\nstream\n", dict, len(data))
	b = append(b, data...)
	o.bodies[r-1] = append(b, "\nendstream"...)
	o.streams[r-1] = true
}

// Making a compressor costs more than most of what it compresses here.
var compressors = sync.Pool{New: func() any { return zlib.NewWriter(nil) }}

func deflate(data []byte) []byte {
	var b bytes.Buffer
	z := compressors.Get().(*zlib.Writer)
	z.Reset(&b)
	_, _ = z.Write(data) // a buffer takes everything
	_ = z.Close()
	compressors.Put(z)
	return b.Bytes()
}

// entry is an object's place: kind 1 at an offset, 2 in an object stream.
type entry struct{ kind, at, index int }

const packed = 200 // objects in an object stream

// file is the finished file. Its identifier is the hash of what it was made of
// and then that of its own bytes, see Fresh.
func (o *objects) file(root, info ref, made [16]byte) []byte {
	var out bytes.Buffer
	out.WriteString(header)
	table := make([]entry, len(o.bodies)+1)
	table[0] = entry{0, 0, 65535}
	var plain []int
	for i, body := range o.bodies {
		if !o.streams[i] {
			plain = append(plain, i+1)
			continue
		}
		table[i+1] = entry{1, out.Len(), 0}
		fmt.Fprintf(&out, "%d 0 obj\n", i+1)
		out.Write(body)
		out.WriteString("\nendobj\n")
	}
	for part := range slices.Chunk(plain, packed) {
		table = o.pack(&out, table, part)
	}
	start := out.Len()
	table = append(table, entry{1, start, 0})
	rows := make([]byte, 0, 7*len(table))
	for _, e := range table {
		rows = append(rows, byte(e.kind), byte(e.at>>24), byte(e.at>>16), byte(e.at>>8), byte(e.at), byte(e.index>>8), byte(e.index))
	}
	z := deflate(rows)
	own := own(out.Bytes(), z)
	fmt.Fprintf(&out, "%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root %v/Info %v/Filter/FlateDecode/Length %d/ID[<%x><%x>]>>\nstream\n",
		len(table)-1, len(table), root, info, len(z), made, own)
	out.Write(z)
	fmt.Fprintf(&out, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", start)
	return out.Bytes()
}

// pack writes objects into an object stream.
func (o *objects) pack(out *bytes.Buffer, table []entry, numbers []int) []entry {
	var heads, bodies bytes.Buffer
	for i, n := range numbers {
		fmt.Fprintf(&heads, "%d %d ", n, bodies.Len())
		bodies.Write(o.bodies[n-1])
		bodies.WriteByte('\n')
		table[n] = entry{2, len(table), i}
	}
	first := heads.Len()
	heads.Write(bodies.Bytes())
	z := deflate(heads.Bytes())
	n := len(table)
	table = append(table, entry{1, out.Len(), 0})
	fmt.Fprintf(out, "%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n", n, len(numbers), first, len(z))
	out.Write(z)
	out.WriteString("\nendstream\nendobj\n")
	return table
}

// own is the hash of a file's objects and of the table that says where they are.
func own(objects, table []byte) []byte {
	h := sha256.New()
	h.Write(objects)
	h.Write(table)
	return h.Sum(nil)[:16]
}

// Fresh reports whether a file is as Render made it of what made names, whole
// and with nothing added.
func Fresh(file []byte, made [16]byte) bool {
	const before, after = "\nendstream\nendobj\nstartxref\n", "\n%%EOF\n"
	at := bytes.LastIndex(file, []byte(before))
	if at < 0 || !bytes.HasSuffix(file, []byte(after)) || at+len(before)+len(after) > len(file) {
		return false
	}
	start, err := strconv.Atoi(string(file[at+len(before) : len(file)-len(after)]))
	if err != nil || start < 0 || start > at {
		return false
	}
	head, table, ok := bytes.Cut(file[start:at], []byte(">\nstream\n"))
	if !ok {
		return false
	}
	return bytes.HasSuffix(head, fmt.Appendf(nil, "/ID[<%x><%x>]>", made, own(file[:start], table)))
}

// str is text as a PDF string.
func str(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		plain = plain && s[i] >= ' ' && s[i] < 127
	}
	b := make([]byte, 0, len(s)+8)
	if !plain {
		b = append(b, "<FEFF"...)
		for _, u := range utf16.Encode([]rune(s)) {
			b = fmt.Appendf(b, "%04X", u)
		}
		return string(append(b, '>'))
	}
	b = append(b, '(')
	for i := 0; i < len(s); i++ {
		if s[i] == '(' || s[i] == ')' || s[i] == '\\' {
			b = append(b, '\\')
		}
		b = append(b, s[i])
	}
	return string(append(b, ')'))
}
