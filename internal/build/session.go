package build

import (
	"context"
	"io/fs"
	"slices"

	"trustbook/internal/book"
	"trustbook/internal/chapter"
	"trustbook/internal/diag"
)

// Session builds one workbook again and again while it is written. What a
// change does not touch is not redone, and the result is that of a fresh Load.
// It is used by one goroutine; the workbooks that it gives by any.
type Session struct {
	dir    string
	base   fs.FS
	o      Options
	src    *Source
	memory memory
	now    State

	// late are chapters that read otherwise than in the last good workbook,
	// because of an error. It is nil where anything else may be the cause.
	late map[string]bool
}

// State is what there is after an update.
type State struct {
	Workbook *Workbook // the last without an error; nil before there was one
	List     diag.List // what is wrong now
	Failed   bool      // whether it is older than the files, as these have errors
}

// Same reports whether nothing is otherwise than in another state.
func (s State) Same(t State) bool {
	return s.Workbook == t.Workbook && s.Failed == t.Failed && slices.Equal(s.List, t.List)
}

// Update is what an update came to.
type Update struct {
	State
	Pages  int  // how many pages of the workbook may be
	Shared bool // whether what all pages share may be, see site.SameContents
}

// NewSession prepares a session for the workbook in dir, as Open takes it.
func NewSession(dir string, base fs.FS, o Options) *Session {
	return &Session{dir: dir, base: base, o: o}
}

// State is what the last update came to.
func (s *Session) State() State { return s.now }

// Update brings the session up to date. The names are of files and folders
// that may have changed, with slashes, below the workbook's folder; with none,
// anything may have.
func (s *Session) Update(ctx context.Context, names ...string) Update {
	before := s.now
	var touched touched
	if len(names) > 0 {
		touched = map[string]bool{}
		for _, name := range names {
			touched[name] = true
		}
	}
	if !s.few(touched) {
		s.whole(ctx, touched)
	}
	if ctx.Err() != nil {
		s.now, s.late = before, nil
	}
	u := Update{State: s.now}
	if u.Workbook == nil || before.Workbook == u.Workbook {
		return u
	}
	if before.Workbook != nil {
		u.Pages, u.Shared = u.Workbook.Site.Since(before.Workbook.Site)
	} else {
		u.Pages, u.Shared = u.Workbook.Site.Pages(), true
	}
	return u
}

// whole updates by assembling the book anew.
func (s *Session) whole(ctx context.Context, touched touched) {
	if s.src == nil || touched == nil || touched["content"] || touched["templates"] || touched["static"] {
		src, err := Open(s.dir, s.base)
		if err != nil {
			list := diag.List{}
			list.Error(diag.Position{File: s.dir}, err.Error(), "")
			s.src, s.late, s.now = nil, nil, State{s.now.Workbook, list, true}
			return
		}
		s.src, touched = src, everything
	}
	w, list := s.memory.load(ctx, s.src, s.o, touched)
	failed := list.Failed(false)
	s.late = nil
	if failed {
		w = s.now.Workbook
	} else {
		if !s.memory.remade && s.now.Workbook != nil {
			w = s.now.Workbook
		}
		s.settle()
	}
	s.now = State{w, list, failed}
}

// few updates the texts of a few chapters, in a time that does not grow with
// the book. It is not ok where more than that changed.
func (s *Session) few(touched touched) (ok bool) {
	if touched == nil || s.late == nil || s.now.Workbook == nil || s.memory.links {
		return false
	}
	names := map[string]bool{}
	for name := range touched {
		c, ok := isChapter(name)
		if s.memory.chapters[c] != nil {
			names[c] = true
		} else if ok || s.memory.matters(s.src, name) {
			return false
		}
	}
	p := chapter.NewParser(s.memory.language)
	p.Collect = s.o.Wording
	for name := range names {
		old := s.memory.chapters[name]
		if s.src.Content.IsLink(name) {
			return false
		}
		r := readChapter(s.src, p, name, old)
		if r.chapter == nil {
			return false
		}
		if r != old {
			s.memory.chapters[name], s.memory.remade = r, true
			s.late[name] = true
		}
	}
	return s.mend()
}

// mend makes the last good workbook one with the late chapters.
func (s *Session) mend() (ok bool) {
	if len(s.late) == 0 {
		return true
	}
	var changed []*chapter.Chapter
	var own diag.List
	files := map[string]bool{}
	for name := range s.late {
		r := s.memory.chapters[name]
		changed = append(changed, r.chapter)
		own = append(own, r.list...)
		own = append(own, book.ChapterInstruments(r.chapter)...)
		files[r.chapter.File] = true
	}
	// Of the other chapters nothing else is said than before.
	list := slices.DeleteFunc(slices.Clone(s.now.List), func(d diag.Diagnostic) bool { return files[d.File] })
	list = append(list, own...)
	if own.Failed(false) {
		s.now = State{s.now.Workbook, list, true}
		return true
	}
	b, problems, ok := s.now.Workbook.Book.With(changed...)
	if !ok {
		return false
	}
	list = append(list, problems...)
	if problems.Failed(false) {
		s.now = State{s.now.Workbook, list, true}
		return true
	}
	s.settle()
	s.now = State{s.now.Workbook.with(b), list, false}
	return true
}

// settle notes that the workbook is what the files say.
func (s *Session) settle() {
	s.late, s.memory.remade = map[string]bool{}, false
}
