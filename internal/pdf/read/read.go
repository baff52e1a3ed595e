// Package read reads PDF files: bytes go in, objects come out. It is made for
// files that anybody may have sent, so it believes nothing they say of
// themselves: objects are found by looking through the file from its beginning,
// a later one standing for an earlier one of the same number, as an update
// means it to; no table of offsets is used, which a broken or malicious file
// gets wrong. What it holds is bounded.
//
// Encrypted files are refused; of filters it knows Flate.
package read

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
)

// Values are nil, bool, float64, Name, String, Array, Dict, *Stream and Ref.
type (
	// Name is a name without its slash.
	Name string
	// String is a string's bytes.
	String string
	// Ref is the number of an object.
	Ref int
	// Array is an array.
	Array []any
	// Dict is a dictionary.
	Dict map[Name]any
	// Stream is a dictionary with data, as they stand in the file.
	Stream struct {
		Dict
		Raw []byte
	}
)

// Limits on what a file may make of memory.
const (
	MaxFile    = 64 << 20
	maxData    = 128 << 20 // decompressed, all streams together
	maxObjects = 500_000
	maxDepth   = 100
)

// File is a file's objects.
type File struct {
	Objects map[Ref]any
	Trailer Dict
	data    int // decompressed so far
}

var (
	// ErrEncrypted says that a file is encrypted.
	ErrEncrypted = errors.New("the file is encrypted")

	errMuch = errors.New("the file holds too much")
	objects = regexp.MustCompile(`(?:^|[\s>\])])(\d{1,9})\s+\d{1,5}\s+obj\b|\btrailer\b`)
)

// Parse reads a file.
func Parse(data []byte) (*File, error) {
	if len(data) > MaxFile {
		return nil, errMuch
	}
	if !bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) {
		return nil, errors.New("this is no PDF file")
	}
	f := &File{Objects: map[Ref]any{}, Trailer: Dict{}}
	for at := 0; ; {
		m := objects.FindSubmatchIndex(data[at:])
		if m == nil {
			break
		}
		number := Ref(0)
		if m[2] >= 0 {
			n, _ := strconv.Atoi(string(data[at+m[2] : at+m[3]])) // nine digits at most
			number = Ref(n)
		}
		l := &lexer{data: data, at: at + m[1]}
		value := l.object()
		at = l.at
		if err := f.take(number, value, m[2] < 0); err != nil {
			return nil, err
		}
	}
	if f.Trailer["Encrypt"] != nil {
		return nil, ErrEncrypted
	}
	return f, nil
}

// take keeps an object, and those that are packed in it.
func (f *File) take(number Ref, value any, trailer bool) error {
	if trailer {
		f.trailer(value)
		return nil
	}
	if len(f.Objects) >= maxObjects {
		return errMuch
	}
	f.Objects[number] = value
	s, ok := value.(*Stream)
	if !ok {
		return nil
	}
	switch s.Dict["Type"] {
	case Name("XRef"):
		f.trailer(s.Dict)
	case Name("ObjStm"):
		return f.unpack(s)
	}
	return nil
}

// unpack keeps the objects of an object stream.
func (f *File) unpack(s *Stream) error {
	if f.Trailer["Encrypt"] != nil {
		return ErrEncrypted
	}
	data, err := f.Data(s)
	if err != nil {
		if errors.Is(err, errMuch) {
			return err
		}
		return nil // what is in it is not known, which may not matter
	}
	heads := &lexer{data: data}
	first := int(f.Number(s.Dict["First"]))
	for range int(min(f.Number(s.Dict["N"]), maxObjects)) {
		number, ok1 := heads.value(0).(float64)
		at, ok2 := heads.value(0).(float64)
		if !ok1 || !ok2 || first < 0 || at < 0 || first+int(at) > len(data) {
			return nil
		}
		if len(f.Objects) >= maxObjects {
			return errMuch
		}
		l := &lexer{data: data, at: first + int(at)}
		f.Objects[Ref(number)] = l.value(0)
	}
	return nil
}

// trailer takes over what a trailer says, the last one in the file winning.
func (f *File) trailer(v any) {
	if d, ok := v.(Dict); ok {
		for _, key := range []Name{"Root", "Info", "ID", "Encrypt"} {
			if d[key] != nil {
				f.Trailer[key] = d[key]
			}
		}
	}
}

// Data is a stream's data, decompressed.
func (f *File) Data(s *Stream) ([]byte, error) {
	filter := f.Get(s.Dict["Filter"])
	if a, ok := filter.(Array); ok && len(a) == 1 {
		filter = f.Get(a[0])
	} else if ok && len(a) == 0 {
		filter = nil
	}
	switch filter {
	case nil:
		return s.Raw, nil
	case Name("FlateDecode"):
	default:
		return nil, fmt.Errorf("a stream with the filter %v", filter)
	}
	if p, ok := f.Get(s.Dict["DecodeParms"]).(Dict); ok && f.Number(p["Predictor"]) > 1 {
		return nil, errors.New("a stream with a predictor")
	}
	z, err := zlib.NewReader(bytes.NewReader(s.Raw))
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(z, int64(maxData-f.data)+1))
	if f.data += len(data); f.data > maxData {
		return nil, errMuch
	}
	if err != nil && len(data) == 0 { // a damaged end still leaves a beginning
		return nil, err
	}
	return data, nil
}

// Get is a value, or the object that it refers to.
func (f *File) Get(v any) any {
	for range 8 {
		r, ok := v.(Ref)
		if !ok {
			return v
		}
		v = f.Objects[r]
	}
	return nil
}

// Dict is a value as a dictionary, empty where it is none.
func (f *File) Dict(v any) Dict {
	switch v := f.Get(v).(type) {
	case Dict:
		return v
	case *Stream:
		return v.Dict
	}
	return nil
}

// Array is a value as an array, empty where it is none.
func (f *File) Array(v any) Array {
	a, _ := f.Get(v).(Array)
	return a
}

// Number is a value as a number, 0 where it is none.
func (f *File) Number(v any) float64 {
	n, _ := f.Get(v).(float64)
	return n
}

// Name is a value as a name, "" where it is none.
func (f *File) Name(v any) Name {
	n, _ := f.Get(v).(Name)
	return n
}
