package markup

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"bitext/corpus"
)

// Within gives the codes that go with a segment of a block: those in it, and those
// between it and the next one. Where two
// segments touch, what closes something goes with the first, all else with the
// second.
func Within(b *corpus.Block, span corpus.Span) []corpus.Code {
	next, _ := slices.BinarySearchFunc(b.Segments, span.End, func(s corpus.Segment, at int) int { return cmp.Compare(int(s.Start), at) })
	if next < len(b.Segments) && b.Segments[next].Span() == span { // of no length
		next++
	}
	codes := b.Codes()
	from, to := 0, len(codes)
	if len(b.Segments) > 0 && span.Start > int(b.Segments[0].Start) {
		from = firstCode(b, span.Start)
	}
	if next < len(b.Segments) {
		to = firstCode(b, int(b.Segments[next].Start))
	}
	return codes[from:max(from, to)]
}

// firstCode is the index of the first code that goes with the segment that
// begins at an offset.
func firstCode(b *corpus.Block, at int) int {
	codes := b.Codes()
	i, _ := slices.BinarySearchFunc(codes, at, func(c corpus.Code, at int) int { return cmp.Compare(c.At, at) })
	before, found := slices.BinarySearchFunc(b.Segments, at, func(s corpus.Segment, at int) int { return cmp.Compare(int(s.End), at) })
	if !found || int(b.Segments[before].Start) == at {
		return i // there is something between the segments
	}
	for i < len(codes) && codes[i].At == at && isClosing(codes[i].Raw) {
		i++
	}
	return i
}

// Restore escapes a span of a block's text and puts its inline codes back, which
// Within gives for a segment. Codes whose markup is another format's, and those that are one half of
// a pair whose other half is not in the span, go through foreign.
func Restore(b *corpus.Block, span corpus.Span, codes []corpus.Code, form string, foreign func(corpus.Code) string) string {
	if len(codes) == 0 {
		return Escape(span.In(b.Text))
	}
	lonely := halves(codes)
	var out strings.Builder
	at := span.Start
	for i, c := range codes {
		place := min(max(c.At, at), span.End)
		out.WriteString(Escape(b.Text[at:place]))
		at = place
		if c.Form == form && !lonely[i] {
			out.WriteString(c.Raw)
		} else {
			out.WriteString(foreign(c))
		}
	}
	out.WriteString(Escape(b.Text[at:span.End]))
	return out.String()
}

// halves finds the codes that are one half of a pair without the other: tags
// that do not nest, and codes that begin or end something by name (sc and ec,
// sm and em of XLIFF 2, bpt and ept of TMX).
func halves(codes []corpus.Code) map[int]bool {
	lonely := map[int]bool{}
	begun := map[string]int{} // by kind and name
	var open []int
	for i, c := range codes {
		name := ElementOf(c.Raw)
		switch {
		case strings.HasPrefix(c.Raw, "</"):
			if n := len(open); n > 0 && ElementOf(codes[open[n-1]].Raw) == name {
				open = open[:n-1]
			} else {
				lonely[i] = true
			}
			continue
		case isStart(c.Raw):
			open = append(open, i)
			continue
		}
		key, ends := pairKey(name, c.Raw)
		if key == "" {
			continue
		}
		if !ends {
			begun[key] = i
			lonely[i] = true
		} else if first, ok := begun[key]; ok {
			delete(lonely, first)
			delete(begun, key)
		} else {
			lonely[i] = true
		}
	}
	for _, i := range open {
		lonely[i] = true
	}
	return lonely
}

// pairKey names the pair that a code is one half of, "" for other codes.
func pairKey(name, raw string) (key string, ends bool) {
	if rawAttr(raw, "isolated") == "yes" {
		return "", false
	}
	switch name {
	case "sc", "sm":
		return "s" + rawAttr(raw, "id"), false
	case "ec", "em":
		return "s" + rawAttr(raw, "startRef"), true
	case "bpt":
		return "b" + rawAttr(raw, "i"), false
	case "ept":
		return "b" + rawAttr(raw, "i"), true
	}
	return "", false
}

// ElementOf is the name of the element that a code is a tag of, without prefix.
func ElementOf(raw string) string {
	name := strings.TrimPrefix(strings.TrimPrefix(raw, "<"), "/")
	if i := strings.IndexFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '/' || r == '>' }); i >= 0 {
		name = name[:i]
	}
	return name[strings.LastIndexByte(name, ':')+1:]
}

// isStart reports whether a code is a start tag alone.
func isStart(raw string) bool {
	return strings.HasPrefix(raw, "<") && !strings.HasSuffix(raw, "/>") && strings.LastIndexByte(raw, '<') == 0
}

func isClosing(raw string) bool {
	_, ends := pairKey(ElementOf(raw), raw)
	return ends || strings.HasPrefix(raw, "</")
}

// rawAttr gives the value of an attribute in the start tag of a code.
func rawAttr(raw, name string) string {
	tag, _, _ := strings.Cut(raw, ">")
	_, rest, found := strings.Cut(tag, " "+name+"=\"")
	if !found {
		return ""
	}
	value, _, _ := strings.Cut(rest, "\"")
	return value
}
