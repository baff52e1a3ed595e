// Package browsertest drives a headless Chromium in tests, and runs the two
// public checkers, axe-core and the Nu HTML checker, over what the book builds.
//
// A test opens a Tab with New and gives it an address of an httptest server or
// of FileURL:
//
//	tab := browsertest.New(t)
//	tab.Emulate(browsertest.Emulation{Width: 320, Dark: true})
//	tab.Open(server.URL + "/index.html")
//	tab.NoProblems(server.URL)
//	for _, v := range tab.Axe() {
//		t.Error(v)
//	}
//
// Each tab of New has storage of its own; Sibling opens a second one that
// shares it. Whatever fails, fails the test at once, so that a test reads as a
// list of steps. Nothing is looked up on the network: every host but this
// machine is unknown to the browser, so that a page which asks for one shows in
// the record and nowhere else.
//
// Tests are skipped with -short and fail where Chromium is missing: a check
// that is silently left out would let a broken page through.
//
// Starting Chromium takes about a second. A test binary with many browser tests
// shares one by wrapping its M in Shared; any other starts one a test.
package browsertest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// patience bounds one step in the browser. It is far above what a step takes,
// since tests share their machine with compilers and other browsers.
const patience = 60 * time.Second

// browser is a running Chromium; ctx is its first, unused tab.
type browser struct {
	ctx  context.Context
	stop func()
}

// start runs Chromium with an empty profile of its own, which stop removes.
// chromedp turns the sandbox off where the tests run as root, since Chromium
// would not start otherwise, and only there.
func start() (*browser, error) {
	path, err := Find()
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("disable-crash-reporter", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("no-pings", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE ::1"),
	)
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocator)
	b := &browser{ctx: ctx, stop: func() { stop(); stopAllocator() }}
	// A deadline on ctx would end the browser later, so a timer ends it only
	// while it starts.
	timer := time.AfterFunc(patience, stop)
	err = chromedp.Do(ctx)
	if !timer.Stop() && err == nil {
		err = context.DeadlineExceeded
	}
	if err != nil {
		b.stop()
		return nil, fmt.Errorf("start %s: %w", path, err)
	}
	return b, nil
}

// shared is the browser that a test binary keeps between its tests. A package
// variable because M and the tests can hand each other nothing.
var shared struct {
	sync.Mutex
	wanted  bool
	browser *browser
}

// M is what Shared wraps; *testing.M is one.
type M interface{ Run() int }

// Shared makes the tests of a binary share one Chromium, started by the first
// test that asks for it and closed after the last:
//
//	func TestMain(m *testing.M) { os.Exit(browsertest.Shared(m).Run()) }
func Shared(m M) M { return sharing{m} }

type sharing struct{ M }

// Run runs the tests and closes their browser.
func (s sharing) Run() int {
	shared.wanted = true
	code := s.M.Run()
	if shared.browser != nil {
		shared.browser.stop()
	}
	return code
}

// open gives the binary's browser, or one that ends with the test.
func open(t testing.TB) *browser {
	t.Helper()
	shared.Lock()
	defer shared.Unlock()
	if b := shared.browser; b != nil {
		if err := context.Cause(b.ctx); err == nil {
			return b
		}
		// It crashed in an earlier test, which said so; this one need not fail too.
		b.stop()
		shared.browser = nil
	}
	b, err := start()
	if err != nil {
		t.Fatal(err)
	}
	if shared.wanted {
		shared.browser = b
	} else {
		t.Cleanup(b.stop)
	}
	return b
}

// explain says what a time-out of ours means, since the error alone reads as
// if the test itself had run out of time.
func explain(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("nothing happened for %v: %w", patience, err)
	}
	return err
}
