package wording

import (
	"slices"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	tests := []struct{ lang, text string }{
		// The bar shows where a sentence must end.
		{"en", "Stop here.| Then go on."},
		{"en", "Is it safe?| If not, stop!| Call."},
		{"en", "No full stop"},
		{"en", "Ask Dr. Smith, Mrs. Jones or Prof. Lee.| Then wait."},
		{"en", "Rest, e.g. on Tuesday, i.e. soon, at 9 a.m. or 9.30 p.m. with a friend.| Then talk."},
		{"en", "Talk before 9 p.m.| Then rest."},
		{"en", "Wait 3.5 hours.| It costs 2.50 a week."},
		{"en", "Say “I need a break.” and leave the room.| Come back."},
		{"en", "Say “I need a break.”| Then leave."},
		{"en", "Say 'Stop.'| Then leave."},
		{"en", "Ask “Is this safe?” before you go on."},
		{"en", "“Why?” they asked.| “Because,” came the reply."},
		{"en", "Rest (or sleep.)| Then talk."},
		{"en", "Wait … and see.| Wait…| Then see.| Wait...| Go."},
		{"en", "1. Find a quiet place.| 2. Sit."},
		{"en", "J. R. Smith said so.| Go on with plan B.| It works."},
		{"en", "So do I.| You do too."},
		{"en", "Read example.com first.| Then stop."},
		{"en", "One line\nand the next\n\n|Another paragraph\r\n\r\n|And another"},
		{"en", "Really?!| Yes."},
		{"en", "“Stop.”"},
		{"es", "¿Estás bien?| ¡Claro!| Habla con la Dra. López y con el Sr. Gil.| Luego descansa."},
		{"es", "Pregunta: «¿Es seguro?» antes de seguir.| «Bien.»| Sigue."},
		{"ja", "今日は。|明日も？|はい。"},
	}
	for _, test := range tests {
		want := strings.Split(test.text, "|")
		p := Passage{Text: strings.Join(want, "")}
		var got []string
		lex, err := load(test.lang)
		if err != nil {
			t.Fatal(err)
		}
		if lex == nil {
			lex = &lexicon{}
		}
		for _, s := range read(&p, lex.abbreviations).sentences {
			got = append(got, strings.TrimSpace(p.Text[s.start:s.end]))
		}
		for i := range want {
			want[i] = strings.TrimLeft(strings.TrimSpace(want[i]), openers)
		}
		if !slices.Equal(got, want) {
			t.Errorf("read(%q) = %q, want %q", p.Text, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	tests := []struct {
		text string
		want string
	}{
		{"", ""},
		{" … — ___ ☐ ", ""},
		{"Take a 20-minute break.", "Take a 20-minute break."},
		{"one—two – three…four", "one two three four"},
		{"“You’re” and/or (she)", "You’re” and/or she)"},
		{"été mañana 3.5 😀", "été mañana 3.5"},
	}
	for _, test := range tests {
		var got []string
		for w := range words(test.text) {
			got = append(got, test.text[w.start:w.end])
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("words(%q) = %q, want %q", test.text, s, test.want)
		}
	}
}
