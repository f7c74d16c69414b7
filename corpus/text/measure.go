package text

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// layout is what a document's lines tell about how they were broken.
type layout struct {
	wrapped bool       // lines are pieces of paragraphs; otherwise a line is a paragraph
	right   float64    // right margin, in the metric's characters
	noise   float64    // by how much a full line may miss the margin
	gap     [5]float64 // log odds of a paragraph start after 0, 1, … blank lines
	base    int        // indentation of the lines that go on
	indent  [5]float64 // log odds for the classes of indentClass
	stop    float64    // log odds of a paragraph start after a full line that ends a sentence
	metric  metric
	cut     float64 // share of the long lines that end on no punctuation
	flush   bool    // lines that go on are spread to the margin: a shorter one ends a paragraph
}

// Thresholds of measure. They were set on UN reports, laws and e-texts, wrapped
// at 60 to 100 columns and unwrapped.
const (
	minFullJoins = 0.10 // share of lines that fill the margin and go on, above which text is wrapped: running text has < 0.01, wrapped text > 0.3
	fullShare    = 0.85 // of the margin: a line at least that long fills it, for the test above
	maxNoise     = 0.12 // of the margin: lines of proportional type miss it by up to a tenth
	clip         = 3.0  // bound on what a learned feature may say against a start, and on stop
	clipFor      = 7.0  // bound on what a gap or an indentation may say for a start: where blank lines part all paragraphs nothing else counts
)

// measure learns the layout from the lines and sets their widths.
func measure(lines []line, printed bool) layout {
	var best layout
	if printed {
		best = margins(lines)
		best.metric = pageMetric
		best.flush = best.justified(lines)
	} else {
		best = chooseMetric(lines)
	}
	best.learnGaps(lines)
	best.learnStops(lines)
	best.cut = cutShare(lines)
	return best
}

// chooseMetric measures the lines in columns and in book type, and takes the
// one under which full lines end nearer to the margin.
func chooseMetric(lines []line) layout {
	var best layout
	for _, m := range []metric{columnMetric, typeMetric} {
		setWidths(lines, m)
		l := margins(lines)
		l.metric = m
		if m == columnMetric || l.wrapped && l.noise/l.right < best.noise/best.right*0.8 {
			best = l
		}
	}
	setWidths(lines, best.metric)
	return best
}

func setWidths(lines []line, m metric) {
	for i := range lines {
		w := m.width(lines[i].text)
		lines[i].width, lines[i].extent = w, w
	}
}

// goesOn reports whether line n surely continues line p, by its letters alone.
func goesOn(p, n *line) bool {
	if n.label.style != noLabel {
		return false
	}
	e := p.end
	switch n.begin {
	case beginsLower, beginsLinking, beginsCaseless:
	default:
		return false
	}
	return e == endsOpen || e == endsComma || e == endsDangling
}

// margins finds the right margin from the lines that surely go on, and whether
// there is one.
func margins(lines []line) layout {
	var widths []float64
	for i := 1; i < len(lines); i++ {
		if p, n := &lines[i-1], &lines[i]; goesOn(p, n) {
			widths = append(widths, p.width)
		}
	}
	if len(widths) == 0 {
		return layout{}
	}
	l := layout{right: quantile(widths, 0.97)} // and now they are sorted
	if longest := widths[len(widths)-1]; longest <= 1.04*l.right {
		l.right = longest // longer ones still are tables, addresses and accidents
	}
	full := 0
	for _, w := range widths {
		if w >= fullShare*l.right {
			full++
		}
	}
	l.wrapped = float64(full) >= minFullJoins*float64(len(lines)-1) && l.right < 250
	var slacks []float64
	for i := 1; i < len(lines); i++ {
		if p, n := &lines[i-1], &lines[i]; goesOn(p, n) && p.width >= fullShare*l.right {
			slacks = append(slacks, l.slack(p, n))
		}
	}
	if len(slacks) > 0 {
		l.noise = min(max(quantile(slacks, 0.95), 0), maxNoise*l.right)
	}
	return l
}

// slack is how much room was left on line p when the first word of n went to
// the next line; negative where the word would not have fitted.
func (l *layout) slack(p, n *line) float64 {
	first := n.text[:unbroken(n.text)]
	share := float64(utf8.RuneCountInString(first)) / float64(utf8.RuneCountInString(n.text))
	free := l.right - p.width
	room := free - 1 - n.extent*share
	if l.flush && free > shortBy && math.Abs(p.width-n.width) > shortBy/2 { // unless both stand in a narrower column
		return max(room, free)
	}
	return room
}

// Type that is spread to both margins.
const (
	shortBy    = 1.5 // characters: lines that fall short of the margin by more are not spread
	flushShare = 0.8 // of the long lines that go on reach the margin
)

// justified reports whether lines are spread so that they end at the margin.
func (l *layout) justified(lines []line) bool {
	reach, all := 0, 0
	for i := 1; i < len(lines); i++ {
		if p, n := &lines[i-1], &lines[i]; goesOn(p, n) && p.width >= fullShare*l.right {
			all++
			if math.Abs(l.right-p.width) <= shortBy/2 {
				reach++
			}
		}
	}
	return float64(reach) >= flushShare*float64(all) && all > 0
}

// unbroken is the length of what stands before the first place where a line
// may end: a word, with the number or abbreviation before it.
func unbroken(s string) int {
	word := firstWord(s)
	if r := firstRune(s); unspaced(r) {
		return utf8.RuneLen(r)
	}
	if len(word) == len(s) || !isDigit(word[0]) && !shortened(word) {
		return len(word)
	}
	rest := strings.TrimLeftFunc(s[len(word):], unicode.IsSpace)
	return len(s) - len(rest) + len(firstWord(rest))
}

// quantile of values, which it sorts.
func quantile(values []float64, q float64) float64 {
	slices.Sort(values)
	return values[min(int(q*float64(len(values))), len(values)-1)]
}

// learnGaps counts which gaps and indentations stand where lines surely go on
// and where a paragraph surely begins.
func (l *layout) learnGaps(lines []line) {
	// What is expected before anything was seen: blank lines part paragraphs.
	gapJoin, gapStart := [5]float64{2, .4, .2, .1, .1}, [5]float64{1, 1, .5, .3, .3}
	inJoin, inStart := [5]float64{2, .3, .3, .3, .3}, [5]float64{2, .8, .5, .5, .5}
	l.base = commonIndent(lines)
	for i := 1; i < len(lines); i++ {
		p, n := &lines[i-1], &lines[i]
		if n.joint {
			continue
		}
		g, in := min(n.gap, 4), l.indentClass(p, n)
		switch {
		case goesOn(p, n) && l.slack(p, n) <= l.noise:
			gapJoin[g]++
			inJoin[in]++
		case l.surelyStarts(p, n):
			gapStart[g]++
			inStart[in]++
		}
	}
	for g := range l.gap {
		l.gap[g] = logOdds(gapStart[:], gapJoin[:], g)
	}
	for c := range l.indent {
		l.indent[c] = logOdds(inStart[:], inJoin[:], c)
	}
}

func (l *layout) surelyStarts(p, n *line) bool {
	if n.row == next && n.label.style != arabicBare && n.label.style != noteMark {
		return true
	}
	return (n.begin == beginsUpper || n.begin == beginsCaseless) && p.end != endsDangling && l.slack(p, n) > l.noise+0.2*l.right
}

// logOdds of the first table against the second in column c, within bounds.
func logOdds(yes, no []float64, c int) float64 {
	y, n := 0.0, 0.0
	for i := range yes {
		y, n = y+yes[i], n+no[i]
	}
	return max(-clip, min(clipFor, math.Log(yes[c]/y)-math.Log(no[c]/n)))
}

// indentClass compares the indentation of line n with that of lines that go on
// and with that of line p before it: 0 as lines that go on, 1 deeper than both,
// 2 deeper, as p, 3 deeper, but less than p, 4 less deep.
func (l *layout) indentClass(p, n *line) int {
	switch d := n.indent - l.base; {
	case d < -1:
		return 4
	case d <= 1:
		return 0
	}
	switch d := n.indent - p.indent; {
	case d > 1:
		return 1
	case d < -1:
		return 3
	}
	return 2
}

// commonIndent is the indentation that most lines have that surely go on.
func commonIndent(lines []line) int {
	counts := map[int]int{}
	best := 0
	for i := 1; i < len(lines); i++ {
		if n := lines[i].indent; goesOn(&lines[i-1], &lines[i]) {
			counts[n]++
			if counts[n] > counts[best] || counts[n] == counts[best] && n < best {
				best = n
			}
		}
	}
	return best
}

// learnStops compares how often a sentence ends within a line with how often
// one ends an unnumbered paragraph. Both meet the end of a full line equally
// often, so the quotient is the odds there.
func (l *layout) learnStops(lines []line) {
	within, starts := 0.5, 0.5
	for i := range lines {
		within += float64(stopsWithin(lines[i].text))
		if i == 0 {
			continue
		}
		p, n := &lines[i-1], &lines[i]
		if n.label.style == noLabel && (n.begin == beginsUpper || n.begin == beginsCaseless) &&
			p.end == endsStop && l.slack(p, n) > l.noise+0.05*l.right {
			starts++
		}
	}
	l.stop = max(-clip, min(clip, math.Log(starts/within)))
}

// stopsWithin counts the sentences that end inside a line.
func stopsWithin(s string) int {
	n := 0
	for i, r := range s {
		rest := s[i+utf8.RuneLen(max(r, 0)):]
		switch r {
		case '。', '！', '？':
			if rest != "" && beginningOf(rest) != beginsClosing {
				n++
			}
		case '.', '?', '!', '؟', '۔':
			if len(rest) < 2 || rest[0] != ' ' {
				continue
			}
			next := firstRune(rest[1:])
			if (unicode.IsUpper(next) || unicode.Is(unicode.Lo, next)) && !shortened(lastWord(s[:len(s)-len(rest)])) {
				n++
			}
		}
	}
	return n
}

// longLine is the length in bytes from which a line is too long for a heading.
const longLine = 120

// cutShare is the share of the long lines that end on a word, not on a mark.
func cutShare(lines []line) float64 {
	var s share
	for i := range lines {
		if len(lines[i].text) >= longLine {
			s.add(lines[i].end)
		}
	}
	return s.cut()
}

// share counts long lines by their ends.
type share struct{ long, open int }

func (s *share) add(e ending) {
	s.long++
	if e == endsOpen || e == endsDangling {
		s.open++
	}
}

// cut is the share of those that a page end may have cut.
func (s *share) cut() float64 { return float64(s.open) / float64(s.long+1) }

// metric says how wide a character is.
type metric uint8

const (
	columnMetric metric = iota // every character one column
	typeMetric                 // as in a common book type
	pageMetric                 // measured on the page
)

// width of a line; runs of white space count once.
func (m metric) width(s string) float64 {
	w, space := 0.0, false
	for _, r := range s {
		if unicode.IsSpace(r) {
			if !space {
				w += m.rune(' ')
			}
			space = true
			continue
		}
		space = false
		w += m.rune(r)
	}
	return w
}

// firstMark is the first character that takes no room of its own.
const firstMark = 0x0300

// rune is the width of one character. The classes of typeMetric are rounded
// from the widths of common book types, in halves of an em, so that a line of
// prose has about as many units as characters.
func (m metric) rune(r rune) float64 {
	if r >= firstMark && unicode.Is(unicode.Mn, r) {
		return 0
	}
	if unspaced(r) {
		return 2
	}
	if m == columnMetric {
		return 1
	}
	switch {
	case r == ' ' || strings.ContainsRune("ijltfI.,;:'’!|()[]-", r):
		return 0.6
	case strings.ContainsRune("mwMW—…œæ", r):
		return 1.7
	case unicode.IsUpper(r):
		return 1.45
	case strings.ContainsRune("acerszéèêëç", r):
		return 0.92
	}
	return 1.08
}
