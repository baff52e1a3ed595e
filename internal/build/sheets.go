package build

import (
	"fmt"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"
	"sync"

	"trustbook/internal/diag"
	"trustbook/internal/output"
	"trustbook/internal/pdf"
	"trustbook/internal/sheet"
)

// Sheets are a workbook's worksheets as PDF files.
type Sheets struct {
	documents []sheet.Document
	fonts     *pdf.Fonts
	jobs      int
}

// Sheets lays the workbook's worksheets out. It reports what cannot be set: a
// font of the workbook that is of no use, and letters that no font has.
func (w *Workbook) Sheets() (*Sheets, diag.List) {
	var list diag.List
	var files []pdf.File
	names, _ := fs.Glob(w.Site.Static, "fonts/*") // no folder, no fonts
	for _, name := range names {
		if !slices.Contains([]string{".ttf", ".otf"}, strings.ToLower(path.Ext(name))) {
			continue
		}
		data, err := fs.ReadFile(w.Site.Static, name)
		if err != nil {
			list.Error(diag.Position{File: "static/" + name}, fmt.Sprintf("cannot be read: %v", err), "")
			continue
		}
		files = append(files, pdf.File{Name: "static/" + name, Data: data})
	}
	fonts, bad := pdf.NewFonts(files)
	for name, err := range bad {
		list.Warn(diag.Position{File: name}, fmt.Sprintf("this font cannot be used in PDF files: %v", err), "use a TrueType font, a .ttf with glyf outlines")
	}
	s := &Sheets{sheet.Documents(w.Book), fonts, w.Site.Jobs}
	return s, append(list, fonts.Check(s.documents)...)
}

// Files yields all files. Those that an earlier build left in old, and that
// nothing would change, are read instead of made.
func (s *Sheets) Files(old fs.FS) iter.Seq2[output.File, error] {
	return func(yield func(output.File, error) bool) {
		jobs := make(chan []sheet.Document)
		made := make(chan output.File)
		stop := make(chan struct{})
		var workers sync.WaitGroup
		for range max(1, s.jobs) {
			workers.Go(func() {
				w := pdfWorker{fonts: s.fonts, old: old}
				for documents := range jobs {
					w.work(documents, made, stop)
				}
			})
		}
		go func() {
			defer close(jobs)
			for _, documents := range s.shares() {
				select {
				case jobs <- documents:
				case <-stop:
					return
				}
			}
		}()
		go func() {
			workers.Wait()
			close(made)
		}()
		for f := range made {
			if !yield(f, nil) {
				close(stop)
				workers.Wait()
				return
			}
		}
	}
}

// shares are the documents in lots that hold the same sheets, the largest
// first: what a worker has set once serves it again.
func (s *Sheets) shares() [][]sheet.Document {
	var lots [][]sheet.Document
	var lot []sheet.Document
	for _, d := range s.documents {
		if d.Name == sheet.Book {
			lots = slices.Insert(lots, 0, []sheet.Document{d})
			continue
		}
		lot = append(lot, d)
		if strings.HasPrefix(d.Name, "chapter-") {
			lots = append(lots, lot)
			lot = nil
		}
	}
	return lots
}

// pdfWorker makes files, one at a time.
type pdfWorker struct {
	fonts  *pdf.Fonts
	old    fs.FS
	setter *pdf.Setter
}

func (w *pdfWorker) work(documents []sheet.Document, made chan<- output.File, stop <-chan struct{}) {
	for i := range documents {
		for _, format := range pdf.Formats {
			select {
			case made <- w.file(&documents[i], format):
			case <-stop:
				return
			}
		}
	}
}

func (w *pdfWorker) file(d *sheet.Document, format pdf.Format) output.File {
	f := output.File{Path: "worksheets/" + d.Name + "-" + format.Name + ".pdf"}
	if w.old != nil {
		if data, err := fs.ReadFile(w.old, f.Path); err == nil && pdf.Fresh(data, w.fonts.Made(d, format)) {
			f.Data = data
			return f
		}
	}
	if w.setter == nil {
		w.setter = w.fonts.NewSetter()
	}
	f.Data = w.setter.Render(d, format)
	return f
}

// After yields files and then the worksheets.
func (s *Sheets) After(files iter.Seq2[output.File, error], old fs.FS) iter.Seq2[output.File, error] {
	return func(yield func(output.File, error) bool) {
		for _, part := range []iter.Seq2[output.File, error]{files, s.Files(old)} {
			for f, err := range part {
				if !yield(f, err) {
					return
				}
			}
		}
	}
}
