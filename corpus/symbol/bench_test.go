package symbol

import (
	"testing"

	"bitext/corpus"
)

// BenchmarkFind runs over a paragraph with every kind of fact and one with
// none; the figure that matters is MB/s.
func BenchmarkFind(b *testing.B) {
	rich := "In its resolution 65/230 of 21 December 2010, the General Assembly requested the Commission to establish an expert group, " +
		"in line with paragraph 42 (a) of the Salvador Declaration, which met from 17 to 21 January 2011 (see E/CN.15/2011/19) with 1,234 participants."
	plain := "The participants welcomed the efforts that had been made and underlined the importance of cooperation among all those concerned, " +
		"in particular with a view to strengthening the capacity of developing countries to prevent and to combat such offences."
	for _, c := range []struct{ name, text string }{{"rich", rich}, {"plain", plain}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			for b.Loop() {
				Find(c.text, corpus.English)
			}
		})
	}
}
