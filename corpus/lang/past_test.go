package lang_test

import (
	"testing"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// A past tense that is nothing else is a verb, whatever stands around it.
func TestPastTenseIsAVerb(t *testing.T) {
	for _, text := range []string{
		"The patient underwent a laparotomy.",
		"Patients underwent surgical resection of the tumour.",
		"The Group undertook work and overtook its schedule.",
	} {
		verbs := 0
		for _, token := range lang.For(corpus.English).Analyse(text) {
			switch token.Norm {
			case "underwent", "undertook", "overtook":
				if verbs++; token.Tag != lang.Verb || token.Fine != "VBD" || token.Lemma == token.Norm {
					t.Errorf("%s: %q is %v %s of %q", text, token.Text, token.Tag, token.Fine, token.Lemma)
				}
			}
		}
		if verbs == 0 {
			t.Errorf("%s: no verb seen", text)
		}
	}
}
