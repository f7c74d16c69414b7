package tmx

import (
	"io"
	"iter"

	"bitext/align"
	"bitext/corpus/markup"
)

// WriteAll is Write for many documents, one after the other: each group is
// bitexts that share a source, as Write takes them. It holds one group at a
// time. srclang is "*all*", which says that the languages of the sources differ.
func WriteAll(w io.Writer, program, version string, level align.Level, groups iter.Seq2[[]*align.Bitext, error]) error {
	segtype := "paragraph"
	if level == align.Sentence {
		segtype = "sentence"
	}
	p := &printer{w: w}
	p.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\n")
	p.print("  <header creationtool=\"" + markup.Escape(program) + "\" creationtoolversion=\"" + markup.Escape(version) +
		"\" segtype=\"" + segtype + "\" o-tmf=\"" + markup.Escape(program) + "\" adminlang=\"en\" srclang=\"*all*\" datatype=\"plaintext\"/>\n  <body>\n")
	for bitexts, err := range groups {
		if err != nil {
			return err
		}
		rows, err := align.Join(level, bitexts...)
		if err != nil {
			return err
		}
		sides := []side{newSide(bitexts[0].Source, level)}
		for _, b := range bitexts {
			sides = append(sides, newSide(b.Target, level))
		}
		for _, row := range rows {
			p.unit(row, sides)
		}
		if p.err != nil {
			return p.err
		}
	}
	p.print("  </body>\n</tmx>\n")
	return p.err
}
