package site

import (
	"slices"
	"testing"

	"trustbook/internal/book"
	"trustbook/internal/chapter"
)

// A section is what stands below one heading; what all exercises say alike is
// in none of them.
func TestSections(t *testing.T) {
	const body = `<p>Before.</p>
<h2 id="limits">Limits &amp; <em>more</em></h2>
<p>One &lt; two.</p>
<section class="exercise" id="impact"><header><p class="eyebrow">Exercise</p>
<h3 class="exercise-title" id="impact.title">What it was like</h3>
<ul class="exercise-facts"><li>On your own</li></ul></header>
<p class="keep private">This is for you alone.</p>
<label class="option"><span>Often</span></label><label class="option skip"><span>Skip</span></label>
<div class="stop"><p class="stop-title">When to stop</p><p>If it hurts.</p></div>
<p class="exercise-foot"><a href="x">Print</a></p></section>
<h2 id="last">Last</h2>`
	got := sections(&book.Chapter{Chapter: &chapter.Chapter{Slug: "page"}}, "A <b>title</b>", []byte(body))
	want := []section{
		{"page.html", "A title", "", "Before."},
		{"page.html#limits", "A title", "Limits & more", "One < two."},
		{"page.html#impact", "A title", "What it was like", "Often If it hurts."},
		{"page.html#last", "A title", "Last", ""},
	}
	if !slices.Equal(got, want) {
		t.Errorf("sections = %q, want %q", got, want)
	}
}
