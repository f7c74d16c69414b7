package align

import (
	"hash/fnv"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
)

// trait is what can be seen of a segment without reading its words: its number
// label, how it begins and ends, and what kind of block it is. What such a
// trait is worth differs from document to document (one side may have lost its
// numbers, one may write no full stops), so it is learned from the path of the
// round before.
type trait struct {
	label uint32 // hash of its number; 0 where it has none
	start uint8  // class of the first character
	lead  uint8  // the same, but for a number label a class of its own
	end   uint8  // class of the last character that is not a quotation mark
	opens bool   // its number is the first of a list: a, i or 1
	kind  corpus.Kind
}

func traitOf(seg segment) trait {
	t := trait{kind: seg.kind, start: startClass(seg.text), end: endClass(seg.text)}
	t.lead = t.start
	label := seg.label
	if label == "" {
		label = leadingLabel(seg.text)
	}
	if label = normalLabel(label); label != "" {
		t.lead = startsNumber
		last := label[strings.LastIndexByte(label, '/')+1:]
		t.opens = last == "a" || last == "i" || last == "1"
		h := fnv.New32a()
		h.Write([]byte(label))
		t.label = h.Sum32() | 1
	}
	return t
}

// classes is how many classes of beginnings, endings and kinds there may be.
const classes = 12

func startClass(text string) uint8 {
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			continue
		case unicode.IsLower(r):
			return 1
		case unicode.IsUpper(r):
			return 2
		case unicode.IsDigit(r):
			return 3
		case foldQuote(r):
			return 4
		case r == '(' || r == '[':
			return 5
		case r == '-' || '\u2010' <= r && r <= '\u2015':
			return 6
		case r == '*' || r == '•' || r == '·':
			return 7
		case r == '.' || r == '…':
			return 8
		}
		break
	}
	return 0
}

func endClass(text string) uint8 {
	text = strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsSpace(r) || foldQuote(r) })
	r, _ := utf8.DecodeLastRuneInString(text)
	switch r {
	case '.', '。', '…':
		return 1
	case ';', '；', '؛':
		return 2
	case ':', '：':
		return 3
	case ',', '，', '،':
		return 4
	case '?', '？', '؟':
		return 5
	case '!', '！':
		return 6
	case ')', ']':
		return 7
	case '-', '—', '–':
		return 8
	}
	if unicode.IsDigit(r) {
		return 9
	}
	return 0
}

func foldQuote(r rune) bool {
	return r == '"' || r == '\'' || r == '«' || r == '»' || '\u2018' <= r && r <= '\u201f' || r == '‹' || r == '›'
}

// How the labels of two segments can stand to each other.
const (
	unlabelled = iota
	oneLabel
	sameLabel
	otherLabel
	relations
)

// traitModel says what the traits of two segments are worth, as log ratios of
// their probability in true pairs to that in chance pairs.
type traitModel struct {
	labels [relations]float32
	starts [classes][classes]float32
	ends   [classes][classes]float32
	kinds  [classes][classes]float32
	joins  [classes][classes]float32 // how a segment ends and the next one in the same bead begins
}

// Constants of the trait model.
const (
	traitWeight  = 0.5 // marks and numbers are units too: half of their worth is counted already
	traitCap     = 3.0
	differCap    = 6.0 // of labels that differ, where they never do in beads
	traitPseudo  = 20.0
	labelsAgree  = 1.5 // before the document is known
	labelsDiffer = -1.5
	labelMissing = -0.5
)

func newTraitModel() *traitModel {
	t := &traitModel{joins: joinsBefore()}
	t.labels = [relations]float32{0, labelMissing, labelsAgree, labelsDiffer}
	return t
}

// Classes of beginnings and endings that the first belief about joins names.
const (
	startsOther       = 0 // letters without case among them
	startsLower       = 1
	startsNumber      = 10 // a label, as opposed to a mere number
	endsWithWord      = 0
	endsWithStop      = 1
	endsWithSemicolon = 2
	endsWithColon     = 3
	endsWithComma     = 4
	endsWithDigit     = 9
)

// First beliefs about joins, as log ratios: the rest of a sentence goes with
// its beginning, numbered items stand for themselves, and so do headings.
const (
	joinRest    = 1.5
	joinNumber  = -1.5
	joinHeading = -1.0
	joinPseudo  = 30.0
	joinCap     = 3.0
	joinsLeast  = -4.0 // of all joins on one side of a bead: a list is taken in as a whole
)

func joinsBefore() (w [classes][classes]float32) {
	for end := range w {
		for start := range w[end] {
			switch {
			case start == startsNumber:
				w[end][start] = joinNumber
			case start == startsLower && (end == endsWithWord || end == endsWithComma):
				w[end][start] = joinRest
			case end == endsWithWord:
				w[end][start] = joinHeading
			}
		}
	}
	return w
}

// join is the worth of having segments i-1 and i of one side in the same bead.
func (t *traitModel) join(s *side, i int) float32 {
	return t.joins[s.traits[i-1].end][s.traits[i].lead]
}

// learnJoins compares the joins within the beads of a path with all places
// where one segment follows another.
func (t *traitModel) learnJoins(path []step, source, target *side) {
	var within, all [classes][classes]float64
	inside, total := 0.0, 0.0
	count := func(s *side, from, end int, into *[classes][classes]float64, sum *float64) {
		for i := from + 1; i < end; i++ {
			into[s.traits[i-1].end][s.traits[i].lead]++
			*sum++
		}
	}
	for _, p := range path {
		if p.from.i < p.to.i && p.from.j < p.to.j {
			count(source, p.from.i, p.to.i, &within, &inside)
			count(target, p.from.j, p.to.j, &within, &inside)
		}
	}
	count(source, 0, source.segments(), &all, &total)
	count(target, 0, target.segments(), &all, &total)
	before := joinsBefore()
	for a := range all {
		for b := range all[a] {
			chance := (all[a][b] + 1) / (total + classes*classes)
			seen := (within[a][b] + joinPseudo*chance*exp(float64(before[a][b]))) / (inside + joinPseudo)
			t.joins[a][b] = float32(min(joinCap, max(-joinCap, math.Log(seen/chance))))
		}
	}
}

// start is the worth of segments i and j as the first ones of a bead.
func (t *traitModel) start(source, target *side, i, j int) float32 {
	a, b := &source.traits[i], &target.traits[j]
	return t.labels[relation(a, b)] + t.starts[a.start][b.start] + t.kinds[a.kind][b.kind]
}

// end is the worth of segments i and j as the last ones of a bead.
func (t *traitModel) end(source, target *side, i, j int) float32 {
	return t.ends[source.traits[i].end][target.traits[j].end]
}

func relation(a, b *trait) int {
	switch {
	case a.label == b.label:
		if a.label == 0 {
			return unlabelled
		}
		return sameLabel
	case a.label == 0 || b.label == 0:
		return oneLabel
	}
	return otherLabel
}

// learn takes the traits of a path in.
func (t *traitModel) learn(path []step, source, target *side) {
	var starts, ends, kinds tally
	var labels [relations]float64
	for _, p := range path {
		if p.from.i == p.to.i || p.from.j == p.to.j {
			continue
		}
		a, b := &source.traits[p.from.i], &target.traits[p.from.j]
		labels[relation(a, b)]++
		starts.add(a.start, b.start)
		kinds.add(uint8(a.kind), uint8(b.kind))
		ends.add(source.traits[p.to.i-1].end, target.traits[p.to.j-1].end)
	}
	t.starts, t.ends, t.kinds = starts.worth(), ends.worth(), kinds.worth()
	t.learnLabels(labels, source, target)
	t.learnJoins(path, source, target)
}

// learnLabels compares how labels stand to each other in the beads of the path
// with how they would by chance.
func (t *traitModel) learnLabels(seen [relations]float64, source, target *side) {
	count := map[uint32][2]float64{}
	for k, s := range []*side{source, target} {
		for i := range s.traits {
			c := count[s.traits[i].label]
			c[k]++
			count[s.traits[i].label] = c
		}
	}
	n, m := float64(len(source.traits)), float64(len(target.traits))
	none := [2]float64{count[0][0] / n, count[0][1] / m}
	same := 0.0
	for label, c := range count {
		if label != 0 {
			same += c[0] * c[1] // whole numbers: the order of the sum does not matter
		}
	}
	same /= n * m
	chance := [relations]float64{none[0] * none[1], none[0] + none[1] - 2*none[0]*none[1], same, 0}
	chance[otherLabel] = max(0, (1-none[0])*(1-none[1])-same)
	total := 0.0
	for _, c := range seen {
		total += c
	}
	before := [relations]float32{0, labelMissing, labelsAgree, labelsDiffer}
	for k := range t.labels {
		// The belief of the start counts as traitPseudo beads.
		expected := chance[k] * exp(float64(before[k])/traitWeight)
		p, by := (seen[k]+traitPseudo*expected)/(total+traitPseudo), chance[k]+1e-4
		t.labels[k] = worth(p, by)
		if k == otherLabel { // numbers that differ are no units that meet: nothing of it is counted yet
			t.labels[k] = max(-differCap, float32(math.Log(p/by)))
		}
	}
}

// tally counts pairs of classes.
type tally struct {
	pair [classes][classes]float64
	one  [2][classes]float64
	all  float64
}

func (t *tally) add(a, b uint8) {
	t.pair[a][b]++
	t.one[0][a]++
	t.one[1][b]++
	t.all++
}

// worth is the log ratio of each pair of classes to chance, drawn towards
// nothing where little was seen.
func (t *tally) worth() (w [classes][classes]float32) {
	for a := range w {
		for b := range w[a] {
			chance := (t.one[0][a] + 1) / (t.all + classes) * (t.one[1][b] + 1) / (t.all + classes)
			w[a][b] = worth((t.pair[a][b]+traitPseudo*chance)/(t.all+traitPseudo), chance)
		}
	}
	return w
}
