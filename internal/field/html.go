package field

import (
	"strconv"
	"strings"

	"trustbook/internal/markup"
)

// View is what a field's forms need beside the field: where it stands and how
// its marks and the interface strings resolve.
type View struct {
	Exercise string // the exercise's id
	Fields   map[string]*Field
	Resolve  markup.Resolver
	String   func(id string) string // an interface string, plain text
}

// NewView is the view of the fields of one exercise.
func NewView(exercise string, fields []Field, resolve markup.Resolver, text func(id string) string) View {
	v := View{Exercise: exercise, Fields: make(map[string]*Field, len(fields)), Resolve: resolve, String: text}
	for i := range fields {
		v.Fields[fields[i].ID.V] = &fields[i]
	}
	return v
}

// Address is the permanent address of a field or a part of it.
func (v View) Address(f *Field, parts ...string) string {
	return strings.Join(append([]string{v.Exercise, f.ID.V}, parts...), "/")
}

// Writer builds HTML that is escaped by construction: Text and Attr escape,
// HTML resolves marks, and Raw takes constants only.
type Writer struct {
	View
	buf []byte
}

// Raw appends markup written in this package.
func (w *Writer) Raw(parts ...string) *Writer {
	for _, p := range parts {
		w.buf = append(w.buf, p...)
	}
	return w
}

// Text appends escaped text.
func (w *Writer) Text(s string) *Writer { return w.Raw(markup.Escape(s)) }

// Say appends an interface string.
func (w *Writer) Say(id string) *Writer { return w.Text(w.String(id)) }

// HTML appends rendered text with its marks resolved.
func (w *Writer) HTML(h markup.HTML) *Writer {
	w.buf = h.Append(w.buf, w.Resolve)
	return w
}

// Attr appends an attribute; name is a constant.
func (w *Writer) Attr(name, value string) *Writer {
	return w.Raw(" ", name, `="`).Text(value).Raw(`"`)
}

// Int appends a number.
func (w *Writer) Int(n int) *Writer {
	w.buf = strconv.AppendInt(w.buf, int64(n), 10)
	return w
}

// HTML appends f's form on screen to dst.
//
//	<div class="field KIND" data-kind data-address data-answered …>
//	  question, help, controls
//	</div>
//
// A control's name is its answer's address; radio buttons share the field's.
func HTML(dst []byte, f *Field, v View) []byte {
	k := KindOf(f)
	w := &Writer{View: v, buf: dst}
	tag := "div"
	if k.Group {
		tag = "fieldset"
	}
	address := v.Address(f)
	w.Raw("<", tag, ` class="field `, k.Name, `"`).Attr("data-kind", k.Name).Attr("data-address", address)
	w.Raw(` data-answered="`, string(k.Answered), `"`)
	w.conditions(f)
	if k.Group && f.Help.HTML != "" {
		w.Attr("aria-describedby", address+".help")
	}
	w.Raw(">\n")
	switch {
	case f.Label.HTML == "":
	case k.Group:
		w.Raw(`<legend class="question">`).HTML(f.Label.HTML).Raw("</legend>\n")
	case k.Answered == NotAnswer:
		w.Raw(`<p class="question">`).HTML(f.Label.HTML).Raw("</p>\n")
	default:
		w.Raw("<label class=\"question\"").Attr("for", address).Raw(">").HTML(f.Label.HTML).Raw("</label>\n")
	}
	w.ifLine(f)
	if f.Help.HTML != "" {
		w.Raw(`<div class="help"`).Attr("id", address+".help").Raw(">").HTML(f.Help.HTML).Raw("</div>\n")
	}
	k.html(w, f)
	w.Raw("</", tag, ">\n")
	return w.buf
}

func (w *Writer) conditions(f *Field) {
	if f.Required {
		w.Raw(" data-required")
	}
	if f.Keep != "" {
		w.Raw(` data-keep="`, string(f.Keep), `"`)
	}
	if f.Min != nil && KindOf(f).Answered == AtLeast {
		w.Attr("data-min", strconv.FormatFloat(*f.Min, 'g', -1, 64))
	}
	if c := f.ShowIf; c != nil {
		if other := w.Fields[c.Field.V]; other != nil && other.Keep == Never {
			w.Raw(" data-off-paper") // it would tell the answer
		}
		var is []string
		for _, s := range c.Is {
			is = append(is, s.V)
		}
		w.Attr("data-if", w.Exercise+"/"+c.Field.V).Attr("data-is", strings.Join(is, " "))
	}
}

// ifLine says on paper, and to readers without JavaScript, when a conditional
// field is meant.
func (w *Writer) ifLine(f *Field) {
	if s := w.Condition(f); s != "" {
		w.Raw(`<p class="if">`).Raw(s).Raw("</p>\n")
	}
}

// Condition is the line, as HTML, that introduces a field with show_if on
// paper: the labels of the answers it goes with.
func (v View) Condition(f *Field) string {
	if f.ShowIf == nil || v.Fields[f.ShowIf.Field.V] == nil {
		return ""
	}
	other := v.Fields[f.ShowIf.Field.V]
	if is := f.ShowIf.Is; other.Kind.V == "yesno" && len(is) == 1 {
		return markup.Escape(v.String("if-" + is[0].V))
	}
	var answers []string
	for _, is := range f.ShowIf.Is {
		answers = append(answers, fill(markup.Escape(v.String("quoted")), "text", v.answer(other, is.V)))
	}
	return strings.ReplaceAll(markup.Escape(v.String("if-answered")), "{answers}", strings.Join(answers, markup.Escape(v.String("or"))))
}

// answer is the label of one answer that a condition names, as HTML.
func (v View) answer(f *Field, id string) string {
	if f.Kind.V == "yesno" || id == ReservedPart {
		return markup.Escape(v.String(id))
	}
	for _, c := range f.Choices {
		if c.ID.V == id {
			return c.Label.Expand(v.Resolve)
		}
	}
	return ""
}

// private are the attributes of every control that takes text: nothing of what
// is written may be suggested, corrected by a server or filled in.
const private = ` autocomplete="off" spellcheck="false" autocapitalize="sentences" data-gramm="false" data-lt-active="false"`

// input appends a one-line control of an HTML type with an id and a name.
func (w *Writer) input(kind, address string) *Writer {
	return w.Raw(`<input type="`, kind, `"`).Attr("id", address).Attr("name", address).Raw(private)
}

// described links a control with the help of its field.
func (w *Writer) described(f *Field) *Writer {
	if f.Help.HTML != "" {
		w.Attr("aria-describedby", w.Address(f)+".help")
	}
	return w
}

// option appends a radio button or a check box with its label.
func (w *Writer) option(kind, name, id, value string, label func()) {
	w.optionOf("option", kind, name, id, value, label)
}

func (w *Writer) optionOf(class, kind, name, id, value string, label func()) {
	w.Raw(`<label class="`, class, `"><input type="`, kind, `"`).Attr("name", name).Attr("id", id)
	if value != "" {
		w.Attr("value", value)
	}
	w.Raw(` /> <span>`)
	label()
	w.Raw("</span></label>\n")
}

// rules appends the writing lines that stand in for a control on paper.
func (w *Writer) rules(class string, n int) {
	w.Raw(`<div class="`, class, `" aria-hidden="true">`, strings.Repeat("<i></i>", n), "</div>\n")
}
