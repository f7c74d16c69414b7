// Package page writes an alignment as one HTML file that stands alone: the
// source in the first column, each translation beside it, paragraph numbers in
// front, doubtful rows marked. It is made to be read on a screen and to be
// printed, needs no script and asks nothing of the network.
package page

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"path/filepath"
	"strings"

	"bitext/align"
	"bitext/corpus"
)

//go:embed page.html
var source string

type view struct {
	Title    string
	Columns  []column
	Rows     []row
	Doubtful int
	Lone     int
	Kinds    []kind
}

type column struct {
	Lang, Name string
	RTL        bool
}

type row struct {
	N       int
	Class   string // "doubtful", "lone" or ""
	Percent string
	Cells   []cell
}

type cell struct {
	Lang, Text, Kind string
	RTL              bool
}

type kind struct {
	Name  string // "1-1"
	Count int
}

// Write writes the page of one or several bitexts that share a source.
func Write(w io.Writer, level align.Level, bitexts ...*align.Bitext) error {
	rows, err := align.Join(level, bitexts...)
	if err != nil {
		return err
	}
	t, err := template.New("page").Parse(source)
	if err != nil {
		return fmt.Errorf("page template: %w", err)
	}
	docs := []*corpus.Document{bitexts[0].Source}
	for _, b := range bitexts {
		docs = append(docs, b.Target)
	}
	names := shortNames(docs)
	v := view{Title: strings.Join(names, " – ")}
	if oneFile(docs) {
		v.Title = names[0]
		clear(names)
	}
	sides := make([]side, len(docs))
	for i, d := range docs {
		sides[i] = newSide(d, level)
		v.Columns = append(v.Columns, column{code(d), names[i], d.Lang.RightToLeft()})
	}
	for i, r := range rows {
		v.add(i+1, r, sides)
	}
	if len(bitexts) == 1 {
		v.Kinds = kinds(bitexts[0].Beads(level))
	}
	return t.Execute(w, v)
}

// oneFile reports whether all documents come from one file, that of a bitext.
func oneFile(docs []*corpus.Document) bool {
	for _, d := range docs {
		if d.Path != docs[0].Path {
			return false
		}
	}
	return true
}

// code is the language of a document for the attribute lang, "" where it is not known.
func code(d *corpus.Document) string {
	if d.Lang == "" {
		return ""
	}
	return d.LangTag()
}

// shown leaves out the characters that HTML forbids.
func shown(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\v' || r == '\f' || r == '\u0085' { // they end a line or a page
			return ' '
		}
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= 0x7F && r <= 0x9F || r&0xFFFE == 0xFFFE {
			return -1
		}
		return r
	}, text)
}

// shortNames gives the names of the files, with their folders where the names
// alone would be the same.
func shortNames(docs []*corpus.Document) []string {
	names := make([]string, len(docs))
	same := false
	if oneFile(docs) {
		docs = docs[:1]
	}
	for i, d := range docs {
		names[i] = filepath.Base(d.Path)
		same = same || i > 0 && names[i] == names[0]
	}
	if same {
		for i, d := range docs {
			names[i] = filepath.Base(filepath.Dir(d.Path)) + "/" + names[i]
		}
	}
	return names
}

// add puts a row into the view and counts it.
func (v *view) add(n int, r align.Row, sides []side) {
	out := row{N: n, Percent: fmt.Sprintf("%.0f\u00a0%%", 100*r.Confidence)}
	columns := append([][]int{r.Source}, r.Targets...)
	lone := false
	for i, segments := range columns {
		text, kind := sides[i].text(segments)
		lone = lone || len(segments) == 0
		out.Cells = append(out.Cells, cell{code(sides[i].doc), text, kind, sides[i].doc.Lang.RightToLeft()})
	}
	switch {
	case lone:
		out.Class = "lone"
		v.Lone++
	case r.Confidence < align.Doubtful:
		out.Class = "doubtful"
		v.Doubtful++
	}
	v.Rows = append(v.Rows, out)
}

// side is the document of one column.
type side struct {
	doc    *corpus.Document
	join   func([]int) string
	places []corpus.Place
}

func newSide(d *corpus.Document, level align.Level) side {
	s := side{doc: d, join: align.Texts(d, level)}
	if level == align.Sentence {
		s.places = d.Places()
	}
	return s
}

// text gives the joined text of the segments and the kind of their first block.
func (s side) text(segments []int) (text, kind string) {
	if len(segments) == 0 {
		return "", ""
	}
	block := segments[0]
	if s.places != nil {
		block = s.places[block].Block
	}
	return shown(s.join(segments)), s.doc.Blocks[block].Kind.String()
}

// kinds counts the beads by shape, one-to-one first, then by size.
func kinds(beads []align.Bead) []kind {
	const most = 9 // shapes beyond are one kind
	var count [most + 1][most + 1]int
	for _, b := range beads {
		count[min(len(b.Source), most)][min(len(b.Target), most)]++
	}
	var out []kind
	for size := 1; size <= 2*most; size++ {
		for n := 0; n <= most; n++ {
			if m := size - n; m >= 0 && m <= most && count[n][m] > 0 {
				out = append(out, kind{fmt.Sprintf("%d-%d", n, m), count[n][m]})
			}
		}
	}
	return out
}
