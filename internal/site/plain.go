package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"html/template"
	"io/fs"
)

// Policy is every page's Content-Security-Policy, in its meta element: nothing
// from elsewhere, no inline script or style, no request of the page's own.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; form-action 'none'; base-uri 'none'; worker-src 'self'; manifest-src 'self'"

// headers is what hosts that read a _headers file send. It allows connections
// to the site itself, which a service worker needs and pages still may not
// make, and adds what a meta element cannot say.
const headers = `/*
  Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; worker-src 'self'; manifest-src 'self'; frame-ancestors 'none'
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
  X-Robots-Tag: noindex
  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), browsing-topics=()
  Cross-Origin-Opener-Policy: same-origin

/assets/*
  Cache-Control: public, max-age=31536000, immutable
`

const robots = "User-agent: *\nDisallow: /\n"

// WholePage is what 404.html and leave.html see, pages with a style of their
// own in them. Hosts show the first at any address, so nothing beside it can be
// found from it. The second, which follows the exit, may be all that is left.
type WholePage struct {
	Page
	Style     template.CSS
	StyleHash string
}

func (r *renderer) notFound() ([]byte, error) {
	return r.wholePage("404", r.page(r.tabOf("404"), "not-found-page", "", "404.html"))
}

func (r *renderer) leave() ([]byte, error) {
	return r.wholePage("leave", r.page(r.book.Strings.Text("tab-leave"), "leave-page", "", "leave.html"))
}

func (r *renderer) wholePage(name string, page Page) ([]byte, error) {
	style, err := fs.ReadFile(r.Static, "dist/"+name+".css")
	if err != nil {
		return nil, err
	}
	style = bytes.TrimSpace(style)
	sum := sha256.Sum256(style)
	return r.execute(name+".html", WholePage{
		Page: page, Style: template.CSS(style), StyleHash: "sha256-" + base64.StdEncoding.EncodeToString(sum[:]),
	})
}

// encode is v as JSON that may stand in a script: <, > and & are escaped.
func encode(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // our own types always encode
	}
	return data
}
