// Package opc reads what all Office Open XML files share (ECMA-376 part 2, the
// Open Packaging Conventions): parts in an archive, and the relations by which
// a part names the parts that belong to it.
package opc

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"bitext/corpus/archive"
	"bitext/corpus/markup"
)

// Relation is one part that another part refers to.
type Relation struct {
	ID   string
	Kind string // the last word of its type ("styles", "slide"), the same in all editions of the standard
	Part string // its name in the archive
}

// Relations lists what a part refers to within the archive, in the order of
// the file; part "" stands for the package as a whole. A part without
// relations, or with damaged ones, has none.
func Relations(a *archive.Archive, part string) []Relation {
	i := strings.LastIndexByte(part, '/')
	var out []Relation
	err := Each(a, part[:i+1]+"_rels/"+part[i+1:]+".rels", func(_ *markup.Decoder, e xml.StartElement) error {
		if e.Name.Local != "Relationship" || markup.Attr(e, "TargetMode") == "External" {
			return nil
		}
		kind := markup.Attr(e, "Type")
		out = append(out, Relation{
			ID:   markup.Attr(e, "Id"),
			Kind: kind[strings.LastIndexByte(kind, '/')+1:],
			Part: archive.Resolve(part, markup.Attr(e, "Target")),
		})
		return nil
	})
	if err != nil {
		return nil
	}
	return out
}

// First gives the first part of a kind among relations, "" where there is none.
func First(relations []Relation, kind string) string {
	for _, r := range relations {
		if r.Kind == kind {
			return r.Part
		}
	}
	return ""
}

// Main gives the part with the content of a package, or other where the
// package names none.
func Main(a *archive.Archive, other string) string {
	if p := First(Relations(a, ""), "officeDocument"); p != "" && a.Has(p) {
		return p
	}
	return other
}

// Each calls f with every start tag of a part; f may read on within the
// element. A part that is not there has none. Errors name the part.
func Each(a *archive.Archive, part string, f func(*markup.Decoder, xml.StartElement) error) error {
	if part == "" || !a.Has(part) {
		return nil
	}
	data, err := a.Part(part)
	if err != nil {
		return err
	}
	d := markup.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			if e, ok := t.(xml.StartElement); ok {
				err = f(d, e)
			}
		}
		if err != nil {
			return fmt.Errorf("%s: %w", part, err)
		}
	}
}
