package book

import (
	"fmt"
	"net/url"
	"regexp"
	"time"

	"golang.org/x/text/language"

	"trustbook/internal/decode"
	"trustbook/internal/diag"
)

// Helpline is one entry of helplines.yaml.
type Helpline struct {
	Country    decode.Str   `yaml:"country,required" doc:"ISO 3166 code of two letters, or any"`
	Service    decode.Str   `yaml:"service,required" doc:"its name"`
	Audience   decode.Str   `yaml:"audience" doc:"whom it is for"`
	Phone      decode.Str   `yaml:"phone" doc:"number to call"`
	Text       decode.Str   `yaml:"text" doc:"how to reach it by text message"`
	Web        decode.Str   `yaml:"web" doc:"https address"`
	Hours      decode.Str   `yaml:"hours" doc:"when somebody answers"`
	Languages  []decode.Str `yaml:"languages" doc:"BCP 47 tags"`
	Source     decode.Str   `yaml:"source" doc:"https address that the entry was taken from"`
	Verified   decode.Str   `yaml:"verified" doc:"date on which somebody called or wrote, 2026-11-22; empty when nobody has"`
	VerifiedBy decode.Str   `yaml:"verified_by" doc:"who did"`
	diag.Mark  `yaml:"-"`
}

// staleAfter is how long a verified number is relied on: 180 days.
const staleAfter = 180 * 24 * time.Hour

var countryForm = regexp.MustCompile(`^[A-Z]{2}$`)

func isCountry(code string) bool {
	region, err := language.ParseRegion(code)
	return err == nil && countryForm.MatchString(code) && region.IsCountry() && region.Canonicalize() == region // not UK, which is GB
}

// ParseHelplines reads helplines.yaml. An entry that nobody has verified, or
// not in the 180 days before now, is a warning.
func ParseHelplines(name string, src []byte, now time.Time) ([]Helpline, diag.List) {
	var list diag.List
	var lines []Helpline
	if source := decode.Text(name, src, &list); source != nil {
		decode.YAML(source, 0, len(source.Data), &lines, nil, &list)
	}
	for i := range lines {
		if lines[i].Line > 0 { // otherwise it could not be read, which is reported
			lines[i].check(name, now, &list)
		}
	}
	return lines, list
}

func (h *Helpline) check(name string, now time.Time, list *diag.List) {
	if c := h.Country.V; c != "" && c != "any" && !isCountry(c) {
		list.Error(h.Country.In(name), fmt.Sprintf("%q is not a country code", c), "write two capital letters, as in GB, or any")
	}
	if h.Phone.V == "" && h.Text.V == "" && h.Web.V == "" {
		list.Error(h.In(name), h.name()+" has no phone, text or web", "give at least one way to reach it")
	}
	for _, address := range []decode.Str{h.Web, h.Source} {
		if u, err := url.Parse(address.V); address.V != "" && (err != nil || u.Scheme != "https" || u.Host == "") {
			list.Error(address.In(name), fmt.Sprintf("%q is not an https address", address.V), "")
		}
	}
	for _, l := range h.Languages {
		if _, err := language.Parse(l.V); err != nil {
			list.Error(l.In(name), fmt.Sprintf("%q is not a language tag", l.V), "write one like en or es")
		}
	}
	if h.Verified.V == "" {
		list.Warn(h.In(name), "nobody has verified "+h.name(), "call or write, then fill in verified and verified_by")
		return
	}
	date, err := time.Parse(time.DateOnly, h.Verified.V)
	switch {
	case err != nil:
		list.Error(h.Verified.In(name), fmt.Sprintf("%q is not a date", h.Verified.V), "write year, month and day: 2026-11-22")
	case now.Sub(date) > staleAfter:
		list.Warn(h.Verified.In(name), fmt.Sprintf("%s was last verified on %s, over 180 days ago", h.name(), h.Verified.V), "call or write again")
	case date.Sub(now) > 24*time.Hour: // it may be tomorrow elsewhere
		list.Warn(h.Verified.In(name), fmt.Sprintf("%s was verified on %s, which is yet to come", h.name(), h.Verified.V), "write the day on which somebody called or wrote")
	}
}

// name is what messages call the entry.
func (h *Helpline) name() string {
	if h.Service.V == "" {
		return "this entry"
	}
	return fmt.Sprintf("%q", h.Service.V)
}
