package diag

import (
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	names := []string{"title", "summary", "note", "id", "min", "max", "yes", "no", "min_label", "acknowledge-and-validate"}
	for _, c := range []struct{ word, want string }{
		{"titel", "title"},
		{"Title", "title"},
		{"SUMMARY", "summary"},
		{"sumary", "summary"},
		{"tile", "title"},
		{"mn", "min"},
		{"iz", "id"},
		{"ye", "yes"},
		{"minlabel", "min_label"},
		{"aknowlege-and-validat", "acknowledge-and-validate"},
		{"x", ""},      // two letters from id, and nothing like it
		{"abc", ""},    // three letters from min
		{"", ""},       //
		{"mix", "max"}, // as near as min, and before it
		{"colour", ""},
		{"ti", ""},
		{strings.Repeat("title", 20), ""},
	} {
		if got := Nearest(c.word, names); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.word, got, c.want)
		}
	}
	if got := Nearest("mix", []string{"min", "max"}); got != "max" {
		t.Errorf("Nearest(mix) = %q in another order, want max", got)
	}
}

func TestHints(t *testing.T) {
	few := []string{"first", "second"}
	many := strings.Fields(strings.Repeat("word ", 31))
	for _, c := range []struct {
		word     string
		among    []string
		did, one string
	}{
		{"frist", few, `did you mean "first"?`, `did you mean "first"?`},
		{"third", few, "", "use one of first, second"},
		{"third", nil, "", ""},
		{"third", many, "", ""},
	} {
		if got := DidYouMean(c.word, c.among); got != c.did {
			t.Errorf("DidYouMean(%q, %d names) = %q, want %q", c.word, len(c.among), got, c.did)
		}
		if got := OneOf(c.word, c.among); got != c.one {
			t.Errorf("OneOf(%q, %d names) = %q, want %q", c.word, len(c.among), got, c.one)
		}
	}
}

func TestSource(t *testing.T) {
	s := NewSource("f", []byte("ab\n\nü\n"))
	for _, c := range []struct{ offset, line, column int }{
		{-5, 1, 1}, {0, 1, 1}, {1, 1, 2}, {2, 1, 3}, {3, 2, 1}, {4, 3, 1}, {5, 3, 2}, {6, 3, 3}, {7, 4, 1}, {99, 4, 1},
	} {
		want := Position{"f", c.line, c.column}
		if got := s.At(c.offset); got != want {
			t.Errorf("At(%d) = %v, want %v", c.offset, got, want)
		}
		if m := s.Mark(c.offset); m.In("f") != want {
			t.Errorf("Mark(%d) = %v, want %v", c.offset, m, want)
		}
		if got := s.Offset(s.Mark(c.offset)); got != max(0, min(c.offset, 7)) {
			t.Errorf("Offset(Mark(%d)) = %d", c.offset, got)
		}
	}
	for _, m := range []Mark{{}, {-1, 3}, {9, 1}} {
		if got := s.Offset(m); got != 0 {
			t.Errorf("Offset(%v) = %d, want 0", m, got)
		}
	}
	if got := NewSource("f", nil).At(3); got != (Position{"f", 1, 1}) {
		t.Errorf("At(3) = %v in nothing, want f:1:1", got)
	}
}

func list() List {
	var l List
	l.Warn(Position{"b", 2, 1}, "later", "")
	l.Error(Position{"b", 1, 9}, "sooner", "do this")
	l.Error(Position{"b", 1, 10}, "after it", "")
	l.Error(Position{File: "a"}, "the whole file", "")
	l.Error(Position{"b", 1, 9}, "sooner", "do this")
	return l
}

func TestPrint(t *testing.T) {
	for _, c := range []struct {
		color bool
		want  string
	}{
		{false, "a: the whole file\nb:1:9: sooner\n    hint: do this\nb:1:10: after it\nb:2:1: warning: later\n"},
		{true, "\x1b[1ma:\x1b[0m the whole file\n\x1b[1mb:1:9:\x1b[0m sooner\n\x1b[2m    hint: do this\x1b[0m\n\x1b[1mb:1:10:\x1b[0m after it\n\x1b[1mb:2:1:\x1b[0m \x1b[33mwarning:\x1b[0m later\n"},
	} {
		var b strings.Builder
		if err := list().Print(&b, c.color); err != nil || b.String() != c.want {
			t.Errorf("Print(color %t) = %q, %v, want %q", c.color, b.String(), err, c.want)
		}
	}
}

func TestJSON(t *testing.T) {
	var l List
	l.Warn(Position{"<a>", 2, 1}, "m", "")
	for _, c := range []struct {
		list List
		want string
	}{
		{nil, "[]\n"},
		{l, "[\n  {\n    \"file\": \"<a>\",\n    \"line\": 2,\n    \"column\": 1,\n    \"severity\": \"warning\",\n    \"message\": \"m\"\n  }\n]\n"},
	} {
		var b strings.Builder
		if err := c.list.JSON(&b); err != nil || b.String() != c.want {
			t.Errorf("JSON = %q, %v, want %q", b.String(), err, c.want)
		}
	}
}

func TestFailed(t *testing.T) {
	var warned List
	warned.Warn(Position{}, "w", "")
	for _, c := range []struct {
		list           List
		failed, strict bool
	}{
		{nil, false, false}, {warned, false, true}, {list(), true, true},
	} {
		if got := c.list.Failed(false); got != c.failed {
			t.Errorf("%v.Failed(false) = %t, want %t", c.list, got, c.failed)
		}
		if got := c.list.Failed(true); got != c.strict {
			t.Errorf("%v.Failed(true) = %t, want %t", c.list, got, c.strict)
		}
	}
	if errors, warnings := list().Sorted().Count(); errors != 3 || warnings != 1 {
		t.Errorf("Count() = %d, %d, want 3, 1", errors, warnings)
	}
}
