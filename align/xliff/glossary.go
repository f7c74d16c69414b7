package xliff

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"bitext/corpus"
	"bitext/corpus/markup"
)

// Glossary is what the glossary module of XLIFF 2 says in all units of a file.
type Glossary struct {
	Source, Target corpus.Lang
	Entries        []GlossaryEntry // in order; one that says the same as one before is left out
}

// GlossaryEntry is a term with its translations.
type GlossaryEntry struct {
	Term         GlossaryText
	Translations []GlossaryText
	Definition   GlossaryText
}

// GlossaryText is a text of the glossary and where it was taken from.
type GlossaryText struct{ Text, Source string }

// ErrNoGlossary is returned for a version of XLIFF without glossary module.
var ErrNoGlossary = errors.New("only XLIFF 2 holds a glossary")

// moduleNS is the beginning of the name space of the glossary module in all
// versions.
const moduleNS = "urn:oasis:names:tc:xliff:glossary:"

// ReadGlossary reads the glossary of a file, checking the file as Read does.
func ReadGlossary(r io.Reader, opts Options) (*Glossary, error) {
	p := &parser{dec: markup.NewDecoder(r), lenient: opts.Lenient, glossary: &Glossary{}, known: map[string]bool{}}
	root, err := p.root()
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(version(root), "2.") {
		return nil, ErrNoGlossary
	}
	p.begin("", "")
	if err := p.read2(root); err != nil {
		return nil, err
	}
	p.glossary.Source, p.glossary.Target = p.bitext.Source.Lang, p.bitext.Target.Lang
	return p.glossary, nil
}

// module reads an element of a unit that is not of the core: a glossary where
// one is wanted; others are passed over.
func (p *parser) module(root, e xml.StartElement) error {
	if p.glossary == nil || e.Name.Local != "glossary" || !strings.HasPrefix(nameSpace(root, e), moduleNS) {
		return p.dec.Skip()
	}
	return p.dec.Children(func(e xml.StartElement) error {
		if e.Name.Local != "glossEntry" {
			return nil
		}
		var entry GlossaryEntry
		err := p.dec.Children(func(e xml.StartElement) error {
			text := GlossaryText{Source: markup.Attr(e, "source")}
			var err error
			if text.Text, err = p.dec.Text(); err != nil {
				return err
			}
			text.Text = strings.Join(strings.Fields(text.Text), " ")
			switch e.Name.Local {
			case "term":
				entry.Term = text
			case "translation":
				entry.Translations = append(entry.Translations, text)
			case "definition":
				entry.Definition = text
			}
			return nil
		})
		if key := entry.key(); err == nil && entry.Term.Text != "" && !p.known[key] {
			p.known[key] = true
			p.glossary.Entries = append(p.glossary.Entries, entry)
		}
		return err
	})
}

// key is what two entries have in common that say the same.
func (e *GlossaryEntry) key() string {
	parts := []string{e.Term.Text, e.Definition.Text}
	for _, t := range e.Translations {
		parts = append(parts, t.Text)
	}
	return strings.Join(parts, "\x00")
}

// nameSpace gives the name space of an element that it or the root declares.
func nameSpace(root, e xml.StartElement) string {
	for _, attrs := range [][]xml.Attr{e.Attr, root.Attr} {
		for _, a := range attrs {
			if e.Name.Space == "" && a.Name.Space == "" && a.Name.Local == "xmlns" || e.Name.Space != "" && a.Name.Space == "xmlns" && a.Name.Local == e.Name.Space {
				return a.Value
			}
		}
	}
	return ""
}
