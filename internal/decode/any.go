package decode

import (
	"reflect"

	"trustbook/internal/diag"
)

// Any is a value of any type, as JSON would have it, with its place: for keys
// that may hold one of several types, which their reader tells apart.
type Any struct {
	V any
	diag.Mark
}

var anyType = reflect.TypeFor[Any]()
