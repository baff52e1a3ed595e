package book

import (
	"fmt"
	"maps"
	"slices"

	"trustbook/internal/chapter"
	"trustbook/internal/diag"
	"trustbook/internal/wording"
)

// CheckWording runs the language checks of book.yaml's checks over the text of
// all chapters, whose parser must have collected it.
func CheckWording(b *Book) diag.List {
	config, list := b.wordingConfig()
	var passages []wording.Passage
	for _, c := range b.Chapters {
		file := c.File
		for _, p := range c.Facts.Passages {
			wp := wording.Passage{
				Text: p.Text, Group: file,
				At: func(i int) diag.Position { return p.At(i).In(file) },
			}
			switch p.Role {
			case "prompt":
				wp.Role = wording.Prompt
			case "title", "heading":
				wp.Role = wording.Title
			case "label":
				wp.Role = wording.Label
			case "avoid":
				wp.Avoid = true
			case "script":
				wp.Sample = true
			}
			if c.Slug == safetySlug && wp.Role == wording.Prose {
				wp.Role = wording.Safety
			}
			passages = append(passages, wp)
		}
		at := diag.Position{File: file}
		passages = append(passages, wording.Passage{Role: wording.Slug, Text: c.Slug, Group: file, At: func(int) diag.Position { return at }})
	}
	list = append(list, b.checkMinutes(config)...)
	return append(list, wording.Check(b.Language.V, config, passages)...)
}

// checkMinutes warns of exercises that ask two people to sit longer over
// something hard than is good for them.
func (b *Book) checkMinutes(config wording.Config) (list diag.List) {
	most, on := config.Limit(wording.JointMinutes)
	for _, c := range b.Chapters {
		for i := range c.Exercises {
			e := &c.Exercises[i]
			if on && e.With.Or() != chapter.Alone && float64(e.Duration()) > most {
				list.Warn(e.In(c.File), fmt.Sprintf("%q takes two people %d minutes, over %g [%s]", e.ID.V, e.Duration(), most, wording.JointMinutes),
					"make it shorter, or cut it into two exercises")
			}
		}
	}
	return list
}

// safetySlug is the chapter that must be easiest to read of all.
const safetySlug = "safety"

func (b *Book) wordingConfig() (wording.Config, diag.List) {
	var list diag.List
	config := wording.Config{}
	for _, name := range slices.Sorted(maps.Keys(b.Checks)) {
		given := b.Checks[name]
		rule, ok := wording.Find(name)
		if !ok {
			list.Error(given.Key.In(b.File), fmt.Sprintf("unknown check %q", name), diag.DidYouMean(name, wording.Names()))
			continue
		}
		setting, err := rule.Setting(given.V)
		if err != nil {
			list.Error(given.In(b.File), err.Error(), "")
			continue
		}
		config[name] = setting
	}
	return config, list
}
