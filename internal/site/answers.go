package site

import (
	"trustbook/internal/asset"
	"trustbook/internal/output"
)

// answersPages are the page with everything that the reader wrote, the script
// that tells it what was asked, and workbook.json, which says the same to
// programs. That file is a part of the script: the two share one piece of
// memory, as it holds a whole book. The page's own words come with it, and those
// that it shares with exercises that repeat.
func (r *renderer) answersPages() (whole, error) {
	const before = "self.workbookModel="
	model := append([]byte(before), r.workbook()...)
	end := len(model)
	model = append(append(model, ";\n"...), words(r.book, ownString)...)
	files := whole{
		{Path: "workbook.json", Data: model[len(before):end:end]},
		{Path: asset.Hashed("model.js", model), Data: model},
		r.repeating,
	}
	page := r.page(r.tabOf("my-answers"), "answers-page", "", "my-answers.html")
	page.Scripts = []string{files[1].Path, r.repeating.Path, r.Asset("answers.js")}
	html, err := r.execute("my-answers.html", page)
	return append(files, output.File{Path: "my-answers.html", Data: html}), err
}
