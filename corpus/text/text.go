// Package text reads plain text and finds the paragraphs that its author wrote
// in, whatever the layout made of them.
//
// Plain text comes in two layouts. In running text a line is a paragraph; in
// wrapped text a paragraph is many lines, with or without blank lines between
// them. Text that was taken from a PDF is worse than either: a blank line
// after every line, running heads, page numbers and footnotes in the middle of
// a sentence. So the reader asks of each line whether it begins a paragraph,
// and weighs what speaks for and against it:
//
//   - Would the first word have fitted on the line before? Then somebody ended
//     that line on purpose (see layout).
//   - Does the line begin with a number that continues a row of numbers
//     (see chains)? "2013. Il y a pris note" does not, after paragraph 3.
//   - Does the line before end a sentence, or on a word that cannot end one?
//     Does the line begin with a capital?
//   - How many blank lines stand between? What that means is learned from the
//     document itself, from the places that are certain without it.
//
// A paragraph that is cut by a page end is put together again, also where
// footnotes stand between its halves; the footnotes then follow it. Running
// heads and page numbers are left out.
//
// The text of a block is mended for comparison: one space for many, none
// before an apostrophe or inside a word that the document elsewhere writes
// whole, no Markdown marks. Document.Original keeps the text as it was.
//
// Reading is linear in the length of the text and gives the same blocks for
// the same text. It never fails: what has no letters has no blocks.
package text

import (
	"bitext/corpus"
)

// Read finds the blocks of a text. The text must be valid UTF-8; either kind of
// line end will do. The document has blocks without segments, and neither path
// nor language nor encoding: corpus/load adds them.
func Read(original string) *corpus.Document {
	d := &corpus.Document{Original: original}
	arrange(d, splitLines(original), false)
	return d
}

// arrange makes blocks of the lines of a document's original. printed says that
// the lines come with their places on pages.
func arrange(d *corpus.Document, lines []line, printed bool) {
	if len(lines) == 0 {
		return
	}
	if lines, d.LeftOut = bodyLines(lines, printed); len(lines) == 0 {
		return
	}
	if printed {
		markType(lines)
	}
	findLabels(lines)
	l := measure(outOfTables(lines), printed)
	words := vocabulary(lines)
	m := mender{words: words, lines: lines, markdown: !printed && looksLikeMarkdown(lines)}
	var kept []group
	var listed []int // blocks that list what stands on a page
	groups := bridge(l.groups(lines), l)
	d.Blocks = make([]corpus.Block, 0, len(groups))
	for _, g := range groups {
		if b := m.block(g); b.Text != "" {
			if g.first().cell > 0 {
				b.Kind = corpus.TableCell
			}
			if printed && b.Kind == corpus.Paragraph && g.last().end == endsLeader {
				listed = append(listed, len(d.Blocks))
			}
			d.Blocks = append(d.Blocks, b)
			if printed {
				kept = append(kept, g)
			}
		}
	}
	if printed {
		headingsByType(d.Blocks, kept, bodySize(lines))
	}
	Classify(d.Blocks)
	unhead(d.Blocks, listed)
}
