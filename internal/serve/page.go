package serve

import (
	"bytes"
	"embed"
	"fmt"
	"html"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

//go:embed page
var own embed.FS

// own answers with one of the server's own files.
func (s *Server) own(w http.ResponseWriter, name string) {
	data, err := own.ReadFile("page/" + name)
	if err != nil {
		http.Error(w, "No such file.", http.StatusNotFound)
		return
	}
	write(w, name, http.StatusOK, data)
}

// page answers with a page, to which it adds the script that keeps it up to
// date, before the page's own scripts, and a policy which allows that.
func (v view) page(w http.ResponseWriter, status int, data []byte) {
	policy := ""
	if m := policyMeta.FindSubmatchIndex(data); m != nil {
		policy = relax(string(data[m[2]:m[3]]))
		data = slices.Concat(data[:m[2]], []byte(policy), data[m[3]:])
	}
	tag := fmt.Sprintf("\n<script type=\"module\" src=\"/.trustbook/reload.js\" data-version=\"%s\" data-shared=\"%s\"></script>", v.version, v.shared)
	at := 0
	for _, after := range []*regexp.Regexp{policyMeta, headTag} {
		if m := after.FindIndex(data); m != nil {
			at = m[1]
			break
		}
	}
	data = slices.Concat(data[:at], []byte(tag), data[at:])
	if policy != "" {
		w.Header().Set("Content-Security-Policy", html.UnescapeString(policy)+"; frame-ancestors 'none'")
	}
	write(w, "page.html", status, data)
}

var (
	policyMeta = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)"[^>]*>`)
	headTag    = regexp.MustCompile(`<head[^>]*>`)
)

// relax lets a page load the server's script and style, and listen to it.
func relax(policy string) string {
	var out []string
	needs := []string{"script-src", "style-src", "connect-src"}
	for directive := range strings.SplitSeq(policy, ";") {
		words := strings.Fields(directive)
		if len(words) == 0 {
			continue
		}
		if i := slices.Index(needs, words[0]); i >= 0 {
			needs = slices.Delete(needs, i, i+1)
			words = slices.DeleteFunc(words, func(w string) bool { return w == "'none'" || w == "&#39;none&#39;" })
			if !slices.Contains(words, "'self'") {
				words = append(words, "'self'")
			}
		}
		out = append(out, strings.Join(words, " "))
	}
	for _, name := range needs {
		out = append(out, name+" 'self'")
	}
	return strings.Join(out, "; ")
}

// waiting is shown while there has been no good workbook yet.
const waiting = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Workbook</title>
</head>
<body>
<main id="main"><h1>Not built yet</h1><p>The workbook has errors. It is shown as soon as they are mended.</p></main>
</body>
</html>
`

// broken is shown instead of a page whose template failed.
func broken(err error) []byte {
	page := []byte(waiting)
	page = bytes.Replace(page, []byte("Not built yet"), []byte("This page cannot be made"), 1)
	return bytes.Replace(page, []byte("The workbook has errors. It is shown as soon as they are mended."), []byte(html.EscapeString(err.Error())), 1)
}
