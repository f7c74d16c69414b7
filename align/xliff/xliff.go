// Package xliff reads XLIFF 1.2, 2.0, 2.1 and 2.2 as bitexts and writes 2.1.
//
// A unit (trans-unit in 1.2) is a block on each side, its segments are the
// block's segments: findings point at both. Inline codes are taken out of the
// text and kept with their places and with the original data that they refer
// to; notes and the state of the translation are kept; match candidates,
// alternative translations and other modules are not.
//
// What the specification of 2.x forbids is refused and the constraint named
// (see ErrConstraint and package valid); 1.2, which tools have always written freely, is read as long
// as it can be understood.
package xliff

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"bitext/align"
	"bitext/corpus"
	"bitext/corpus/markup"
)

// ErrNotXLIFF is returned for an XML file whose root is not <xliff>.
var ErrNotXLIFF = errors.New("not an XLIFF file: the root element is not <xliff>")

// The forms of inline codes.
const (
	form1 = "xliff1"
	form2 = "xliff2"
)

// Options says how a file is read. The zero value is the recommended setting.
type Options struct {
	Lenient bool // read 2.x files that break a constraint of the specification as far as they can be understood
	Expect  int  // how many units are expected; 0 where that is not known
}

// Read reads a file. All its <file> elements together are one bitext; where
// there are several, the ID of a unit begins with the ID of its file. path
// names the file in the documents. A file that holds several pairs of
// languages, which 1.2 allows, is an error: see ReadAll.
func Read(path string, r io.Reader, opts Options) (*align.Bitext, error) {
	all, err := ReadAll(path, r, opts)
	if err != nil {
		return nil, err
	}
	if len(all) > 1 {
		return nil, fmt.Errorf("the file holds %d pairs of languages", len(all))
	}
	return all[0], nil
}

// ReadAll is Read for files that may hold several pairs of languages: one
// bitext for each, in the order of their first <file>.
func ReadAll(path string, r io.Reader, opts Options) ([]*align.Bitext, error) {
	p := &parser{dec: markup.NewDecoder(r), path: path, lenient: opts.Lenient}
	root, err := p.root()
	if err != nil {
		return nil, err
	}
	p.begin("", "")
	p.bitext.Grow(opts.Expect)
	switch version := version(root); {
	case strings.HasPrefix(version, "1."):
		err = p.read1()
	case strings.HasPrefix(version, "2."):
		err = p.read2(root)
	default:
		err = fmt.Errorf("version %q of XLIFF is not known (1.0 to 1.2 and 2.0 to 2.2 are)", version)
	}
	if err != nil {
		return nil, err
	}
	p.nameFiles()
	out := make([]*align.Bitext, len(p.pairs))
	for i, pair := range p.pairs {
		if out[i] = pair.bitext; !pair.apart {
			out[i].Sentences = out[i].Paragraphs
		}
	}
	return out, nil
}

// version is that of the root; a file that names none is taken for 1.2 unless
// it has an attribute that only 2.x knows.
func version(root xml.StartElement) string {
	v, ok := attribute(root, "version")
	if _, two := attribute(root, "srcLang"); !ok && !two {
		return "1.2"
	}
	return v
}

// parser gathers what both versions make: units of two languages.
type parser struct {
	dec     *markup.Decoder
	path    string
	prefix  string // of the elements of the core
	lenient bool
	pairs   []*languagePair
	*languagePair
	files    []fileStart
	kept     []keep            // what the elements around say of translating
	spaces   map[string]string // name spaces by prefix, as they were declared so far
	segments corpus.Slab[corpus.Segment]
	numbers  corpus.Slab[int]

	glossary *Glossary       // where one is wanted
	known    map[string]bool // entries of it
}

// keep is what an element says of itself and what it holds: whether it is to be
// kept as it is.
type keep struct {
	depth int
	yes   bool
}

// untranslatable reports whether an element whose start was read is not to be
// translated, by its own word or that of an element around.
func (p *parser) untranslatable(e xml.StartElement) bool {
	for len(p.kept) > 0 && p.kept[len(p.kept)-1].depth >= p.dec.Depth() {
		p.kept = p.kept[:len(p.kept)-1]
	}
	if v, ok := attribute(e, "translate"); ok {
		p.kept = append(p.kept, keep{p.dec.Depth(), v == "no"})
	}
	return len(p.kept) > 0 && p.kept[len(p.kept)-1].yes
}

// languagePair is the bitext of two languages that is being made.
type languagePair struct {
	bitext *align.Bitext
	source int // segments so far
	target int
	apart  bool // whether a unit had not one segment: until then the levels are one list
}

// fileStart says at which block of the source a <file> begins.
type fileStart struct {
	id     string
	pair   *languagePair
	source int
}

// begin makes the bitext of a pair of languages the current one.
func (p *parser) begin(source, target corpus.Lang) {
	p.languagePair = &languagePair{bitext: &align.Bitext{
		Source: &corpus.Document{Path: p.path, Lang: source, Encoding: "utf-8"},
		Target: &corpus.Document{Path: p.path, Lang: target, Encoding: "utf-8"},
	}}
	p.pairs = append(p.pairs, p.languagePair)
}

func (p *parser) root() (xml.StartElement, error) {
	for {
		t, err := p.dec.Token()
		if err == io.EOF {
			return xml.StartElement{}, ErrNotXLIFF
		}
		if err != nil {
			return xml.StartElement{}, fmt.Errorf("%w (%w)", ErrNotXLIFF, err)
		}
		if e, ok := t.(xml.StartElement); ok {
			if e.Name.Local != "xliff" {
				return e, ErrNotXLIFF
			}
			p.prefix = e.Name.Space
			return e, nil
		}
	}
}

// core reports whether an element belongs to the core of XLIFF and not to a
// module or to a tool's own extension, by its prefix or by a name space that it
// declares itself.
func (p *parser) core(e xml.StartElement) bool {
	if e.Name.Space != p.prefix {
		return false
	}
	for _, a := range e.Attr {
		if a.Name.Space == "" && a.Name.Local == "xmlns" && p.prefix == "" || a.Name.Space == "xmlns" && a.Name.Local == p.prefix {
			return a.Value == "" || strings.HasPrefix(a.Value, "urn:oasis:names:tc:xliff:document:")
		}
	}
	return true
}

// startFile notes where a <file> begins.
func (p *parser) startFile(id string) {
	p.files = append(p.files, fileStart{id, p.languagePair, len(p.bitext.Source.Blocks)})
}

// nameFiles puts the ID of the file before those of its units where there is
// more than one file.
func (p *parser) nameFiles() {
	if len(p.files) < 2 {
		return
	}
	for _, pair := range p.pairs {
		source := pair.bitext.Source.Blocks
		for _, f := range slices.Backward(p.files) {
			if f.pair != pair {
				continue
			}
			for k := range source[f.source:] { // those of the target are the same units
				u := source[f.source+k].Unit
				u.ID = f.id + ":" + u.ID
			}
			source = source[:f.source]
		}
	}
}

// piece is one segment of a unit.
type piece struct {
	source, target       string
	sourceCodes, toCodes []corpus.Code
	translated           bool // whether there is a target
	added                bool // whether there is a target alone
	order                int  // place of the target among those of the unit, from 1; 0 for that of the source
	state                string
}

// hasTarget reports whether the segment is translated by some text, or by none
// because there is none.
func (s *piece) hasTarget() bool { return s.translated && (s.target != "" || s.source == "") }

// addUnit makes the blocks and beads of a unit from its segments. A unit that is
// to be kept as it is and has no translation is passed over. A confidence of 0 is none:
// what a file of a tool holds was set by somebody.
func (p *parser) addUnit(id string, pieces []piece, notes []string, confidence float64, kept bool) {
	if kept && !slices.ContainsFunc(pieces, func(s piece) bool { return s.hasTarget() }) {
		return
	}
	if confidence == 0 {
		confidence = 1
	}
	unit := &corpus.Unit{ID: id, Notes: notes, State: unitState(pieces)}
	b := p.bitext
	order := targetOrder(pieces)
	if !p.apart && (len(pieces) != 1 || pieces[0].added) {
		p.apart = true
		b.Sentences = slices.Clone(b.Paragraphs)
	}
	if p.apart {
		p.addSentences(pieces, order, confidence)
	}
	source, target := unitText{block: corpus.Block{Unit: unit}}, unitText{block: corpus.Block{Unit: unit}}
	for _, s := range pieces {
		if !s.added {
			source.add(s.source, s.sourceCodes)
			p.source++
		}
	}
	for _, i := range order {
		target.add(pieces[i].target, pieces[i].toCodes)
	}
	bead := align.Bead{Source: p.numbers.One(len(b.Source.Blocks)), Confidence: confidence}
	b.Source.Blocks = append(b.Source.Blocks, source.done(&p.segments))
	if len(order) > 0 {
		bead.Target = p.numbers.One(len(b.Target.Blocks))
		b.Target.Blocks = append(b.Target.Blocks, target.done(&p.segments))
	}
	b.Paragraphs = append(b.Paragraphs, bead)
	p.target += len(order)
}

// addSentences makes a bead for each segment of a unit; order lists those that are
// translated as the target reads.
func (p *parser) addSentences(pieces []piece, order []int, confidence float64) {
	first, source := len(p.bitext.Sentences), p.source
	for _, s := range pieces {
		bead := align.Bead{Confidence: confidence}
		if !s.added {
			bead.Source = p.numbers.One(source)
			source++
		}
		p.bitext.Sentences = append(p.bitext.Sentences, bead)
	}
	for k, i := range order {
		p.bitext.Sentences[first+i].Target = p.numbers.One(p.target + k)
	}
}

// unitState is the state of a unit: that of its translated segments which has come
// least far, or of the others where none is translated.
func unitState(pieces []piece) string {
	state, translated := "", false
	for i := range pieces {
		s := &pieces[i]
		done := s.hasTarget()
		switch {
		case s.state == "" || translated && !done:
		case state == "" || done && (!translated || progress(s.state) < progress(state)):
			state, translated = s.state, done
		}
	}
	return state
}

// progress orders states.
func progress(state string) int {
	return slices.Index([]string{"initial", "translated", "reviewed", "final"}, stateOf(state))
}

// targetOrder lists the translated segments as the target reads.
func targetOrder(pieces []piece) []int {
	var out []int
	for i := range pieces {
		if pieces[i].order == 0 {
			pieces[i].order = i + 1
		}
		if pieces[i].hasTarget() {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(pieces[a].order, pieces[b].order) })
	return out
}

// unitText is one side of a unit while it is made.
type unitText struct {
	block corpus.Block
	codes []corpus.Code
	text  strings.Builder
}

// add appends a segment, a space between it and the one before where neither
// has one.
func (u *unitText) add(text string, codes []corpus.Code) {
	if before := u.text.String(); before != "" && text != "" && !strings.HasSuffix(before, " ") && !strings.HasPrefix(text, " ") {
		u.text.WriteByte(' ')
	}
	start := u.text.Len()
	u.text.WriteString(text)
	u.block.Segments = append(u.block.Segments, corpus.NewSegment(corpus.Span{Start: start, End: u.text.Len()}))
	for _, c := range codes {
		c.At += start
		u.codes = append(u.codes, c)
	}
}

func (u *unitText) done(lists *corpus.Slab[corpus.Segment]) corpus.Block {
	u.block.Text = u.text.String()
	u.block.Segments = lists.Copy(u.block.Segments)
	if len(u.codes) > 0 {
		u.block.Inline = &u.codes
	}
	return u.block
}

// language is the primary subtag of a language code, lower case.
func language(code string) corpus.Lang {
	code, _, _ = strings.Cut(strings.ReplaceAll(code, "_", "-"), "-")
	return corpus.Lang(strings.ToLower(strings.TrimSpace(code)))
}
