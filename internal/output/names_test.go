package output

import (
	"strings"
	"testing"
)

func TestCheckPath(t *testing.T) {
	good := []string{
		"index.html", "worksheets/one.html", "404.html", "_headers", ".nojekyll", ".well-known/x", "a b.html",
		"grenzen-für-paare.html", "границы.html", "境界.html", "مرزها\u200cی.html", "context.html", "console.js",
		"com.html", "com10.html", "nul-x", "a..b", "x/...y", "lpt", "-", "'", "a&b=1", "%41.html", strings.Repeat("a", 255),
	}
	for _, p := range good {
		if err := checkPath(p); err != nil {
			t.Errorf("checkPath(%q) = %v, want nil", p, err)
		}
	}
	bad := []string{
		"", ".", "..", "/", "/x", "//x/y", "x/", "a//b", "../x", "a/../b", "a/./b", "a/..", `\x`, `a\b`, `..\x`, `C:\x`,
		"C:x", "C:/x", "x:stream", "a<b", "a>b", `a"b`, "a|b", "a?b", "a*b", "a\x00b", "a\nb", "a\x7fb", "a\u0085b", "a\xffb",
		"a.", "a ", "a./b", "a /b", "...", "x/ ", "con", "CON", "Con.html", "con.tar.gz", "a/nul/b", "nul .txt", "aux", "prn.x",
		"COM1", "com1.html", "com0", "COM¹.txt", "lpt9", "LPT³", "conin$", "CONOUT$", strings.Repeat("a", 256),
		".trustbook-manifest", ".trustbook-tmp/x", ".Trustbook-Lock", "a/.trustbook-x",
	}
	for _, p := range bad {
		if err := checkPath(p); err == nil {
			t.Errorf("checkPath(%q) = nil, want an error", p)
		}
	}
}

func TestNames(t *testing.T) {
	tests := []struct {
		paths []string
		want  string // "" for no error at the last one
	}{
		{[]string{"a", "b", "c/a", "c/b"}, ""},
		{[]string{"a", "a"}, "this build makes it twice"},
		{[]string{"a", "A"}, `some systems take it for "a"`},
		{[]string{"a/b", "A/b"}, `some systems take it for "a/b"`},
		{[]string{"a/b", "A/c"}, `some systems take it for "a"`},
		{[]string{"caf\u00e9", "cafe\u0301"}, `some systems take it for "café"`},
		{[]string{"CAF\u00c9", "cafe\u0301"}, `some systems take it for "CAFÉ"`},
		{[]string{"straße", "STRASSE"}, `some systems take it for "straße"`},
		{[]string{"ΟΔΟΣ", "οδος"}, `some systems take it for "ΟΔΟΣ"`},
		{[]string{"kelvin", "\u212Aelvin"}, `some systems take it for "kelvin"`},
		{[]string{"a", "a/b"}, `"a" cannot be a file and a folder`},
		{[]string{"a/b/c", "a/b"}, `"a/b" cannot be a file and a folder`},
		{[]string{"A", "a/b"}, `some systems take it for "A"`},
		{[]string{"a", "nul"}, "reserved"},
	}
	for _, test := range tests {
		n := names{}
		var err error
		for i, p := range test.paths {
			if _, err = n.add(p); err != nil && i < len(test.paths)-1 {
				t.Errorf("add(%q) = %v, want nil", p, err)
			}
		}
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("add(%q) = %v, want %v", test.paths, err, test.want)
		}
	}
}
