package lang

import (
	"testing"
)

// BenchmarkLoad measures what the first sentence of each language pays.
func BenchmarkLoad(b *testing.B) {
	for name, load := range map[string]func(){
		"fr":    func() { loadLexicon("fr"); loadTagger("fr") },
		"en":    func() { loadLexicon("en"); loadTagger("en") },
		"prose": func() { loadProse() },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				load()
			}
		})
	}
}
