package wording

// Rule is one check.
type Rule struct {
	Name  string  // in book.yaml
	Limit float64 // the default, 0 for a rule without one
	Doc   string  // one line

	says string              // what is wrong with the words found, after them; "" for a rule that counts
	on   func(*Passage) bool // the passages whose words it looks at
}

// JointMinutes is the one rule that is not about text: the reader of the book
// asks Limit for it.
const JointMinutes = "joint-minutes"

// Limit is the limit that a rule has under c, and whether it is on.
func (c Config) Limit(name string) (limit float64, on bool) {
	rule, ok := Find(name)
	setting := c[name]
	if setting.Limit > 0 {
		rule.Limit = setting.Limit
	}
	return rule.Limit, ok && !setting.Off
}

// The rules by their place in the table.
const (
	grade = iota
	promptGrade
	sentenceLength
	paragraphLength
	jointMinutes
	firstWordRule
)

// Rules are all checks, those that count first.
func Rules() []Rule { return rules() }

// Names are the rules' names, to compare those in book.yaml with.
func Names() []string {
	var names []string
	for _, r := range rules() {
		names = append(names, r.Name)
	}
	return names
}

// Find is the rule of that name.
func Find(name string) (Rule, bool) {
	for _, r := range rules() {
		if r.Name == name {
			return r, true
		}
	}
	return Rule{}, false
}

func rules() []Rule {
	return []Rule{
		grade: {Name: "grade", Limit: 8,
			Doc: "highest reading grade (Flesch–Kincaid) of a file's prose, in English"},
		promptGrade: {Name: "prompt-grade", Limit: 6,
			Doc: "highest reading grade of a file's prompts, of a long prompt, and of safety pages, in English"},
		sentenceLength: {Name: "sentence-length", Limit: 20,
			Doc: "most words in a sentence"},
		paragraphLength: {Name: "paragraph-length", Limit: 80,
			Doc: "most words in a paragraph"},
		jointMinutes: {Name: JointMinutes, Limit: 40,
			Doc: "most minutes that an exercise for two takes in one sitting"},
		firstWordRule: {Name: "blame-and-absolutes", on: written, says: "blames, or judges a person",
			Doc: "words that blame or judge: you always, you made me, you should have"},
		{Name: "minimisers", on: written, says: "makes light of what happened",
			Doc: "words that make light of hurt: just, at least it, get over it"},
		{Name: "forced-forgiveness", on: written, says: "makes forgiveness or trust a duty",
			Doc: "forgiveness or trust as a duty: you must forgive"},
		{Name: "guarantees", on: written, says: "promises what nobody can promise",
			Doc: "promises: will heal, stronger than ever"},
		{Name: "gendered-words", on: written, says: "leaves some readers out",
			Doc: "words that fit only some couples: husband, spouse, he or she"},
		{Name: "feel-that", on: spoken, says: "leads to an opinion, not a feeling",
			Doc: "feel that and feel like, in words to say aloud"},
		{Name: "feel-verdict", on: spoken, says: "is a verdict on the other person, not a feeling",
			Doc: "feel neglected, betrayed and the like, in words to say aloud"},
		{Name: "branded-names", on: named, says: "is the name of somebody's method or test",
			Doc: "names of methods and tests, in titles and labels"},
		{Name: "sensitive-words", on: shown, says: "should not be seen over a reader's shoulder",
			Doc: "words that give the subject away, in titles and slugs"},
		{Name: "why-did-you", on: written, says: "calls a person to account",
			Doc: "questions that accuse: why did you"},
	}
}

func written(p *Passage) bool { return p.Role != Slug && !p.Avoid }
func spoken(p *Passage) bool  { return p.Role != Slug && p.Sample && !p.Avoid }
func named(p *Passage) bool   { return (p.Role == Title || p.Role == Label) && !p.Avoid }
func shown(p *Passage) bool   { return p.Role == Title || p.Role == Slug }
