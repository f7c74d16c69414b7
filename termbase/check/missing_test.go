package check

import (
	"strings"
	"testing"

	"bitext/align"
	"bitext/corpus"
)

// sentences makes a document of one block with a segment for each sentence.
func sentences(code corpus.Lang, list ...string) *corpus.Document {
	b := corpus.Block{Text: strings.Join(list, " ")}
	at := 0
	for _, s := range list {
		b.Segments = append(b.Segments, corpus.NewSegment(corpus.Span{Start: at, End: at + len(s)}))
		at += len(s) + 1
	}
	return &corpus.Document{Lang: code, Blocks: []corpus.Block{b}}
}

// TestMissingSentences looks for a sentence that has no counterpart inside a
// paragraph that has one.
func TestMissingSentences(t *testing.T) {
	source := sentences("en",
		"The Group considered the first item of its agenda at its second meeting.",
		"Several delegations expressed their support for the proposal of the Chair.",
		"It was adopted.")
	for _, c := range []struct {
		name     string
		target   *corpus.Document
		beads    []align.Bead
		severity Severity
		findings int
	}{
		{
			"left out", sentences("fr", "Le Groupe a examiné le premier point de son ordre du jour à sa deuxième séance.", "Elle a été adoptée."),
			[]align.Bead{{Source: []int{0}, Target: []int{0}, Confidence: 1}, {Source: []int{1}}, {Source: []int{2}, Target: []int{1}, Confidence: 1}},
			Error, 1,
		},
		{
			"short one left out", sentences("fr", "Le Groupe a examiné le premier point de son ordre du jour à sa deuxième séance.", "Plusieurs délégations ont appuyé la proposition de la présidence."),
			[]align.Bead{{Source: []int{0}, Target: []int{0}, Confidence: 1}, {Source: []int{1}, Target: []int{1}, Confidence: 1}, {Source: []int{2}}},
			Note, 0,
		},
		{
			"joined to its neighbour", sentences("fr", "Le Groupe a examiné le premier point de son ordre du jour à sa deuxième séance, et plusieurs délégations ont dit appuyer la proposition de la présidence.", "Elle a été adoptée."),
			[]align.Bead{{Source: []int{0}, Target: []int{0}, Confidence: 1}, {Source: []int{1}}, {Source: []int{2}, Target: []int{1}, Confidence: 1}},
			Note, 1,
		},
	} {
		p := NewPass(&align.Bitext{
			Source: source, Target: c.target,
			Paragraphs: []align.Bead{{Source: []int{0}, Target: []int{0}, Confidence: 1}}, Sentences: c.beads,
		}, Options{Only: []string{"missing"}})
		found := run(t, p)
		if len(found) != c.findings || len(found) > 0 && found[0].Severity != c.severity {
			t.Errorf("%s: %+v", c.name, found)
		}
	}
}
