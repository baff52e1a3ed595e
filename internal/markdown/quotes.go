package markdown

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// quotes gives a language's quotation marks, outer pair then inner pair, as
// the Unicode CLDR's delimiters do (version 47).
var quotes = map[string][4]string{
	"en": {"“", "”", "‘", "’"},
	"es": {"«", "»", "“", "”"},
	"pt": {"“", "”", "‘", "’"},
	"ca": {"«", "»", "“", "”"},
	"it": {"«", "»", "“", "”"},
	"fr": {"«\u00a0", "\u00a0»", "‹\u00a0", "\u00a0›"},
	"de": {"„", "“", "‚", "‘"},
	"nl": {"‘", "’", "“", "”"},
	"da": {"”", "”", "’", "’"},
	"sv": {"”", "”", "’", "’"},
	"nb": {"«", "»", "‘", "’"},
	"fi": {"”", "”", "’", "’"},
	"pl": {"„", "”", "«", "»"},
	"cs": {"„", "“", "‚", "‘"},
	"hu": {"„", "”", "»", "«"},
	"ro": {"„", "”", "«", "»"},
	"uk": {"«", "»", "„", "“"},
	"ru": {"«", "»", "„", "“"},
	"el": {"«", "»", "“", "”"},
	"tr": {"“", "”", "‘", "’"},
	"he": {"”", "”", "’", "’"},
	"ar": {"”", "“", "’", "‘"},
	"ja": {"「", "」", "『", "』"},
	"zh": {"“", "”", "‘", "’"},
}

// quotation is goldmark's typographer with these marks, which also tells an
// opening single quote from an elision, as in 'twas.
type quotation struct {
	marks extension.TypographicSubstitutions
}

func (q quotation) Extend(m goldmark.Markdown) {
	extension.NewTypographer(extension.WithTypographicSubstitutions(q.marks)).Extend(m)
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(q, 9000)))
}

func (quotation) Trigger() []byte { return []byte{'\''} }

// elisions are the words that begin with an apostrophe. goldmark takes it for
// one before every t, e, n and l.
var elisions = regexp.MustCompile(`^'(?i:t|tis|twas|twere|twill|twould|til|till|em|n|net|neath|nother)\b`)

func (q quotation) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	before := block.PrecendingCharacter()
	if !unicode.IsSpace(before) && !unicode.IsPunct(before) || len(line) < 2 || !strings.ContainsRune("tenlTENL", rune(line[1])) {
		return nil
	}
	block.Advance(1)
	mark := q.marks[extension.LeftSingleQuote]
	if elisions.Match(line) {
		mark = q.marks[extension.Apostrophe]
	}
	n := ast.NewString(mark)
	n.SetCode(true)
	return n
}

func substitutions(language string) extension.TypographicSubstitutions {
	base, _, _ := strings.Cut(language, "-")
	q, ok := quotes[strings.ToLower(base)]
	if !ok {
		q = quotes["en"]
	}
	b := func(s string) []byte { return []byte(s) }
	return extension.TypographicSubstitutions{
		extension.LeftDoubleQuote: b(q[0]), extension.RightDoubleQuote: b(q[1]),
		extension.LeftSingleQuote: b(q[2]), extension.RightSingleQuote: b(q[3]),
		extension.EnDash: b("–"), extension.EmDash: b("—"), extension.Ellipsis: b("…"),
		extension.LeftAngleQuote: b("«"), extension.RightAngleQuote: b("»"),
		extension.Apostrophe: b("’"),
	}
}
