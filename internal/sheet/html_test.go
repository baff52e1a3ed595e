package sheet

import (
	"fmt"
	"strings"
	"testing"

	"trustbook/internal/field"
)

// dump writes blocks in short: kinds, and text with marks for styles.
func dump(blocks []Block) string {
	var b strings.Builder
	for _, x := range blocks {
		b.WriteString(string(x.Kind))
		if x.Ordered {
			fmt.Fprint(&b, x.Start)
		}
		if x.Head {
			b.WriteByte('!')
		}
		b.WriteByte('(')
		for _, s := range x.Spans {
			switch {
			case s.Address != "":
				b.WriteString("{" + s.Address + " " + s.Label + "}")
			case s.Link != "":
				b.WriteString("<" + s.Text + " " + s.Link + ">")
			case s.Bold && s.Italic:
				b.WriteString("+" + s.Text + "+")
			case s.Bold:
				b.WriteString("*" + s.Text + "*")
			case s.Italic:
				b.WriteString("_" + s.Text + "_")
			default:
				b.WriteString(s.Text)
			}
		}
		b.WriteString(dump(x.Blocks) + ")")
	}
	return b.String()
}

func TestBlocks(t *testing.T) {
	for in, want := range map[string]string{
		"": "",
		"<p>One &amp;\n <strong>two <em>three</em></strong>.</p>\n<p>Four</p>\n":                                                    "paragraph(One & *two *+three+.)paragraph(Four)",
		"<p><a href=\"https://a.b/\" rel=\"x\">out</a> <a href=\"in.html#x\">in</a></p>":                                            "paragraph(<out https://a.b/> in)",
		"<p>a<br />\nb <img src=\"\" alt=\"a cat\" /></p>":                                                                          "paragraph(a\u2028b a cat)",
		"<ol start=\"4\">\n<li>One</li>\n<li><p>Two</p>\n<ul><li>Deep</li></ul></li>\n</ol>\n":                                      "list4(item(paragraph(One))item(paragraph(Two)list(item(paragraph(Deep)))))",
		"<div role=\"note\" class=\"aside note\"><p class=\"aside-title\">Note</p>\n<p>It.</p></div>":                               "aside(paragraph(*Note*)paragraph(It.))",
		"<div class=\"table-scroll\"><table>\n<thead><tr><th>A</th></tr></thead>\n<tbody><tr><td>1</td></tr></tbody></table></div>": "table(row(cell!(paragraph(A)))row(cell(paragraph(1))))",
		"<h3 id=\"x\">Head</h3><p>Text</p>":                                                                                         "heading(Head)paragraph(Text)",
	} {
		if got := dump(Blocks(in)); got != want {
			t.Errorf("Blocks(%q) =\n%s, want\n%s", in, got, want)
		}
	}
}

func TestInline(t *testing.T) {
	for in, want := range map[string]string{"plain": "plain", "a <em>b</em> c &lt;": "a b c <", "": ""} {
		if got := Plain(Inline(in)); got != want {
			t.Errorf("Inline(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSentence(t *testing.T) {
	got := dump(sentence(field.Blanks{Pieces: []field.Piece{
		{HTML: "<p>I felt <em>"}, {Address: "e/f/feeling", Label: "a feeling"}, {HTML: "</em>, when "}, {Address: "e/f/event", Label: "event"}, {HTML: ".</p>"},
	}}))
	if want := "paragraph(I felt {e/f/feeling a feeling}, when {e/f/event event}.)"; got != want {
		t.Errorf("sentence = %s, want %s", got, want)
	}
}
