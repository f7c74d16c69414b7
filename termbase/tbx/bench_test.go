package tbx

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"bitext/termbase"
)

// glossary makes entries as glossaries have them: a subject, a definition, two
// languages, a synonym, statuses and parts of speech.
func glossary(n int) []*termbase.Entry {
	out := make([]*termbase.Entry, n)
	for i := range out {
		out[i] = &termbase.Entry{
			ID: int64(i + 1), UID: fmt.Sprintf("c%d", i), State: termbase.Approved, Subject: "international law",
			Sections: []termbase.Section{{Lang: "en", Definition: fmt.Sprintf("the %dth thing of its kind, as defined for the purposes of the present agreement", i), Source: "A/RES/1"}},
			Terms: []termbase.Term{
				{Lang: "en", Text: fmt.Sprintf("term number %d", i), Status: termbase.Preferred, POS: "noun"},
				{Lang: "en", Text: fmt.Sprintf("synonym %d", i), Status: termbase.Deprecated, POS: "noun", Note: "do not use"},
				{Lang: "fr", Text: fmt.Sprintf("terme numéro %d", i), Status: termbase.Preferred, POS: "noun", Gender: "m"},
			},
		}
	}
	return out
}

// BenchmarkRead reads 20,000 entries; the aim is 20,000 entries a second.
func BenchmarkRead(b *testing.B) {
	const n = 20000
	var buf bytes.Buffer
	if err := Write(&buf, seq(glossary(n)), WriteOptions{}); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(buf.Len()))
	b.ReportAllocs()
	for b.Loop() {
		got := 0
		for _, err := range Read(bytes.NewReader(buf.Bytes()), Options{}) {
			if err != nil {
				b.Fatal(err)
			}
			got++
		}
		if got != n {
			b.Fatal(got)
		}
	}
	b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
}

// BenchmarkWrite writes as many.
func BenchmarkWrite(b *testing.B) {
	const n = 20000
	entries := glossary(n)
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, seq(entries), WriteOptions{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
}
