package xliff

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"bitext/corpus"
	"bitext/corpus/markup"
)

// transparent1 are the inline elements of 1.2 whose content is text. What Trados has marked as deleted is a code as a whole, so that it comes back
// in the file and is no part of the text.
func transparent1(e xml.StartElement) bool {
	return e.Name.Local == "g" || e.Name.Local == "mrk" && markup.Attr(e, "mtype") != "x-sdl-deleted"
}

// read1 reads the files of XLIFF 1.x.
func (p *parser) read1() error {
	for {
		t, err := p.dec.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if ok && e.Name.Local == "file" && p.dec.Depth() == 2 {
			p.prefix = e.Name.Space // whatever the root has
		}
		if !ok || !p.core(e) {
			continue
		}
		switch e.Name.Local {
		case "file":
			p.languages1(e)
			p.startFile(markup.Attr(e, "original"))
		case "group", "bin-unit": // a bin-unit holds the units of the texts in a picture
			p.untranslatable(e)
		case "trans-unit":
			if err := p.unit1(e); err != nil {
				return fmt.Errorf("trans-unit %q: %w", markup.Attr(e, "id"), err)
			}
		case "bin-source", "bin-target", "internal-file":
			if err := p.dec.Skip(); err != nil {
				return err
			}
		}
	}
}

// languages1 makes the pair of languages of a file the current one. A file that
// does not say what it is translated into goes with the pair before it.
func (p *parser) languages1(e xml.StartElement) {
	codes := [2]string{markup.Attr(e, "source-language"), markup.Attr(e, "target-language")}
	source, target := language(codes[0]), language(codes[1])
	if len(p.files) == 0 {
		p.bitext.Source.SetLang(codes[0])
		p.bitext.Target.SetLang(codes[1])
		return
	}
	for _, pair := range slices.Backward(p.pairs) {
		s, t := pair.bitext.Source, pair.bitext.Target
		if (s.Lang == source || source == "") && (t.Lang == target || t.Lang == "" || target == "") {
			if t.Lang == "" {
				t.SetLang(codes[1])
			}
			p.languagePair = pair
			return
		}
	}
	p.begin(source, target)
	p.bitext.Source.SetLang(codes[0])
	p.bitext.Target.SetLang(codes[1])
}

// content1 is a source, seg-source or target of 1.2: its text, or the segments
// that mrk elements of type seg mark in it.
type content1 struct {
	text  string
	codes []corpus.Code
	segs  []segment1
}

type segment1 struct {
	mid   string
	span  corpus.Span
	codes int // of the content before it
}

// unit1 reads up to the end of a trans-unit.
func (p *parser) unit1(start xml.StartElement) error {
	kept := p.untranslatable(start)
	var source, segmented, target content1
	var notes []string
	states := map[string]string{} // by segment, as Trados keeps them
	state := vendorState(start)
	translated := false
	for depth := p.dec.Depth(); p.dec.Depth() >= depth; {
		t, err := p.dec.Token()
		if err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch {
		case e.Name.Local == "seg" && e.Name.Space != p.prefix && markup.Attr(e, "conf") != "":
			states[markup.Attr(e, "id")] = markup.Attr(e, "conf")
		case e.Name.Local == "seg-defs" && e.Name.Space != p.prefix: // of Trados: its segments come next
		case !p.core(e), e.Name.Local == "alt-trans":
			err = p.dec.Skip()
		case e.Name.Local == "source":
			source, err = p.content1()
		case e.Name.Local == "seg-source":
			segmented, err = p.content1()
		case e.Name.Local == "target":
			translated = true
			if p.bitext.Target.Lang == "" { // the file does not say it
				p.bitext.Target.SetLang(markup.Attr(e, "lang"))
			}
			if s := markup.Attr(e, "state"); s != "" {
				state = s
			}
			target, err = p.content1()
		case e.Name.Local == "note":
			var note string
			note, err = p.dec.Text()
			notes = append(notes, note)
		}
		if err != nil {
			return err
		}
	}
	pieces := pieces1(source, segmented, target, translated, state)
	segmented.setStates(pieces, states)
	p.addUnit(markup.Attr(start, "id"), pieces, notes, 0, kept)
	return nil
}

// setStates gives each segment the state that stands under its name.
func (c *content1) setStates(pieces []piece, states map[string]string) {
	own := make([]*piece, 0, len(pieces))
	for k := range pieces {
		if !pieces[k].added {
			own = append(own, &pieces[k])
		}
	}
	if len(own) != len(c.segs) { // the unit was taken whole
		return
	}
	for i, s := range own {
		if state := states[c.segs[i].mid]; state != "" {
			s.state = state
		}
	}
}

// vendorState is the state that memoQ and Phrase keep in an attribute of the
// unit.
func vendorState(unit xml.StartElement) string {
	for _, a := range unit.Attr {
		switch {
		case a.Name.Space == "":
		case a.Name.Local == "status":
			return a.Value
		case a.Name.Local == "confirmed" && a.Value == "1":
			return "confirmed"
		}
	}
	return ""
}

// pieces1 pairs the segments of a unit by their mid; without segments on both
// sides the unit is one.
func pieces1(source, segmented, target content1, translated bool, state string) []piece {
	if len(segmented.segs) == 0 || translated && len(target.segs) == 0 && target.text != "" {
		return []piece{{
			source: source.text, sourceCodes: source.codes,
			target: target.text, toCodes: target.codes, translated: translated, state: state,
		}}
	}
	places := make(map[string][]int, len(target.segs))
	for k, t := range target.segs {
		places[t.mid] = append(places[t.mid], k)
	}
	of := make([]int, len(segmented.segs)) // the segment of the target, or -1
	taken := make([]bool, len(target.segs))
	for i, s := range segmented.segs {
		of[i] = -1
		if at := places[s.mid]; len(at) > 0 {
			of[i], places[s.mid] = at[0], at[1:]
			taken[at[0]] = true
		}
	}
	out := target.added(nil, 0, taken, state)
	for i, k := range of {
		one := piece{state: state, order: len(target.segs) + i + 1}
		one.source, one.sourceCodes = segmented.cut(i)
		if k >= 0 {
			one.target, one.toCodes = target.cut(k)
			one.translated, one.order = true, k+1
		}
		out = append(out, one)
		if k >= 0 {
			out = target.added(out, k+1, taken, state)
		}
	}
	return out
}

// added appends the segments of a target from k on that no segment of the source
// has, up to the next that one has.
func (c *content1) added(pieces []piece, k int, taken []bool, state string) []piece {
	for ; k < len(taken) && !taken[k]; k++ {
		one := piece{state: state, translated: true, added: true, order: k + 1}
		if one.target, one.toCodes = c.cut(k); one.target != "" {
			pieces = append(pieces, one)
		}
	}
	return pieces
}

// around gives the span of segment k with the text between segments, which goes with the
// one before, or before the first, with that. White space alone goes with none.
func (c *content1) around(k int) corpus.Span {
	span, next := c.segs[k].span, len(c.text)
	if k+1 < len(c.segs) {
		next = max(span.End, c.segs[k+1].span.Start)
	}
	span.End += len(strings.TrimRightFunc(c.text[span.End:next], unicode.IsSpace))
	if k == 0 {
		span.Start -= len(strings.TrimLeftFunc(c.text[:span.Start], unicode.IsSpace))
	}
	return span
}

// cut gives the text of segment k with its codes. Codes between segments go with
// the one before, those before the first with the first.
func (c *content1) cut(k int) (string, []corpus.Code) {
	span, from, to := c.around(k), c.segs[k].codes, len(c.codes)
	if k == 0 {
		from = 0
	}
	if k+1 < len(c.segs) {
		to = max(from, c.segs[k+1].codes)
	}
	var codes []corpus.Code
	for _, code := range c.codes[from:to] {
		code.At = min(max(code.At, span.Start), span.End) - span.Start
		codes = append(codes, code)
	}
	return span.In(c.text), codes
}

// content1 reads inline content, noting the segments in it.
func (p *parser) content1() (content1, error) {
	var c content1
	var open []int // for each open transparent element the segment that it is, or -1
	read := 0      // codes so far
	in := markup.Inline{Form: form1, Transparent: transparent1}
	in.Tag = func(t xml.Token, at int) (drop bool, err error) {
		defer func() {
			if !drop {
				read++
			}
		}()
		switch e := t.(type) {
		case xml.StartElement:
			if !transparent1(e) {
				return false, nil
			}
			if e.Name.Local == "mrk" && markup.Attr(e, "mtype") == "seg" {
				open = append(open, len(c.segs))
				c.segs = append(c.segs, segment1{markup.Attr(e, "mid"), corpus.Span{Start: at, End: at}, read})
				return true, nil
			}
			open = append(open, -1)
		case xml.EndElement:
			last := open[len(open)-1]
			open = open[:len(open)-1]
			if last >= 0 {
				c.segs[last].span.End = at
				return true, nil
			}
		}
		return false, nil
	}
	var err error
	c.text, c.codes, err = in.Read(p.dec)
	if strings.TrimSpace(c.text) == "" && len(c.codes)+len(c.segs) == 0 {
		c.text = ""
	}
	return c, err
}
