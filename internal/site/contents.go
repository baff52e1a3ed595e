package site

import (
	"bytes"
	"strings"
	"sync"

	"trustbook/internal/asset"
	"trustbook/internal/book"
	"trustbook/internal/chapter"
	"trustbook/internal/field"
	"trustbook/internal/markup"
	"trustbook/internal/output"
)

// Contents is what contents.js tells every page's script about the whole book,
// so that a changed title changes no page but its neighbours: the titles for
// the menu, what counts towards an exercise's progress, where renamed answers
// went, and the script's own words.
type Contents struct {
	ID        string            `json:"id"`
	Language  string            `json:"language"`
	Direction string            `json:"direction"`
	Strings   map[string]any    `json:"strings"` // those whose ids begin with js- but not js-my- or js-weekly-: a text, or plural forms
	Was       map[string]string `json:"was"`     // former address to present one, exercises and fields; the longest match counts
	Chapters  []ContentsChapter `json:"chapters"`
}

// ContentsChapter is one chapter in contents.js.
type ContentsChapter struct {
	Slug      string             `json:"slug"`
	Number    int                `json:"number,omitempty"`
	Title     string             `json:"title"`
	Exercises []ContentsExercise `json:"exercises"`
}

// ContentsExercise is one exercise in contents.js. One that keeps nothing is
// not in it: nothing of it is ever counted.
type ContentsExercise struct {
	ID     string          `json:"id"`
	Title  string          `json:"title"`
	Keep   field.Keep      `json:"keep"`
	Repeat chapter.Repeat  `json:"repeat,omitempty"`
	Fields []ContentsField `json:"fields"`
}

// ContentsField is a field that can be counted.
type ContentsField struct {
	ID       string     `json:"id"`
	Kind     string     `json:"kind"`
	Rule     field.Rule `json:"rule"`
	Min      int        `json:"min,omitempty"` // with at-least; 1 or more
	Required bool       `json:"required,omitempty"`
	Keep     field.Keep `json:"keep,omitempty"`
	Parts    []string   `json:"parts,omitempty"` // with all
	If       []any      `json:"if,omitempty"`    // the id of another field, and the answers of it that show this one
}

// Strings of scripts. Those of the page of everything written, and those of
// exercises that repeat, are loaded only where they are needed.
const (
	scriptString    = "js-"
	ownString       = scriptString + "my-"
	repeatingString = scriptString + "weekly-"
)

// contents is contents.js.
func (r *renderer) contents() []byte {
	b := r.book
	c := Contents{
		ID: b.ID.V, Language: b.Language.V, Direction: string(b.Direction),
		Strings: scriptStrings(b, func(id string) bool {
			return !strings.HasPrefix(id, ownString) && !strings.HasPrefix(id, repeatingString)
		}), Was: former(b), Chapters: []ContentsChapter{},
	}
	out := append([]byte("self.workbook="), bytes.TrimSuffix(encode(c), []byte("]}"))...)
	for i, chapter := range r.encoded.all(r) {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, chapter...)
	}
	return append(out, "]};\n"...)
}

// encoded keeps what contents.js says of each chapter: every page loads it, so
// in watch mode it must not be made anew for a change of one of thousands.
type encoded struct {
	mu       sync.Mutex
	chapters []encodedChapter
}

type encodedChapter struct {
	of   *book.Chapter
	json []byte
}

// all are the chapters of r's book, which may be another one than last time.
func (e *encoded) all(r *renderer) [][]byte {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.chapters) != len(r.book.Chapters) {
		e.chapters = make([]encodedChapter, len(r.book.Chapters))
	}
	all := make([][]byte, len(e.chapters))
	for i, c := range r.book.Chapters {
		if e.chapters[i].of != c {
			e.chapters[i] = encodedChapter{c, encode(r.contentsChapter(c))}
		}
		all[i] = e.chapters[i].json
	}
	return all
}

// scriptStrings are the texts of the strings of scripts that pick picks.
func scriptStrings(b *book.Book, pick func(id string) bool) map[string]any {
	texts := map[string]any{}
	for _, id := range b.Strings.IDs() {
		if strings.HasPrefix(id, scriptString) && pick(id) {
			texts[id] = scriptText(b.Strings.Forms(id))
		}
	}
	return texts
}

// words is a script that adds the strings of one kind to those of contents.js.
func words(b *book.Book, prefix string) []byte {
	texts := scriptStrings(b, func(id string) bool { return strings.HasPrefix(id, prefix) })
	return append(append([]byte("Object.assign(self.workbook.strings,"), encode(texts)...), ");\n"...)
}

// repeatingWords are what the script of exercises that repeat says.
func repeatingWords(b *book.Book) output.File {
	data := words(b, repeatingString)
	return output.File{Path: asset.Hashed("repeating-words.js", data), Data: data}
}

// scriptText is a string as the script reads it: a text, or forms by category.
func scriptText(forms map[string]string) any {
	if len(forms) == 1 {
		return forms["other"]
	}
	return forms
}

func (r *renderer) contentsChapter(c *book.Chapter) ContentsChapter {
	resolve := r.book.Resolver(c, "", "", r.Asset, nil)
	out := ContentsChapter{Slug: c.Slug, Number: c.Number, Title: markup.Strip(r.title(c)), Exercises: []ContentsExercise{}}
	for i := range c.Exercises {
		e := &c.Exercises[i]
		if e.Class() == field.Never {
			continue
		}
		out.Exercises = append(out.Exercises, ContentsExercise{
			ID: e.ID.V, Title: e.Title.Plain(resolve), Keep: e.Class(), Repeat: e.Repeat, Fields: countable(e),
		})
	}
	return out
}

// countable are the fields of e that count when they are answered. One of kind
// space or note never does, and of one that is never kept, or only while it is
// said aloud, there is nothing to count.
func countable(e *chapter.Exercise) []ContentsField {
	out := []ContentsField{}
	for i := range e.Fields {
		f := &e.Fields[i]
		rule := field.KindOf(f).Answered
		if class := e.ClassOf(f); rule == field.NotAnswer || class == field.Never || class == field.Spoken {
			continue
		}
		cf := ContentsField{ID: f.ID.V, Kind: f.Kind.V, Rule: rule, Required: f.Required, Keep: f.Keep, Parts: f.Parts()}
		if rule == field.AtLeast {
			cf.Min = 1
			if f.Min != nil {
				cf.Min = max(1, int(*f.Min))
			}
		}
		if s := f.ShowIf; s != nil {
			var is []string
			for _, answer := range s.Is {
				is = append(is, answer.V)
			}
			cf.If = []any{s.Field.V, is}
		}
		out = append(out, cf)
	}
	return out
}

// former maps every former id of an exercise and address of a field to the
// present one. A field that moved out of an exercise which was itself renamed
// is found under each of that exercise's names, so that one look is enough.
func former(b *book.Book) map[string]string {
	was := map[string]string{}
	names := map[string][]string{} // an exercise's id to its former ones
	for _, c := range b.Chapters {
		for i := range c.Exercises {
			e := &c.Exercises[i]
			for _, w := range e.Was {
				was[w.V] = e.ID.V
				names[e.ID.V] = append(names[e.ID.V], w.V)
			}
		}
	}
	for _, c := range b.Chapters {
		for i := range c.Exercises {
			e := &c.Exercises[i]
			for j := range e.Fields {
				f := &e.Fields[j]
				for _, w := range f.Was {
					exercise, id, moved := strings.Cut(w.V, "/")
					if !moved {
						exercise, id = e.ID.V, w.V
					}
					for _, name := range append(names[exercise], exercise) {
						was[name+"/"+id] = e.ID.V + "/" + f.ID.V
					}
				}
			}
		}
	}
	return was
}
