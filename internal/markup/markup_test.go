package markup

import (
	"fmt"
	"strings"
	"testing"
)

func marked(m Mark, argument string) HTML {
	var b strings.Builder
	m.Write(&b, argument)
	return HTML(b.String())
}

func TestAppend(t *testing.T) {
	resolve := func(dst []byte, m Mark, argument string) []byte {
		return fmt.Appendf(dst, "[%d %s]", m, argument)
	}
	for _, c := range []struct {
		in   HTML
		want string
	}{
		{"", ""},
		{"plain <b>", "plain <b>"},
		{marked(Variable, "word.x"), "[1 word.x]"},
		{"a " + marked(Exercise, "b") + marked(Link, "c.md#d") + " e" + marked(String, "table"), "a [3 b][4 c.md#d] e[6 table]"},
		{`<a href="` + marked(VariableURL, "x") + `">`, `<a href="[2 x]">`},
		{"never ended " + HTML(rune(Image)) + "x.png", "never ended [5 x.png]"},
	} {
		if got := c.in.Expand(resolve); got != c.want {
			t.Errorf("%q.Expand() = %q, want %q", c.in, got, c.want)
		}
		if got := string(c.in.Append([]byte("> "), resolve)); got != "> "+c.want {
			t.Errorf("%q.Append() = %q, want %q", c.in, got, "> "+c.want)
		}
	}
}

func TestStrip(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"plain", "plain"},
		{"  two   words ", "two words"},
		{"<p>One.</p>\n<p>Two.</p>", "One. Two."},
		{"a<em>b</em>c", "abc"},
		{"a<br />b", "a b"},
		{"<ul><li>a</li><li>b</li></ul>", "a b"},
		{`<a href="x" title="y z">link</a>, <span class="z">on</span>.`, "link, on."},
		{"Tom &amp; Ann &lt;3 &#8220;x&#8221;", "Tom & Ann <3 “x”"},
		{"a\t\n b", "a b"},
		{"cut <b", "cut"},
	} {
		if got := Strip(c.in); got != c.want {
			t.Errorf("Strip(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestPlain(t *testing.T) {
	h := "<p>Ask a <em>" + marked(Variable, "x") + "</em>.</p>"
	got := h.Plain(func(dst []byte, _ Mark, _ string) []byte { return append(dst, "&lt;friend&gt;"...) })
	if want := "Ask a <friend>."; got != want {
		t.Errorf("%q.Plain() = %q, want %q", h, got, want)
	}
}

func TestAllowed(t *testing.T) {
	for _, r := range "\n\t aé漢🌱\u200b\ufeff\ufffd\u00a0" {
		if !Allowed(r) {
			t.Errorf("Allowed(%U) = false, want true", r)
		}
	}
	for _, r := range []rune{0, rune(Variable), End, '\r', '\v', 0x1b, 0x7f, 0x85, 0x9f, 0x2028, 0x2029, 0xfdd0, 0xfdef, 0xfffe, 0xffff, 0x1fffe, 0x10ffff} {
		if Allowed(r) {
			t.Errorf("Allowed(%U) = true, want false", r)
		}
	}
	for _, m := range marks {
		if Allowed(m) {
			t.Errorf("a source may hold the mark %U", m)
		}
	}
}

func TestEscape(t *testing.T) {
	if got, want := Escape(`"><script>&'`), "&#34;&gt;&lt;script&gt;&amp;&#39;"; got != want {
		t.Errorf("Escape = %q, want %q", got, want)
	}
}
