package extract

import (
	"bufio"
	"bytes"
	"compress/flate"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"

	"bitext/corpus"
	"bitext/termbase"
)

// Analysis is what Rank finds out about some units by themselves: the words of both
// sides with their lemmas and parts of speech, and how often each lemma stands
// there. Analyses of different units can be made on different machines;
// RankAnalysed ranks the terms of them all.
type Analysis struct {
	source, target *side
}

// Analyse analyses units, on the processor of the caller alone.
func Analyse(source, target corpus.Lang, units []termbase.Unit) *Analysis {
	a := &Analysis{newSide(source), newSide(target)}
	for _, u := range units {
		a.source.sentences = append(a.source.sentences, a.source.pack(a.source.analyse(u.Source), 0))
		a.target.sentences = append(a.target.sentences, a.target.pack(a.target.analyse(u.Target), 0))
	}
	return a
}

// Analysed is the analysis of all units of a stored pair.
type Analysed struct {
	*Analysis
	Pair, First int64 // see termbase.Pair
}

// errAnalysis is returned for data that Analysis.Pack did not make, and for
// languages that do not belong together.
var errAnalysis = errors.New("not the analysis of units")

// RankAnalysed is Rank over units that were analysed before, the same for the same
// units in the same order. The analyses are used up.
func RankAnalysed(ctx context.Context, source, target corpus.Lang, analyses iter.Seq2[Analysed, error], opts Options) ([]termbase.Proposal, *Memory, error) {
	x := newBilingual(source, target, opts)
	for a, err := range analyses {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, nil, err
		}
		if a.source.code != source || a.target.code != target || len(a.source.sentences) != len(a.target.sentences) {
			return nil, nil, fmt.Errorf("pair %d: %w", a.Pair, errAnalysis)
		}
		for i := range a.source.sentences {
			x.units = append(x.units, a.First+int64(i))
		}
		x.source.join(a.source, int32(a.Pair))
		x.target.join(a.target, int32(a.Pair))
	}
	return x.ranked(ctx)
}

// join adds the sentences of a side that was analysed by itself. Its words get
// the numbers that they would have if it had been analysed here: its own numbers
// are in the order of their first occurrence.
func (s *side) join(other *side, doc int32) {
	number := make([]uint32, len(other.words))
	for i, w := range other.words {
		number[i] = s.intern(w)
	}
	for _, sentence := range other.sentences {
		sentence.doc = doc
		for i := range sentence.tokens {
			t := &sentence.tokens[i]
			t.lemma, t.norm, t.written = number[t.lemma], number[t.norm], number[t.written]
		}
		s.sentences = append(s.sentences, sentence)
	}
	s.tokens += other.tokens
	if n := len(s.words) - len(s.lemmas); n > 0 {
		s.lemmas = append(s.lemmas, make([]wordCount, n)...)
	}
	for i, c := range other.lemmas {
		if c.count > 0 {
			s.lemmas[number[i]].add(c)
		}
	}
}

func (c *wordCount) add(other wordCount) {
	c.count += other.count
	c.mid += other.mid
	c.capital += other.capital
	c.upper += other.upper
	c.shouting += other.shouting
	c.named += other.named
	c.nouns += other.nouns
}

// analysisMagic begins every packed analysis; its last digit is the version.
const analysisMagic = "bitext analysis 1\n"

// Pack writes the analysis as bytes, a third of the size of the texts: the same
// for the same units.
func (a *Analysis) Pack() ([]byte, error) {
	var b bytes.Buffer
	z, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	w := &packer{w: bufio.NewWriter(z)}
	w.string(analysisMagic)
	for _, s := range []*side{a.source, a.target} {
		w.side(s)
	}
	if err := errors.Join(w.w.Flush(), z.Close()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

type packer struct{ w *bufio.Writer }

func (p *packer) number(n int)    { p.w.Write(binary.AppendUvarint(nil, uint64(n))) }
func (p *packer) string(s string) { p.number(len(s)); p.w.WriteString(s) }

func (p *packer) side(s *side) {
	p.string(string(s.code))
	p.number(s.tokens)
	p.number(len(s.words) - 1)
	for _, w := range s.words[1:] {
		p.string(w)
	}
	for i := range s.words {
		c := wordCount{}
		if i < len(s.lemmas) {
			c = s.lemmas[i]
		}
		p.number(c.count)
		if c.count > 0 {
			for _, n := range []int{c.mid, c.capital, c.upper, c.shouting, c.named, c.nouns} {
				p.number(n)
			}
		}
	}
	p.number(len(s.sentences))
	for _, sentence := range s.sentences {
		p.sentence(sentence)
	}
}

func (p *packer) sentence(s sentence) {
	title := 0
	if s.title {
		title = 1
	}
	p.number(len(s.tokens)<<1 | title)
	last := uint32(0)
	for _, t := range s.tokens {
		gap := int(t.start) - int(last) // negative where two words share a span
		for _, n := range []int{int(t.lemma), int(t.norm), int(t.written), gap<<1 ^ gap>>63, int(t.end - t.start)} {
			p.number(n)
		}
		p.w.Write([]byte{t.class, t.flags, t.grammar})
		last = t.end
	}
}

// ReadAnalysis is the inverse of Analysis.Pack.
func ReadAnalysis(data []byte) (*Analysis, error) {
	r := &unpacker{r: bufio.NewReader(flate.NewReader(bytes.NewReader(data)))}
	if r.string() != analysisMagic {
		return nil, errAnalysis
	}
	a := &Analysis{source: r.side(), target: r.side()}
	if r.failed {
		return nil, errAnalysis
	}
	return a, nil
}

// unpacker reads what packer wrote; after a failure it gives zeros.
type unpacker struct {
	r      *bufio.Reader
	failed bool
}

// mostPacked is more than any count or length in an analysis.
const mostPacked = 1 << 28

func (u *unpacker) number() int {
	n, err := binary.ReadUvarint(u.r)
	if err != nil || n > mostPacked || u.failed {
		u.failed = true
		return 0
	}
	return int(n)
}

func (u *unpacker) bytes(n int) []byte {
	var b bytes.Buffer // grows by what is there, whatever is said to be
	if _, err := io.CopyN(&b, u.r, int64(n)); err != nil {
		u.failed = true
	}
	return b.Bytes()
}

func (u *unpacker) string() string { return string(u.bytes(u.number())) }

func (u *unpacker) side() *side {
	s := newSide(corpus.Lang(u.string()))
	s.tokens = u.number()
	for n := u.number(); n > 0 && !u.failed; n-- {
		s.intern(u.string())
	}
	s.lemmas = make([]wordCount, len(s.words))
	for i := range s.lemmas {
		if c := &s.lemmas[i]; !u.failed {
			if c.count = u.number(); c.count > 0 {
				c.mid, c.capital, c.upper, c.shouting, c.named, c.nouns = u.number(), u.number(), u.number(), u.number(), u.number(), u.number()
			}
		}
	}
	for n := u.number(); n > 0 && !u.failed; n-- {
		s.sentences = append(s.sentences, u.sentence(uint32(len(s.words))))
	}
	return s
}

func (u *unpacker) sentence(words uint32) (s sentence) {
	n := u.number()
	s.title = n&1 != 0
	last := uint32(0)
	for n >>= 1; n > 0 && !u.failed; n-- {
		t := token{lemma: uint32(u.number()), norm: uint32(u.number()), written: uint32(u.number())}
		gap := u.number()
		t.start = last + uint32(gap>>1^-(gap&1))
		t.end = t.start + uint32(u.number())
		if b := u.bytes(3); len(b) == 3 {
			t.class, t.flags, t.grammar = b[0], b[1], b[2]
		}
		if t.lemma >= words || t.norm >= words || t.written >= words {
			u.failed = true
			return s
		}
		s.tokens = append(s.tokens, t)
		last = t.end
	}
	return s
}
