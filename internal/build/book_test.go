package build

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"trustbook/internal/book"
	"trustbook/internal/chapter"
	"trustbook/internal/diag"
	"trustbook/internal/wording"
)

// The tests in this file are about the base book itself: what a machine can
// tell of what domain knowledge asks of it.

func baseBook(t *testing.T) (*Workbook, diag.List) {
	t.Helper()
	src, err := Open("", os.DirFS(filepath.Join("..", "..")))
	if err != nil {
		t.Fatal(err)
	}
	return Load(t.Context(), src, Options{Jobs: 2, Now: time.Now(), Wording: true})
}

func TestBookHasNoWarningButHelplines(t *testing.T) {
	w, list := baseBook(t)
	for _, d := range list.Sorted() {
		if !strings.HasPrefix(d.Message, "nobody has verified") {
			t.Errorf("%s: %s: %s", d.Position, d.Severity, d.Message)
		}
	}
	if len(w.Book.Checks) > 0 {
		t.Errorf("book.yaml changes the language checks: %v", w.Book.Checks)
	}
}

// numberedWords is how much prose each of the eight chapters has.
var numberedWords = [2]int{700, 1400}

func TestChaptersProse(t *testing.T) {
	w, _ := baseBook(t)
	numbered := 0
	for _, c := range w.Book.Chapters {
		if c.Number == 0 {
			continue
		}
		numbered++
		if n := c.Facts.Words; n < numberedWords[0] || n > numberedWords[1] {
			t.Errorf("%s has %d words of prose, want %d to %d", c.Base, n, numberedWords[0], numberedWords[1])
		}
		body, err := c.Body()
		if err != nil {
			t.Fatal(err)
		}
		for kind, least := range map[string]int{"aside example": 2, "aside script": 2, "aside caution": 1, "aside avoid": 1} {
			if n := strings.Count(string(body), `class="`+kind+`"`); n < least {
				t.Errorf("%s has %d × %q, want at least %d", c.Base, n, kind, least)
			}
		}
	}
	if numbered != 8 {
		t.Errorf("the book has %d numbered chapters, want 8", numbered)
	}
}

// grades asks the reading grades that the book promises, without the mercy
// that the check has for short texts.
func TestReadingGrades(t *testing.T) {
	w, _ := baseBook(t)
	for _, c := range w.Book.Chapters {
		var prose, prompts []wording.Passage
		for _, p := range c.Facts.Passages {
			switch p.Role {
			case "prose", "script":
				prose = append(prose, wording.Passage{Text: p.Text})
			case "prompt":
				prompts = append(prompts, wording.Passage{Text: p.Text})
			}
		}
		most := 8.0
		if c.Slug == "safety" {
			most = 6
		}
		if g, _ := wording.Grade(prose); g > most {
			t.Errorf("the prose of %s is of grade %.1f, want at most %.0f", c.Base, g, most)
		}
		if g, n := wording.Grade(prompts); n > 0 && g > 6 {
			t.Errorf("the prompts of %s are of grade %.1f, want at most 6", c.Base, g)
		}
	}
}

// Every exercise was thought about: nothing of it is left to a default.
func TestExercisesAreComplete(t *testing.T) {
	w, _ := baseBook(t)
	for _, c := range w.Book.Chapters {
		for i := range c.Exercises {
			e := &c.Exercises[i]
			for what, missing := range map[string]bool{
				"instrument": e.Instrument == "", "with": e.With == "", "keep": e.Keep == "",
				"prompt": e.Prompt.HTML == "", "stop": e.Stop.HTML == "", "fields": len(e.Fields) == 0,
			} {
				if missing {
					t.Errorf("%s: the exercise %q has no %s", c.Base, e.ID.V, what)
				}
			}
			joint := e.With == chapter.Together || e.With == chapter.Turns
			if joint && !strings.Contains(string(e.Prompt.HTML), "#pause-pact") && e.ID.V != "pause-pact" {
				t.Errorf("%s: the prompt of %q, for two, does not lead to the pause pact", c.Base, e.ID.V)
			}
			for j := range e.Fields {
				f := &e.Fields[j]
				if (f.Kind.V == "scale" || f.Kind.V == "grid") && len(f.Labels) == 0 {
					t.Errorf("%s: %s/%s does not label every point", c.Base, e.ID.V, f.ID.V)
				}
			}
		}
	}
}

// planned are the exercises of the book, chapter by chapter: an id that readers
// have answers under may not vanish unnoticed.
var planned = map[string]string{
	"introduction":      "where-i-am six-week-hopes right-time",
	"how-to-use":        "time-and-place pause-pact calming-list device-or-paper",
	"safety":            "private-questions this-device a-safe-contact",
	"acknowledge":       "impact ownership hear-and-reflect timeline felt-heard",
	"communicate":       "four-part-statement timed-turns question-sorter repair-phrases factors-and-responsibility",
	"boundaries":        "my-limits yes-unsure-no our-agreements openness-plan if-it-slips",
	"new-experiences":   "wish-menu familiar-and-new caring-acts afterwards a-free-hour",
	"patience":          "weekly-self-check small-promises when-it-comes-back asking-for-reassurance setback-map",
	"help":              "early-signs what-i-want comparing-therapists first-visit",
	"gratitude":         "gratitude-log say-it good-memory-map hard-to-receive",
	"commitment":        "where-i-stand want-to-have-to six-week-statement a-ritual-of-ours note-to-self",
	"weekly-check-in":   "two-thanks agreements-review one-issue one-request next-week own-ratings",
	"when-to-seek-help": "which-help-now ways-to-reach-out my-people",
	"closing":           "then-and-now what-helps early-warning-plan later-reviews parting-well",
	"sources":           "",
}

func TestPlannedExercises(t *testing.T) {
	w, _ := baseBook(t)
	for slug, ids := range planned {
		c := w.Book.BySlug(slug)
		if c == nil {
			t.Errorf("no chapter %q", slug)
			continue
		}
		for _, id := range strings.Fields(ids) {
			if c.Exercise(id) == nil {
				t.Errorf("no exercise %q in %s", id, c.Base)
			}
		}
		if len(c.Exercises) != len(strings.Fields(ids)) {
			t.Errorf("%s has %d exercises, want %d", c.Base, len(c.Exercises), len(strings.Fields(ids)))
		}
	}
	if len(w.Book.Chapters) != len(planned) {
		t.Errorf("the book has %d chapters, want %d", len(w.Book.Chapters), len(planned))
	}
}

var word = regexp.MustCompile(`[a-z']+`)

// runs are the hashes of every eight words in a row: the first 16 hex digits
// of SHA-256 of the words, in lower case, joined by single spaces.
func runs(text string) []string {
	words := word.FindAllString(strings.ReplaceAll(strings.ToLower(text), "’", "'"), -1)
	var out []string
	for i := 0; i+8 <= len(words); i++ {
		sum := sha256.Sum256([]byte(strings.Join(words[i:i+8], " ")))
		out = append(out, hex.EncodeToString(sum[:])[:16])
	}
	return out
}

// No sentence of the article that the book grew from stands in it: the article
// is not ours to use. Only hashes of its eight-word runs are kept here.
func TestNothingOfTheFoundingArticle(t *testing.T) {
	f, err := os.Open(filepath.Join("testdata", "founding-article-8grams.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	taken := map[string]bool{}
	for s := bufio.NewScanner(f); s.Scan(); {
		if line := s.Text(); len(line) == 16 && !strings.HasPrefix(line, "#") {
			taken[line] = true
		}
	}
	if len(taken) < 500 {
		t.Fatalf("the list of hashes has %d entries", len(taken))
	}
	w, _ := baseBook(t)
	for _, c := range w.Book.Chapters {
		for _, p := range c.Facts.Passages {
			if i := slices.IndexFunc(runs(p.Text), func(h string) bool { return taken[h] }); i >= 0 {
				t.Errorf("%s: eight words of the founding article, from word %d of %q", p.At(0).In(c.File), i+1, p.Text)
			}
		}
	}
}

func TestRuns(t *testing.T) {
	a := runs("One two three, four; five six seven eight nine.")
	b := runs("ONE two three four five six seven eight")
	if len(a) != 2 || len(b) != 1 || a[0] != b[0] {
		t.Errorf("runs = %v and %v, want two of which the first is the other", a, b)
	}
}

// Each country of the list has help for abuse, for a crisis, for men and for
// LGBTQ+ people, as far as such services are known.
func TestHelplineCountries(t *testing.T) {
	w, _ := baseBook(t)
	count := map[string]int{}
	for _, h := range w.Book.Helplines {
		count[h.Country.V]++
		if h.Audience.V == "" || len(h.Languages) == 0 || h.Source.V == "" {
			t.Errorf("%s lacks an audience, languages or a source", describe(h))
		}
	}
	for _, country := range []string{"US", "CA", "GB", "IE", "AU", "NZ", "any"} {
		if count[country] < 3 {
			t.Errorf("%s has %d helplines, want at least 3", country, count[country])
		}
	}
}

func describe(h book.Helpline) string { return fmt.Sprintf("%s, %s", h.Country.V, h.Service.V) }
