package wording

import (
	"strings"
	"testing"
)

func TestSyllables(t *testing.T) {
	tests := map[int]string{
		1: `a I the me trust hurt feel felt heard said says used asked called shared scared tried time times whole while
			view friend chief weigh two you're you’re we'll they've can't don't won't aren't it's rules lies shoes does
			goes eyes hour our guess guilt guide build fruit juice through thought wish stayed played owed one's league
			vague clothes real fire tired read dream earth priest pier 20 3.5 hmm brb. (he) “no” strengths`,
		2: `partner feeling honest always never really only safely safety quiet being doing seeing trying wanted needed
			people table handle handled settled couple couples trouble listen moment comment movement someone something
			sometimes somewhere somehow homework lifetime timeline forgive forget therefore himself yourself outside
			didn't couldn't isn't wasn't hasn't haven't boss's it'll could've places choices changes promise agreed
			worries worried poem poet chaos ruin cruel fluent client science patient conscience special social
			question region nation conscious anxious fashion cushion unique language persuade value rescue argue argued
			player lawyer beyond centre metre centred hundred business maybe evening careful helpful harmless statement
			baseline notebook likely likewise rhythm prism union million truly gently early reply apply rely holy
			create react reuse reused every stages boxes reaches goodbye require required forest foreign career GP café self-help
			tea-time`,
		3: `promises honestly completely entirely together remember remembered consider family memory memories
			boundary boundaries agreement commitment important different several example examples forgiveness
			truthfulness beautiful however whenever wherever everyone everything anything anyone somebody
			violence violent various serious previous obvious period familiar behaviour behavior opinion
			idea ideas area element therapist therapy gratitude easier happier earlier easily happily
			document argument creative creating created actual usual mutual continue influence genuine suicide
			timetable caregiver reassure idiot audience video theatre recipe interest listening convenient
			dialogue companion enjoyment accepted decided official essential beloved PDF check-in-sheet fiancé`,
		4: `experience reality anxiety society variety usually situation evaluate reliable vulnerable
			immediate material continuous intuition appreciate associate conversation separately relationship
			information everybody anybody priority reassurance understanding criticism impossible
			communicate available emotional original February`,
		5: `immediately creativity continuity possibility communication apologising opportunity appreciation`,
		6: `reliability responsibility accountability vulnerability`,
	}
	for want, words := range tests {
		for word := range strings.FieldsSeq(words) {
			if got := syllables(word); got != want {
				t.Errorf("syllables(%q) = %v, want %v", word, got, want)
			}
		}
	}
}
