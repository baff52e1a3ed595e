//go:build s2look

package pagetest

import (
	"testing"
	"time"
	"os"
	"context"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"trustbook/internal/browsertest"
)

func TestDL(t *testing.T) {
	base := serve(t, build(t, answered))
	tab := browsertest.New(t)
	tab.Open(base + "/begin.html")
	give(tab, "answers", time.Now(), map[string]any{"hurt/told": "x"})
	openAnswers(tab, base)
	folder := t.TempDir()
	tab.Do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder})
		return err
	}))
	tab.Click(".copy > .button")
	time.Sleep(2*time.Second)
	var s string
	tab.Eval(`document.querySelector(".copy-status").textContent + " | " + document.activeElement.className`, &s)
	t.Log(s, tab.Problems())
	es, _ := os.ReadDir(folder)
	for _, e := range es { d, _ := os.ReadFile(folder+"/"+e.Name()); t.Log(e.Name(), string(d)) }
}
