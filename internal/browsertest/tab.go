package browsertest

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Tab is one page of the browser. A step that fails ends the test.
type Tab struct {
	t      testing.TB
	ctx    context.Context
	record *record
}

// New opens a tab with storage of its own, 1280 by 800 pixels, until the test
// ends.
func New(t testing.TB) *Tab {
	t.Helper()
	if testing.Short() {
		t.Skip("browser tests are left out with -short")
	}
	return attach(t, open(t).ctx, chromedp.WithNewBrowserContext())
}

// Sibling opens another tab that shares the storage of this one.
func (tab *Tab) Sibling() *Tab {
	tab.t.Helper()
	return attach(tab.t, tab.ctx)
}

// In gives the same tab to a subtest, whose failures are then its own.
func (tab *Tab) In(t testing.TB) *Tab {
	return &Tab{t: t, ctx: tab.ctx, record: tab.record}
}

func attach(t testing.TB, parent context.Context, options ...chromedp.ContextOption) *Tab {
	t.Helper()
	r := &record{}
	ctx, cancel := chromedp.NewContext(parent, append(options, chromedp.WithListener(r.note))...)
	t.Cleanup(cancel)
	tab := &Tab{t: t, ctx: ctx, record: r}
	if err := chromedp.Do(ctx); err != nil { // without a deadline, which would close the tab
		t.Fatalf("open a tab: %v", err)
	}
	tab.Emulate(Emulation{})
	return tab
}

// Do runs steps of chromedp, for what has no method here.
func (tab *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	if err := tab.try(steps...); err != nil {
		tab.t.Fatal(err)
	}
}

func (tab *Tab) try(steps ...chromedp.Action[chromedp.Void]) error {
	_, err := result(tab, chromedp.Steps(steps...))
	return err
}

// result runs an action within our patience.
func result[T any](tab *Tab, action chromedp.Action[T]) (T, error) {
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, action)
	return v, explain(err)
}

// Open goes to an address, waits for its load event, and starts the record of
// requests and problems anew.
func (tab *Tab) Open(url string) {
	tab.t.Helper()
	tab.record.reset()
	if err := tab.try(chromedp.Navigate(url)); err != nil {
		tab.t.Fatalf("open %s: %v", url, err)
	}
}

// Reload loads the page again, like Open.
func (tab *Tab) Reload() {
	tab.t.Helper()
	tab.record.reset()
	if err := tab.try(chromedp.Reload()); err != nil {
		tab.t.Fatalf("reload: %v", err)
	}
}

// Eval evaluates JavaScript in the page, waits for a promise, and decodes the
// result into out unless that is nil. The page's policy does not hinder it.
func (tab *Tab) Eval(js string, out any) {
	tab.t.Helper()
	raw, err := result(tab, chromedp.Evaluate[[]byte](js, chromedp.EvalAwaitPromise))
	if err != nil {
		tab.t.Fatalf("evaluate %s: %v", brief(js), err)
	}
	if out == nil {
		return
	}
	if raw == nil {
		tab.t.Fatalf("evaluate %s: undefined", brief(js))
	}
	if err := json.Unmarshal(raw, out); err != nil {
		tab.t.Fatalf("evaluate %s: %v", brief(js), err)
	}
}

// Wait waits until a JavaScript expression is true, also across a change of
// page. It asks from outside rather than by chromedp's Poll, which a page's
// policy or a tab in the background can hold up.
func (tab *Tab) Wait(condition string) {
	tab.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		ok, err := result(tab, chromedp.Evaluate[bool]("!!("+condition+")"))
		if ok {
			return
		}
		if time.Now().After(deadline) || tab.ctx.Err() != nil {
			tab.t.Fatalf("wait for %s: not so after %v (%v)", condition, patience, err)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// Click clicks the middle of the first element that a CSS selector matches,
// once it is visible.
func (tab *Tab) Click(selector string) {
	tab.t.Helper()
	if err := tab.try(chromedp.Click(chromedp.CSS(selector))); err != nil {
		tab.t.Fatalf("click %s: %v", selector, err)
	}
}

// Follow clicks like Click and waits for the page that this leads to.
func (tab *Tab) Follow(selector string) {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		tab.t.Fatalf("follow %s: %v", selector, explain(err))
	}
}

// Type focuses an element and types text into it, key by key.
func (tab *Tab) Type(selector, text string) {
	tab.t.Helper()
	if err := tab.try(chromedp.SendKeys(chromedp.CSS(selector), text)); err != nil {
		tab.t.Fatalf("type into %s: %v", selector, err)
	}
}

// Keys presses keys, by the names of chromedp's package kb, wherever the focus
// is: tab.Keys(kb.Tab, chromedp.ModifierShift).
func (tab *Tab) Keys(keys string, modifiers ...chromedp.Modifier) {
	tab.t.Helper()
	if err := tab.try(chromedp.KeyEvent(keys, chromedp.KeyModifiers(modifiers...))); err != nil {
		tab.t.Fatalf("press %q: %v", keys, err)
	}
}

// brief keeps a long script, such as a checker's, out of a test's output.
func brief(js string) string {
	const limit = 200
	if len(js) > limit {
		return js[:limit] + "…"
	}
	return js
}
