// Package exchange writes a termbase in the forms that other programs read, for
// the verb terms export and for the review page: tables, TBX, the backup
// format, the stored texts as a translation memory, and a glossary to print.
package exchange

import (
	"context"
	"fmt"
	"io"

	"bitext/align"
	"bitext/align/tmx"
	"bitext/termbase"
	"bitext/termbase/sheet"
	"bitext/termbase/tbx"
)

// Options says what is written and how.
type Options struct {
	Form     string          // one of Forms
	Filter   termbase.Filter // of the entries; its order is set by the form
	Columns  []string        // of a table; nil for those that the entries need
	Rows     bool            // a table with a row for each term rather than each concept
	Observed bool            // with counts and renderings
	Whole    bool            // jsonl: the whole termbase, whatever the filter
	Title    string          // of the TBX file or the glossary
	Version  string          // of the program
}

// Forms lists the forms.
func Forms() []string { return []string{"tsv", "csv", "xlsx", "tbx", "jsonl", "tmx", "html"} }

// ErrForm says that there is no such form.
type ErrForm string

func (e ErrForm) Error() string { return fmt.Sprintf("no form %q", string(e)) }

// Write writes in one form.
func Write(ctx context.Context, w io.Writer, db *termbase.DB, o Options) error {
	o.Filter.Sort = termbase.ByID
	switch o.Form {
	case "tsv", "csv", "xlsx":
		return writeSheet(ctx, w, db, o)
	case "tbx":
		return writeTBX(ctx, w, db, o)
	case "jsonl":
		if o.Whole {
			return db.Dump(ctx, w)
		}
		return termbase.DumpEntries(w, db.Stream(ctx, o.Filter))
	case "tmx":
		return writeTMX(ctx, w, db, o.Version)
	case "html":
		return writeHTML(ctx, w, db, o)
	}
	return ErrForm(o.Form)
}

func writeSheet(ctx context.Context, w io.Writer, db *termbase.DB, o Options) error {
	f := o.Filter
	f.Sort = termbase.ByTerm // the same table for the same terms, whatever their history
	columns := o.Columns
	switch {
	case columns != nil:
	case o.Rows:
		columns = sheet.LongColumns()
	default:
		var err error
		if columns, err = sheet.Columns(db.Stream(ctx, f), o.Observed, "en", "fr"); err != nil {
			return err
		}
	}
	return sheet.Write(w, sheet.Form(o.Form), columns, db.Stream(ctx, f))
}

// writeTBX writes TBX-Basic.
func writeTBX(ctx context.Context, w io.Writer, db *termbase.DB, o Options) error {
	uids, err := db.UIDs(ctx, o.Filter)
	if err != nil {
		return err
	}
	resources, err := db.Resources(ctx)
	if err != nil {
		return err
	}
	return tbx.Write(w, db.Stream(ctx, o.Filter), tbx.WriteOptions{Title: o.Title, Resources: resources, Name: func(id int64) string {
		if uid, ok := uids[id]; ok {
			return tbx.NameOf(id, uid)
		}
		return ""
	}})
}

// writeTMX writes the stored texts as a translation memory, one source document
// with all its translations after the other. It holds sentences where all pairs
// have them, otherwise paragraphs.
func writeTMX(ctx context.Context, w io.Writer, db *termbase.DB, version string) error {
	pairs, err := db.Pairs(ctx)
	if err != nil {
		return err
	}
	level := align.Sentence
	for b, err := range bySource(ctx, db, pairs) {
		if err != nil {
			return err
		}
		for _, x := range b {
			if x.Sentences == nil {
				level = align.Paragraph
			}
		}
	}
	return tmx.WriteAll(w, "bitext", version, level, bySource(ctx, db, pairs))
}

// bySource yields the bitexts of one source document after the other. Pairs
// come sorted by source.
func bySource(ctx context.Context, db *termbase.DB, pairs []termbase.Pair) func(func([]*align.Bitext, error) bool) {
	return func(yield func([]*align.Bitext, error) bool) {
		for i := 0; i < len(pairs); {
			var group []*align.Bitext
			first := pairs[i].Source.ID
			for ; i < len(pairs) && pairs[i].Source.ID == first; i++ {
				b, err := db.Bitext(ctx, pairs[i].ID)
				if err != nil {
					yield(nil, err)
					return
				}
				if len(group) > 0 {
					b.Source = group[0].Source // one document, read twice
				}
				group = append(group, b)
			}
			if !yield(group, nil) {
				return
			}
		}
	}
}
