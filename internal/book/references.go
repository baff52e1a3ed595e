package book

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"trustbook/internal/diag"
	"trustbook/internal/markdown"
	"trustbook/internal/markup"
)

// Pages are the site's own pages that a chapter may link to by name.
var Pages = []string{"index.html", "worksheets.html", "helplines.html", "search.html", "my-answers.html"}

// checkReferences resolves the links, images and variables of a chapter's file,
// or of book.yaml, whose chapter is nil.
func (b *Book) checkReferences(c *Chapter, file string, facts markdown.Facts, list *diag.List) {
	for _, l := range facts.Links {
		if _, message, hint := b.target(c, l.Name); message != "" {
			list.Error(l.In(file), message, hint)
		}
	}
	for _, i := range facts.Images {
		name := path.Clean(i.Name)
		switch {
		case path.IsAbs(name) || name == ".." || strings.HasPrefix(name, "../"):
			list.Error(i.In(file), fmt.Sprintf("the image %q is outside content/", i.Name), "put it into content/ and write its path from there")
		case !IsImage(name):
			list.Error(i.In(file), fmt.Sprintf("%q is not an image", i.Name), "use png, jpg, gif, webp, avif or svg")
		case !b.hasFile(name):
			list.Error(i.In(file), fmt.Sprintf("no image %q", i.Name), "put it into content/ and write its path from there")
		}
	}
	b.checkVariables(file, facts, list)
}

func (b *Book) checkVariables(file string, facts markdown.Facts, list *diag.List) {
	if !b.hasWords() {
		return
	}
	for _, v := range facts.Variables {
		if _, ok := b.variables[v.Name]; !ok {
			message, hint := fmt.Sprintf("unknown variable %q", v.Name), diag.DidYouMean(v.Name, b.Variables())
			switch {
			case v.Name == "":
				message, hint = "a variable without a name", `write \{{ for two braces`
			case hint == "":
				hint = `declare it in book.yaml under words, or write \{{ for two braces`
			}
			list.Error(v.In(file), message, hint)
		}
	}
	for _, v := range facts.Addresses {
		if value, ok := b.variables[v.Name]; ok && !isAddress(value) {
			list.Error(v.In(file), fmt.Sprintf("the value %q of {{%s}} is no address", value, v.Name), "it is the whole of a link here, so let it begin with https:")
		}
	}
}

// isAddress reports whether a value is a whole address, of a scheme that is
// allowed.
func isAddress(value string) bool {
	u, err := url.Parse(value)
	return err == nil && slices.Contains(markdown.External, u.Scheme)
}

// variableURL is a variable's value where an address is wanted: itself if it is
// an address, otherwise escaped for a part of one.
func variableURL(value string) string {
	if u, err := url.Parse(value); err == nil && isAddress(value) {
		return u.String()
	}
	return strings.ReplaceAll(url.PathEscape(value), ":", "%3A") // a scheme would make it an address
}

// target finds what a link inside the book means: the page with a fragment,
// relative to the site's root ("" for the chapter's own page); or what is
// wrong with it.
func (b *Book) target(from *Chapter, link string) (address, message, hint string) {
	file, fragment, _ := strings.Cut(link, "#")
	to := from
	switch {
	case file == "" && fragment == "":
		return "", "a link to nowhere", "write the file or the heading that it leads to"
	case file == "" && from == nil:
		return "", fmt.Sprintf("a link to %q, but this is no chapter", link), "write the chapter's file before it: safety.md#its-heading"
	case file == "":
	case slices.Contains(Pages, file):
		return link, "", ""
	case b.in(b.byBase, strings.TrimPrefix(file, "./")) != nil:
		to = b.in(b.byBase, strings.TrimPrefix(file, "./"))
		address = to.Slug + ".html"
	default:
		known := slices.Clone(Pages)
		for _, c := range b.Chapters {
			known = append(known, c.Base)
		}
		hint = diag.DidYouMean(file, known)
		if hint == "" {
			hint = "link to a chapter by its file's name, such as safety.md"
		}
		return "", fmt.Sprintf("a link to %q, which is no chapter", file), hint
	}
	if fragment == "" || to.Partial || to.hasAnchor(fragment) {
		if fragment != "" {
			address += "#" + fragment
		}
		return address, "", ""
	}
	return "", fmt.Sprintf("no heading or exercise %q in %s", fragment, to.Base), diag.OneOf(fragment, to.anchors())
}

// anchors are the ids that a link into the chapter may have as its fragment.
func (c *Chapter) anchors() []string {
	var ids []string
	for _, h := range c.Facts.Headings {
		ids = append(ids, h.ID)
	}
	for i := range c.Exercises {
		ids = append(ids, c.Exercises[i].ID.V)
	}
	return ids
}

func (c *Chapter) hasAnchor(id string) bool {
	return slices.ContainsFunc(c.Facts.Headings, func(h markdown.Heading) bool { return h.ID == id }) || c.Exercise(id) != nil
}

// Resolver resolves the marks of texts of chapter c for a page: own is the
// address of c's page from there ("" when the page is c's own), root leads to
// the site's root ("" or "../"), and image gives an image's address from the
// root. Exercises are appended by exercise, nil where the page shows none. A
// book's own texts have no chapter: c is nil for them.
func (b *Book) Resolver(c *Chapter, own, root string, image func(string) string, exercise func(dst []byte, id string) []byte) markup.Resolver {
	return func(dst []byte, m markup.Mark, argument string) []byte {
		switch m {
		case markup.Variable:
			return append(dst, markup.Escape(b.variables[argument])...)
		case markup.VariableURL:
			return append(dst, markup.Escape(variableURL(b.variables[argument]))...)
		case markup.String:
			return append(dst, markup.Escape(b.Strings.Text(argument))...)
		case markup.Image:
			return append(dst, markup.Escape(root+image(path.Clean(unescape(argument))))...)
		case markup.Exercise:
			if exercise != nil {
				return exercise(dst, argument)
			}
		case markup.Link:
			return append(dst, markup.Escape(b.address(c, argument, own, root))...)
		}
		return dst
	}
}

func (b *Book) address(c *Chapter, link, own, root string) string {
	address, message, _ := b.target(c, unescape(link))
	switch {
	case message != "":
		return "#"
	case strings.HasPrefix(address, "#"):
		address = own + address
		if own == "" {
			return escapeFragment(address)
		}
		return root + escapeFragment(address)
	default:
		return root + escapeFragment(address)
	}
}

// unescape is an address in a text without %-escapes, as survey noted it.
func unescape(address string) string {
	if s, err := url.PathUnescape(address); err == nil {
		return s
	}
	return address
}

// escapeFragment writes an address with a Unicode fragment as a URL.
func escapeFragment(address string) string {
	return (&url.URL{Path: strings.SplitN(address, "#", 2)[0], Fragment: fragmentOf(address)}).String()
}

func fragmentOf(address string) string {
	_, f, _ := strings.Cut(address, "#")
	return f
}
