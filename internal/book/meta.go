package book

import (
	"fmt"
	"net/url"
	"path"
	"reflect"
	"regexp"
	"time"

	"golang.org/x/text/language"

	"trustbook/internal/decode"
	"trustbook/internal/diag"
	"trustbook/internal/markdown"
	"trustbook/internal/markup"
)

// Meta is book.yaml.
type Meta struct {
	ID        decode.Str            `yaml:"id,required" doc:"the namespace of saved answers; never changes"`
	Title     markup.Inline         `yaml:"title,required" doc:"the title on the cover"`
	Subtitle  markup.Inline         `yaml:"subtitle" doc:"a line below the title"`
	Welcome   markup.Block          `yaml:"welcome" doc:"a word of welcome on the cover, in Markdown"`
	TabTitle  decode.Str            `yaml:"tab_title" doc:"what browser tabs show; keep it neutral. Workbook when left out"`
	Language  decode.Str            `yaml:"language,required" doc:"BCP 47 tag of the book's language"`
	Direction Direction             `yaml:"direction" doc:"ltr or rtl; the language's own when left out"`
	Revised   decode.Str            `yaml:"revised,required" doc:"date of this version, 2026-11-22; the only date in the output"`
	Order     []decode.Str          `yaml:"order" doc:"chapters' slugs in order; those not named follow"`
	Stop      markup.Block          `yaml:"stop,required" doc:"the stop note of exercises that have none of their own"`
	Words     map[string]decode.Str `yaml:"words" doc:"variables of the text, used as {{word.name}}"`
	Exit      decode.Str            `yaml:"exit,required" doc:"https address of an everyday site, where the exit control goes"`
	License   markup.Inline         `yaml:"license" doc:"the licence of the text, in inline Markdown"`
	Checks    map[string]decode.Any `yaml:"checks" doc:"language checks: a rule and its limit, or false to switch it off"`

	File      string         `yaml:"-"`
	Facts     markdown.Facts `yaml:"-"`
	diag.Mark `yaml:"-"`
	Given     decode.Given `yaml:"-"`
}

// Direction is the direction of the script.
type Direction string

// Values lists the directions.
func (Direction) Values() []string { return []string{"ltr", "rtl"} }

var (
	bookID    = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)
	wordName  = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,39}$`)
	imageName = regexp.MustCompile(`(?i)\.(png|jpe?g|gif|webp|avif|svg)$`)
)

// ParseMeta reads book.yaml.
func ParseMeta(name string, src []byte) (*Meta, diag.List) {
	var list diag.List
	m := &Meta{File: name}
	source := decode.Text(name, src, &list)
	if source == nil {
		source = diag.NewSource(name, nil)
	}
	engine := markdown.New(languageOf(source))
	input := func(s decode.Scalar) markdown.Input {
		return markdown.Input{Text: s.Text, File: name, At: s.At, Role: roles[s.Key]}
	}
	if len(list) == 0 {
		decode.YAML(source, 0, len(source.Data), m, map[reflect.Type]decode.Reader{
			reflect.TypeFor[markup.Inline](): func(s decode.Scalar) reflect.Value {
				return reflect.ValueOf(engine.Inline(input(s), &m.Facts, &list))
			},
			reflect.TypeFor[markup.Block](): func(s decode.Scalar) reflect.Value {
				return reflect.ValueOf(engine.Block(input(s), &m.Facts, &list))
			},
		}, &list)
	}
	m.check(&list)
	return m, list
}

// roles say what the text of a key is, see package markdown.
var roles = map[string]string{"title": "title", "subtitle": "label", "welcome": "prompt", "stop": "prompt", "license": "label"}

// hasWords reports whether it is known what words there are.
func (m *Meta) hasWords() bool {
	return len(m.Given) > 0 && (m.Words != nil || !m.Given.Has("words"))
}

// languageOf reads the language alone, as the text around it is rendered with
// that language's quotation marks.
func languageOf(source *diag.Source) string {
	m := languageLine.FindSubmatch(source.Data)
	if m == nil {
		return "en"
	}
	return string(m[1])
}

var languageLine = regexp.MustCompile(`(?m)^language:[ \t]*["']?([A-Za-z0-9-]+)`)

func (m *Meta) check(list *diag.List) {
	bad := func(s decode.Str, what, hint string) {
		list.Error(s.In(m.File), fmt.Sprintf("%q is not %s", s.V, what), hint)
	}
	if m.ID.V != "" && !bookID.MatchString(m.ID.V) {
		bad(m.ID, "a workbook's id", "begin with a letter a to z, then letters, digits and hyphens, 40 at most")
	}
	if m.Language.V != "" {
		tag, err := language.Parse(m.Language.V)
		if err != nil {
			bad(m.Language, "a language tag", "write one like en, es or pt-BR")
		}
		if script, _ := tag.Script(); m.Direction == "" && rightToLeft[script.String()] {
			m.Direction = "rtl"
		}
	}
	if m.Direction == "" {
		m.Direction = "ltr"
	}
	if m.Revised.V != "" {
		if _, err := time.Parse(time.DateOnly, m.Revised.V); err != nil {
			bad(m.Revised, "a date", "write year, month and day: 2026-11-22")
		}
	}
	if m.Exit.V != "" {
		if u, err := url.Parse(m.Exit.V); err != nil || u.Scheme != "https" || u.Host == "" {
			bad(m.Exit, "an https address", "give the address of an everyday site, such as a weather report")
		}
	}
	if m.TabTitle.V == "" {
		m.TabTitle.V = "Workbook"
	}
	for name, word := range m.Words {
		if !wordName.MatchString(name) {
			list.Error(word.In(m.File), fmt.Sprintf("%q cannot be the name of a word", name), "begin with a letter a to z, then letters, digits, hyphens and _, 40 at most")
		}
	}
}

// rightToLeft are the scripts written from right to left, by ISO 15924 code.
var rightToLeft = map[string]bool{"Arab": true, "Hebr": true, "Syrc": true, "Thaa": true, "Nkoo": true, "Adlm": true, "Rohg": true}

// IsImage reports whether a file name is an image's, by its ending.
func IsImage(name string) bool { return imageName.MatchString(path.Base(name)) }
