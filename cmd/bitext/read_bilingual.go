package main

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/tmx"
	"bitext/corpus"
)

// showBilingual writes the bitexts of one file as `read` shows them.
func showBilingual(w io.Writer, form string, sentences bool, bitexts []*align.Bitext) error {
	level := align.Paragraph
	if sentences {
		level = align.Sentence
	}
	switch form {
	case "text":
		return eachBitext(w, level, bitexts, bilingualText)
	case "plain":
		return eachBitext(w, level, bitexts, bilingualPlain)
	case "json":
		return eachBitext(w, level, bitexts, bilingualJSON)
	case "tsv":
		if len(bitexts) > 1 {
			return severalTranslations(form, bitexts)
		}
		return writeTSV(w, level, bitexts[0])
	}
	if form == "xliff" && len(bitexts) > 1 {
		return severalTranslations(form, bitexts)
	}
	groups := sameSource(bitexts)
	if len(groups) > 1 && form != "tmx" {
		return withHint(fmt.Errorf("%s holds translations of one text, not of %d", form, len(groups)), "bitext read FILE --to tmx")
	}
	if len(groups) > 1 && form == "tmx" {
		return tmx.WriteAll(w, "bitext", version(), level, func(yield func([]*align.Bitext, error) bool) {
			for _, g := range groups {
				if !yield(g, nil) {
					return
				}
			}
		})
	}
	return writeFormat(w, form, level, bitexts...)
}

// severalTranslations refuses a form that holds one.
func severalTranslations(form string, bitexts []*align.Bitext) error {
	return withHint(fmt.Errorf("%s holds one translation, not %d", form, len(bitexts)), "bitext read FILE --lang "+tagName(bitexts[0].Target)+" --to "+form)
}

// sameSource gathers the bitexts that share a source.
func sameSource(bitexts []*align.Bitext) [][]*align.Bitext {
	var groups [][]*align.Bitext
	for _, b := range bitexts {
		i := slices.IndexFunc(groups, func(g []*align.Bitext) bool { return g[0].Source == b.Source })
		if i < 0 {
			i = len(groups)
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], b)
	}
	return groups
}

func eachBitext(w io.Writer, level align.Level, bitexts []*align.Bitext, show func(io.Writer, align.Level, *align.Bitext) error) error {
	for _, b := range bitexts {
		if err := show(w, level, b); err != nil {
			return err
		}
	}
	return nil
}

// pairing is one bead of a file with what the file says about it.
type pairing struct {
	block          *corpus.Block // that names the unit: of the source, else of the target
	source, target string
	translated     bool
	confidence     float64
}

// pairings gives the beads of a level, numbered from 0.
func pairings(level align.Level, b *align.Bitext) iter.Seq2[int, pairing] {
	source, target := align.Parts(b.Source, level), align.Parts(b.Target, level)
	return func(yield func(int, pairing) bool) {
		n := 0
		for _, bead := range b.Beads(level) {
			from, to := source(bead.Source), target(bead.Target)
			p := pairing{source: joined(from), target: joined(to), translated: len(to) > 0, confidence: bead.Confidence}
			switch {
			case len(from) > 0:
				p.block = from[0].Block
			case len(to) > 0:
				p.block = to[0].Block
			default:
				continue
			}
			if !yield(n, p) {
				return
			}
			n++
		}
	}
}

func joined(parts []align.Part) string {
	if len(parts) == 1 {
		return parts[0].Text()
	}
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i] = p.Span.In(p.Block.Text)
	}
	return strings.Join(texts, " ")
}

func bilingualText(w io.Writer, level align.Level, b *align.Bitext) error {
	all := pairings(level, b)
	pairs, translated := 0, 0
	for _, p := range all {
		pairs++
		if p.translated {
			translated++
		}
	}
	fmt.Fprintf(w, "%s: %s → %s, %s, %d translated\n", b.Source.Path, tagName(b.Source), tagName(b.Target),
		count(pairs, "pair", "pairs"), translated)
	for i, p := range all {
		name := strings.TrimSpace(oneLine(p.block.About().ID) + " " + p.block.About().State)
		if p.confidence < 1 {
			name = strings.TrimSpace(fmt.Sprintf("%s %.2f", name, p.confidence))
		}
		target := oneLine(p.target)
		if !p.translated {
			target = "(no translation)"
		}
		if _, err := fmt.Fprintf(w, "%4d  %s\n        %s  %s\n        %s  %s\n", i, name,
			langName(b.Source.Lang), oneLine(p.source), langName(b.Target.Lang), target); err != nil {
			return err
		}
		for _, note := range p.block.About().Notes {
			fmt.Fprintf(w, "        note: %s\n", oneLine(note))
		}
	}
	return nil
}

// langName is a language as output names it.
func langName(l corpus.Lang) string {
	if l == "" {
		return "??"
	}
	return string(l)
}

// tagName is the language of a document with its region.
func tagName(d *corpus.Document) string {
	if d.Lang == "" {
		return langName("")
	}
	return d.LangTag()
}

func bilingualPlain(w io.Writer, level align.Level, b *align.Bitext) error {
	for _, p := range pairings(level, b) {
		if _, err := fmt.Fprintf(w, "%s\t%s\n", oneLine(p.source), oneLine(p.target)); err != nil {
			return err
		}
	}
	return nil
}

// pairRow is one line of `read --to json` for a bilingual file.
type pairRow struct {
	Path       string   `json:"path"`
	Index      int      `json:"index"`
	ID         string   `json:"id,omitempty"`
	State      string   `json:"state,omitempty"`
	Source     string   `json:"source"`
	Target     *string  `json:"target"` // null where there is no translation
	Confidence float64  `json:"confidence"`
	Codes      []string `json:"codes,omitempty"` // inline codes of the block that names the unit
	Notes      []string `json:"notes,omitempty"`
	SourceLang string   `json:"sourceLang"`
	TargetLang string   `json:"targetLang"`
}

func bilingualJSON(w io.Writer, level align.Level, b *align.Bitext) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for i, p := range pairings(level, b) {
		row := pairRow{
			Path: b.Source.Path, Index: i, ID: p.block.About().ID, State: p.block.About().State,
			Source: p.source, Confidence: p.confidence, Notes: p.block.About().Notes,
			SourceLang: tagName(b.Source), TargetLang: tagName(b.Target),
		}
		if p.translated {
			row.Target = &p.target
		}
		for _, c := range p.block.Codes() {
			row.Codes = append(row.Codes, c.Raw)
		}
		if err := e.Encode(row); err != nil {
			return err
		}
	}
	return nil
}
