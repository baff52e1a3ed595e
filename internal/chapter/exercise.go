package chapter

import (
	"fmt"
	"slices"

	"trustbook/internal/decode"
	"trustbook/internal/diag"
	"trustbook/internal/field"
	"trustbook/internal/markup"
)

// Exercise is one exercise, as the front matter declares it.
type Exercise struct {
	ID         decode.Str    `yaml:"id,required" doc:"unique in the workbook and permanent: it keys saved answers"`
	Title      markup.Inline `yaml:"title,required" doc:"the exercise's title, in inline Markdown"`
	Instrument Instrument    `yaml:"instrument" doc:"what kind of exercise it is; check asks for what it needs"`
	With       With          `yaml:"with" doc:"who does it: alone (when left out), together or in turns"`
	Minutes    *int          `yaml:"minutes,required" doc:"how many minutes it takes"`
	Keep       field.Keep    `yaml:"keep" doc:"privacy class; left out: shareable for alone, joint for together, spoken for turns"`
	Repeat     Repeat        `yaml:"repeat" doc:"daily or weekly: dated entries"`
	Was        []decode.Str  `yaml:"was" doc:"ids it had before"`
	Prompt     markup.Block  `yaml:"prompt" doc:"what to do, in Markdown"`
	Stop       markup.Block  `yaml:"stop" doc:"when to stop, in Markdown; left out: the book's"`
	Sheet      *bool         `yaml:"sheet" doc:"whether there is a blank sheet; only needed where keep is never"`
	Fields     []field.Field `yaml:"fields" doc:"what is asked"`

	diag.Mark `yaml:"-"`
	Given     decode.Given `yaml:"-"` // for the check; nil afterwards
}

// With says who does an exercise.
type With string

// The ways an exercise is done.
const (
	Alone    With = "alone"
	Together With = "together"
	Turns    With = "turns"
)

// Values lists who may do an exercise.
func (With) Values() []string { return []string{string(Alone), string(Together), string(Turns)} }

// Or is who does it, alone when nothing was given.
func (w With) Or() With {
	if w == "" {
		return Alone
	}
	return w
}

// Repeat says how often an exercise comes back.
type Repeat string

// Values lists how often an exercise may come back.
func (Repeat) Values() []string { return []string{"daily", "weekly"} }

// Instrument names what an exercise is made after.
type Instrument string

// Values lists the instruments.
func (Instrument) Values() []string {
	return []string{"free-text", "statement", "checklist", "rating", "agreement", "timeline", "log", "planner", "commitment", "check-in"}
}

// Class is the exercise's privacy class, the given one or the default.
func (e *Exercise) Class() field.Keep {
	if e.Keep != "" {
		return e.Keep
	}
	switch e.With.Or() {
	case Together:
		return field.Joint
	case Turns:
		return field.Spoken
	}
	return field.Shareable
}

// ClassOf is the privacy class of one of its fields.
func (e *Exercise) ClassOf(f *field.Field) field.Keep {
	if f.Keep != "" {
		return f.Keep
	}
	return e.Class()
}

// HasSheet reports whether the exercise is printed for writing on.
func (e *Exercise) HasSheet() bool {
	if e.Sheet != nil {
		return *e.Sheet
	}
	return e.Class() != field.Never
}

// OnPaper reports whether a field of e is printed for writing on: one that is
// never kept is not, nor one that follows the answer of such a field, unless
// the whole exercise asks for a sheet.
func (e *Exercise) OnPaper(f *field.Field) bool {
	if e.Sheet != nil && *e.Sheet {
		return true
	}
	if e.ClassOf(f) == field.Never {
		return false
	}
	if f.ShowIf != nil {
		if other := e.Field(f.ShowIf.Field.V); other != nil && other != f {
			return e.ClassOf(other) != field.Never
		}
	}
	return true
}

// Duration is its minutes.
func (e *Exercise) Duration() int {
	if e.Minutes == nil {
		return 0
	}
	return *e.Minutes
}

// Limits that keep a page usable.
const (
	maxMinutes   = 600
	maxExercises = 100
	maxFields    = 200
	maxAnswers   = 100
)

// checkFront reports what the front matter's own values say wrong.
func checkFront(c *Chapter, list *diag.List) {
	r := &field.Report{File: c.File, List: list}
	c.Partial = c.Partial || c.Given.Has("exercises") && len(c.Exercises) == 0
	if n := len(c.Exercises); n > maxExercises {
		r.Error(c.Given.At("exercises", c.Mark), fmt.Sprintf("%d exercises in one chapter, of at most %d", n, maxExercises), "split the chapter")
		c.Exercises, c.Partial = c.Exercises[:maxExercises], true
	}
	seen := map[string]bool{}
	for i := range c.Exercises {
		e := &c.Exercises[i]
		if e.ID.V == "" { // reported as missing
			c.Partial = true
		} else if seen[e.ID.V] {
			r.Error(e.ID.Mark, fmt.Sprintf("two exercises have the id %q", e.ID.V), "give each an id of its own")
		}
		seen[e.ID.V] = true
		c.Partial = !checkExercise(e, r) || c.Partial
		e.Given = nil
	}
	c.Given = nil
}

// checkExercise reports what is wrong with e, and whether all of its fields
// could be read.
func checkExercise(e *Exercise, r *field.Report) (whole bool) {
	field.CheckID(e.ID, "an exercise", r)
	if e.ID.V != field.ReservedPart { // which CheckID refuses
		checkTaken(e.ID.V, e.ID.In(r.File), r.List)
	}
	if m := e.Duration(); e.Given.Good("minutes") && (m < 1 || m > maxMinutes) {
		r.Error(e.Given.At("minutes", e.Mark), fmt.Sprintf("minutes: %d is not from 1 to %d", m, maxMinutes), "say how long the exercise takes")
	}
	if (e.Keep == field.Private || e.Keep == field.Shareable) && e.With == Together {
		r.Error(e.Given.At("keep", e.Mark), fmt.Sprintf("an exercise done together cannot be %q", e.Keep), "use joint, spoken or never")
	}
	for _, w := range e.Was {
		field.CheckID(w, "an exercise", r)
	}
	return checkFields(e, r)
}

func checkFields(e *Exercise, r *field.Report) (whole bool) {
	whole = e.Given.Has("fields") == (len(e.Fields) > 0)
	if n := len(e.Fields); n > maxFields {
		r.Error(e.Given.At("fields", e.Mark), fmt.Sprintf("%d fields in one exercise, of at most %d", n, maxFields), "split the exercise")
		e.Fields, whole = e.Fields[:maxFields], false
	}
	ids := map[string]bool{}
	for i := range e.Fields {
		f := &e.Fields[i]
		if f.ID.V == "" { // reported as missing
			whole = false
		} else if ids[f.ID.V] {
			r.Error(f.ID.Mark, fmt.Sprintf("two fields of %q have the id %q", e.ID.V, f.ID.V), "give each field an id of its own")
		}
		ids[f.ID.V] = true
		field.Check(f, r)
		if f.Keep != "" && f.Keep.Rank() < e.Class().Rank() {
			r.Error(f.Given.At("keep", f.Mark), fmt.Sprintf("the field %q is %q, its exercise the stricter %q", f.ID.V, f.Keep, e.Class()), "a field may only be stricter than its exercise")
		}
		f.Given = nil
	}
	circle := false
	for i := range e.Fields {
		f := &e.Fields[i]
		checkCondition(e, f, whole, r)
		if !circle && e.circular(f) {
			r.Error(f.ShowIf.Field.Mark, fmt.Sprintf("show_if of %q leads back to itself, so it is never shown", f.ID.V), "let one of these fields be shown always")
			circle = true
		}
	}
	return whole
}

func checkCondition(e *Exercise, f *field.Field, whole bool, r *field.Report) {
	s := f.ShowIf
	if s == nil || s.Field.V == "" {
		return
	}
	other := e.Field(s.Field.V)
	if other == nil || other == f {
		if whole {
			r.Error(s.Field.Mark, fmt.Sprintf("show_if names %q, which is no other field of %q", s.Field.V, e.ID.V), diag.OneOf(s.Field.V, e.fieldIDs(f)))
		}
		return
	}
	answers := other.Tells()
	if answers == nil {
		if slices.Contains(field.Names(), other.Kind.V) {
			r.Error(s.Field.Mark, fmt.Sprintf("show_if names %q, a field of kind %q", s.Field.V, other.Kind.V), "it can follow a choice, choices or yesno")
		}
		return
	}
	if len(s.Is) > maxAnswers {
		r.Error(s.Field.Mark, fmt.Sprintf("show_if names %d answers, of at most %d", len(s.Is), maxAnswers), "")
		return
	}
	for _, is := range s.Is {
		if is.V != "" && !slices.Contains(answers, is.V) {
			r.Error(is.Mark, fmt.Sprintf("%q is no answer of %q", is.V, s.Field.V), diag.OneOf(is.V, answers))
		}
	}
}

// fieldIDs are the ids of the fields of e but one.
func (e *Exercise) fieldIDs(but *field.Field) []string {
	var ids []string
	for i := range e.Fields {
		if &e.Fields[i] != but {
			ids = append(ids, e.Fields[i].ID.V)
		}
	}
	return ids
}

// circular reports whether f is shown only if it is shown.
func (e *Exercise) circular(f *field.Field) bool {
	next := f
	for range e.Fields {
		if next.ShowIf == nil {
			return false
		}
		last := next
		if next = e.Field(next.ShowIf.Field.V); next == nil || next == f {
			return next == f && last != f // itself is no other field, which is reported
		}
	}
	return false
}

// checkPlacements reports ::exercise lines that name none of the chapter's
// exercises, or one twice.
func checkPlacements(c *Chapter, list *diag.List) {
	var ids []string
	for i := range c.Exercises {
		ids = append(ids, c.Exercises[i].ID.V)
	}
	placed := map[string]bool{}
	for _, p := range c.Facts.Exercises {
		switch {
		case !slices.Contains(ids, p.Name) && c.Partial:
		case !slices.Contains(ids, p.Name):
			hint := diag.OneOf(p.Name, ids)
			if len(ids) == 0 {
				hint = "declare it in the front matter, under exercises"
			}
			list.Error(p.In(c.File), fmt.Sprintf("no exercise %q in this chapter", p.Name), hint)
		case placed[p.Name]:
			list.Error(p.In(c.File), fmt.Sprintf("the exercise %q is placed twice", p.Name), "place it once, and link to it with [text](#"+p.Name+")")
		}
		placed[p.Name] = true
	}
}
