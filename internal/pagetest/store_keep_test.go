package pagetest

import (
	"fmt"
	"strings"
	"testing"

	"trustbook/internal/browsertest"
)

// What is never kept leaves no trace, and what is for saying aloud goes when the
// reader turns to another exercise or leaves the page.
func TestStoreNotKept(t *testing.T) {
	everywhere(t, store, func(t *testing.T, tab *browsertest.Tab, base string) {
		const traces = `JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), location.href, document.cookie, window.name, history.state])`
		unwritten := func(what string) {
			t.Helper()
			var all string
			tab.Eval(traces, &all)
			for _, word := range []string{"unspeakable", "secret", "thought", "fear", "aloud"} {
				if strings.Contains(all, word) {
					t.Errorf("%s: %q is in %s", what, word, all)
				}
			}
		}
		openStore(tab, base, "write.html")
		tab.Type(field("secret/thought"), "unspeakable")
		tab.Type(`.field[data-address="secret/list"] .own-rows textarea`, "unspeakable")
		tab.Click(`label:has([id="secret/fear/yes"])`)
		tab.Click(`label:has([id="secret/signs/one"])`)
		tab.Type(field("words/hidden"), "unspeakable")
		tab.Type(field("aloud/say"), "unspeakable")
		tab.Click(`label:has([id="aloud/heard/yes"])`)
		unwritten("while it is written")
		want(t, tab, "no word of saving", statusLine, "")

		// Clicking on the text around it is not leaving.
		tab.Eval(`document.activeElement.blur()`, nil)
		want(t, tab, "still there", value("aloud/say"), "unspeakable")
		tab.Click(field("words/short"))
		want(t, tab, "after turning to another exercise", fmt.Sprintf(`[%s, document.querySelector("[id='aloud/heard/yes']").checked]`, value("aloud/say")), []any{"", false})
		want(t, tab, "what is not spoken", value("secret/thought"), "unspeakable")
		tab.Type(field("aloud/say"), "unspeakable")
		tab.Follow(".pager .next")
		unwritten("on the next page")
		tab.Eval(`history.back()`, nil)
		tab.Wait(`location.pathname.endsWith("write.html") && document.readyState === "complete"`)
		want(t, tab, "after coming back",
			fmt.Sprintf(`[%s, %s, %s, ...[...document.querySelectorAll("#secret :checked, #aloud :checked")].map(c => c.id)]`, value("secret/thought"), value("words/hidden"), value("aloud/say")), []string{"", "", ""})
		unwritten("after coming back")
	})
}
