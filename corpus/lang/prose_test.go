package lang

import (
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"
)

// proseSentences are cut by prose as by us, and repeat no word.
var proseSentences = []string{
	"The Expert Group adopted the provisional agenda for its second meeting .",
	"Several speakers noted that technical assistance remained essential to developing countries .",
	"In 2019 , 45 per cent of all cases had been closed without further investigation .",
	"She quickly reports what they have seen while working there .",
	"Member States should consider ratifying these treaties and sharing electronic evidence .",
	"Digital evidence can be stored abroad , which makes mutual legal assistance slow .",
	"He was asked whether any new law would apply to service providers .",
}

// TestProse holds that our loop over the model of prose gives the tags of
// prose.NewDocument.
func TestProse(t *testing.T) {
	model := proseModel()
	var theirs *prose.Model
	for _, s := range proseSentences {
		options := []prose.DocOpt{prose.WithExtraction(false), prose.WithSegmentation(false)}
		if theirs != nil {
			options = append(options, prose.UsingModel(theirs))
		}
		doc, err := prose.NewDocument(s, options...)
		if err != nil {
			t.Fatal(err)
		}
		theirs = doc.Model
		words := strings.Fields(s)
		tags := make([]uint8, len(words))
		model.tag(words, tags, nil)
		seen := make(map[string]int)
		for _, w := range words {
			seen[w]++
		}
		for i, token := range doc.Tokens() {
			if token.Text != words[i] {
				t.Fatalf("%q: prose cut %q, we %q", s, token.Text, words[i])
			}
			if got := model.classes[tags[i]]; got != token.Tag && seen[words[i]] == 1 {
				t.Errorf("%q: %s is %s, by prose %s", s, words[i], got, token.Tag)
			}
		}
	}
}
