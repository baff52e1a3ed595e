package pagetest

import (
	"flag"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"trustbook/internal/browsertest"
)

var pictures = flag.Bool("pictures", false, "write the README's pictures into docs/")

// The README's pictures are made from the book as it is: `make pictures`.
// Every run takes them, so that the command cannot rot.
func TestPictures(t *testing.T) {
	dir := t.TempDir()
	if *pictures {
		dir = filepath.Join(browsertest.Root(t), "docs")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	site := site(t)
	for _, p := range []struct {
		name, page, at string
		emulation      browsertest.Emulation
	}{
		{"cover.png", "index.html", "body", browsertest.Emulation{Width: 1000, Height: 1250}},
		{"phone.png", "acknowledge.html", "#felt-heard", browsertest.Emulation{Width: 375, Height: 812, Scale: 2, Mobile: true}},
		{"sheet.png", "worksheets/commitment.html", "#want-to-have-to", browsertest.Emulation{Width: 794, Height: 1123, Print: true}},
	} {
		tab := browsertest.New(t)
		tab.Emulate(p.emulation)
		tab.Open(site + "/" + p.page)
		if p.emulation.Print {
			// As on paper, where a sheet has a page and its margin to itself.
			tab.Eval(`document.body.style.padding = "18mm";
				document.querySelectorAll(".sheet:not(`+p.at+`)").forEach((other) => other.remove())`, nil)
		} else {
			tab.Eval(`document.querySelector("`+p.at+`").scrollIntoView()`, nil)
		}
		file := filepath.Join(dir, p.name)
		tab.Screenshot(file)
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		picture, err := png.DecodeConfig(f)
		f.Close()
		if want := p.emulation.Width * int(max(1, p.emulation.Scale)); err != nil || picture.Width != want {
			t.Errorf("%s is %d px wide, %v, want %d", p.name, picture.Width, err, want)
		}
	}
}
