package field

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"trustbook/internal/decode"
	"trustbook/internal/diag"
	"trustbook/internal/markup"
)

var sentence = Kind{
	Name:       "sentence",
	Doc:        "a sentence with blanks, \"I felt {feeling} when {event}\"",
	Attributes: []string{"text", "blanks"},
	Required:   []string{"text"},
	Group:      true,
	Answered:   All,
	check: func(f *Field, r *Report) {
		at := f.Given.At("text", f.Mark)
		var ids []string
		pieces := f.pieces()
		if blanks := len(pieces) / 2; blanks > maxItems {
			r.Error(at, fmt.Sprintf("%d blanks, of at most %d", blanks, maxItems), "make several fields of it")
			return
		}
		for _, p := range pieces {
			if p.blank == "" {
				continue
			}
			if slices.Contains(ids, p.blank) {
				r.Error(at, fmt.Sprintf("the blank {%s} stands twice in the sentence", p.blank), "give each blank an id of its own")
				continue
			}
			ids = append(ids, p.blank)
			CheckID(decode.Str{V: p.blank, Mark: at}, "a blank", r)
		}
		if len(ids) == 0 && f.Given.Good("text") {
			r.Error(at, fmt.Sprintf("the sentence %q has no blank", f.ID), `write one as {feeling}`)
		}
		for _, id := range slices.Sorted(maps.Keys(f.Blanks)) {
			if !slices.Contains(ids, id) {
				r.Error(f.Blanks[id].Key, fmt.Sprintf("the sentence has no blank {%s}", id), diag.OneOf(id, ids))
			}
		}
	},
	html: func(w *Writer, f *Field) {
		if f.Label.HTML == "" {
			w.Raw(`<legend class="question hidden">`).Say("fill-sentence").Raw("</legend>\n")
		}
		pieces := f.pieces()
		w.Raw(`<div class="sentence">`)
		rest := ""
		for i, p := range pieces {
			if p.blank == "" {
				w.HTML(p.html[len(rest):])
				rest = ""
				continue
			}
			rest = Closing(string(pieces[i+1].html))
			w.Raw(`<span class="blank-run"><label class="blank">`).input("text", w.Address(f, p.blank))
			if len(f.Blanks[p.blank].Words) > 0 {
				w.Attr("list", w.Address(f, p.blank)+".words")
			}
			w.Raw(" /><span>").Text(w.blankName(f, p.blank)).Raw("</span></label>", rest, "</span>")
		}
		w.Raw("</div>\n")
		w.words(f)
	},
	paper: func(f *Field, v View) []Primitive {
		var b Blanks
		for _, p := range f.pieces() {
			if p.blank == "" {
				b.Pieces = append(b.Pieces, Piece{HTML: p.html.Expand(v.Resolve)})
			} else {
				b.Pieces = append(b.Pieces, Piece{Address: v.Address(f, p.blank), Label: v.blankName(f, p.blank)})
			}
		}
		parts := []Primitive{b}
		for _, p := range f.pieces() {
			if words := f.Blanks[p.blank].Words; p.blank != "" && len(words) > 0 {
				parts = append(parts, Prose{v.wordList(f, p.blank)})
			}
		}
		return parts
	},
}

type piece struct {
	html  markup.HTML
	blank string
}

var closing = regexp.MustCompile(`^[.,;:!?…”»)]+`)

// Closing is what closes a blank, a comma or a stop at the beginning of the
// text after it: it is kept with the blank, so as not to begin a line.
func Closing(html string) string { return closing.FindString(html) }

// blankForm also takes tags and marks as wholes, as braces in them are no blanks.
var blankForm = regexp.MustCompile(`<(?:[\x01-\x06][^\x0e]*\x0e|[^>\x01-\x06])*>|[\x01-\x06][^\x0e]*\x0e|\{([A-Za-z0-9-]+)\}`)

// pieces are the sentence's text and blanks in turn.
func (f *Field) pieces() []piece {
	s := string(f.Text.HTML)
	var out []piece
	last := 0
	for _, m := range blankForm.FindAllStringSubmatchIndex(s, -1) {
		if m[2] < 0 {
			continue
		}
		out = append(out, piece{html: markup.HTML(s[last:m[0]])}, piece{blank: s[m[2]:m[3]]})
		last = m[1]
	}
	return append(out, piece{html: markup.HTML(s[last:])})
}

// blankName is what a blank is called: its label, or its id.
func (v View) blankName(f *Field, id string) string {
	if l := f.Blanks[id].Label.HTML; l != "" {
		return v.plain(l)
	}
	return strings.ReplaceAll(id, "-", " ")
}

// wordList is the line that offers words for a blank, as HTML.
func (v View) wordList(f *Field, id string) string {
	var words []string
	for _, w := range f.Blanks[id].Words {
		words = append(words, w.Expand(v.Resolve))
	}
	line := fill(markup.Escape(v.String("words")), "blank", markup.Escape(v.blankName(f, id)))
	return `<p class="words">` + fill(line, "words", strings.Join(words, ", ")) + "</p>"
}

// words appends, for each blank that has some, the line of its words and the
// list that the control suggests from.
func (w *Writer) words(f *Field) {
	for _, p := range f.pieces() {
		words := f.Blanks[p.blank].Words
		if p.blank == "" || len(words) == 0 {
			continue
		}
		w.Raw(w.wordList(f, p.blank), "<datalist").Attr("id", w.Address(f, p.blank)+".words").Raw(">")
		for _, word := range words {
			w.Raw("<option").Attr("value", w.plain(word.HTML)).Raw("></option>")
		}
		w.Raw("</datalist>\n")
	}
}

// BlankNames are the ids and names of a sentence's blanks, in order; none for
// other kinds.
func (f *Field) BlankNames(v View) [][2]string {
	if f.Kind.V != sentence.Name {
		return nil
	}
	var out [][2]string
	for _, p := range f.pieces() {
		if p.blank != "" {
			out = append(out, [2]string{p.blank, v.blankName(f, p.blank)})
		}
	}
	return out
}

// BlankIDs are the ids of a sentence's blanks, in order; none for other kinds.
func (f *Field) BlankIDs() []string {
	var out []string
	for _, p := range f.pieces() {
		if p.blank != "" {
			out = append(out, p.blank)
		}
	}
	return out
}
