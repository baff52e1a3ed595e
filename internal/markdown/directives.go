package markdown

import (
	"fmt"
	"slices"

	"github.com/yuin/goldmark/ast"

	"trustbook/internal/diag"
)

// place notes where an exercise goes, or says what is wrong with its line.
func (s *survey) place(p *placement) {
	switch {
	case p.directive != "exercise":
		s.unknown(p.start, "::"+p.directive)
	case p.id == "":
		s.error(p.idAt, "::exercise names no exercise", "write ::exercise{#its-id} and nothing after it")
	case s.in.Role != "prose":
		s.error(p.start, "an exercise placed outside the chapter's text", "put ::exercise below the front matter")
	case p.Parent().Kind() != ast.KindDocument:
		s.error(p.start, "an exercise inside a list, a quote or an aside", "put ::exercise where it stands by itself")
	default:
		s.facts.Exercises = append(s.facts.Exercises, Reference{p.id, s.in.At(p.idAt)})
	}
}

// enter checks an aside's first line, and notes the role of the text in it.
func (s *survey) enter(a *aside) {
	role := s.in.Role
	if len(s.role) > 0 {
		role = s.role[len(s.role)-1]
	}
	s.variables(a.title, a.titleAt)
	switch {
	case a.name == "" && a.rest+a.title+a.class == "":
		s.error(a.start, "::: closes nothing", "open an aside with :::note, :::script, :::caution or :::example, or delete this line")
	case a.name == "":
		s.error(a.start, "::: without a name", "open an aside with :::note, :::script, :::caution or :::example, and close it with ::: alone")
	case a.name == "exercise":
		s.error(a.start, "an exercise is placed with two colons", "write ::exercise{#its-id}")
	case !slices.Contains(Asides, a.name):
		s.unknown(a.start, ":::"+a.name)
	case s.in.Role != "prose":
		s.error(a.start, "an aside outside the chapter's text", "put it below the front matter")
	case len(s.role) > 0:
		s.error(a.start, fmt.Sprintf(":::%s inside another aside", a.name), "asides do not nest; close the one before with :::")
	case a.rest != "":
		s.error(a.start, fmt.Sprintf("%q after :::%s means nothing", a.rest, a.name), fmt.Sprintf("a title stands in brackets: :::%s[Title]", a.name))
	case a.class != "" && (a.class != "avoid" || a.name != "example"):
		s.error(a.start, fmt.Sprintf(":::%s cannot be {.%s}", a.name, a.class), "only :::example{.avoid} has a class")
	case !a.closed:
		s.error(a.start, fmt.Sprintf(":::%s is never closed", a.name), "close it with ::: on a line of its own")
	}
	switch {
	case a.class == "avoid":
		role = "avoid"
	case a.name == "script":
		role = "script"
	}
	s.role = append(s.role, role)
}

// unknown reports a directive that there is not.
func (s *survey) unknown(offset int, written string) {
	known := []string{"::exercise"}
	for _, a := range Asides {
		known = append(known, ":::"+a)
	}
	hint := diag.OneOf(written, known)
	s.error(offset, fmt.Sprintf("unknown directive %q", written), hint)
}
