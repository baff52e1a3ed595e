// Package serve shows a workbook to its author while it is written.
//
// In go the states of a build.Session, one after another; out comes an HTTP
// handler. A page is rendered when it is asked for, from the last good
// workbook, so a change costs no more than what somebody looks at. What the
// site's files say is never changed on the disk: the script that keeps a page
// up to date, the page policy that it needs and a sw.js that ends an earlier
// service worker are this package's doing, see page.go.
//
// A page holds one stream of server-sent events open, /.trustbook/events. Its
// only message is the state of things: the workbook's version and the errors
// that keep it from being newer. The script fetches its page again when the
// version is not its own. So a message that is missed, or two that come as
// one, do no harm, and no page is stale once it has heard the last.
//
// The server is for its author: it listens on this machine unless asked
// otherwise, and answers no request that names another host, so that a web
// page elsewhere cannot read a book by pointing a name of its own at it.
package serve

import (
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"trustbook/internal/build"
	"trustbook/internal/site"
)

// Server is the handler. Publish gives it what to show.
type Server struct {
	hosts   hosts
	streams streams

	mu  sync.RWMutex
	now view
}

// view is what is shown at one time. It is not changed.
type view struct {
	site     *site.Site // nil before there was a good workbook
	earlier  []*site.Site
	version  string
	shared   string // changes with what every page loads, see site.Since
	number   int64
	problems []problem
}

// earlierKept is how many former sites may still be asked for an asset by a
// page that was loaded before.
const earlierKept = 4

// New makes a server that will listen at address, and shows nothing yet.
func New(address string) *Server {
	// A page of an earlier server must not take this one's versions for its own.
	return &Server{hosts: newHosts(address), now: view{number: time.Now().UnixMilli()}}
}

// Publish shows the state that an update came to, and tells the pages. source
// reads a file that a diagnostic names, for its lines.
func (s *Server) Publish(u build.Update, source func(name string) []byte) {
	s.mu.Lock()
	v := s.now
	if u.Workbook != nil && u.Workbook.Site != v.site {
		if v.site != nil {
			v.earlier = append([]*site.Site{v.site}, v.earlier[:min(len(v.earlier), earlierKept-1)]...)
		}
		v.site = u.Workbook.Site
		v.number++
		v.version = strconv.FormatInt(v.number, 36)
		if u.Shared {
			v.shared = v.version
		}
	}
	v.problems = nil
	if u.Failed {
		v.problems = explain(u.List, source)
	}
	s.now = v
	s.mu.Unlock()
	s.streams.wake()
}

func (s *Server) view() view {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.now
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.hosts.allow(r.Host) {
		http.Error(w, "This server answers only for the address it was started at.", http.StatusMisdirectedRequest)
		return
	}
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "Only GET is known here.", http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" {
		name = "index.html"
	}
	switch own, ours := strings.CutPrefix(name, ".trustbook/"); {
	case ours && own == "events":
		s.events(w, r)
	case ours:
		s.own(w, own)
	case name == "sw.js":
		s.own(w, name)
	default:
		s.file(w, name)
	}
}

// file answers with a file of the site. The name is looked up in the book and
// nowhere on the disk, so it can lead to nothing else.
func (s *Server) file(w http.ResponseWriter, name string) {
	v := s.view()
	if v.site == nil {
		v.page(w, http.StatusServiceUnavailable, []byte(waiting))
		return
	}
	status := http.StatusOK
	f, err := v.site.File(name)
	if errors.Is(err, fs.ErrNotExist) && strings.HasPrefix(name, "assets/") {
		for _, earlier := range v.earlier {
			if f, err = earlier.File(name); err == nil {
				break
			}
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		status, name = http.StatusNotFound, "404.html"
		f, err = v.site.File(name)
	}
	switch {
	case err != nil:
		v.page(w, http.StatusInternalServerError, broken(err))
	case path.Ext(name) == ".html":
		v.page(w, status, f.Data)
	default:
		if strings.HasPrefix(name, "assets/") {
			w.Header().Set("Cache-Control", "max-age=31536000, immutable") // the name changes with what is in it
		}
		write(w, name, status, f.Data)
	}
}

// write answers with data, of the type that the name's ending tells.
func write(w http.ResponseWriter, name string, status int, data []byte) {
	kind := types[strings.ToLower(path.Ext(name))]
	if kind == "" {
		kind = "application/octet-stream"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	w.Write(data) // fails when the browser has gone, which is its own affair
}

// types are what browsers need to be told; package mime asks the system, and
// systems differ.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".webmanifest": "application/manifest+json", ".txt": "text/plain; charset=utf-8", "": "text/plain; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon",
	".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf",
	".pdf": "application/pdf", ".epub": "application/epub+zip", ".zip": "application/zip",
}
