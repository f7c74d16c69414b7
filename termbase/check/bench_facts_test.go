package check

import (
	"context"
	"testing"
)

// BenchmarkFacts runs the rules of facts and form over 170,000 words of source
// in one pass; the figure that matters is words a second.
func BenchmarkFacts(b *testing.B) {
	text := goldText(b, "acter")
	var names []string
	for _, r := range factRules() {
		names = append(names, r.Name)
	}
	n := words(text.Source)
	for b.Loop() {
		if _, err := Run(context.Background(), NewPass(text, Options{Only: names})); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
