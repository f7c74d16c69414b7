// Package tbx reads and writes termbases in TermBase eXchange format.
//
// Read: TBX version 3 (ISO 30042:2019) in the dialects Core, Min, Basic and
// Linguist and in both styles (DCA, where data categories are attributes, and
// DCT, where they are elements of a namespace), TBX 2008 (root martif), and the
// older TBX-Min (root TBX); in any encoding that the file declares. Written:
// TBX-Basic in DCA style, which validates against the published RELAX NG schema
// and Schematron rules.
//
// What the model of termbase.Entry has a place for goes there. Everything else
// within an entry is kept as XML in the Extra of the entry, section or term, in
// DCA style, and is written back: as it is where TBX-Basic allows it, otherwise
// inside a note that begins with "bitext {" and holds JSON. The same note holds
// what TBX-Basic cannot say of a term (forbidden, match exactly, do not check,
// number) and of an entry (not approved). Such notes are understood when they
// are read again, so writing and reading gives the same entries.
//
// What surprises: white space is brought down to single spaces, as XML editors
// indent at will. Several notes become the lines of one. Highlighting within a
// term or definition is lost. "fr-CA" is the language fr with the region CA.
// The header of the file is not kept.
//
// Hostile files: entities that a file defines itself are refused, nothing is
// fetched, a tag or text above 8 MiB, an entry above 32 MiB and deep nesting
// are errors.
package tbx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"

	"bitext/corpus/markup"
	"bitext/termbase"
)

// ErrNotTBX says that the root element is none of TBX's.
var ErrNotTBX = errors.New("not a TBX file")

// Options tunes reading. The zero value is the recommended setting.
type Options struct {
	State    termbase.State          // of entries that say nothing; empty is approved
	Resource func(termbase.Resource) // called for each object of the back matter (persons, bibliography)
}

// Read yields the entries of a file. Entries that cannot be taken are yielded as
// *termbase.Problem; any other error is the last thing yielded.
func Read(r io.Reader, opts Options) iter.Seq2[*termbase.Entry, error] {
	return func(yield func(*termbase.Entry, error) bool) {
		if opts.State == "" {
			opts.State = termbase.Approved
		}
		d := &reader{xml: markup.NewDecoder(&bounded{r: r}), opts: opts, yield: yield}
		if err := d.file(); err != nil && !errors.Is(err, errStopped) {
			yield(nil, err)
		}
	}
}

// errStopped ends a reading that nobody listens to any longer.
var errStopped = errors.New("stopped")

// reader goes through one file.
type reader struct {
	xml   *markup.Decoder
	opts  Options
	yield func(*termbase.Entry, error) bool
	began bool
	kind  string // of the resources that are being read
}

func (r *reader) file() error {
	for {
		t, err := r.xml.Token()
		if err == io.EOF {
			if !r.began {
				return fmt.Errorf("%w: it is empty", ErrNotTBX)
			}
			return nil
		}
		if err != nil {
			if !r.began {
				return fmt.Errorf("%w: %w", ErrNotTBX, err)
			}
			return err
		}
		if start, ok := t.(xml.StartElement); ok {
			if err := r.element(start); err != nil {
				return err
			}
		}
	}
}

// element looks at an element outside the entries.
func (r *reader) element(start xml.StartElement) error {
	name := start.Name.Local
	if !r.began {
		if name != "tbx" && name != "martif" && name != "TBX" {
			return fmt.Errorf("%w: the root element is <%s>", ErrNotTBX, name)
		}
		r.began = true
		return nil
	}
	switch name {
	case "conceptEntry", "termEntry", "entry":
		return r.entry(start)
	case "tbxHeader", "martifHeader", "header":
		return r.xml.Skip()
	case "refObjectSec", "refObjectList":
		r.kind = markup.Attr(start, "type")
	case "refObject":
		return r.resource(start)
	}
	return nil
}

func (r *reader) entry(start xml.StartElement) error {
	line := r.xml.Line()
	n, err := parse(r.xml, start)
	if err != nil {
		return err
	}
	e := entryOf(n, r.opts.State)
	if len(e.Terms) == 0 {
		if !r.yield(nil, &termbase.Problem{Line: line, UID: e.UID, Text: "an entry without terms", Skipped: true}) {
			return errStopped
		}
		return nil
	}
	if !r.yield(e, nil) {
		return errStopped
	}
	return nil
}

func (r *reader) resource(start xml.StartElement) error {
	n, err := parse(r.xml, start)
	if err != nil || r.opts.Resource == nil {
		return err
	}
	id := n.attr("id")
	n.drop("id")
	r.opts.Resource(termbase.Resource{ID: id, Kind: r.kind, Body: n.inner()})
	return nil
}

// bounded refuses a run of bytes without a ">" that no real file has: the XML
// decoder would hold a tag with a gigabyte of attributes in memory.
type bounded struct {
	r   io.Reader
	run int
}

const longestRun = 8 << 20

var errLong = errors.New("a tag or a text is longer than 8 MiB")

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	for i := n - 1; i >= -1; i-- {
		if i < 0 {
			b.run += n
		} else if p[i] == '>' {
			b.run = n - 1 - i
			break
		}
	}
	if b.run > longestRun {
		return n, errLong
	}
	return n, err
}
