// Package tmx reads and writes bitexts as Translation Memory eXchange (TMX
// 1.4b; 1.1 to 1.3 are read too).
//
// A translation unit becomes a block on each side and a bead that joins them.
// Inline codes (bpt, ept, ph, it, ut and what they hold) are taken out of the
// text and kept with their places, and stand where they stood when the unit is
// written again; the text inside hi stays text. Notes of a unit are kept;
// other properties and the header's are not.
package tmx

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"bitext/align"
	"bitext/corpus"
	"bitext/corpus/markup"
)

// confidence is the property that holds that of a bead.
const confidence = "x-confidence"

// form marks inline codes as TMX markup.
const form = "tmx"

// Join makes one bitext for each target language of a file, all over the same
// source document. An empty source is the file's own source language; without
// targets every other language of the file is one, in the order of their first
// unit; of a language in several regions each unit gives the one that most units
// have, and what else it has in that language makes bitexts of their own. A source or
// target with a region ("fr-CA") takes the texts of that region alone, where the file
// has any. Where all units are of one language in several regions ("en-US" and
// "en-GB"), the other region is the target. A unit may name a source language of its
// own; what has no text in that of the file makes bitexts with that source, unless the
// caller named one. A memory without units is one bitext without blocks. path names
// the file in the documents.
func Join(path string, r io.Reader, source corpus.Lang, targets ...corpus.Lang) ([]*align.Bitext, error) {
	j := joiner{path: path, source: language(string(source)), asked: map[corpus.Lang]string{}, open: len(targets) == 0}
	for _, t := range targets {
		j.targets = append(j.targets, language(string(t)))
	}
	declared, err := units(r, j.add)
	if err != nil {
		return nil, err
	}
	j.region = declared
	j.ask(append([]corpus.Lang{source}, targets...))
	if j.source != "" {
		return j.bitexts()
	}
	if j.source = language(declared); !j.has(j.source) {
		j.source = j.firstSource()
	}
	var all []*align.Bitext
	for _, part := range j.bySource(language(declared) == "") {
		some, err := part.bitexts()
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// firstSource is the source language that the first unit names, or begins with.
func (j *joiner) firstSource() corpus.Lang {
	if len(j.units) > 0 {
		if l := language(j.units[0].Source); l != "" && j.has(l) {
			return l
		}
	}
	return j.firstLang()
}

// bySource sets the units apart that have no text in the source language and are
// translated from another: the one that they name, or, where any language may be the
// source (srclang="*all*"), their first.
func (j *joiner) bySource(any bool) []*joiner {
	parts := []*joiner{j}
	of := map[corpus.Lang]*joiner{}
	kept := j.units[:0]
	for _, u := range j.units {
		source := language(u.Source)
		if _, ok := u.Variant(source); !ok && any && len(u.Variants) > 0 {
			source = u.Variants[0].Lang
		}
		_, has := u.Variant(j.source)
		_, hasOwn := u.Variant(source)
		if has || !hasOwn || !u.translates(source) {
			kept = append(kept, u)
			continue
		}
		if of[source] == nil {
			of[source] = &joiner{path: j.path, source: source, region: u.Source, targets: slices.Clone(j.targets), asked: j.asked, open: j.open}
			parts = append(parts, of[source])
		}
		of[source].units = append(of[source].units, u)
	}
	if clear(j.units[len(kept):]); len(kept) == 0 && len(parts) > 1 {
		return parts[1:]
	}
	j.units = kept
	return parts
}

// translates reports whether a unit has text in another language, or region, too.
func (u *Unit) translates(source corpus.Lang) bool {
	v, ok := u.pick(source, u.Source)
	if !ok {
		return false
	}
	return slices.ContainsFunc(u.Variants, func(o Variant) bool { return o.Lang != source || !strings.EqualFold(o.Region, v.Region) })
}

type joiner struct {
	path    string
	source  corpus.Lang
	region  string                 // the source language as the header writes it, or as it was asked for
	exact   bool                   // whether only texts of that region are wanted
	asked   map[corpus.Lang]string // regions of the targets that were asked for
	targets []corpus.Lang
	open    bool // whether languages that turn up are targets too
	units   []Unit
}

func (j *joiner) add(u Unit) error {
	j.units = append(j.units, u)
	return nil
}

// bitexts puts the units of the file into documents.
func (j *joiner) bitexts() ([]*align.Bitext, error) {
	if !j.has(j.source) {
		j.source = j.firstLang()
	}
	if j.open {
		j.findTargets()
	}
	if len(j.targets) == 0 && (j.regional() || len(j.units) == 0) {
		j.targets = []corpus.Lang{j.source}
	}
	if len(j.targets) == 0 {
		return nil, fmt.Errorf("%s: no translation unit has a second language beside %q", j.path, j.source)
	}
	source := &corpus.Document{Path: j.path, Lang: j.source, Encoding: "utf-8", Blocks: make([]corpus.Block, 0, len(j.units))}
	if language(j.region) == j.source {
		source.Tag = tag(j.region)
	}
	all := make([]*align.Bitext, len(j.targets))
	for k, lang := range j.targets {
		all[k] = &align.Bitext{Source: source, Target: &corpus.Document{Path: j.path, Lang: lang, Encoding: "utf-8"}}
	}
	regions := j.usualRegions()
	tags := tagCounts{}
	rest := variants{path: j.path, source: source, of: map[string]*align.Bitext{}}
	for i, u := range j.units {
		j.units[i] = Unit{} // its texts go into the documents
		from, ok := j.from(&u)
		if !ok && j.exact {
			continue
		}
		var at []int
		if ok {
			at = []int{len(source.Blocks)}
			source.Blocks = append(source.Blocks, from.Block)
		}
		tags.count(source, from, ok)
		for k, lang := range j.targets {
			to, ok := j.to(&u, lang, from.Region, regions)
			tags.count(all[k].Target, to, ok)
			addBead(all[k], at, to, ok, u.Sure)
			if len(at) > 0 && ok && lang != j.source && j.asked[lang] == "" {
				rest.add(&u, from, to)
			}
		}
	}
	all = append(all, rest.bitexts...)
	for _, b := range all {
		b.Sentences = b.Paragraphs
	}
	return all, nil
}

// tagCounts counts the codes under which a document has the texts of its units.
type tagCounts map[*corpus.Document]map[string]int

// count takes one text, and names the document by the code that most have.
func (t tagCounts) count(d *corpus.Document, v Variant, found bool) {
	if !found {
		return
	}
	codes := t[d]
	if codes == nil {
		codes = map[string]int{}
		t[d] = codes
	}
	code := tag(v.Region)
	if codes[code]++; codes[code] > codes[d.Tag] {
		d.Tag = code
	}
}

// addBead joins the source block, if there is one, to the unit's variant in a
// language. Where nothing is said of its confidence, a unit of a memory was confirmed by
// somebody: its bead is certain.
func addBead(b *align.Bitext, source []int, to Variant, translated bool, sure float64) {
	if sure == 0 {
		sure = 1
	}
	bead := align.Bead{Source: source, Confidence: sure}
	if translated {
		bead.Target = []int{len(b.Target.Blocks)}
		b.Target.Blocks = append(b.Target.Blocks, to.Block)
	}
	if len(bead.Source)+len(bead.Target) > 0 {
		b.Paragraphs = append(b.Paragraphs, bead)
	}
}

// regional reports whether units hold the source language in two regions.
func (j *joiner) regional() bool {
	for i := range j.units {
		if from, ok := j.from(&j.units[i]); ok {
			if _, ok := j.units[i].other(j.source, from.Region); ok {
				return true
			}
		}
	}
	return false
}

// has reports whether a unit has text in a language.
func (j *joiner) has(lang corpus.Lang) bool {
	if lang == "" {
		return false
	}
	for i := range j.units {
		if _, ok := j.units[i].Variant(lang); ok {
			return true
		}
	}
	return false
}

// firstLang is the language of the first text; that of the memory where there is none.
func (j *joiner) firstLang() corpus.Lang {
	for _, u := range j.units {
		for _, v := range u.Variants {
			return v.Lang
		}
	}
	return j.source
}

func (j *joiner) findTargets() {
	seen := map[corpus.Lang]bool{j.source: true}
	for _, u := range j.units {
		for _, v := range u.Variants {
			if !seen[v.Lang] {
				seen[v.Lang] = true
				j.targets = append(j.targets, v.Lang)
			}
		}
	}
}

// Write writes bitexts that share a source as one memory, each row a unit with
// a variant for each language that has text there. program names the tool and
// its version in the header.
func Write(w io.Writer, program, version string, level align.Level, bitexts ...*align.Bitext) error {
	rows, err := align.Join(level, bitexts...)
	if err != nil {
		return err
	}
	segtype := "paragraph"
	if level == align.Sentence {
		segtype = "sentence"
	}
	source := bitexts[0].Source
	p := &printer{w: w}
	p.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\n")
	p.print("  <header creationtool=\"" + markup.Escape(program) + "\" creationtoolversion=\"" + markup.Escape(version) +
		"\" segtype=\"" + segtype + "\" o-tmf=\"" + markup.Escape(program) + "\" adminlang=\"en\" srclang=\"" +
		code(source) + "\" datatype=\"plaintext\"/>\n  <body>\n")
	sides := []side{newSide(source, level)}
	for _, b := range bitexts {
		sides = append(sides, newSide(b.Target, level))
	}
	for _, row := range rows {
		p.unit(row, sides)
	}
	p.print("  </body>\n</tmx>\n")
	return p.err
}

// side is one language of the memory that is written.
type side struct {
	doc   *corpus.Document
	level align.Level
	parts func(segments []int) []align.Part
}

func newSide(d *corpus.Document, level align.Level) side {
	return side{d, level, align.Parts(d, level)}
}

// markup gives the segments joined by a space, escaped, inline codes put back.
func (s side) markup(segments []int) string {
	texts := make([]string, len(segments))
	for n, p := range s.parts(segments) {
		codes := p.Block.Codes()
		if !p.Whole {
			codes = markup.Within(p.Block, p.Span)
		}
		texts[n] = markup.Restore(p.Block, p.Span, codes, form, foreign)
	}
	return strings.Join(texts, " ")
}

// ours begins the type of the placeholders that stand for a code of another format, which
// it names.
const ours = "x-bitext-"

// foreign wraps a code of another format, with what it refers to.
func foreign(c corpus.Code) string {
	return "<ph type=\"" + ours + c.Form + "\">" + markup.Escape(c.Raw+c.Data) + "</ph>"
}

// escapes are those that markup.Escape writes.
var escapes = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&")

// unwrapped gives the code of another format that a placeholder stands for.
func unwrapped(c corpus.Code) corpus.Code {
	rest, ok := strings.CutPrefix(c.Raw, "<ph type=\""+ours)
	if !ok {
		return c
	}
	form, content, _ := strings.Cut(rest, "\">")
	content, ok = strings.CutSuffix(content, "</ph>")
	if !ok {
		return c
	}
	out := corpus.Code{At: c.At, Raw: escapes.Replace(content), Form: form}
	if end := strings.IndexByte(out.Raw, '>') + 1; form == "xliff2" && end > 0 && end < len(out.Raw) {
		out.Raw, out.Data = out.Raw[:end], out.Raw[end:]
	}
	return out
}

// code is the value of xml:lang.
func code(d *corpus.Document) string { return markup.Escape(d.LangTag()) }

// printer writes until the first error.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) print(s string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.w, s)
	}
}

// unit writes a row, unless it has text in fewer than two languages.
func (p *printer) unit(row align.Row, sides []side) {
	columns := append([][]int{row.Source}, row.Targets...)
	var variants strings.Builder
	n := 0
	for k, segments := range columns {
		if len(segments) == 0 {
			continue
		}
		n++
		variants.WriteString("      <tuv xml:lang=\"" + code(sides[k].doc) + "\"><seg>" + sides[k].markup(segments) + "</seg></tuv>\n")
	}
	if n < 2 {
		return
	}
	id, notes := "", ""
	if len(row.Source) > 0 && sides[0].level == align.Paragraph {
		b := &sides[0].doc.Blocks[row.Source[0]]
		if name := b.About().ID; name != "" {
			id = " tuid=\"" + markup.Escape(name) + "\""
		}
		for _, note := range b.About().Notes {
			notes += "      <note>" + markup.Escape(note) + "</note>\n"
		}
	}
	p.print("    <tu" + id + ">\n" + notes + fmt.Sprintf("      <prop type=\""+confidence+"\">%.2f</prop>\n", row.Confidence) + variants.String() + "    </tu>\n")
}
