package exchange

import (
	"bufio"
	"context"
	_ "embed"
	"html/template"
	"io"

	"bitext/corpus"
	"bitext/termbase"
)

//go:embed glossary.html
var glossary string

// glossaryEntry is an entry of the printed glossary.
type glossaryEntry struct {
	State      termbase.State
	Subject    string
	Definition string
	Notes      string
	Langs      []glossaryLang
}

type glossaryLang struct {
	Lang  corpus.Lang
	RTL   bool
	Terms []termbase.Term
}

// writeHTML writes a glossary as one page that stands alone, made to be printed:
// the terms in order, those of each language beside each other.
func writeHTML(ctx context.Context, w io.Writer, db *termbase.DB, o Options) error {
	t, err := template.New("glossary").Parse(glossary)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	if err := t.ExecuteTemplate(out, "top", o.Title); err != nil {
		return err
	}
	f := o.Filter
	f.Sort = termbase.ByTerm
	for e, err := range db.Stream(ctx, f) {
		if err != nil {
			return err
		}
		if err := t.ExecuteTemplate(out, "entry", glossaryEntryOf(e)); err != nil {
			return err
		}
	}
	if err := t.ExecuteTemplate(out, "bottom", nil); err != nil {
		return err
	}
	return out.Flush()
}

func glossaryEntryOf(e *termbase.Entry) glossaryEntry {
	g := glossaryEntry{State: e.State, Subject: e.Subject, Definition: e.Definition, Notes: e.Note}
	at := map[corpus.Lang]int{}
	for _, t := range e.Terms {
		i, ok := at[t.Lang]
		if !ok {
			i = len(g.Langs)
			at[t.Lang] = i
			g.Langs = append(g.Langs, glossaryLang{Lang: t.Lang, RTL: t.Lang.RightToLeft()})
		}
		g.Langs[i].Terms = append(g.Langs[i].Terms, t)
	}
	for _, r := range e.Renderings { // what nobody has decided on is shown as it was seen
		if _, ok := at[r.Lang]; !ok {
			at[r.Lang] = len(g.Langs)
			g.Langs = append(g.Langs, glossaryLang{Lang: r.Lang, RTL: r.Lang.RightToLeft(), Terms: []termbase.Term{{Lang: r.Lang, Text: r.Text}}})
		}
	}
	return g
}
