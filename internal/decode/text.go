package decode

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"trustbook/internal/diag"
	"trustbook/internal/markup"
)

const maxSize = 1 << 20

// Text checks the bytes of a file that a person wrote, and returns them
// without a byte order mark and with plain line ends; nil when they are no
// text, or hold characters that are not allowed, see markup.Allowed.
func Text(name string, src []byte, list *diag.List) *diag.Source {
	if len(src) > maxSize {
		list.Error(diag.Position{File: name}, fmt.Sprintf("the file has more than %d MiB", maxSize>>20), "split it into several files")
		return nil
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	}
	source := diag.NewSource(name, src)
	for i := 0; i < len(src); {
		if c := src[i]; c >= ' ' && c < 0x7f || c == '\n' || c == '\t' {
			i++
			continue
		}
		r, n := utf8.DecodeRune(src[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			list.Error(source.At(i), "this is not UTF-8 text", "save the file as UTF-8")
			return nil
		case !markup.Allowed(r):
			list.Error(source.At(i), fmt.Sprintf("control character U+%04X", r), "delete it; it was probably pasted in")
			return nil
		}
		i += n
	}
	return source
}
