// Package field is the workbook's model of what a reader fills in: a field,
// its kind, and the forms it takes on screen and on paper.
//
// One file a kind says all that is particular to it: the attributes it takes,
// its own checks, its HTML on screen, its paper form in the few primitives of
// paper.go, and when it counts as answered. Its CSS and JavaScript carry the
// same name. The renderers of print, PDF and EPUB read the primitives and know
// no kind.
package field

import (
	"trustbook/internal/decode"
	"trustbook/internal/diag"
	"trustbook/internal/markup"
)

// Field is one thing to answer, as its YAML declares it. Which of the
// attributes below Was a field may have is its kind's to say.
type Field struct {
	ID       decode.Str    `yaml:"id,required" doc:"permanent: it keys saved answers; lower case letters, digits and hyphens"`
	Kind     decode.Str    `yaml:"kind,required" doc:"what is asked for: text, longtext, number, date, yesno, choice, choices, scale, grid, table, ranking, sentence, signature, space or note"`
	Label    markup.Inline `yaml:"label" doc:"the question, in inline Markdown"`
	Help     markup.Block  `yaml:"help" doc:"a word of help below the question, in Markdown"`
	Required bool          `yaml:"required" doc:"counts toward done; never blocks"`
	ShowIf   *Condition    `yaml:"show_if" doc:"asked only when another field of the exercise has one of these answers"`
	Keep     Keep          `yaml:"keep" doc:"a stricter privacy class than the exercise's"`
	Was      []decode.Str  `yaml:"was" doc:"ids this field had before, or exercise/field when it moved"`

	Lines     int              `yaml:"lines" doc:"writing lines on paper"`
	Min       *float64         `yaml:"min" doc:"the lowest number or point, or the fewest choices"`
	Max       *float64         `yaml:"max" doc:"the highest number or point, or the most choices"`
	MinLabel  markup.Inline    `yaml:"min_label" doc:"what the lowest point means"`
	MaxLabel  markup.Inline    `yaml:"max_label" doc:"what the highest point means"`
	Labels    []markup.Inline  `yaml:"labels" doc:"what each point means, lowest first"`
	Choices   []Item           `yaml:"choices" doc:"what can be chosen"`
	Other     bool             `yaml:"other" doc:"room for a choice of one's own"`
	Rows      []Item           `yaml:"rows" doc:"the rows of a grid or a table"`
	Columns   []Column         `yaml:"columns" doc:"the columns of a table"`
	Add       bool             `yaml:"add" doc:"readers add rows"`
	PaperRows int              `yaml:"paper_rows" doc:"blank rows on paper where readers add rows"`
	Text      markup.Block     `yaml:"text" doc:"a note's prose, or a sentence with {blanks}"`
	Blanks    map[string]Blank `yaml:"blanks" doc:"the blanks of a sentence, by id"`
	People    []Item           `yaml:"people" doc:"who signs"`
	Style     Style            `yaml:"style" doc:"how the space is drawn: blank, dotted or ruled"`

	diag.Mark `yaml:"-"`
	Given     decode.Given `yaml:"-"` // for Check
}

// Condition is show_if.
type Condition struct {
	Field     decode.Str   `yaml:"field,required" doc:"the id of a field of the same exercise"`
	Is        []decode.Str `yaml:"is,required" doc:"choice ids, or yes or no"`
	diag.Mark `yaml:"-"`
}

// Item is a choice, a row or a person. Only its id is ever stored.
type Item struct {
	ID        decode.Str    `yaml:"id,required" doc:"permanent: answers keep it, never the label"`
	Label     markup.Inline `yaml:"label,required" doc:"what readers see"`
	diag.Mark `yaml:"-"`
}

// Column is one column of a table.
type Column struct {
	ID        decode.Str    `yaml:"id,required" doc:"permanent: answers keep it, never the label"`
	Label     markup.Inline `yaml:"label,required" doc:"what readers see"`
	Kind      CellKind      `yaml:"kind" doc:"text when left out"`
	diag.Mark `yaml:"-"`
}

// Blank is one blank of a sentence.
type Blank struct {
	Label     markup.Inline   `yaml:"label" doc:"what goes into the blank"`
	Words     []markup.Inline `yaml:"words" doc:"words to choose from or to start with"`
	Key       diag.Mark       `yaml:"-"` // where its id stands
	diag.Mark `yaml:"-"`
}

// Keep is a privacy class, see Rank.
type Keep string

// The privacy classes, from the least to the most strict.
const (
	Joint     Keep = "joint"
	Shareable Keep = "shareable"
	Private   Keep = "private"
	Spoken    Keep = "spoken"
	Never     Keep = "never"
)

// Values lists the privacy classes, the least strict first.
func (Keep) Values() []string {
	return []string{string(Joint), string(Shareable), string(Private), string(Spoken), string(Never)}
}

// Rank orders the classes: a higher one is stricter. An unknown one is -1.
func (k Keep) Rank() int {
	for i, v := range k.Values() {
		if v == string(k) {
			return i
		}
	}
	return -1
}

// Style is how a space for paper is drawn.
type Style string

// Values lists the styles of a space.
func (Style) Values() []string { return []string{"blank", "dotted", "ruled"} }

// CellKind is the kind of a table's column.
type CellKind string

// Values lists the kinds a column may have.
func (CellKind) Values() []string { return []string{"text", "longtext", "date", "number", "yesno"} }

// Or is the kind, text when none was given.
func (k CellKind) Or() CellKind {
	if k == "" {
		return "text"
	}
	return k
}

// Rule says when a field counts as answered. The page's script knows the same
// words, from the attribute data-answered.
type Rule string

// The rules. Part means at least one part that is not blank, All means every
// part, AtLeast means as many as min says.
const (
	Part      Rule = "part"
	All       Rule = "all"
	AtLeast   Rule = "at-least"
	NotAnswer Rule = "never"
)
