package pagetest

import (
	"fmt"
	"strings"
	"testing"

	"trustbook/internal/browsertest"
)

// What is written grows its control, so that nothing of it is out of sight; in
// browsers that do it by themselves, and in those that need the script.
func TestGrowing(t *testing.T) {
	base := serve(t, build(t, fields))
	for _, byScript := range []bool{false, true} {
		t.Run(fmt.Sprintf("by script %v", byScript), func(t *testing.T) {
			tab := browsertest.New(t)
			if byScript {
				tab.Do(atStart(`CSS.supports = () => false; addEventListener("DOMContentLoaded", () => {
					const sheet = new CSSStyleSheet();
					sheet.replaceSync(".field textarea, .field input { field-sizing: fixed !important }");
					document.adoptedStyleSheets.push(sheet);
				})`))
			}
			tab.Open(base + "/write.html")
			const area, blank = `document.getElementsByName("words/letter")[0]`, `document.getElementsByName("words/felt/feeling")[0]`
			var low, narrow float64
			tab.Eval(area+`.offsetHeight`, &low)
			tab.Eval(blank+`.offsetWidth`, &narrow)
			fill(tab, "words/letter", strings.Repeat("A line of a letter.\n", 40))
			tab.Wait(area + `.offsetHeight > ` + fmt.Sprint(low) + ` && ` + area + `.scrollHeight <= ` + area + `.clientHeight`)
			fill(tab, "words/felt/feeling", "tired, and a little hopeful about the two of us")
			tab.Wait(blank + `.offsetWidth > ` + fmt.Sprint(narrow) + ` && ` + blank + `.scrollWidth <= ` + blank + `.clientWidth`)
			fill(tab, "words/letter", "")
			tab.Wait(area + `.offsetHeight === ` + fmt.Sprint(low))

			// What was kept is as tall when it comes back.
			fill(tab, "words/letter", strings.Repeat("A line of a letter.\n", 40))
			tab.Reload()
			tab.Wait(area + `.value !== "" && ` + area + `.scrollHeight <= ` + area + `.clientHeight`)
		})
	}
}
