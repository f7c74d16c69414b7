package text

import (
	"slices"
	"strings"
	"unicode"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// mark is one character of a block and where it stands in the original. It is
// held for every character of a piece of a paragraph at once: 32 bits are enough
// for the largest file that is read.
type mark struct {
	r  rune
	at int32
}

// mender makes the text of blocks.
type mender struct {
	words    vocab
	lines    []line         // of the document
	lexicon  *lang.Language // of the document, once it was asked for a word
	markdown bool
	marks    []mark // of the block at hand; kept for the next, as are the anchors
	anchors  []corpus.Anchor
}

// block joins and mends the lines of a group.
func (m *mender) block(g group) corpus.Block {
	out := &traced{expect: -1, anchors: m.anchors[:0]}
	out.text.Grow(g.size() + len(g.lines))
	marks := slices.Grow(m.marks[:0], min(g.size()+len(g.lines), maxMarks))
	for i, l := range g.lines {
		if i > 0 {
			marks = m.joinLine(marks, g.lines[i-1], l)
		}
		for at, r := range l.text {
			if len(marks) >= maxMarks {
				marks = m.piece(out, marks)
			}
			marks = append(marks, mark{r, int32(l.Start + at)})
		}
	}
	m.marks = marks
	m.mend(out, marks)
	b := corpus.Block{Page: int32(g.first().page)}
	if g.note {
		b.Kind = corpus.Footnote
	}
	b.Text, m.anchors = out.text.String(), out.anchors
	b.SetOrigin(out.anchors)
	if l := g.first(); b.Text == l.text {
		b.Text = l.text // a part of the original: not held twice
	}
	return b
}

// joinLine adds what stands between two lines: a space, or nothing within a
// word that was cut at the line end.
func (m *mender) joinLine(marks []mark, p, n *line) []mark {
	if len(marks) == 0 {
		return marks
	}
	last := marks[len(marks)-1].r
	if endingOf(p.text) == endsHyphen && (last == '-' || last == '\u2010' || last == '\u2011' || last == '\u00ad') {
		if last == '\u00ad' || strings.HasSuffix(p.text, "/-") || m.softHyphen(p.text, n.text) {
			return marks[:len(marks)-1]
		}
		return marks
	}
	if cutAddress(p.text, n.text) {
		return marks
	}
	if unspaced(last) && unspaced(firstRune(n.text)) {
		return marks
	}
	return append(marks, mark{' ', int32(p.End)})
}

// firstUnspaced is the first letter of Thai; no script before it writes without
// spaces.
const firstUnspaced = 0x0E00

// unspaced reports whether a character belongs to a script that writes without
// spaces, so that a line end in it stands for nothing.
func unspaced(r rune) bool {
	if r < firstUnspaced {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}

// softHyphen reports whether the hyphen at the end of a line belongs to the
// line end: the document writes the word without it elsewhere, or the lexicon
// of its language has the word; where neither knows it, if the parts are no
// words of the document.
func (m *mender) softHyphen(p, n string) bool {
	if !unicode.IsLower(firstRune(n)) || webAddress(lastWord(p)) || strings.Contains(lastWord(p), "@") {
		return false // nobody hyphenates an address
	}
	head := strings.ToLower(lastLetters(strings.TrimRight(p, "-\u2010\u2011")))
	tail := strings.ToLower(firstLetters(n))
	if head == "" || tail == "" {
		return false
	}
	whole, hyphened := m.words[head+tail], m.words[head+"-"+tail]
	if whole != hyphened {
		return whole > hyphened
	}
	if elides(tail) && len(tail) < len(n) && isApostrophe(firstRune(n[len(tail):])) { // main-d’œuvre
		return false
	}
	part := head[strings.LastIndexByte(head, '-')+1:]
	switch {
	case part == head && m.known(head+tail):
		return true
	case m.known(part) && m.known(tail):
		return false
	}
	// Both parts stand alone elsewhere: a compound.
	return m.words[head] == 0 || m.words[tail] <= 1
}

// known reports whether the lexicon of the language of the document has a word.
// It is loaded when the first word is asked for.
func (m *mender) known(word string) bool {
	if m.lexicon == nil {
		var sample strings.Builder
		for _, l := range m.lines {
			if sample.WriteString(l.text + "\n"); sample.Len() > sampleSize {
				break
			}
		}
		code, _ := lang.Detect(sample.String())
		m.lexicon = lang.For(code)
	}
	return len(m.lexicon.Tags(lang.Normal(word))) > 0
}

// sampleSize is how many bytes of text the language is guessed from.
const sampleSize = 1 << 14

func lastLetters(s string) string {
	i := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
	if i < 0 {
		return s
	}
	for i++; i < len(s) && s[i]&0xC0 == 0x80; i++ {
	}
	return s[i:]
}

func firstLetters(s string) string {
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		return s[:i]
	}
	return s
}

// mendSpaces makes one space of many, takes out those before an apostrophe
// and inside words, and characters that show nothing.
func (m *mender) mendSpaces(marks []mark) []mark {
	out := marks[:0]
	for _, k := range marks {
		switch {
		case unicode.IsSpace(k.r):
			if len(out) == 0 {
				continue
			}
			if last := &out[len(out)-1]; unicode.IsSpace(last.r) {
				if k.r == '\u00a0' || k.r == '\u202f' { // the one that was meant
					*last = k
				}
				continue
			}
			if k.r == '\t' || unicode.IsControl(k.r) {
				k.r = ' '
			}
		case blank(k.r) || k.r == '\u00ad':
			continue
		}
		out = append(out, k)
	}
	for len(out) > 0 && unicode.IsSpace(out[len(out)-1].r) {
		out = out[:len(out)-1]
	}
	return m.mendWords(out)
}

// mendWords takes out stray spaces inside words: "l ’assistance", "m esures".
func (m *mender) mendWords(marks []mark) []mark {
	var drop map[int]bool
	cut := func(i int) {
		if drop == nil {
			drop = map[int]bool{}
		}
		drop[i] = true
	}
	for i := 1; i+1 < len(marks); i++ {
		switch {
		case marks[i].r != ' ' || !unicode.IsLetter(marks[i-1].r):
		case isApostrophe(marks[i+1].r):
			if i+2 < len(marks) && unicode.IsLetter(marks[i+2].r) && elides(wordBefore(marks, i)) {
				cut(i)
			}
		case i == 1 || !unicode.IsLetter(marks[i-2].r): // one letter alone
			if left, right := wordBefore(marks, i), wordAfter(marks, i+1); left != "" && right != "" && m.broken(left, right) {
				cut(i)
			}
		}
	}
	for i := 2; i+1 < len(marks); i++ { // "l’ assistance"
		if marks[i].r == ' ' && isApostrophe(marks[i-1].r) && unicode.IsLetter(marks[i+1].r) && elides(wordBefore(marks, i-1)) {
			cut(i)
		}
	}
	if len(drop) == 0 {
		return marks
	}
	out := marks[:0]
	for i, k := range marks {
		if !drop[i] {
			out = append(out, k)
		}
	}
	return out
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// elides reports whether a word loses its vowel before an apostrophe, so that
// no space belongs there. French and Italian.
func elides(word string) bool {
	return strings.Contains(" l d n s m t c j qu lorsqu puisqu jusqu quoiqu quelqu presqu aujourd dell nell all sull ", " "+strings.ToLower(word)+" ")
}

// singleLetters are the words of one letter in the languages of Latin and
// Cyrillic script; any other letter alone before small letters is a piece.
const singleLetters = "aàâyoôóòeéèuiìлвиксуоаяжбюxv"

// broken reports whether a space between two runs of letters cuts a word in
// two: the left is one letter that is no word, and the document writes the
// whole elsewhere.
func (m *mender) broken(left, right string) bool {
	if len([]rune(left)) != 1 || strings.Contains(singleLetters, strings.ToLower(left)) || !unicode.IsLower(firstRune(right)) {
		return false
	}
	return m.words[strings.ToLower(left+right)] > 0 && len(right) > 2
}

func wordBefore(marks []mark, end int) string {
	i := end
	for i > 0 && unicode.IsLetter(marks[i-1].r) && end-i < 20 {
		i--
	}
	if i > 0 && (isApostrophe(marks[i-1].r) || unicode.IsDigit(marks[i-1].r) || marks[i-1].r == '.' || marks[i-1].r == '-') {
		return ""
	}
	return runes(marks[i:end])
}

func wordAfter(marks []mark, start int) string {
	i := start
	for i < len(marks) && unicode.IsLetter(marks[i].r) && i-start < 40 {
		i++
	}
	return runes(marks[start:i])
}

func runes(marks []mark) string {
	var b strings.Builder
	for _, k := range marks {
		b.WriteRune(k.r)
	}
	return b.String()
}
