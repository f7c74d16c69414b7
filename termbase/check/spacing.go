package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
)

// doubleSpaceRule reports spaces too many.
func doubleSpaceRule() Rule {
	return Rule{
		Name:  "double-space",
		Title: "spaces are doubled or stand before a comma or full stop",
		Explanation: "Two or more spaces stand between words, or a space before a comma or full stop that ends a word. Indents, table cells, decimals (.5) and dots in a row pass. " +
			"It can be mended without asking.",
		Wrong:    "the report → le  rapport",
		Right:    "the report → le rapport",
		Severity: Warning,
		Mono:     true,
		Row:      doubleSpaces,
	}
}

func doubleSpaces(p *Pass, r *Row) []Finding {
	var out []Finding
	for i := range r.Target.Blocks {
		block := r.Target.Block(i)
		if block.Kind == corpus.TableCell {
			continue
		}
		if !p.gappy() {
			out = append(out, mendedSpaces(r, i)...)
		}
		for _, span := range extraSpaces(block.Text) {
			if holdsCode(block, span) { // something stands between the spaces
				continue
			}
			edit, message := Edit{Span: span, Text: " "}, "doubled space"
			if next := block.Text[span.End]; next == ',' || next == '.' {
				edit.Text, message = "", "space before "+block.Text[span.End:span.End+1]
			}
			out = append(out, Finding{
				Message: message, Source: r.Source.All(),
				Target: Side{Index: r.Target.Blocks[i], Text: block.Text, Span: span},
				Got:    span.In(block.Text), Fix: []Edit{edit},
				Debatable: edit.Text != "" && strings.Contains(r.Source.Text, "  "), // typed so on purpose
			})
		}
	}
	return out
}

// A text whose reader mended more doubled spaces than one in this many blocks,
// and more than a few, was set so or came out of a PDF: nobody typed them.
const (
	gapsFew   = 5
	gapsShare = 10
)

// manyGaps reports whether doubled spaces are the habit of the text.
func manyGaps(d *corpus.Document) bool {
	n := 0
	for i := range d.Blocks {
		n += len(gaps(d, &d.Blocks[i]))
	}
	return n > gapsFew && n*gapsShare > len(d.Blocks)
}

// mendedSpaces reports the doubled spaces that the reader of the file mended:
// they are not in the text any more, but still in the file.
func mendedSpaces(r *Row, i int) []Finding {
	doc, block := r.Target.doc, r.Target.Block(i)
	var out []Finding
	for _, at := range gaps(doc, block) {
		_, size := utf8.DecodeRuneInString(block.Text[at+1:])
		edit := Edit{Span: corpus.Span{Start: at, End: at + 1 + size}, Text: block.Text[at : at+1+size]}
		out = append(out, Finding{
			Message: "doubled space", Source: r.Source.All(),
			Target: Side{Index: r.Target.Blocks[i], Text: block.Text, Span: corpus.Span{Start: at, End: at + 1}},
			Got:    block.Locate(edit.Span).In(doc.Original)[:1+block.Locate(edit.Span).Len()-edit.Span.Len()], Fix: []Edit{edit},
		})
	}
	return out
}

// gaps lists the single spaces of a block that stand for several on one line
// of the file.
func gaps(d *corpus.Document, b *corpus.Block) []int {
	var out []int
	origin := b.Origin()
	for n := 1; n < len(origin); n++ {
		before, after := origin[n-1], origin[n]
		end := before.Source + after.Text - before.Text
		if end >= after.Source || int(after.Source) > len(d.Original) || strings.Trim(d.Original[end:after.Source], " ") != "" {
			continue
		}
		at, from := int(after.Text)-1, int(after.Text)
		if at >= 0 && from < len(b.Text) && b.Text[at] == ' ' && b.Text[from] != ' ' && !labelled(b.Text[:at]) {
			out = append(out, at)
		}
	}
	return out
}

// extraSpaces lists the runs of white space between words that are too long,
// or that no space should be.
func extraSpaces(text string) []corpus.Span {
	var out []corpus.Span
	start, count, seen := -1, 0, false
	last := ' '
	for i, r := range text {
		if unicode.IsSpace(r) {
			if start < 0 {
				start, count = i, 0
			}
			count++
			continue
		}
		if start >= 0 && seen && (count > 1 && !labelled(text[:start]) || beforeStop(text, i, r, last)) {
			out = append(out, corpus.Span{Start: start, End: i})
		}
		start, seen, last = -1, true, r
	}
	return out
}

// labelled reports whether nothing but the number of the paragraph stands
// before a gap.
func labelled(before string) bool {
	word := strings.TrimLeft(before, " \t(*")
	return len(word) <= 6 && (strings.HasSuffix(word, ".") || strings.HasSuffix(word, ")")) && labelWord(word[:len(word)-1])
}

// beforeStop reports whether the comma or stop at i ends a word that the space
// parts it from.
func beforeStop(text string, i int, r, before rune) bool {
	if r != ',' && r != '.' || !unicode.IsLetter(before) && before != ')' {
		return false
	}
	if strings.HasPrefix(strings.TrimSpace(text[i+1:]), ".") {
		return false // . . .
	}
	next, _ := utf8.DecodeRuneInString(text[i+1:])
	return i+1 == len(text) || unicode.IsSpace(next)
}

// frenchSpacingRule reports the spaces that French wants before its marks.
func frenchSpacingRule() Rule {
	return Rule{
		Name:  "french-spacing",
		Title: "the space before a French mark is missing, breakable or too many",
		Explanation: "French sets a no-break space before : ; ! ? and inside « ». The style is set by the value style: 0 France and United Nations (U+00A0 or U+202F before all four), " +
			"1 or \"fr-CA\" Canada (a no-break space before the colon and inside « », none before ; ! ?), 2 or \"UN\" the same as 0 with U+00A0 throughout when it is mended. Addresses, times and marks in a row pass. It can be mended without asking.",
		Wrong:    "the following: → les points suivants:",
		Right:    "the following: → les points suivants\u00a0:",
		Severity: Warning,
		Off:      true,
		Mono:     true,
		Langs:    []corpus.Lang{corpus.French},
		Values:   []string{"style"},
		Row:      frenchSpacing,
	}
}

// The values of style.
const (
	styleFrance = iota
	styleCanada
	styleUN
)

func frenchSpacing(p *Pass, r *Row) []Finding {
	style := int(p.Value("french-spacing", "style", styleFrance))
	var out []Finding
	for i := range r.Target.Blocks {
		text := r.Target.Block(i).Text
		for _, e := range spacingEdits(text, style) {
			if r.Target.hidden(corpus.Span{Start: r.Target.starts[i] + e.Span.End}) {
				continue
			}
			message := "a no-break space belongs here"
			if e.Text == "" {
				message = "no space belongs here"
			}
			out = append(out, Finding{
				Message: message, Source: r.Source.All(),
				Target: Side{Index: r.Target.Blocks[i], Text: text, Span: e.Span},
				Got:    e.Span.In(text), Want: []string{e.Text}, Fix: []Edit{e},
			})
		}
	}
	return out
}

// spacingEdits lists what has to change so that the spaces of a French text are
// right. U+00A0 and U+202F are both right; what is put in is the one that the
// style prefers.
func spacingEdits(text string, style int) []Edit {
	var out []Edit
	want := func(at, end int, space string) {
		got := text[at:end]
		if got == space || space != "" && (got == "\u00a0" || got == "\u202f") {
			return
		}
		out = append(out, Edit{Span: corpus.Span{Start: at, End: end}, Text: space})
	}
	for i, r := range text {
		switch r {
		case '«':
			after := i + len("«")
			want(after, after+leadingSpace(text[after:]), "\u00a0")
		case '»':
			want(len(strings.TrimRightFunc(text[:i], unicode.IsSpace)), i, "\u00a0")
		case ':', ';', '!', '?':
			if !spacedMark(text, i, r) {
				continue
			}
			space := "\u202f"
			switch {
			case r == ':' || style == styleUN:
				space = "\u00a0"
			case style == styleCanada:
				space = ""
			}
			want(len(strings.TrimRightFunc(text[:i], unicode.IsSpace)), i, space)
		}
	}
	return out
}

func leadingSpace(s string) int { return len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace)) }

// spacedMark reports whether the mark at i ends a word: not one in a row of
// marks, in a time, an address or an entity.
func spacedMark(text string, i int, r rune) bool {
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(text[:i], unicode.IsSpace))
	if strings.TrimSpace(text[:i]) == "" || strings.ContainsRune(":;!?([.", before) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[i+1:])
	if i+1 < len(text) && !unicode.IsSpace(next) && !strings.ContainsRune("»”\")]}’!?.…,", next) && unicode.Is(unicode.Nd, next) == unicode.Is(unicode.Nd, before) {
		return false // 10:30, http:
	}
	if r == ';' {
		amp := strings.LastIndexByte(text[:i], '&')
		return amp < 0 || strings.ContainsAny(text[amp:i], " \u00a0")
	}
	word := text[strings.LastIndexFunc(text[:i], unicode.IsSpace)+1 : i]
	return !strings.Contains(word, "://") && !strings.HasPrefix(word, "www.")
}
