package wording

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// element is one word of a pattern, or a gap.
type element struct {
	kind kind
	text string // lower case, without the asterisk
}

type kind uint8

const (
	literal  kind = iota
	capitals      // literal, and written in capitals
	prefix        // forgiv*
	suffix        // *n't
	gap           // ...
)

// gapWords is how many words "..." may stand for.
const gapWords = 3

func (e element) matches(t *token) bool {
	switch e.kind {
	case literal:
		return t.word == e.text || t.stem == e.text
	case capitals:
		return t.upper && t.stem == e.text
	case prefix:
		return strings.HasPrefix(t.word, e.text)
	case suffix:
		return len(t.word) > len(e.text) && strings.HasSuffix(t.word, e.text)
	}
	return false
}

// path is what is left of a pattern: the steps to choose from, and whether it
// may end here. Its size is that of the pattern; writing out all the phrases
// that a pattern stands for would make some of them thousands.
type path struct {
	steps []*step
	final bool
}

type step struct {
	element
	far  bool // after a gap
	rest path
}

// follow matches p to the tokens after the one at i, or with direction -1 to
// those before it, and gives the furthest token it can take, i for none, or
// -1 where it does not match.
func follow(ts []token, i, direction int, p path) int {
	end := -1
	if p.final {
		end = i
	}
	for _, s := range p.steps {
		reach, parting := 1, joined
		if s.far {
			reach, parting = 1+gapWords, comma
		}
		for j, n := i+direction, 0; n < reach && j >= 0 && j < len(ts); j, n = j+direction, n+1 {
			if ts[max(j, j-direction)].before > parting {
				break
			}
			if s.matches(&ts[j]) {
				end = further(end, follow(ts, j, direction, s.rest), direction)
			}
		}
	}
	return end
}

// further is the one of two ends that takes more; -1 is less than any.
func further(a, b, direction int) int {
	if a < 0 || b >= 0 && (b-a)*direction > 0 {
		return b
	}
	return a
}

// exception is a pattern around "<>", the words found.
type exception struct{ before, after path }

// excuses reports whether x allows the tokens from first to last.
func (x exception) excuses(ts []token, first, last int) bool {
	return follow(ts, first, -1, x.before) >= 0 && follow(ts, last, 1, x.after) >= 0
}

// compile reads a pattern in the format that words/en.yaml describes.
func compile(pattern string) (path, error) {
	p, err := compileSide(pattern, false)
	if err == nil && (p.final || slices.ContainsFunc(p.steps, func(s *step) bool { return s.far })) {
		err = errors.New("may begin with no word")
	}
	if err != nil {
		return path{}, fmt.Errorf("pattern %q: %w", pattern, err)
	}
	return p, nil
}

// compileException reads a pattern around "<>". Either side may be empty.
func compileException(pattern string) (x exception, err error) {
	left, right, ok := strings.Cut(pattern, "<>")
	if !ok {
		return x, fmt.Errorf("exception %q: has no <>", pattern)
	}
	x.before, err = compileSide(left, true)
	if err == nil {
		x.after, err = compileSide(right, false)
	}
	if err == nil && x.before.final && x.after.final {
		err = errors.New("excuses everything")
	}
	if err != nil {
		return x, fmt.Errorf("exception %q: %w", pattern, err)
	}
	return x, nil
}

// compileSide reads a pattern to be followed onwards, or backwards from its
// end. It is built from where it ends.
func compileSide(pattern string, backwards bool) (path, error) {
	all, err := items(pattern)
	if err != nil {
		return path{}, err
	}
	if !backwards {
		slices.Reverse(all)
	}
	p := path{final: true}
	for _, it := range all {
		var before path
		for _, es := range it {
			if backwards {
				es = slices.Clone(es)
				slices.Reverse(es)
			}
			q, err := p.after(es)
			if err != nil {
				return path{}, err
			}
			before.steps = append(before.steps, q.steps...)
			before.final = before.final || q.final
		}
		p = before
	}
	return p, nil
}

// after is the path that takes es and then p.
func (p path) after(es []element) (path, error) {
	for _, e := range slices.Backward(es) {
		if e.kind != gap {
			p = path{steps: []*step{{element: e, rest: p}}}
			continue
		}
		if p.final {
			return path{}, errors.New(`"..." is not between words`)
		}
		far := make([]*step, len(p.steps))
		for i, s := range p.steps {
			far[i] = &step{s.element, true, s.rest}
		}
		p = path{steps: far}
	}
	return p, nil
}

// items reads a pattern as a row of choices; an empty choice may be left out.
func items(pattern string) ([][][]element, error) {
	var all [][][]element
	for rest := strings.TrimSpace(pattern); rest != ""; rest = strings.TrimSpace(rest) {
		closing := map[byte]string{'(': ")", '[': "]"}[rest[0]]
		if closing == "" {
			word := rest
			if i := strings.IndexAny(rest, " \n(["); i >= 0 {
				word = rest[:i]
			}
			es, err := elements(word)
			if err != nil {
				return nil, err
			}
			all, rest = append(all, [][]element{es}), rest[len(word):]
			continue
		}
		inner, after, ok := strings.Cut(rest[1:], closing)
		if !ok {
			return nil, fmt.Errorf("%q is not closed", rest[:1])
		}
		var choices [][]element
		for choice := range strings.SplitSeq(inner, "|") {
			es, err := elements(choice)
			if err != nil {
				return nil, err
			}
			if len(es) == 0 {
				return nil, fmt.Errorf("an empty choice in %q", inner)
			}
			choices = append(choices, es)
		}
		if closing == "]" {
			choices = append(choices, nil)
		}
		all, rest = append(all, choices), after
	}
	return all, nil
}

// elements reads words without choices. They are cut as text is, so that
// "speaker-listener" is two words in both.
func elements(words string) ([]element, error) {
	var es []element
	for word := range strings.FieldsSeq(words) {
		k, bare := literal, word
		switch {
		case word == "...", word == "*":
			es = append(es, map[string]element{"...": {kind: gap}, "*": {kind: prefix}}[word])
			continue
		case strings.HasSuffix(word, "*"):
			k, bare = prefix, word[:len(word)-1]
		case strings.HasPrefix(word, "*"):
			k, bare = suffix, word[1:]
		}
		ts := tokens(nil, bare)
		if len(ts) == 0 || strings.ContainsAny(bare, "*()[]|<>") {
			return nil, fmt.Errorf("cannot read %q", word)
		}
		for i, t := range ts {
			e := element{literal, t.word}
			switch {
			case k == prefix && i == len(ts)-1, k == suffix && i == 0:
				e.kind = k
			case t.upper && k == literal:
				e.kind = capitals
			}
			es = append(es, e)
		}
	}
	return es, nil
}
