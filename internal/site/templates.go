package site

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"regexp"
	"strconv"
	"sync"

	"trustbook/internal/diag"
)

// Templates are the parsed page shells.
type Templates struct{ set *template.Template }

// pages are the templates that must exist.
var pages = []string{"chapter.html", "worksheet.html", "cover.html", "worksheets.html", "helplines.html", "search.html", "my-answers.html", "leave.html", "404.html"}

// ParseTemplates reads every *.html of templates/. origin gives a file's name
// for messages.
func ParseTemplates(files fs.FS, origin func(string) string) (*Templates, diag.List) {
	var list diag.List
	set := template.New("").Option("missingkey=error")
	names, err := fs.Glob(files, "*.html")
	if err != nil {
		list.Error(diag.Position{File: "templates"}, err.Error(), "")
	}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err == nil {
			_, err = set.New(name).Parse(string(data))
		}
		if err != nil {
			list.Error(templatePosition(origin(name), err), "template cannot be read: "+cause(err), "")
		}
	}
	for _, name := range pages {
		if set.Lookup(name) == nil {
			list.Error(diag.Position{File: origin(name)}, fmt.Sprintf("no template %q", name), "")
		}
	}
	return &Templates{set}, list
}

var templateError = regexp.MustCompile(`^template: [^:]*:(\d+)(?::(\d+))?: (?s)(.*)$`)

func templatePosition(file string, err error) diag.Position {
	p := diag.Position{File: file}
	if m := templateError.FindStringSubmatch(err.Error()); m != nil {
		p.Line, _ = strconv.Atoi(m[1])
		p.Column = 1
		if m[2] != "" {
			p.Column, _ = strconv.Atoi(m[2])
		}
	}
	return p
}

func cause(err error) string {
	if m := templateError.FindStringSubmatch(err.Error()); m != nil {
		return m[3]
	}
	return err.Error()
}

func (t *Templates) execute(name string, view any) ([]byte, error) {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := t.set.ExecuteTemplate(b, name, view); err != nil {
		return nil, err
	}
	return bytes.Clone(b.Bytes()), nil
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
