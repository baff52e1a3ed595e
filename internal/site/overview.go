package site

import (
	"html/template"
)

// CoverPage is what cover.html sees.
type CoverPage struct {
	Page
	Subtitle template.HTML
	Welcome  template.HTML
	First    *Link
	Chapters []Entry
}

// Entry is one chapter in the contents.
type Entry struct {
	Link
	Slug    string
	Summary template.HTML
	Times   Times
}

func (r *renderer) coverView() CoverPage {
	marks := r.bookMarks("")
	v := CoverPage{
		Page:     r.page(r.book.TabTitle.V, "cover-page", "", "index.html"),
		Subtitle: template.HTML(r.book.Subtitle.Expand(marks)),
		Welcome:  template.HTML(r.book.Welcome.Expand(marks)),
		First:    r.link(r.book.Chapters[0], ""),
	}
	for _, c := range r.book.Chapters {
		resolve := r.book.Resolver(c, c.Slug+".html", "", r.Asset, nil)
		v.Chapters = append(v.Chapters, Entry{*r.link(c, ""), c.Slug, template.HTML(c.Summary.Expand(resolve)), times(c)})
	}
	return v
}

// WorksheetsPage is what worksheets.html sees.
type WorksheetsPage struct {
	Page
	Groups []SheetGroup
	PDFs   []PDF // of all sheets in one file
}

// SheetGroup is the sheets of one chapter.
type SheetGroup struct {
	Chapter Link
	Page    string // address of the chapter's worksheet page
	Sheets  []SheetEntry
	Minutes int
	PDFs    []PDF
}

// SheetEntry is one sheet in the list.
type SheetEntry struct {
	Address, Code string
	Title         template.HTML
	With          string
	Minutes       int
	PDFs          []PDF
}

// PDF is a worksheet as a file in one format.
type PDF struct{ Address, Label string }

// pdfs are the files of a document, which package pdf makes; none where the
// site is built without them.
func (r *renderer) pdfs(document string) []PDF {
	var out []PDF
	for _, format := range []string{"a4", "letter", "large"} {
		if r.PDF {
			out = append(out, PDF{"worksheets/" + document + "-" + format + ".pdf", r.book.Strings.Text("pdf-" + format)})
		}
	}
	return out
}

func (r *renderer) worksheetsView() WorksheetsPage {
	v := WorksheetsPage{Page: r.page(r.tabOf("worksheets"), "worksheets-page", "", "worksheets.html"), PDFs: r.pdfs("packet-book")}
	for _, c := range r.book.Chapters {
		page := "worksheets/" + c.Slug + ".html"
		g := SheetGroup{Chapter: *r.link(c, ""), Page: page}
		resolve := r.book.Resolver(c, "", "", r.Asset, nil)
		for i := range c.Exercises {
			e := &c.Exercises[i]
			if !e.HasSheet() {
				continue
			}
			g.Sheets = append(g.Sheets, SheetEntry{page + "#" + e.ID.V, c.SheetCode(i), template.HTML(e.Title.Expand(resolve)), string(e.With.Or()), e.Duration(), r.pdfs(e.ID.V)})
			g.Minutes += e.Duration()
		}
		if len(g.Sheets) > 0 {
			g.PDFs = r.pdfs("chapter-" + c.Slug)
			v.Groups = append(v.Groups, g)
		}
	}
	return v
}

// tabOf is the neutral title of one of the site's own pages.
func (r *renderer) tabOf(page string) string {
	return r.book.Strings.Text("own-tab", "page", r.book.Strings.Text("tab-"+page), "tab", r.book.TabTitle.V)
}

// HelplinesPage is what helplines.html sees.
type HelplinesPage struct {
	Page
	Countries []Country
}

// Country is the helplines of one country.
type Country struct {
	ID, Name string
	Lines    []HelplineView
}

// HelplineView is one helpline.
type HelplineView struct {
	Service, Audience, Phone, Tel, Text, Hours, Languages string
	Web                                                   string
	Verified                                              string
}

func (r *renderer) helplinesView() HelplinesPage {
	v := HelplinesPage{Page: r.page(r.tabOf("helplines"), "helplines-page", "", "helplines.html")}
	index := map[string]int{}
	names := names(r.book.Language.V)
	for _, h := range r.book.Helplines {
		i, ok := index[h.Country.V]
		if !ok {
			i = len(v.Countries)
			index[h.Country.V] = i
			name := r.book.Strings.Text("any-country")
			if h.Country.V != "any" {
				name = names.country(h.Country.V)
			}
			v.Countries = append(v.Countries, Country{ID: "country-" + h.Country.V, Name: name})
		}
		var tags []string
		for _, l := range h.Languages {
			tags = append(tags, l.V)
		}
		v.Countries[i].Lines = append(v.Countries[i].Lines, HelplineView{
			Service: h.Service.V, Audience: h.Audience.V, Phone: h.Phone.V, Tel: dial(h.Phone.V), Text: h.Text.V,
			Hours: h.Hours.V, Languages: names.languages(tags), Web: h.Web.V, Verified: h.Verified.V,
		})
	}
	return v
}

// dial is a phone number as a tel: address wants it, "" where the text is not
// one number.
func dial(phone string) string {
	var out []byte
	for i, c := range phone {
		switch {
		case c >= '0' && c <= '9', c == '+' && i == 0:
			out = append(out, byte(c))
		case c == ' ' || c == '-' || c == '(' || c == ')' || c == '.' || c == '\u00a0':
		default:
			return ""
		}
	}
	return string(out)
}
