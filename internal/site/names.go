package site

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// displayNames says countries and languages in the book's own language.
type displayNames struct {
	regions display.Namer
	tags    display.Namer
}

func names(lang string) displayNames {
	tag, err := language.Parse(lang)
	if err != nil {
		tag = language.English
	}
	n := displayNames{display.Regions(tag), display.Tags(tag)}
	if n.regions == nil {
		n.regions = display.Regions(language.English)
	}
	if n.tags == nil {
		n.tags = display.Tags(language.English)
	}
	return n
}

func (n displayNames) country(code string) string {
	r, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	if name := n.regions.Name(r); name != "" {
		return name
	}
	return code
}

func (n displayNames) languages(tags []string) string {
	var out []string
	for _, t := range tags {
		tag, err := language.Parse(t)
		if err != nil {
			continue
		}
		if name := n.tags.Name(tag); name != "" {
			out = append(out, name)
		} else {
			out = append(out, t)
		}
	}
	return strings.Join(out, ", ")
}
