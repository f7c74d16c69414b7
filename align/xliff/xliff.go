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
}

// Read reads a file. All its <file> elements together are one bitext; where
// there are several, the ID of a unit begins with the ID of its file. path
// names the file in the documents.
func Read(path string, r io.Reader, opts Options) (*align.Bitext, error) {
	p := &parser{dec: markup.NewDecoder(r), path: path, lenient: opts.Lenient}
	root, err := p.root()
	if err != nil {
		return nil, err
	}
	p.begin()
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
	return p.bitext, nil
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
	bitext  *align.Bitext
	files   []fileStart
	source  int // segments so far
	target  int
}

// fileStart says at which block of each side a <file> begins.
type fileStart struct {
	id             string
	source, target int
}

func (p *parser) begin() {
	p.bitext = &align.Bitext{
		Source: &corpus.Document{Path: p.path, Encoding: "utf-8"},
		Target: &corpus.Document{Path: p.path, Encoding: "utf-8"},
	}
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
			return strings.HasPrefix(a.Value, "urn:oasis:names:tc:xliff:document:")
		}
	}
	return true
}

// startFile notes where a <file> begins.
func (p *parser) startFile(id string) {
	p.files = append(p.files, fileStart{id, len(p.bitext.Source.Blocks), len(p.bitext.Target.Blocks)})
}

// nameFiles puts the ID of the file before those of its units where there is
// more than one file.
func (p *parser) nameFiles() {
	if len(p.files) < 2 {
		return
	}
	for i, f := range p.files {
		source, target := p.bitext.Source.Blocks[f.source:], p.bitext.Target.Blocks[f.target:]
		if i+1 < len(p.files) {
			source = source[:p.files[i+1].source-f.source]
			target = target[:p.files[i+1].target-f.target]
		}
		for k := range source {
			source[k].ID = f.id + ":" + source[k].ID
		}
		for k := range target {
			target[k].ID = f.id + ":" + target[k].ID
		}
	}
}

// piece is one segment of a unit.
type piece struct {
	number               int // in the unit, from 0
	source, target       string
	sourceCodes, toCodes []corpus.Code
	translated           bool // whether there is a target
	order                int  // place of the target among those of the unit, from 1
	state                string
}

// addUnit makes the blocks and beads of a unit from its segments.
func (p *parser) addUnit(id string, pieces []piece, notes []string) {
	source := corpus.Block{ID: id, Notes: notes}
	target := corpus.Block{ID: id, Notes: notes}
	b := p.bitext
	for i := range pieces {
		pieces[i].number = i
		if pieces[i].order == 0 {
			pieces[i].order = i + 1
		}
	}
	for _, s := range pieces {
		bead := align.Bead{Source: []int{p.source}, Confidence: 1}
		p.source++
		addSegment(&source, s.source, s.sourceCodes)
		if s.state != "" {
			source.State, target.State = s.state, s.state
		}
		if s.translated && (s.target != "" || s.source == "") {
			bead.Target = []int{p.target + targetRank(pieces, s)}
		}
		b.Sentences = append(b.Sentences, bead)
	}
	for _, s := range inTargetOrder(pieces) {
		p.target++
		addSegment(&target, s.target, s.toCodes)
	}
	bead := align.Bead{Source: []int{len(b.Source.Blocks)}, Confidence: 1}
	b.Source.Blocks = append(b.Source.Blocks, source)
	if len(target.Segments) > 0 {
		bead.Target = []int{len(b.Target.Blocks)}
		b.Target.Blocks = append(b.Target.Blocks, target)
	}
	b.Paragraphs = append(b.Paragraphs, bead)
}

// addSegment appends a segment to a block, a space between it and the one
// before where neither has one.
func addSegment(b *corpus.Block, text string, codes []corpus.Code) {
	if b.Text != "" && text != "" && !strings.HasSuffix(b.Text, " ") && !strings.HasPrefix(text, " ") {
		b.Text += " "
	}
	start := len(b.Text)
	b.Text += text
	b.Segments = append(b.Segments, corpus.Segment{Span: corpus.Span{Start: start, End: len(b.Text)}})
	for _, c := range codes {
		c.At += start
		b.Codes = append(b.Codes, c)
	}
}

// inTargetOrder gives the translated segments as the target reads.
func inTargetOrder(pieces []piece) []piece {
	var out []piece
	for _, s := range pieces {
		if s.translated && (s.target != "" || s.source == "") {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b piece) int { return cmp.Compare(a.order, b.order) })
	return out
}

// targetRank is the place of a segment among the translated ones of its unit.
func targetRank(pieces []piece, s piece) int {
	return slices.IndexFunc(inTargetOrder(pieces), func(o piece) bool { return o.number == s.number })
}

// language is the primary subtag of a language code, lower case.
func language(code string) corpus.Lang {
	code, _, _ = strings.Cut(strings.ReplaceAll(code, "_", "-"), "-")
	return corpus.Lang(strings.ToLower(strings.TrimSpace(code)))
}
