package main

import "embed"

// base is the book that the binary carries. The all: form is needed for files
// whose names begin with an underscore; a test lists what is in here.
//
//go:embed all:content all:templates static/dist static/favicon.svg
var base embed.FS
