package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// record is what a page did since it was opened. The browser's own goroutine
// writes it while the test reads.
type record struct {
	mu       sync.Mutex
	requests []string
	problems []string
}

func (r *record) reset() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.requests, r.problems = nil, nil
}

// note keeps the events that matter. It runs in the loop that reads the tab's
// messages, so it must not wait for anything.
func (r *record) note(event any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		r.requests = append(r.requests, e.Request.URL)
	case *network.EventWebSocketCreated:
		r.requests = append(r.requests, e.URL)
	case *network.EventWebTransportCreated:
		r.requests = append(r.requests, e.URL)
	case *runtime.EventExceptionThrown:
		r.problem(e.ExceptionDetails.URL, e.ExceptionDetails.LineNumber+1, exceptionText(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			r.problem("console."+string(e.Type), 0, argumentText(e.Args))
		}
	case *log.EventEntryAdded:
		// The browser's own messages: policy violations, failed requests.
		if e.Entry.Level == log.EntryLevelError {
			r.problem(e.Entry.URL, 0, string(e.Entry.Source)+": "+e.Entry.Text)
		}
	case *inspector.EventTargetCrashed:
		r.problem("", 0, "the page crashed")
	}
}

func (r *record) problem(where string, line int64, text string) {
	switch {
	case where == "":
	case line == 0:
		text = where + ": " + text
	default:
		text = fmt.Sprintf("%s:%d: %s", where, line, text)
	}
	r.problems = append(r.problems, text)
}

func exceptionText(d *runtime.ExceptionDetails) string {
	if d.Exception != nil && d.Exception.Description != "" {
		return d.Text + " " + d.Exception.Description
	}
	return d.Text
}

func argumentText(args []*runtime.RemoteObject) string {
	var words []string
	for _, a := range args {
		if a.Description != "" {
			words = append(words, a.Description)
		} else {
			words = append(words, string(a.Value))
		}
	}
	return strings.Join(words, " ")
}

// Requests gives the address of every request that the page made since Open,
// in order, redirects, data: addresses and requests that its policy then blocked
// among them. Those of workers are not in it.
func (tab *Tab) Requests() []string {
	tab.record.mu.Lock()
	defer tab.record.mu.Unlock()
	return slices.Clone(tab.record.requests)
}

// Foreign gives the requests that left base, the address that the site is
// served at or the FileURL of its folder.
func (tab *Tab) Foreign(base string) []string {
	base = strings.TrimSuffix(base, "/")
	return slices.DeleteFunc(tab.Requests(), func(url string) bool {
		return strings.HasPrefix(url, "data:") || strings.HasPrefix(url, "blob:") ||
			url == base || strings.HasPrefix(url, base+"/")
	})
}

// Problems gives what went wrong in the page since Open: errors on the console,
// exceptions nobody caught, violations of its policy, failed requests.
func (tab *Tab) Problems() []string {
	tab.record.mu.Lock()
	defer tab.record.mu.Unlock()
	return slices.Clone(tab.record.problems)
}

// NoProblems fails the test, and goes on, if the page had any problem or a
// request left base.
func (tab *Tab) NoProblems(base string) {
	tab.t.Helper()
	for _, p := range tab.Problems() {
		tab.t.Errorf("problem in the page: %s", p)
	}
	for _, url := range tab.Foreign(base) {
		tab.t.Errorf("request to another place: %s", url)
	}
}
