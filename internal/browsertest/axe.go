package browsertest

import (
	"fmt"
	"os"
	"strings"
)

// axeRun asks for WCAG 2.2 A and AA and for axe's best practices. Style sheets
// are not fetched on file:, where each file is an origin of its own: the page's
// policy would forbid it and add a problem to the record.
const axeRun = `axe.run(document, {
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
	resultTypes: ["violations"],
	preload: location.protocol !== "file:",
}).then(result => result.violations)`

// Violation is one of axe's rules that the page breaks, and where.
type Violation struct {
	ID     string `json:"id"`
	Impact string `json:"impact"`
	Help   string `json:"help"`
	Nodes  []struct {
		Target  []any  `json:"target"` // selectors; a list of them inside a frame or shadow tree
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// String gives the rule and, a line each, the elements that break it.
func (v Violation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "axe %s (%s): %s", v.ID, v.Impact, v.Help)
	for _, n := range v.Nodes {
		fmt.Fprintf(&b, "\n\t%v %s\n\t\t%s", n.Target, n.HTML, strings.ReplaceAll(n.Summary, "\n", "\n\t\t"))
	}
	return b.String()
}

// Axe runs axe-core over the page as it now is, in the device and settings that
// are emulated. Read Problems before, if at all: axe may add to them.
func (tab *Tab) Axe() []Violation {
	tab.t.Helper()
	var loaded bool
	tab.Eval(`typeof axe === "object"`, &loaded)
	if !loaded {
		source, err := os.ReadFile(nodeModule(tab.t, "axe-core/axe.min.js"))
		if err != nil {
			tab.t.Fatal(err)
		}
		tab.Eval(string(source), nil)
	}
	var violations []Violation
	tab.Eval(axeRun, &violations)
	return violations
}
