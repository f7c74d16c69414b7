// Package invent makes reports and their translations out of a seed: as many
// and as long as a benchmark wants, the same on every machine, from nothing but
// what stands in this package.
//
//	r := invent.New(1, 200)                  // 200 paragraphs of English
//	r.Text(corpus.English)                   // as a plain text file has them
//	r.Beads                                  // which paragraphs are translations of which
//
// What is invented looks like the reports of the United Nations as far as the
// stages of bitext can see: numbered paragraphs under headings, terms that recur
// within a report and are shared by some, agreement and elision in the
// French, numbers, dates and document symbols on both sides, one sentence
// translated by two and two by one, now and then a paragraph lost or added. Every
// term has one usual rendering, some a second one.
//
// It is no language. The vocabulary is some hundred words and the syntax some
// twenty sentences, so that quality measured on it says nothing, and speed
// what the size says: figures for real texts stand beside those for these in
// .github/BENCHMARKS.md. The same seed gives the same bytes; whoever changes that
// measures anew.
package invent
