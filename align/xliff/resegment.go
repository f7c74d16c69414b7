package xliff

import (
	"strings"

	"bitext/align"
	"bitext/corpus"
	"bitext/corpus/markup"
)

// segments finds the segments of the blocks of a bitext and their counterparts.
type segments struct {
	first [2][]int // number of the first segment of each block, of source and target
	to    []int    // the segment of the target that translates one of the source: -1 for none, -2 where it is not that simple
}

func newSegments(b *align.Bitext) *segments {
	s := &segments{}
	count := [2]int{}
	for side, d := range []*corpus.Document{b.Source, b.Target} {
		for i := range d.Blocks {
			s.first[side] = append(s.first[side], count[side])
			count[side] += len(d.Blocks[i].Segments)
		}
	}
	s.to = make([]int, count[0])
	for i := range s.to {
		s.to[i] = -2
	}
	for _, bead := range b.Sentences {
		switch {
		case len(bead.Source) == 1 && len(bead.Target) == 0:
			s.to[bead.Source[0]] = -1
		case len(bead.Source) == 1 && len(bead.Target) == 1:
			s.to[bead.Source[0]] = bead.Target[0]
		}
	}
	return s
}

// pieceParts is one segment as it is written.
type pieceParts struct {
	source, target []align.Part
	gap            [2]string // text before it that belongs to no segment
}

// between writes what stands between a segment and the one before.
func (p pieceParts) between() string {
	if p.gap[0]+p.gap[1] == "" {
		return ""
	}
	out := "<source>" + markup.Escape(p.gap[0]) + "</source>"
	if len(p.target) > 0 {
		out += "<target>" + markup.Escape(p.gap[1]) + "</target>"
	}
	return "      <ignorable>" + out + "</ignorable>\n"
}

// of gives the segments of a bead: those of the source where each is translated by one
// segment or none, in the same order, and no code reaches from one into another;
// otherwise one.
func (s *segments) of(bead align.Bead, source, target []align.Part) []pieceParts {
	whole := []pieceParts{{source: source, target: target}}
	if s == nil || len(source) != 1 || len(target) > 1 || len(source[0].Block.Segments) < 2 || crosses(source[0].Block) {
		return whole
	}
	from, to := source[0].Block, &corpus.Block{}
	offset, at := s.first[0][bead.Source[0]], 0
	if len(target) == 1 {
		if to = target[0].Block; crosses(to) {
			return whole
		}
		at = s.first[1][bead.Target[0]]
	}
	out, n := []pieceParts{}, 0
	for k := range from.Segments {
		one := pieceParts{source: segmentOf(from, k), gap: [2]string{gapBefore(from, k), ""}}
		switch to1 := s.to[offset+k]; {
		case to1 == -1:
		case to1 == at+n && n < len(to.Segments):
			one.target, one.gap[1] = segmentOf(to, n), gapBefore(to, n)
			n++
		default:
			return whole
		}
		out = append(out, one)
	}
	if n != len(to.Segments) {
		return whole
	}
	return out
}

func segmentOf(b *corpus.Block, k int) []align.Part {
	return []align.Part{{Block: b, Span: b.Segments[k].Span()}}
}

// gapBefore is the text between a segment and the one before.
func gapBefore(b *corpus.Block, k int) string {
	if k == 0 {
		return ""
	}
	return b.Text[b.Segments[k-1].End:b.Segments[k].Start]
}

// crosses reports whether a code of a block may reach from one of its segments into
// another, or stands between two.
func crosses(b *corpus.Block) bool {
	if len(b.Codes()) == 0 {
		return false
	}
	for _, s := range b.Segments {
		if crossesOut(markup.Within(b, s.Span()), s) {
			return true
		}
	}
	return false
}

func crossesOut(codes []corpus.Code, s corpus.Segment) bool {
	var open []string
	for _, c := range codes {
		if c.At < int(s.Start) || c.At > int(s.End) {
			return true
		}
		name, _, _ := strings.Cut(strings.Trim(c.Raw, "</>"), " ")
		switch {
		case strings.Contains(" sc ec sm em bx ex bpt ept it ", " "+name+" "):
			return true
		case strings.HasPrefix(c.Raw, "</"):
			if len(open) == 0 || open[len(open)-1] != name {
				return true
			}
			open = open[:len(open)-1]
		case !strings.HasSuffix(c.Raw, "/>") && strings.LastIndexByte(c.Raw, '<') == 0:
			open = append(open, name)
		}
	}
	return len(open) > 0
}
