package pagetest

import (
	"fmt"
	"testing"

	"trustbook/internal/browsertest"
)

// Answers move to the new ids of their exercise and field, and never over newer
// ones; those of a field that is gone stay, with their question.
func TestStoreWas(t *testing.T) {
	everywhere(t, store, func(t *testing.T, tab *browsertest.Tab, base string) {
		keys := answers(map[string]any{"old-words/note": "moved twice", "words/note": "", "old-words/felt/feeling": "moved", "words/felt/event": "newer", "words/gone": "still here"})
		keys["wb.store.a:old-words/felt/event"] = `{"v":"older","t":1}`
		keys["wb.store.!label.a:words/gone"] = `"What was asked?"`
		delete(keys, "wb.store.a:words/note")
		seed(tab, base, keys)
		openStore(tab, base, "write.html")
		tab.Wait(value("words/letter") + ` !== ""`)
		want(t, tab, "shown", fmt.Sprintf("[%s, %s, %s]", value("words/letter"), value("words/felt/feeling"), value("words/felt/event")), []string{"moved twice", "moved", "newer"})
		got := stored(t, tab)
		for address, v := range map[string]any{"words/letter": "moved twice", "words/felt/feeling": "moved", "words/felt/event": "newer", "words/gone": "still here"} {
			if got[address] != v {
				t.Errorf("stored at %s: %v, want %v", address, got[address], v)
			}
		}
		if len(got) != 4 {
			t.Errorf("stored: %v", got)
		}
		want(t, tab, "the question of a field that is gone", `self.workbook.context.ready.then(s => s.label("words/gone"))`, "What was asked?")
	})
}

// The question, and the words of what was chosen, are remembered with an answer.
func TestStoreLabels(t *testing.T) {
	everywhere(t, store, func(t *testing.T, tab *browsertest.Tab, base string) {
		openStore(tab, base, "write.html")
		tab.Type(field("words/felt/feeling"), "low")
		for _, id := range []string{"marks/which/loud", "marks/rates/kind/3", "marks/one/b"} {
			tab.Click(fmt.Sprintf(`label:has([id=%q])`, id))
		}
		tab.Reload()
		for address, words := range map[string]string{
			"words": "Words", "words/felt/feeling": "feeling", "marks/which": "Which of these?", "marks/which/loud": "Loud",
			"marks/rates": "How often", "marks/rates/kind": "Kind words", "marks/rates/kind/3": "Often", "marks/one/b": "B",
		} {
			want(t, tab, address, fmt.Sprintf(`self.workbook.context.ready.then(s => s.label(%s))`, quoted(address)), words)
		}
		tab.Click(`label:has([id="secret/fear/yes"])`)
		want(t, tab, "of what is never kept", `self.workbook.context.ready.then(s => s.label("secret/fear") ?? s.label("secret") ?? "nothing")`, "nothing")
	})
}
