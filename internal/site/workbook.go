package site

import (
	"bytes"

	"trustbook/internal/chapter"
	"trustbook/internal/field"
)

// Workbook is workbook.json: the machine-readable book, every id, kind, choice
// and label. A later version of the book is compared with it.
type Workbook struct {
	Format   int               `json:"format"` // 1
	ID       string            `json:"id"`
	Language string            `json:"language"`
	Revised  string            `json:"revised"`
	Title    string            `json:"title"`
	Chapters []WorkbookChapter `json:"chapters"`
}

// WorkbookChapter is one chapter in workbook.json.
type WorkbookChapter struct {
	Slug      string             `json:"slug"`
	Number    int                `json:"number,omitempty"`
	Title     string             `json:"title"`
	Exercises []WorkbookExercise `json:"exercises,omitempty"`
}

// WorkbookExercise is one exercise in workbook.json.
type WorkbookExercise struct {
	ID         string          `json:"id"`
	Title      string          `json:"title"`
	Instrument string          `json:"instrument,omitempty"`
	With       string          `json:"with"`
	Minutes    int             `json:"minutes"`
	Keep       string          `json:"keep"`
	Repeat     string          `json:"repeat,omitempty"`
	Was        []string        `json:"was,omitempty"`
	Fields     []WorkbookField `json:"fields,omitempty"`
}

// WorkbookField is one field in workbook.json.
type WorkbookField struct {
	ID       string         `json:"id"`
	Kind     string         `json:"kind"`
	Label    string         `json:"label,omitempty"`
	Required bool           `json:"required,omitempty"`
	Keep     string         `json:"keep"`
	Was      []string       `json:"was,omitempty"`
	Choices  []WorkbookItem `json:"choices,omitempty"`
	Other    bool           `json:"other,omitempty"`
	Rows     []WorkbookItem `json:"rows,omitempty"`
	Columns  []WorkbookItem `json:"columns,omitempty"`
	People   []WorkbookItem `json:"people,omitempty"`
	Points   []WorkbookItem `json:"points,omitempty"`
	Text     string         `json:"text,omitempty"` // of a sentence, with its {blanks}
	Blanks   []WorkbookItem `json:"blanks,omitempty"`
}

// WorkbookItem is a choice, row, column, person, point or blank.
type WorkbookItem struct {
	ID    string `json:"id"`
	Label string `json:"label,omitempty"`
	Kind  string `json:"kind,omitempty"` // of a column
}

func (r *renderer) workbook() []byte {
	b := r.book
	w := Workbook{Format: 1, ID: b.ID.V, Language: b.Language.V, Revised: b.Revised.V, Title: b.Title.Plain(r.bookMarks(""))}
	// A line a chapter: easy to compare, and no more than one in memory twice.
	head := encode(w)
	out := bytes.NewBuffer(make([]byte, 0, len(head)+2048*len(b.Chapters)))
	out.Write(bytes.TrimSuffix(head, []byte("null}")))
	for i, c := range b.Chapters {
		resolve := b.Resolver(c, "", "", r.Asset, nil)
		wc := WorkbookChapter{Slug: c.Slug, Number: c.Number, Title: c.Title.Plain(resolve)}
		for i := range c.Exercises {
			wc.Exercises = append(wc.Exercises, workbookExercise(&c.Exercises[i], fieldView(b, &c.Exercises[i], resolve)))
		}
		if i == 0 {
			out.WriteString("[\n")
		} else {
			out.WriteString(",\n")
		}
		out.Write(encode(wc))
	}
	out.WriteString("]}\n")
	return out.Bytes()
}

func workbookExercise(e *chapter.Exercise, v field.View) WorkbookExercise {
	w := WorkbookExercise{
		ID: e.ID.V, Title: e.Title.Plain(v.Resolve), Instrument: string(e.Instrument), With: string(e.With.Or()),
		Minutes: e.Duration(), Keep: string(e.Class()), Repeat: string(e.Repeat),
	}
	for _, id := range e.Was {
		w.Was = append(w.Was, id.V)
	}
	for i := range e.Fields {
		w.Fields = append(w.Fields, workbookField(e, &e.Fields[i], v))
	}
	return w
}

func workbookField(e *chapter.Exercise, f *field.Field, v field.View) WorkbookField {
	items := func(in []field.Item) []WorkbookItem {
		var out []WorkbookItem
		for _, i := range in {
			out = append(out, WorkbookItem{ID: i.ID.V, Label: i.Label.Plain(v.Resolve)})
		}
		return out
	}
	w := WorkbookField{
		ID: f.ID.V, Kind: f.Kind.V, Label: f.Label.Plain(v.Resolve), Required: f.Required, Keep: string(e.ClassOf(f)),
		Choices: items(f.Choices), Other: f.Other, Rows: items(f.Rows), People: items(f.People),
	}
	for _, id := range f.Was {
		w.Was = append(w.Was, id.V)
	}
	for _, c := range f.Columns {
		w.Columns = append(w.Columns, WorkbookItem{ID: c.ID.V, Label: c.Label.Plain(v.Resolve), Kind: string(c.Kind.Or())})
	}
	if f.Kind.V == "scale" || f.Kind.V == "grid" {
		for _, p := range f.Points() {
			w.Points = append(w.Points, WorkbookItem{ID: p.Value, Label: p.Label.Plain(v.Resolve)})
		}
	}
	if f.Kind.V == "sentence" {
		w.Text = f.Text.Plain(v.Resolve)
	}
	for _, b := range f.BlankNames(v) {
		w.Blanks = append(w.Blanks, WorkbookItem{ID: b[0], Label: b[1]})
	}
	return w
}
