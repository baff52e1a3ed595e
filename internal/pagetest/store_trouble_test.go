package pagetest

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	cdptarget "github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"trustbook/internal/browsertest"
)

// atStart runs a script in every page that the tab opens, before its own.
func atStart(js string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: js})
		return err
	})
}

const (
	statusLine = `document.querySelector(".saving [role=status]").textContent`
	keepButton = `.saving .button`
)

// A storage that fails in any way leaves a page that works: what is written
// stays in it, the page says that it is not saved and why, and gives it as a
// file.
func TestStoreTrouble(t *testing.T) {
	const get = `Object.defineProperty(window, "localStorage", {configurable: true, get() { %s }})`
	const refuse = `Storage.prototype.%s = function () { throw new DOMException("no", "%s") };`
	cases := map[string]struct{ script, says string }{
		"blocked":  {fmt.Sprintf(get, `throw new DOMException("no", "SecurityError")`), "does not let this site keep"},
		"null":     {fmt.Sprintf(get, `return null`), "does not let this site keep"},
		"no read":  {fmt.Sprintf(refuse, "getItem", "SecurityError"), "does not let this site keep"},
		"readonly": {fmt.Sprintf(refuse, "setItem", "NoModificationAllowedError"), "not write"},
		"full":     {fmt.Sprintf(refuse, "setItem", "QuotaExceededError"), "no room"},
	}
	folder := build(t, store)
	base := serve(t, folder)
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			tab := browsertest.New(t)
			seed(tab, base, answers(map[string]any{"words/short": "from before"}))
			tab.Do(atStart(c.script))
			openStore(tab, base, "write.html")
			tab.Wait(statusLine + `.startsWith("Not saved") && ` + statusLine + `.includes(` + quoted(c.says) + `)`) // before anything is written
			tab.Type(field("words/letter"), "words to keep")
			tab.Click(`label:has([id="marks/which/loud"])`)
			tab.Click(`.field[data-address="log/days"] .add-row`)
			want(t, tab, "in the page", value("words/letter"), "words to keep")
			if file := downloaded(t, tab, keepButton); !strings.Contains(file, "words to keep") {
				t.Errorf("the file does not hold what was written:\n%s", file)
			}
			tab.Follow(".pager .next") // and everything else of the page works
			tab.NoProblems(base)
		})
	}
}

// allowDownloads gives the folder that the tab's downloads then go to.
func allowDownloads(t *testing.T, tab *browsertest.Tab) string {
	t.Helper()
	folder := t.TempDir()
	tab.Do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		tab, err := cdp.Call(ctx, target, cdptarget.GetTargetInfo, cdptarget.GetTargetInfoParams{})
		if err != nil {
			return err
		}
		_, err = cdp.Call(ctx, target, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
			Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder, BrowserContextID: tab.TargetInfo.BrowserContextID,
		})
		return err
	}))
	return folder
}

// downloaded presses a button and gives the file that this makes. By keyboard:
// a page that is still filling may move a button from under the mouse.
func downloaded(t *testing.T, tab *browsertest.Tab, selector string) string {
	t.Helper()
	folder := allowDownloads(t, tab)
	tab.Wait("document.querySelector(" + quoted(selector) + ")")
	tab.Eval("document.querySelector("+quoted(selector)+").focus()", nil)
	tab.Keys(kb.Enter)
	for range 6000 {
		names, _ := filepath.Glob(filepath.Join(folder, "*.json"))
		if len(names) == 1 {
			if data, err := os.ReadFile(names[0]); err == nil && json.Valid(data) {
				return string(data)
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%s: no file", selector)
	return ""
}

// A storage that is really full: what was saved stays, what is written now is
// kept in the page, and is saved once there is room.
func TestStoreFull(t *testing.T) {
	everywhere(t, store, func(t *testing.T, tab *browsertest.Tab, base string) {
		seed(tab, base, answers(map[string]any{"words/letter": "short"}))
		tab.Eval(`{ let size = 1 << 20, n = 0; while (size > 0) { try { localStorage.setItem("filler" + n, "x".repeat(size)); n++ } catch { size >>= 1 } } }; 0`, nil)
		openStore(tab, base, "write.html")
		tab.Wait(value("words/letter") + ` === "short"`)
		tab.Type(field("words/letter"), " and then much more")
		tab.Wait(statusLine + `.includes("no room")`)
		want(t, tab, "in the storage", leaf("words/letter"), "short")
		want(t, tab, "in the page", value("words/letter"), "short and then much more")
		if file := downloaded(t, tab, keepButton); !strings.Contains(file, "short and then much more") {
			t.Errorf("the file does not hold what was written:\n%s", file)
		}
		tab.Eval(`localStorage.removeItem("filler0"); 0`, nil)
		tab.Type(field("words/letter"), ".")
		tab.Wait(statusLine + ` === "Saved" && !document.querySelector(".saving .button")`)
		want(t, tab, "in the storage then", leaf("words/letter"), "short and then much more.")
	})
}

// What cannot be read is left as it is, in every key, and the page works.
func TestStoreGarbage(t *testing.T) {
	garbage := map[string]string{
		"empty": "", "null": "null", "cut": `{"v":"wo`, "list": "[]", "number": "17", "text": `"words"`, "object": "{}",
		"wrong": `{"v":{"x":1},"t":"soon"}`, "binary": "\x00\u0001\uFFFD{", "newer": `{"v":"words","t":1,"version":2}`,
	}
	addresses := []string{"words/short", "words/letter", "words/felt/feeling", "marks/ready", "marks/which/loud", "marks/rate", "marks/times", "marks/day", "marks/order/talk", "log/days", "log/days/abcdef/what", "check@2026-11-15/said"}
	base := serve(t, build(t, store))
	for name, raw := range garbage {
		t.Run(name, func(t *testing.T) {
			tab := browsertest.New(t)
			keys := map[string]string{"wb.store.!pages": raw, "wb.store.!progress/words": raw, "wb.store.!greeting": raw, "wb.store.!last-backup": raw, "wb.store.a:": raw, "wb.store.a:__proto__": raw}
			for _, a := range addresses {
				keys["wb.store.a:"+a], keys["wb.store.!aside.a:"+a], keys["wb.store.!label.a:"+a] = raw, raw, raw
			}
			seed(tab, base, keys)
			openStore(tab, base, "write.html")
			tab.Wait(`document.querySelectorAll(".unread").length > 0`)
			tab.Type(field("words/letter"), "new words")
			tab.Click(`label:has([id="marks/ready/yes"])`)
			tab.Click(`label:has([id="marks/which/loud"])`)
			tab.Wait(statusLine + `.startsWith("Not saved")`)
			want(t, tab, "in the page", value("words/letter"), "new words")
			if file := downloaded(t, tab, keepButton); !strings.Contains(file, "new words") {
				t.Errorf("the file does not hold what was written:\n%s", file)
			}
			tab.Type(field("words/felt/event"), "it rained") // whose key is whole
			want(t, tab, "beside it", leaf("words/felt/event"), "it rained")
			for _, page := range []string{"read.html", "index.html", "my-answers.html", "write.html"} {
				openStore(tab, base, page)
				tab.NoProblems(base)
			}
			for k, v := range keys {
				if strings.HasPrefix(k, "wb.store.!label.") && raw == `"words"` {
					continue // that is a label, and there is a newer one
				}
				want(t, tab, k, fmt.Sprintf(`localStorage.getItem(%s)`, quoted(k)), v)
			}
		})
	}
}
