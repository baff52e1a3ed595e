package browsertest

import (
	"os"

	"github.com/chromedp/chromedp"
)

// Screenshot writes what the window shows to a PNG file.
func (tab *Tab) Screenshot(file string) {
	tab.t.Helper()
	tab.save(file, chromedp.CaptureScreenshot())
}

// FullScreenshot writes the whole page, however long, to a PNG file.
func (tab *Tab) FullScreenshot(file string) {
	tab.t.Helper()
	tab.save(file, chromedp.FullScreenshot(100))
}

// PDF prints the page to a file as a reader would from the print dialog: on
// that paper, unless the page's @page names another, with the margins of its
// @page, without header, footer and background graphics. More options change that.
func (tab *Tab) PDF(file string, paper chromedp.PaperSize, options ...chromedp.PDFOption) {
	tab.t.Helper()
	all := append([]chromedp.PDFOption{chromedp.PDFPaper(paper), chromedp.PDFPreferCSSPageSize()}, options...)
	tab.save(file, chromedp.PrintToPDF(all...))
}

func (tab *Tab) save(file string, action chromedp.Action[[]byte]) {
	tab.t.Helper()
	data, err := result(tab, action)
	if err == nil {
		err = os.WriteFile(file, data, 0o644)
	}
	if err != nil {
		tab.t.Fatalf("picture for %s: %v", file, err)
	}
}
