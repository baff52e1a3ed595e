package markdown

import (
	"strings"

	"github.com/yuin/goldmark/extension"
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
