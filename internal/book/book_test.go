package book

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"trustbook/internal/chapter"
	"trustbook/internal/diag"
	"trustbook/internal/locale"
)

const head = `id: test
title: T
language: en
revised: 2026-11-22
stop: Stop.
exit: https://example.org
`

// assemble makes a book of book.yaml's further lines and of files by name.
func assemble(t testing.TB, meta string, files map[string]string) (*Book, diag.List) {
	t.Helper()
	m, list := ParseMeta("book.yaml", []byte(head+meta))
	strings, problems := locale.Base("strings.yaml", []byte("table: A <table>\n"))
	list = append(list, problems...)
	p := Parts{Meta: m, Strings: strings, HasFile: func(name string) bool { return name == "pictures/us 1.png" || name == "notes.txt" }}
	parser := chapter.NewParser("en")
	parser.Collect = true
	for _, name := range slices.Sorted(maps.Keys(files)) {
		c, problems := parser.Parse(name, []byte(files[name]))
		list = append(list, problems...)
		p.Chapters = append(p.Chapters, c)
	}
	b, problems := Assemble(p)
	return b, append(list, problems...)
}

// page is a chapter with a title and this text.
func page(text string) string { return "---\ntitle: T\n---\n" + text }

// exercises is a chapter with these exercises, each as a flow mapping.
func exercises(each ...string) string {
	s := "---\ntitle: T\nexercises:\n"
	for _, e := range each {
		s += "  - {title: E, minutes: 5, " + e + "}\n"
	}
	return s + "---\n"
}

func report(list diag.List) []string {
	var lines []string
	for _, d := range list.Sorted() {
		lines = append(lines, fmt.Sprintf("%s: %s", d.Position, d.Message))
	}
	return lines
}

func expect(t *testing.T, what string, list diag.List, want ...string) {
	t.Helper()
	if got := report(list); !slices.Equal(got, want) {
		t.Errorf("%s: the problems are\n\t%s\nwant\n\t%s", what, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func TestOrder(t *testing.T) {
	files := map[string]string{"10-ten.md": page(""), "2-two.md": page(""), "b.md": page(""), "a.md": page(""), "02-other-two.md": page("")}
	for _, c := range []struct {
		meta string
		want string
		bad  []string
	}{
		{"", "other-two two ten a b", nil},
		{"order: [b]", "b other-two two ten a", nil},
		{"order: [a, ten, b, two, other-two]", "a ten b two other-two", nil},
		{"order: [tne, b]", "b other-two two ten a", []string{`book.yaml:7:9: order names "tne", but there is no such chapter`}},
		{"order: [b, b]", "b other-two two ten a", []string{`book.yaml:7:12: order names "b" twice`}},
		{"order: [b.md]", "other-two two ten a b", []string{`book.yaml:7:9: order names "b.md", but there is no such chapter`}},
	} {
		b, list := assemble(t, c.meta, files)
		expect(t, c.meta, list, c.bad...)
		var slugs []string
		for i, ch := range b.Chapters {
			slugs = append(slugs, ch.Slug)
			if ch.Index != i || b.At(i) != ch {
				t.Errorf("%s: %s does not know its place", c.meta, ch.Slug)
			}
		}
		if got := strings.Join(slugs, " "); got != c.want {
			t.Errorf("%s: the order is %s, want %s", c.meta, got, c.want)
		}
	}
	_, list := assemble(t, "", nil)
	expect(t, "no chapters", list, "book.yaml: the book has no chapters")
}

func TestNames(t *testing.T) {
	_, list := assemble(t, "", map[string]string{
		"01-a.md": exercises("id: one", "id: b"),
		"02-a.md": exercises("id: two") + "[missing](#nothing) [there](#two)",
		"03-b.md": exercises("id: one", "id: three", "id: three"),
	})
	expect(t, "names", list,
		`01-a.md:5:32: the id "b" is also that of the chapter 03-b.md`,
		`02-a.md: two chapters have the name "a"`,
		`02-a.md:6:1: no heading or exercise "nothing" in 02-a.md`,
		`03-b.md:4:32: the id "one" is also that of an exercise in 01-a.md`,
		`03-b.md:6:32: two exercises have the id "three"`,
	)
}

func TestLinks(t *testing.T) {
	for _, c := range []struct{ link, address, problem string }{
		{"02-b.md", "b.html", ""},
		{"./02-b.md", "b.html", ""},
		{"02-b.md#here", "b.html#here", ""},
		{"02-b.md#over-there", "b.html#over-there", ""},
		{"02-b.md#work", "b.html#work", ""},
		{"02-b.md#%C3%BCber-uns", "b.html#%C3%BCber-uns", ""},
		{"02-b.md#über-uns", "b.html#%C3%BCber-uns", ""},
		{"#start", "#start", ""},
		{"01-a.md#start", "a.html#start", ""},
		{"helplines.html", "helplines.html", ""},
		{"worksheets.html#b", "worksheets.html#b", ""},
		{"index.html", "index.html", ""},
		{"02-b.md#hree", "#", `no heading or exercise "hree" in 02-b.md`},
		{"#here", "#", `no heading or exercise "here" in 01-a.md`},
		{"02-B.md", "#", `a link to "02-B.md", which is no chapter`},
		{"b.html", "#", `a link to "b.html", which is no chapter`},
		{"../02-b.md", "#", `a link to "../02-b.md", which is no chapter`},
		{"leave.html", "#", `a link to "leave.html", which is no chapter`},
		{"", "#", "a link to nowhere"},
		{"#", "#", "a link to nowhere"},
	} {
		b, list := assemble(t, "", map[string]string{
			"01-a.md": page("[x](<" + c.link + ">)\n\n## Start\n"),
			"02-b.md": exercises("id: work") + "## Here\n\n## There {#over-there}\n\n## Über uns\n",
		})
		var want []string
		if c.problem != "" {
			want = []string{"01-a.md:4:1: " + c.problem}
		}
		expect(t, c.link, list, want...)
		from := b.Chapters[0]
		body, err := from.Body()
		if err != nil {
			t.Fatal(err)
		}
		for _, place := range []struct{ own, root string }{{"", ""}, {"a.html", "../"}} {
			address := c.address
			if place.root != "" && c.address != "#" {
				if strings.HasPrefix(address, "#") {
					address = place.own + address
				}
				address = place.root + address
			}
			html := body.Expand(b.Resolver(from, place.own, place.root, nil, nil))
			if want := `<p><a href="` + address + `">x</a></p>`; !strings.HasPrefix(html, want) {
				t.Errorf("%q from %q: %s, want %s", c.link, place.root, html, want)
			}
		}
	}
}

// What book.yaml itself says has no page of its own to link into.
func TestMetaLinks(t *testing.T) {
	b, list := assemble(t, "welcome: \"[a](01-a.md#start) [b](#start) [c](x.md) ![d](x.png) {{word.x}}\"", map[string]string{"01-a.md": page("## Start\n")})
	expect(t, "book.yaml", list,
		`book.yaml:7:30: a link to "#start", but this is no chapter`,
		`book.yaml:7:42: a link to "x.md", which is no chapter`,
		`book.yaml:7:52: no image "x.png"`,
		`book.yaml:7:64: unknown variable "word.x"`)
	html := b.Welcome.Expand(b.Resolver(nil, "", "", func(string) string { return "" }, nil))
	if want := `<p><a href="a.html#start">a</a> <a href="#">b</a>`; !strings.HasPrefix(html, want) {
		t.Errorf("the welcome is %s, want it to begin with %s", html, want)
	}
}

func TestImages(t *testing.T) {
	b, list := assemble(t, "", map[string]string{"01-a.md": page("![a](pictures/us%201.png) ![b](<pictures/../pictures/us 1.png>)\n\n![c](us.png) ![d](../us.png) ![e](/us.png) ![f](notes.txt) ![g]()\n")})
	expect(t, "images", list,
		`01-a.md:6:1: no image "us.png"`,
		`01-a.md:6:14: the image "../us.png" is outside content/`,
		`01-a.md:6:30: the image "/us.png" is outside content/`,
		`01-a.md:6:44: "notes.txt" is not an image`,
		`01-a.md:6:60: "" is not an image`)
	body, err := b.Chapters[0].Body()
	if err != nil {
		t.Fatal(err)
	}
	html := body.Expand(b.Resolver(b.Chapters[0], "", "../", func(name string) string { return "assets/" + strings.ReplaceAll(name, " ", "-") }, nil))
	if want := `<p><img src="../assets/pictures/us-1.png" alt="a" /> <img src="../assets/pictures/us-1.png" alt="b" /></p>`; !strings.HasPrefix(html, want) {
		t.Errorf("the images are %s, want %s", html, want)
	}
}

func TestVariables(t *testing.T) {
	b, list := assemble(t, "words: {friend: \"a <b>friend</b> & \\\"more\\\"\", site: \"https://example.org/a b?c\", part: \"javascript:x\", host: example.org}", map[string]string{
		"01-a.md": page("{{word.friend}} [a]({{word.site}}) [b](mailto:{{word.part}}) [c](https://x.org/{{word.host}} \"{{word.friend}}\")\n\n{{word.frend}} {{word.nobody}} [d]({{word.host}}) [e]({{word.part}})\n"),
	})
	expect(t, "variables", list,
		`01-a.md:6:1: unknown variable "word.frend"`,
		`01-a.md:6:16: unknown variable "word.nobody"`,
		`01-a.md:6:32: the value "example.org" of {{word.host}} is no address`,
		`01-a.md:6:51: the value "javascript:x" of {{word.part}} is no address`)
	body, err := b.Chapters[0].Body()
	if err != nil {
		t.Fatal(err)
	}
	html := body.Expand(b.Resolver(b.Chapters[0], "", "", nil, nil))
	want := `<p>a &lt;b&gt;friend&lt;/b&gt; &amp; &#34;more&#34; <a href="https://example.org/a%20b?c" rel="external noreferrer">a</a> <a href="mailto:javascript%3Ax" rel="external noreferrer">b</a> <a href="https://x.org/example.org" rel="external noreferrer" title="a &lt;b&gt;friend&lt;/b&gt; &amp; &#34;more&#34;">c</a></p>`
	if got, _, _ := strings.Cut(html, "\n"); got != want {
		t.Errorf("the text is\n%s\nwant\n%s", got, want)
	}
	if strings.Contains(html, `href="javascript:`) {
		t.Errorf("a variable makes a script: %s", html)
	}
	if got := b.Variables(); !slices.Equal(got, []string{"word.friend", "word.host", "word.part", "word.site"}) {
		t.Errorf("Variables() = %v", got)
	}
}

func TestWas(t *testing.T) {
	_, list := assemble(t, "", map[string]string{
		"01-a.md": exercises(
			"id: one, was: [old, two, one, gone]",
			"id: two, was: [gone]",
			"id: three, fields: [{id: a, kind: text, label: A, was: [b, z, four/x, moved/y]}, {id: b, kind: text, label: B, was: [z]}]"),
		"02-b.md": exercises("id: four, was: [], fields: [{id: x, kind: text, label: X, was: [moved/y, three/q]}]"),
	})
	expect(t, "was", list,
		`01-a.md:4:48: was names "two", which is still an exercise's id`,
		`01-a.md:4:53: was names "one", which is still an exercise's id`,
		`01-a.md:5:43: "gone" was also one`,
		`01-a.md:6:84: was names "three/b", which is still a field's address`,
		`01-a.md:6:90: was names "four/x", which is still a field's address`,
		`01-a.md:6:145: "three/z" was also three/a`,
		`02-b.md:4:92: "moved/y" was also three/a`)
}

// From a file that cannot be read no further problems follow.
func TestPartial(t *testing.T) {
	_, list := assemble(t, "order: [a, b, c]", map[string]string{
		"01-a.md": "---\ntitle: A: B\n---\n::exercise{#work}\n",
		"02-b.md": "---\ntitle: never closed\n",
		"03-c.md": page("[x](01-a.md#work) [y](02-b.md#there) [z](04-d.md#e)\n"),
		"04-d.md": page("\x00"),
	})
	expect(t, "partial", list,
		`01-a.md:2:9: a second ":" in one line`,
		`02-b.md:1:1: the front matter is never closed`,
		`04-d.md:4:1: control character U+0000`)
	_, list = assemble(t, "words: [a", map[string]string{"01-a.md": page("{{word.a}}")})
	expect(t, "book.yaml", list, `book.yaml:7:9: what began with "[" does not end`)
	_, list = assemble(t, "words: a", map[string]string{"01-a.md": page("{{word.a}}")})
	expect(t, "words", list, `book.yaml:7:8: "words" must be a mapping of keys, not "a"`)
}

func TestLookup(t *testing.T) {
	b, _ := assemble(t, "", map[string]string{"01-a.md": exercises("id: one"), "02-b.md": page("")})
	if e := b.Exercise("one"); e == nil || e.ID.V != "one" {
		t.Errorf("Exercise(one) = %v", e)
	}
	if c := b.ChapterOf("one"); c == nil || c.Slug != "a" {
		t.Errorf("ChapterOf(one) = %v", c)
	}
	if c := b.BySlug("b"); c == nil || c.Base != "02-b.md" {
		t.Errorf("BySlug(b) = %v", c)
	}
	if b.Exercise("two") != nil || b.ChapterOf("two") != nil || b.BySlug("two") != nil {
		t.Error("something is called two")
	}
}
