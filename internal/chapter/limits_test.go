//go:build !race

package chapter_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"trustbook/internal/chapter"
)

// What is known to cost a Markdown or a YAML reader more than it should. Each
// must end soon and in little memory, with a diagnostic or with a safe result.
var costly = map[string]func() string{
	"table of 1,000 columns":         func() string { return body(wideTable(1000, 2000)) },
	"table of 50 columns and no end": func() string { return body(wideTable(50, 200_000)) },
	"table in a quote":               func() string { return body("> " + strings.ReplaceAll(wideTable(50, 100_000), "\n", "\n> ")) },
	"many tables":                    func() string { return body(strings.Repeat(wideTable(50, 50)+"\n", 3000)) },
	"link definitions":               func() string { return body(numbered(100_000, "[a%d]: /b\n")) },
	"link definitions in quotes":     func() string { return body(numbered(100_000, "> [a%d]: /b\n")) },
	"link definitions on two lines":  func() string { return body(numbered(60_000, "[a%d]:\n/b\n")) },
	"one long address": func() string {
		return body("[a]: /" + strings.Repeat("x", 50_000) + "\n\n" + strings.Repeat("[a] ", 20_000))
	},
	"one long title": func() string {
		return body("[a]: /x '" + strings.Repeat("x", 50_000) + "'\n\n" + strings.Repeat("[a] ", 20_000))
	},
	"one long alternative text":       func() string { return body(strings.Repeat("![", 5000) + strings.Repeat("](x.png)", 5000)) },
	"quotes in quotes":                func() string { return body(strings.Repeat("> ", 20_000) + "x") },
	"quotes in quotes without spaces": func() string { return body(strings.Repeat(">", 20_000) + "x") },
	"quotes on every line":            func() string { return body(strings.Repeat(strings.Repeat(">", 99)+"x\n", 8000)) },
	"lists in lists":                  func() string { return body(strings.Repeat("- ", 20_000) + "x") },
	"lists in lists, numbered":        func() string { return body(strings.Repeat("1. ", 20_000) + "x") },
	"lists and quotes":                func() string { return body(strings.Repeat("> 1) * ", 7000) + "x") },
	"rules":                           func() string { return body(strings.Repeat(strings.Repeat("- ", 90)+"\n", 4000)) },
	"lists in lists by indentation":   func() string { return body(deepList(400)) },
	"empty list items":                func() string { return body(strings.Repeat("-\n", 400_000)) },
	"items in a deep list": func() string {
		return body(strings.Repeat("- ", 90) + "x\n" + strings.Repeat(strings.Repeat("  ", 90)+"- x\n", 4000))
	},
	"brackets":               func() string { return body(strings.Repeat("[", 900_000)) },
	"brackets on many lines": func() string { return body(strings.Repeat(strings.Repeat("[", 1000)+"\n", 900)) },
	"brackets, closed":       func() string { return body(strings.Repeat("[a](", 250_000)) },
	"brackets, closed twice": func() string { return body(strings.Repeat(strings.Repeat("[a]", 900)+"\n", 300)) },
	"nested brackets": func() string {
		return body(strings.Repeat(strings.Repeat("[", 1000)+strings.Repeat("]", 1000)+"\n", 400))
	},
	"images open":              func() string { return body(strings.Repeat(strings.Repeat("![", 1000)+"\n", 400)) },
	"stars":                    func() string { return body(strings.Repeat(strings.Repeat("*a ", 1000)+"\n", 300)) },
	"stars and underscores":    func() string { return body(strings.Repeat(strings.Repeat("*a_ ", 1000)+"\n", 200)) },
	"stars, closed":            func() string { return body(strings.Repeat(strings.Repeat("a**b", 1000)+"c* d\n", 200)) },
	"long run of stars":        func() string { return body(strings.Repeat("*", 500_000) + "a" + strings.Repeat("*", 400_000)) },
	"backquotes":               func() string { return body(backquotes(1300)) },
	"backquotes, alike":        func() string { return body(strings.Repeat("`a``", 200_000)) },
	"less than":                func() string { return body(strings.Repeat("<", 900_000)) },
	"comments open":            func() string { return body(strings.Repeat("<!-- ", 180_000)) },
	"instructions open":        func() string { return body(strings.Repeat("a <?", 200_000)) },
	"declarations open":        func() string { return body(strings.Repeat("a <!A ", 140_000)) },
	"tags open":                func() string { return body(strings.Repeat("<a b='", 150_000)) },
	"fence open":               func() string { return body("```\n" + strings.Repeat("x\n", 400_000)) },
	"entities":                 func() string { return body(strings.Repeat("&", 900_000)) },
	"numeric references":       func() string { return body(strings.Repeat("&#3;", 200_000)) },
	"variables":                func() string { return body(strings.Repeat("{{word.x}}", 90_000)) },
	"braces":                   func() string { return body(strings.Repeat("{", 900_000)) },
	"braces on lines":          func() string { return body(strings.Repeat(strings.Repeat("{{", 2000)+"\n", 200)) },
	"footnotes":                func() string { return body(numbered(30_000, "[^%d]: x\n")) },
	"footnotes, used":          func() string { return body(numbered(10_000, "a[^%d]\n\n[^%[1]d]: x\n\n")) },
	"footnotes, one much used": func() string { return body(strings.Repeat("[^a]", 200_000) + "\n\n[^a]: x\n") },
	"footnotes, missing":       func() string { return body(strings.Repeat("[^a]", 200_000)) },
	"headings":                 func() string { return body(strings.Repeat("## a\n", 180_000)) },
	"heading attributes":       func() string { return body(strings.Repeat("## a {#b "+strings.Repeat("a=b ", 50)+"}\n", 4000)) },
	"asides":                   func() string { return body(strings.Repeat(":::note\n", 120_000)) },
	"asides, closed":           func() string { return body(strings.Repeat(":::note\n", 60_000) + strings.Repeat(":::\n", 60_000)) },
	"placements":               func() string { return body(strings.Repeat("::exercise{#a}\n", 60_000)) },
	"raw HTML":                 func() string { return body(strings.Repeat("a<b>", 200_000)) },
	"quotation marks":          func() string { return body(strings.Repeat(`"a' `, 200_000)) },
	"spaces":                   func() string { return body(strings.Repeat(" ", 900_000) + "x") },
	"tabs on lines":            func() string { return body(strings.Repeat(strings.Repeat("\t", 90)+"x\n", 9000)) },
	"blank lines in a list":    func() string { return body("- a\n" + strings.Repeat("\n", 900_000) + "  b") },
	"setext":                   func() string { return body(strings.Repeat("a\n", 400_000) + "===") },
	"long line":                func() string { return body(strings.Repeat("word ", 10_000_000)) },
	"long word":                func() string { return body(strings.Repeat("w", 1_000_000)) },

	"title of brackets":      func() string { return yaml("title: '" + strings.Repeat("[", 900_000) + "'") },
	"levels in brackets":     func() string { return yaml("title: " + strings.Repeat("[", 100_000)) },
	"levels in braces":       func() string { return yaml("title: " + strings.Repeat("{a: ", 100_000)) },
	"levels of dashes":       func() string { return yaml("title:\n  " + strings.Repeat("- ", 100_000)) },
	"levels of indentation":  func() string { return yaml("title:\n" + indented(1300)) },
	"levels, closed":         func() string { return yaml("title: " + strings.Repeat("[", 9000) + strings.Repeat("]", 9000)) },
	"alias bomb":             func() string { return yaml(aliases(30)) },
	"anchors":                func() string { return yaml("title: [" + numbered(60_000, "&a%d x, ") + "]") },
	"merge keys":             func() string { return yaml("a: &a {b: c}\n" + numbered(20_000, "k%d: {<<: *a}\n")) },
	"keys given twice":       func() string { return yaml(strings.Repeat("title: T\n", 100_000)) },
	"unknown keys":           func() string { return yaml(numbered(60_000, "k%d: x\n")) },
	"items of a wrong type":  func() string { return yaml("title: T\nexercises: [" + strings.Repeat("a,", 400_000) + "]") },
	"empty items":            func() string { return yaml("title: T\nexercises: [" + strings.Repeat("{},", 250_000) + "]") },
	"empty items, not ASCII": func() string { return yaml("title: ü\nexercises: [ü, " + strings.Repeat("{},", 250_000) + "]") },
	"exercises": func() string {
		return yaml("title: T\nexercises:\n" + numbered(20_000, "- {id: a%d, title: A, minutes: 1}\n"))
	},
	"fields": func() string {
		return yaml(fields(numbered(10_000, "{id: a%d, kind: text, label: A, show_if: {field: a1, is: [x]}},")))
	},
	"empty fields": func() string { return yaml(fields(strings.Repeat("{},", 250_000))) },
	"choices": func() string {
		return yaml(fields("{id: a, kind: ranking, label: A, choices: [" + numbered(30_000, "{id: a%d, label: A},") + "]}"))
	},
	"conditions": func() string {
		return yaml(fields(numbered(190, "{id: a%d, kind: yesno, label: A, show_if: {field: a1, is: ["+strings.Repeat("x,", 1000)+"]}},")))
	},
	"blanks": func() string {
		return yaml(fields("{id: a, kind: sentence, text: '" + strings.Repeat("{a}", 200_000) + "'}"))
	},
	"labels with variables": func() string {
		return yaml(fields("{id: a, kind: scale, label: A, min: 1, max: 2, labels: [" + strings.Repeat("'{{x}}',", 90_000) + "]}"))
	},
	"prompt with variables": func() string { return yaml("title: T\nnote: |\n" + strings.Repeat("  {{x}}\n", 90_000)) },
	"scale": func() string {
		return yaml(fields("{id: a, kind: scale, label: A, min: 0, max: 1000000000, min_label: a, max_label: b}"))
	},
	"lines":                    func() string { return yaml(fields("{id: a, kind: longtext, label: A, lines: 1000000000}")) },
	"YAML that cannot be read": func() string { return yaml("title: T\n" + strings.Repeat("note: x\n", 8000) + "a: b: c") },
	"quotation mark open":      func() string { return yaml("title: \"" + strings.Repeat("a\n", 30_000)) },
	"comments":                 func() string { return yaml("title: T\n" + strings.Repeat("# a\n", 200_000)) },
	"comments in a list":       func() string { return yaml("title: T\nexercises:\n" + strings.Repeat("- # a\n", 100_000)) },
	"complex keys":             func() string { return yaml(strings.Repeat("? a\n", 200_000)) },
	"one long plain scalar":    func() string { return yaml("title: T\nnote: " + strings.Repeat("a\n  ", 200_000)) },
	"unterminated":             func() string { return "---\n" + strings.Repeat("a: b\n", 180_000) },
	"dashes":                   func() string { return strings.Repeat("---\n", 250_000) },
}

func body(text string) string  { return front + text }
func yaml(block string) string { return "---\n" + block + "\n---\n" }
func fields(list string) string {
	return "title: T\nexercises: [{id: e, title: E, minutes: 1, fields: [" + list + "]}]"
}

func wideTable(columns, rows int) string {
	return strings.Repeat("|a", columns) + "|\n" + strings.Repeat("|-", columns) + "|\n" + strings.Repeat("a\n", rows)
}

func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func deepList(levels int) string {
	var b strings.Builder
	for i := range levels {
		b.WriteString(strings.Repeat("  ", i) + "- x\n")
	}
	return b.String()
}

func indented(levels int) string {
	var b strings.Builder
	for i := range levels {
		b.WriteString(strings.Repeat(" ", i+1) + "a:\n")
	}
	return b.String()
}

// backquotes opens code with runs of every length, none of which closes another.
func backquotes(n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		b.WriteString(strings.Repeat("`", i) + "a")
	}
	return b.String()
}

func aliases(levels int) string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x]\n")
	for i := 1; i <= levels; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [*a%d, *a%[3]d]\n", i, i, i-1)
	}
	return b.String()
}

func TestCostlyInput(t *testing.T) {
	const slow, large = 10 * time.Second, 1 << 30 // the time is ten times what it takes on a busy machine
	p := chapter.NewParser("en")
	p.Collect = true
	for name, make := range costly {
		t.Run(name, func(t *testing.T) {
			src := []byte(make())
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			c, list := p.Parse("a.md", src)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if took > slow {
				t.Errorf("took %v, want at most %v", took, slow)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > large {
				t.Errorf("allocates %d MiB, want at most %d", used>>20, large>>20)
			}
			if h, err := c.Body(); err != nil || len(h) > 8<<20 {
				t.Errorf("a body of %d bytes, %v", len(h), err)
			}
			for _, d := range list {
				if len(d.Message) > 1000 || len(d.Hint) > 2000 {
					t.Errorf("a message of %d bytes, a hint of %d", len(d.Message), len(d.Hint))
					break
				}
			}
			t.Logf("%d kB in %v, %d MiB, %d problems", len(src)>>10, took.Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20, len(list))
		})
	}
}
