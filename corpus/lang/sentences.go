package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
)

// Sentences cuts a paragraph into sentences: ordered, disjoint spans, without
// the white space between them, covering everything else.
//
// Every full stop, question mark, exclamation mark or ellipsis (and their
// Arabic and Chinese counterparts) is a candidate. It ends a sentence if white
// space and something that can begin a sentence follow, and unless it belongs
// to an abbreviation, an initial, a label ("1.", "a)", "II.") or stands inside
// brackets that were opened in the middle of the sentence. Semicolons and
// colons never end a sentence, but for the Arabic semicolon. An empty line
// always does. Time is linear in the length of the text.
func (l *Language) Sentences(text string) []corpus.Span {
	s := splitter{Language: l, text: text, start: skipSpace(text, 0)}
	s.label = s.start
	for i := s.start; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case isTerminator(r):
			i = s.terminator(i)
		case r == '\n' && emptyLine(text[i:]):
			i = s.cut(i, i)
		default:
			s.bracket(r, i)
			i += size
		}
	}
	s.cut(len(text), len(text))
	return s.spans
}

// splitter is the state of one pass over a text.
type splitter struct {
	*Language
	text  string
	spans []corpus.Span
	start int       // of the sentence that is open
	label int       // end of the labels ("1.", "A.") that the sentence begins with
	open  []bracket // brackets that are open, innermost last
}

type bracket struct {
	at    int
	inner bool // opened in the middle of a sentence
}

// Brackets farther apart than this are taken for a slip: a parenthesis that is
// never closed must not swallow the rest of the text. The longest parenthesis
// in the seed reports has 240 bytes.
const longestBracket = 1000

// No word is longer than this many bytes where a decision looks back at one:
// it bounds the time on texts that are no texts.
const longestWord = 60

func (s *splitter) bracket(r rune, at int) {
	switch r {
	case '(', '[', '（':
		s.open = append(s.open, bracket{at, at > s.label})
	case ')', ']', '）':
		if len(s.open) > 0 {
			s.open = s.open[:len(s.open)-1]
		}
	}
}

// within reports whether the innermost open bracket was opened in the middle
// of the sentence and is closed soon.
func (s *splitter) within(at int) bool {
	if len(s.open) == 0 || !s.open[len(s.open)-1].inner {
		return false
	}
	limit := min(len(s.text), s.open[len(s.open)-1].at+longestBracket)
	return at < limit && strings.ContainsAny(s.text[at:limit], ")]）")
}

// cut ends the open sentence before end, unless it is empty, and begins the
// next one behind the white space after next, which it returns.
func (s *splitter) cut(end, next int) int {
	if body := strings.TrimRightFunc(s.text[s.start:end], unicode.IsSpace); body != "" {
		s.spans = append(s.spans, corpus.Span{Start: s.start, End: s.start + len(body)})
	}
	s.start = skipSpace(s.text, next)
	s.label, s.open = s.start, s.open[:0]
	return s.start
}

// candidate is a possible end of a sentence with all that the decision needs.
type candidate struct {
	mark    rune // the last terminator
	dot     int  // offset of the first terminator
	end     int  // behind terminators, closing brackets and quotes, note marks
	single  bool // one terminator only
	closed  bool // brackets or quotes were closed behind it
	inner   bool // one of these brackets was opened in the middle of the sentence
	ellipse bool // an ellipsis right inside brackets: "[…]"
	next    int  // offset of the next word, behind spaces and opening marks
	nextIs  rune // its first character, 0 at the end of the text
}

// terminator reads the terminator at i with everything attached to it, ends the
// sentence if it is one, and returns where to go on.
func (s *splitter) terminator(i int) int {
	c := candidate{dot: i, single: true}
	for c.end = i; c.end < len(s.text); {
		r, size := utf8.DecodeRuneInString(s.text[c.end:])
		if !isTerminator(r) {
			break
		}
		c.single = c.single && c.end == i && r == '.'
		c.mark = r
		c.end += size
	}
	enclosed := i > 0 && (s.text[i-1] == '[' || s.text[i-1] == '(')
	inside := s.within(c.end)
	s.closers(&c)
	c.ellipse = enclosed && c.closed
	if c.end == len(s.text) {
		return c.end
	}
	if after := s.noteNumber(c); after > 0 {
		c.end = after
	}
	space := skipSpace(s.text, c.end)
	if space == c.end && !isIdeographic(c.mark) {
		return c.end
	}
	c.next = skipOpeners(s.text, space)
	if c.next < len(s.text) {
		c.nextIs, _ = utf8.DecodeRuneInString(s.text[c.next:])
	}
	if inside && !c.inner || !s.ends(c) {
		return c.end
	}
	return s.cut(c.end, c.end)
}

// closers moves the end of the candidate behind closing brackets, quotes and
// raised note marks, and takes the brackets from the list of open ones.
func (s *splitter) closers(c *candidate) {
	for c.end < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[c.end:])
		switch {
		case r == ')' || r == ']' || r == '）':
			if n := len(s.open); n > 0 {
				c.inner = c.inner || s.open[n-1].inner
			}
			s.bracket(r, c.end)
			c.closed = true
		case strings.ContainsRune("\"'»”’›」』》}", r):
			c.closed = true
		case isRaisedDigit(r) || r == '*':
		default:
			// The French closing quote stands behind a space.
			if after := skipSpace(s.text, c.end); after > c.end && strings.HasPrefix(s.text[after:], "»") {
				c.end, c.closed = after+len("»"), true
				continue
			}
			return
		}
		c.end += size
	}
}

// noteNumber is the end of a note number that lost its raised form
// ("meeting.3 The"), 0 where there is none.
func (s *splitter) noteNumber(c candidate) int {
	if !c.single || c.closed || c.dot < 4 || s.abbreviation(c.dot) != noAbbreviation {
		return 0
	}
	for _, b := range []byte(s.text[c.dot-3 : c.dot]) {
		if 'a' > b || b > 'z' {
			return 0
		}
	}
	i := c.end
	for i < len(s.text) && isDigit(s.text[i]) {
		i++
	}
	if i == c.end || i > c.end+2 || i == len(s.text) || s.text[i] != ' ' {
		return 0
	}
	if r, _ := utf8.DecodeRuneInString(s.text[i+1:]); !unicode.IsUpper(r) {
		return 0
	}
	return i
}

// ends decides whether the candidate ends the sentence.
func (s *splitter) ends(c candidate) bool {
	switch {
	case isIdeographic(c.mark) || c.nextIs == 0 || c.mark == '؟' || c.mark == '؛':
		return true
	case c.ellipse:
		return false
	case unicode.IsLower(c.nextIs):
		return isItemLabel(s.text[c.next:]) && c.mark == '.' && s.abbreviation(c.dot) == noAbbreviation
	case c.inner:
		return s.starter(c.next)
	case !c.single:
		return true
	}
	return s.stopEnds(c)
}

// stopEnds decides for a single full stop before something that can begin a
// sentence.
func (s *splitter) stopEnds(c candidate) bool {
	before := s.text[s.label:c.dot]
	if isLabel(before) || isLabel(s.wordBefore(c.dot)) && s.listed(c.dot) {
		if !c.closed {
			if isLabel(before) {
				s.label = skipSpace(s.text, c.end)
			}
			return false
		}
	}
	switch s.abbreviation(c.dot) {
	case titleAbbr, neverAbbr:
		return false
	case refAbbr:
		return !unicode.IsDigit(c.nextIs) && s.starter(c.next) && !isLabel(letters(s.text[c.next:]))
	case softAbbr, monthAbbr:
		return !unicode.IsDigit(c.nextIs) && s.starter(c.next)
	case endAbbr:
		return !unicode.IsDigit(c.nextIs) || isItemLabel(s.text[c.next:])
	}
	if word := s.wordBefore(c.dot); isInitial(word) && !c.closed {
		if strings.Contains(word, "-") || unicode.IsDigit(c.nextIs) && s.afterAbbreviation(c.dot-len(word)) {
			return false // "J.-M. Le Guen", "art. L. 642-3"
		}
		return s.starter(c.next) || s.labelled(c.dot)
	}
	if s.code == corpus.German && c.dot > 0 && isDigit(s.text[c.dot-1]) {
		return s.starter(c.next) // "am 3. Oktober"
	}
	return true
}

// afterAbbreviation reports whether the word before the offset is an
// abbreviation with its stop.
func (s *splitter) afterAbbreviation(at int) bool {
	before := strings.TrimRightFunc(s.text[s.start:at], unicode.IsSpace)
	return strings.HasSuffix(before, ".") && s.abbreviation(s.start+len(before)-1) != noAbbreviation
}

// wordBefore is the word that ends at the offset, with inner stops, hyphens
// and without an elided article ("l'art").
func (s *splitter) wordBefore(at int) string {
	i := at
	for i > s.start && at-i < longestWord {
		r, size := utf8.DecodeLastRuneInString(s.text[:i])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '-' && r != '‑' && !combining(r) && r != 'º' && r != '°' {
			break
		}
		i -= size
	}
	return s.text[i:at]
}

// abbreviation is the class of the word before a full stop.
func (s *splitter) abbreviation(dot int) abbreviation {
	word := s.wordBefore(dot)
	if len(word) == 0 || len(word) > 20 {
		return noAbbreviation
	}
	if class, known := s.profile.abbreviations[Normal(word)]; known && !(isInitial(word) && class == refAbbr) {
		return class
	}
	if isAcronym(word) {
		return softAbbr
	}
	return noAbbreviation
}

// starter reports whether a function word that begins with a capital stands at
// the offset: the next sentence, not a name.
func (s *splitter) starter(at int) bool {
	end := at
	for end < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[end:])
		if !unicode.IsLetter(r) && !combining(r) {
			if r == '\'' || r == '’' {
				end += size
			}
			break
		}
		end += size
	}
	if end == at {
		return true // a quote, a bracket, a number
	}
	r, _ := utf8.DecodeRuneInString(s.text[at:])
	return s.StopWord(Normal(s.text[at:end])) || !unicode.IsUpper(r)
}

// listed reports whether the label that ends at the offset follows a colon, a
// semicolon or a dash, as in "suivant : 1. Ouverture".
func (s *splitter) listed(dot int) bool {
	before := strings.TrimRightFunc(s.text[s.start:dot-len(s.wordBefore(dot))], unicode.IsSpace)
	return before != "" && strings.HasSuffix(before, ":") || strings.HasSuffix(before, ";")
}

// labelled reports whether the single letter before the offset names a part of
// a document ("annexe B", "tables A and B") and is not an initial.
func (s *splitter) labelled(dot int) bool {
	words := strings.Fields(s.text[max(s.start, dot-longestWord):dot])
	for i := len(words) - 2; i >= 0; i-- {
		word := Normal(strings.Trim(words[i], ".,;:()"))
		if _, part := partNames()[strings.TrimSuffix(word, "s")]; part {
			return true
		}
		if conj := word == "et" || word == "and" || word == "ou" || word == "or" || word == "y" || word == "e"; !conj && !isLabel(strings.ToUpper(word)) {
			return false
		}
	}
	return false
}
