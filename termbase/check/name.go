package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/corpus/symbol"
)

// nameRule reports names of persons and places that were lost or misspelt.
func nameRule() Rule {
	return Rule{
		Name:  "name",
		Title: "the name of a person or place is lost or misspelt",
		Explanation: "Names that a text keeps as they are, those behind a title (Mr., Dr.) and those of which one part stands in the translation must stand there whole; accents and titles (M., Mme) may differ. " +
			"Countries must be the same ones. Names that the language translates (Vienna, Vienne) pass. A name without anything in its place is a note: a pronoun may stand for it.",
		Wrong:    "Mr. John Sandage (Austria) → M. John Sandge (Australie)",
		Right:    "Mr. John Sandage (Austria) → M. John Sandage (Autriche)",
		Severity: Warning,
		Row:      names,
	}
}

// A name that is kept in namesKept of its rows, twice at least, is one that the
// language does not translate. Two spellings belong together when they differ
// in at most a third of their letters.
const (
	namesKept   = 0.75
	namesTwice  = 2
	nameLetters = 3
)

func names(p *Pass, r *Row) []Finding {
	if r.Source.Empty() || r.Target.Empty() || r.Confidence < doubtful {
		return nil
	}
	n := nameRow{row: r, known: p.names(), source: r.Source.capitals(), target: r.Target.capitals()}
	out := n.places()
	if len(n.source) > 0 {
		out = append(out, n.persons()...)
	}
	return out
}

// capital is a word with a capital, as names have.
type capital struct {
	corpus.Span
	text, fold string
	after      string // the word before it, normal
	joined     bool   // nothing but white space between it and the capital before
	initial    bool   // begins a sentence
}

// capitals lists the words of a side that may be names.
func (t *Text) capitals() []capital {
	var out []capital
	words := t.Words()
	for i, w := range words {
		if w.Form != lang.Word || !capitalised(w.Text) {
			continue
		}
		c := capital{Span: w.Span, text: w.Text, fold: lang.Fold(w.Text)}
		if i > 0 {
			c.after = words[i-1].Norm
			if c.after == "." && i > 1 {
				c.after = words[i-2].Norm
			}
			c.after = strings.TrimSuffix(c.after, ".")
		}
		if n := len(out); n > 0 {
			c.joined = strings.Trim(t.Text[out[n-1].End:w.Start], " \u00a0\u202f-‑") == "" && w.Start > out[n-1].End
		}
		c.initial = t.Sentence(w.Start).Start == w.Start
		out = append(out, c)
	}
	return out
}

// capitalised reports whether a word is written as names are: a capital, then a
// small letter somewhere; three letters at least.
func capitalised(s string) bool {
	first, n := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first) && strings.IndexFunc(s[n:], unicode.IsLower) >= 0 && utf8.RuneCountInString(s) >= nameLetters
}

// nameRow looks for the names of one row.
type nameRow struct {
	row            *Row
	known          knownNames
	source, target []capital
	words          map[string]bool // folded words of the target; see has
	done           map[int]bool    // capitals of the target that were found wrong already
}

func (n *nameRow) persons() []Finding {
	var out []Finding
	n.done = map[int]bool{}
	for i, c := range n.source {
		if n.has(c.fold) {
			continue
		}
		sure := n.known.kept[c.fold] || titled(c) || i > 0 && c.joined && titledRun(n.source[:i])
		anchored := n.anchored(i)
		if !sure && (!anchored || n.article(i) || n.headline()) {
			continue
		}
		if j := n.instead(i, sure); j >= 0 {
			n.done[j] = true
			t := n.target[j]
			out = append(out, Finding{
				Message: "the name " + c.text + " stands as " + t.text,
				Source:  n.row.Source.Side(c.Span), Target: n.row.Target.Side(t.Span), Term: c.text, Want: []string{c.text}, Got: t.text,
			})
		} else if sure {
			out = append(out, Finding{
				Message: "the name " + c.text + " is missing",
				Source:  n.row.Source.Side(c.Span), Target: n.row.Target.All(), Term: c.text, Want: []string{c.text},
				Debatable: !n.nameGone(i),
			})
		}
	}
	return out
}

// has reports whether the target has the word, as part of a compound too.
func (n *nameRow) has(fold string) bool {
	if n.words == nil {
		n.words = map[string]bool{}
		for _, t := range n.row.Target.Words() {
			f := lang.Fold(t.Text)
			n.words[f] = true
			for _, part := range strings.FieldsFunc(f, func(r rune) bool { return r == '-' || r == '\'' }) {
				n.words[part] = true
			}
		}
	}
	return n.words[fold]
}

// nameGone reports whether the name is one behind a title whose other parts
// stand in the target: then this part was lost, and not the person put in other
// words.
func (n *nameRow) nameGone(i int) bool { return n.anchored(i) }

// headline reports whether the source is a heading in which most words have a
// capital: there a capital shows no name.
func (n *nameRow) headline() bool { return 2*len(n.source) > lettered(n.row.Source.Text) }

// titled reports whether a title stands right before the name.
func titled(c capital) bool {
	switch c.fold {
	case "justice", "president", "chairman", "chair", "secretary", "minister", "ambassador", "speaker", "judge", "madam":
		return false // "Mr. Justice Hewak"
	}
	switch c.after {
	case "mr", "mrs", "ms", "dr", "prof", "professor", "sir", "messrs":
		return true
	}
	return false
}

// titledRun reports whether the run of joined capitals at the end of list began
// behind a title.
func titledRun(list []capital) bool {
	for i := len(list) - 1; i >= 0; i-- {
		if titled(list[i]) {
			return true
		}
		if !list[i].joined {
			return false
		}
	}
	return false
}

// anchored reports whether a neighbour in the same run of capitals stands in
// the target.
func (n *nameRow) anchored(i int) bool {
	if n.source[i].joined && n.has(n.source[i-1].fold) {
		return true
	}
	return i+1 < len(n.source) && n.source[i+1].joined && n.has(n.source[i+1].fold)
}

// article reports whether the run of capitals around i follows an article: the
// names of bodies and texts do, those of persons do not.
func (n *nameRow) article(i int) bool {
	for ; i > 0 && n.source[i].joined; i-- {
	}
	return article(n.source[i].after) || n.source[i].after == "of"
}

// article reports whether the normal word is an article or stands in its place.
func article(word string) bool {
	switch word {
	case "the", "a", "an", "this", "that", "its", "their", "each", "every",
		"le", "la", "les", "l'", "du", "des", "un", "une", "ce", "cette", "ces", "son", "sa", "leur",
		"el", "los", "las", "del", "der", "die", "das", "den", "dem":
		return true
	}
	return false
}

// instead finds the capital of the target that seems to stand for source
// capital i: nearly the same letters; next to the neighbour where the name is
// not sure. It gives -1 where there is none.
func (n *nameRow) instead(i int, sure bool) int {
	c := n.source[i]
	best, least := -1, len(c.fold)/3+1
	for j, t := range n.target {
		if n.done[j] || slices.ContainsFunc(n.source, func(s capital) bool { return s.fold == t.fold }) {
			continue
		}
		if !sure && !n.besides(j) || n.known.translated(c.fold, t.fold) {
			continue
		}
		if d := symbol.Distance(c.fold, t.fold); d < least {
			best, least = j, d
		}
	}
	if best < 0 && sure && n.anchored(i) { // another name in its place
		for j, t := range n.target {
			if !n.done[j] && n.besides(j) && !t.initial && !slices.ContainsFunc(n.source, func(s capital) bool { return s.fold == t.fold }) {
				return j
			}
		}
	}
	return best
}

// besides reports whether target capital j is joined to one that the source
// has.
func (n *nameRow) besides(j int) bool {
	shared := func(t capital) bool {
		return slices.ContainsFunc(n.source, func(s capital) bool { return s.fold == t.fold })
	}
	return n.target[j].joined && shared(n.target[j-1]) || j+1 < len(n.target) && n.target[j+1].joined && shared(n.target[j+1])
}

// knownNames is what the whole text shows about its capitals.
type knownNames struct {
	kept  map[string]bool      // names that stand in the target as they are
	small map[string]bool      // normal words that stand without a capital in the source
	pairs map[[2]string]uint16 // rows that have one in the source and the other, unlike, in the target
}

// translated reports whether a name is regularly written otherwise in the
// target: Vienna, Vienne.
func (k knownNames) translated(source, target string) bool {
	return !k.kept[source] && k.pairs[[2]string{source, target}] >= namesTwice
}

// nameCounts is what the rows show about one capital.
type nameCounts struct{ rows, kept, article int }

// nameLearner gathers what the rows show.
type nameLearner struct {
	counts map[string]*nameCounts
	small  map[string]bool // folded words that stand without a capital somewhere
	known  knownNames
}

// learnNames goes over all rows: which capitals are kept, which have a
// neighbour in spelling that stands for them again and again.
func learnNames(p *Pass) knownNames {
	l := nameLearner{
		counts: map[string]*nameCounts{}, small: map[string]bool{},
		known: knownNames{map[string]bool{}, map[string]bool{}, map[[2]string]uint16{}},
	}
	for i, r := range p.Rows {
		if r.Source.Empty() || r.Target.Empty() {
			continue
		}
		l.words(r)
		l.capitals(r.Source.capitals(), r.Target.capitals())
		p.forgetSoon(i)
	}
	for name, c := range l.counts {
		if c.kept >= namesTwice && float64(c.kept) >= namesKept*float64(c.rows) && c.article == 0 && !l.small[name] {
			l.known.kept[name] = true
		}
	}
	return l.known
}

// words notes the words of a row that have no capital.
func (l *nameLearner) words(r *Row) {
	for i, t := range []*Text{&r.Source, &r.Target} {
		for _, w := range t.Words() {
			if w.Form == lang.Word && w.Text == w.Norm {
				l.small[lang.Fold(w.Text)] = true
				l.known.small[w.Norm] = l.known.small[w.Norm] || i == 0
			}
		}
	}
}

// capitals counts the capitals of a row, each once.
func (l *nameLearner) capitals(source, target []capital) {
	seen := map[string]bool{}
	head := "" // the word before the run of capitals: "the United Nations"
	for _, s := range source {
		if !s.joined {
			head = s.after
		}
		if seen[s.fold] {
			continue
		}
		seen[s.fold] = true
		c := l.counts[s.fold]
		if c == nil {
			c = &nameCounts{}
			l.counts[s.fold] = c
		}
		c.rows++
		if article(head) {
			c.article++
		}
		if slices.ContainsFunc(target, func(t capital) bool { return t.fold == s.fold }) {
			c.kept++
			continue
		}
		for _, t := range target {
			if t.fold[0] == s.fold[0] && symbol.Distance(s.fold, t.fold) <= len(s.fold)/3 {
				l.known.pairs[[2]string{s.fold, t.fold}]++
			}
		}
	}
}
