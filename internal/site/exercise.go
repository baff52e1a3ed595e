package site

import (
	"slices"
	"strconv"

	"trustbook/internal/book"
	"trustbook/internal/chapter"
	"trustbook/internal/field"
	"trustbook/internal/markup"
)

// exerciseWriter writes the exercises of one chapter as they stand on screen.
type exerciseWriter struct {
	*renderer
	chapter *book.Chapter
	resolve markup.Resolver
}

// append writes e with its title as a heading of the given level.
//
//	<section class="exercise" id="ID" data-exercise="ID" data-keep data-with …>
//	  header: title, who, minutes, what is kept
//	  prompt, fields, stop note, foot
//	</section>
func (w exerciseWriter) append(dst []byte, e *chapter.Exercise, level int) []byte {
	s := w.book.Strings
	say := func(id string) string { return markup.Escape(s.Text(id)) }
	put := func(parts ...string) {
		for _, p := range parts {
			dst = append(dst, p...)
		}
	}
	id, h := markup.Escape(e.ID.V), strconv.Itoa(level)
	class := "exercise"
	if slices.ContainsFunc(e.Fields, broad) {
		class = "exercise wide"
	}
	put(`<section class="`, class, `" id="`, id, `" data-exercise="`, id, `" data-keep="`, string(e.Class()), `" data-with="`, string(e.With.Or()), `"`)
	if e.Repeat != "" {
		put(` data-repeat="`, string(e.Repeat), `"`)
	}
	put(` aria-labelledby="`, id, `.title">`, "\n<header class=\"exercise-head\">\n", `<p class="eyebrow">`, say("exercise"), "</p>\n")
	put("<h", h, ` class="exercise-title" id="`, id, `.title">`)
	dst = e.Title.Append(dst, w.resolve)
	put("</h", h, ">\n", `<ul class="exercise-facts"><li class="with `, string(e.With.Or()), `">`, say("with-"+string(e.With.Or())), `</li><li class="minutes">`,
		markup.Escape(s.Count("minutes", e.Duration())), "</li>")
	if e.Repeat != "" {
		put(`<li class="repeat">`, say("repeat-"+string(e.Repeat)), "</li>")
	}
	put(`</ul>`, "\n</header>\n", `<div class="prompt">`)
	dst = e.Prompt.Append(dst, w.resolve)
	put("</div>\n", `<p class="keep `, string(e.Class()), `">`, say("keep-"+string(e.Class())), "</p>\n")
	stop := e.Stop.HTML
	resolve := w.resolve
	if stop == "" {
		stop, resolve = w.book.Stop.HTML, w.bookMarks("")
	}
	put(`<div class="stop"><p class="stop-title">`, say("stop"), "</p>\n")
	dst = stop.Append(dst, resolve)
	put("</div>\n")
	if len(e.Fields) > 0 {
		put(`<div class="fields">`, "\n")
		v := w.view(e)
		for i := range e.Fields {
			dst = field.HTML(dst, &e.Fields[i], v)
		}
		put("</div>\n")
	}
	if e.HasSheet() {
		put(`<p class="exercise-foot"><a class="print-link" href="worksheets/`, markup.Escape(w.chapter.Slug), `.html#`, id, `">`, say("print-this"), "</a></p>\n")
	}
	put("</section>\n")
	return dst
}

// view is what the fields of e see.
func (w exerciseWriter) view(e *chapter.Exercise) field.View {
	return fieldView(w.book, e, w.resolve)
}

func fieldView(b *book.Book, e *chapter.Exercise, resolve markup.Resolver) field.View {
	return field.NewView(e.ID.V, e.Fields, resolve, func(id string) string { return b.Strings.Text(id) })
}

func broad(f field.Field) bool { return f.Kind.V == "table" && f.Broad() }
