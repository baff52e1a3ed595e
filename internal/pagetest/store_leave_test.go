package pagetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"trustbook/internal/browsertest"
)

// Whatever way a reader leaves by, within a second of the last key, the text is
// there afterwards.
func TestStoreLeaving(t *testing.T) {
	ways := map[string]func(tab *browsertest.Tab, base string){
		"link":   func(tab *browsertest.Tab, _ string) { tab.Follow(".pager .next") },
		"reload": func(tab *browsertest.Tab, _ string) { tab.Reload() },
		"back": func(tab *browsertest.Tab, _ string) {
			tab.Eval(`setTimeout(() => history.back())`, nil)
			tab.Wait(`location.pathname.endsWith("read.html")`)
		},
		"close": func(tab *browsertest.Tab, _ string) { sendLast(tab, page.Close) },
		"crash": func(tab *browsertest.Tab, _ string) { sendLast(tab, page.Crash) },
	}
	everywhere(t, store, func(t *testing.T, keeper *browsertest.Tab, base string) {
		for name, leave := range ways {
			t.Run(name, func(t *testing.T) {
				// The browser's storage lives as long as its first tab.
				keeper := keeper.In(t)
				seed(keeper, base, nil)
				writer := keeper.Sibling()
				writer.Open(base + "/read.html")
				openStore(writer, base, "write.html")
				const text = "the last words"
				writer.Type(field("words/letter"), text)
				leave(writer, base)
				reader := keeper.Sibling()
				openStore(reader, base, "write.html")
				reader.Wait(value("words/letter") + ` !== ""`)
				want(t, reader, "afterwards", value("words/letter"), text)
			})
		}
	})
}

// sendLast sends a command after which the tab answers no more.
func sendLast(tab *browsertest.Tab, c cdp.Command[cdp.Empty, cdp.Empty]) {
	tab.Do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		cdp.Call(ctx, target, c, cdp.Empty{}) // there is nobody left to answer
		return nil
	}))
}

// A page that slept while another tab wrote shows what was written.
func TestStoreWoken(t *testing.T) {
	base := serve(t, build(t, store))
	tab := browsertest.New(t)
	openStore(tab, base, "write.html")
	tab.Type(field("words/short"), "erased meanwhile")
	for key, text := range answers(map[string]any{"words/letter": "written meanwhile"}) { // of which a page hears nothing that did it itself
		tab.Eval(fmt.Sprintf(`localStorage.setItem(%s, %s); localStorage.removeItem("wb.store.a:words/short")`, quoted(key), quoted(text)), nil)
	}
	tab.Eval(`document.activeElement.blur(); dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true})); 0`, nil)
	tab.Wait(value("words/letter") + ` === "written meanwhile" && ` + value("words/short") + ` === ""`)
}

// A page that a reader comes back to shows what another tab wrote.
func TestStoreBack(t *testing.T) {
	base := serve(t, build(t, store))
	tab := browsertest.New(t)
	openStore(tab, base, "write.html")
	tab.Type(field("words/letter"), "before")
	tab.Follow(".pager .next")
	other := tab.Sibling()
	openStore(other, base, "write.html")
	other.Type(field("words/letter"), " and after")
	tab.Eval(`setTimeout(() => history.back())`, nil)
	tab.Wait(`location.pathname.endsWith("write.html") && ` + value("words/letter") + ` === "before and after"`)
}
