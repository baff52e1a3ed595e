package site

import (
	"html/template"
	"strconv"

	"trustbook/internal/book"
	"trustbook/internal/locale"
	"trustbook/internal/markup"
)

// Page is what the shell of every page sees.
type Page struct {
	Lang, Dir string
	Title     string // of the tab: neutral, and different for each page
	Class     string // of the body element
	Root      string // leads to the site's root: "" or "../"
	Here      string // the page's own path from the root
	CSS, JS   string // addresses from the root
	Early     string // the script that runs before anything is shown
	Icon      string
	Exit      string
	Scripts   []string // what this page loads beside what all load, such as the search index
	BookTitle template.HTML
	License   template.HTML
	Revised   string
	Safety    string // address of the safety page, "" where there is none

	strings *locale.Strings
}

// T is an interface string.
func (p Page) T(id string) string { return p.strings.Text(id) }

// With is an interface string with one placeholder filled in.
func (p Page) With(id, name, value string) string { return p.strings.Text(id, name, value) }

// N is an interface string in the plural form for n.
func (p Page) N(id string, n int) string { return p.strings.Count(id, n) }

func (r *renderer) page(title, class, root, here string) Page {
	b := r.book
	p := Page{
		Lang: b.Language.V, Dir: string(b.Direction),
		Title: title, Class: class, Root: root, Here: here,
		CSS: r.Asset("site.css"), JS: r.Asset("site.js"), Early: r.Asset("early.js"), Icon: r.Asset("favicon.svg"),
		Exit:      b.Exit.V,
		BookTitle: template.HTML(b.Title.Expand(r.bookMarks(root))),
		License:   template.HTML(b.License.Expand(r.bookMarks(root))),
		Revised:   b.Revised.V,
		strings:   b.Strings,
	}
	if s := b.BySlug("safety"); s != nil {
		p.Safety = s.Slug + ".html"
	}
	return p
}

// bookMarks resolves the marks of the book's own texts.
func (r *renderer) bookMarks(root string) markup.Resolver {
	return r.book.Resolver(nil, "", root, r.Asset, nil)
}

// tab is the neutral title of a page about a chapter.
func (r *renderer) tab(id string, c *book.Chapter) string {
	return r.book.Strings.Text(id, "n", strconv.Itoa(c.Index+1), "tab", r.book.TabTitle.V)
}

func (r *renderer) title(c *book.Chapter) string {
	return c.Title.Expand(r.book.Resolver(c, "", "", r.Asset, nil))
}

// Link is a link to a page.
type Link struct {
	Address string
	Number  string // "3", or ""
	Title   template.HTML
}

func (r *renderer) link(c *book.Chapter, root string) *Link {
	if c == nil {
		return nil
	}
	return &Link{Address: root + c.Slug + ".html", Number: number(c), Title: template.HTML(r.title(c))}
}

func number(c *book.Chapter) string {
	if c.Number == 0 {
		return ""
	}
	return strconv.Itoa(c.Number)
}

// Times are how long a chapter takes.
type Times struct {
	Read      int // minutes to read
	Exercises int
	Minutes   int // to do them
}

// wordsAMinute is a calm reading speed: adults read English non-fiction
// silently at 238 words a minute on average (Brysbaert 2019,
// doi:10.1016/j.jml.2019.104047); readers in distress are given more time.
const wordsAMinute = 180

func times(c *book.Chapter) Times {
	t := Times{Read: (c.Facts.Words + wordsAMinute - 1) / wordsAMinute, Exercises: len(c.Exercises)}
	for i := range c.Exercises {
		t.Minutes += c.Exercises[i].Duration()
	}
	return t
}
