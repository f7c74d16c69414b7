package check

import (
	"slices"
	"sync"

	"bitext/corpus"
	"bitext/corpus/parallel"
	"bitext/termbase/match"
)

var formula = Rule{
	Name:  "formula",
	Title: "a passage that was translated before is translated otherwise",
	Explanation: "Eight words or more of the source stand elsewhere in this text or in what was published (the mandate of a resolution, a title, a standing phrase), and the words that " +
		"translate them here are others. Inflection, articles and prepositions, and a word at either end do not count. One finding a passage, with every translation, its count and places.",
	Wrong:    "with a view to examining options to strengthen existing responses → en vue d'examiner les options … / afin de trouver des moyens …",
	Right:    "with a view to examining options to strengthen existing responses → en vue d'examiner les options …, twice",
	Severity: Warning,
	Whole:    func(p *Pass) ([]Finding, error) { return p.term.formulas() },
}

// formulaWords is how many words in a row make a passage worth comparing.
// Shorter ones repeat by chance of grammar.
const formulaWords = 8

// Where the text has more than crowd published sentences like it for each of its own,
// as statutes have, a passage of less than longFormula words that was translated but
// once before is chance: a difference to it is a note.
const (
	crowd       = 2
	longFormula = 12
)

// mostPassages is how many passages are compared, the longest first: statutes
// repeat themselves more often than a reviewer can read.
const mostPassages = 1000

// passage is a stretch of words of the source that stands in several units.
type passage struct {
	length int      // words
	at     []member // every place, this text first
}

// member is one place of a passage.
type member struct {
	unit  int // in formulaIndex.units
	first int // word of the source, marks not counted
}

// formulaIndex knows where every run of formulaWords words stands.
type formulaIndex struct {
	terms   *terms
	units   []*formulaUnit
	here    int  // units before this are of the text under check
	crowded bool // see crowd
	runs    map[uint64][]member
	twins   map[[2]string]*twin // by the two texts
}

// formulaUnit is a unit with its words.
type formulaUnit struct {
	unit
	source *match.Text
	words  []int // words of source that are no marks
	hashes []uint64
	twin   *twin
}

// twin is what units of the same two texts share.
type twin struct {
	once   sync.Once // guards what follows
	target *match.Text
	words  []int // words of target that are no marks
	links  []link
}

func (t *terms) formulas() ([]Finding, error) {
	x := &formulaIndex{terms: t, runs: map[uint64][]member{}, twins: map[[2]string]*twin{}}
	x.addText(t.units())
	x.here = len(x.units)
	if err := x.addPublished(); err != nil {
		return nil, err
	}
	passages := x.passages()
	if len(passages) > mostPassages {
		slices.SortStableFunc(passages, func(a, b passage) int { return b.length - a.length })
		passages = passages[:mostPassages]
	}
	found := make([][]Finding, len(passages))
	parallel.For(0, len(passages), func(i int) {
		if f, ok := x.compare(passages[i]); ok {
			found[i] = []Finding{f}
		}
	})
	out := slices.Concat(found...)
	return withoutOverlaps(out), nil
}

// addText adds the units of the text that share a run with another one. Runs
// are counted first, so that a long text does not leave all its words in
// memory.
func (x *formulaIndex) addText(units []unit) {
	count := map[uint64]uint8{}
	for _, u := range units {
		for _, h := range x.prepare(u).hashes {
			count[h] = min(count[h], 254) + 1
		}
	}
	published := x.terms.pass.Options.Published != nil
	for _, u := range units {
		f := x.prepare(u)
		if published || slices.ContainsFunc(f.hashes, func(h uint64) bool { return count[h] > 1 }) {
			x.add(f)
		}
	}
}

// prepare cuts the source of a unit into words and hashes its runs.
func (x *formulaIndex) prepare(u unit) *formulaUnit {
	source, _ := u.texts()
	f := &formulaUnit{unit: u, source: x.terms.source.Text(x.terms.source.Lang().Words(source))}
	for i := range f.source.Words {
		if !f.source.Words[i].Punct() {
			f.words = append(f.words, i)
		}
	}
	for i := 0; i+formulaWords <= len(f.words); i++ {
		f.hashes = append(f.hashes, f.hash(i))
	}
	return f
}

// hash is FNV-1a over the normal forms of a run of words.
func (f *formulaUnit) hash(first int) uint64 {
	h := uint64(14695981039346656037)
	for _, n := range f.words[first : first+formulaWords] {
		for i := range len(f.source.Words[n].Norm) {
			h = (h ^ uint64(f.source.Words[n].Norm[i])) * 1099511628211
		}
		h = (h ^ ' ') * 1099511628211
	}
	return h
}

func (x *formulaIndex) add(f *formulaUnit) {
	n := len(x.units)
	x.units = append(x.units, f)
	source, target := f.texts()
	if f.twin = x.twins[[2]string{source, target}]; f.twin == nil {
		f.twin = &twin{}
		x.twins[[2]string{source, target}] = f.twin
	}
	for i, h := range f.hashes {
		x.runs[h] = append(x.runs[h], member{n, i})
	}
}

// addPublished adds the published units that share a run with the text.
func (x *formulaIndex) addPublished() error {
	published, err := x.terms.pass.elsewhere()
	if err != nil {
		return err
	}
	x.crowded = len(published.units) > crowd*x.here
	for _, u := range published.units {
		f := x.prepare(unit{stored: u.ID, sourceText: u.Source, targetText: u.Target})
		if slices.ContainsFunc(f.hashes, func(h uint64) bool { return len(x.runs[h]) > 0 && x.runs[h][0].unit < x.here }) {
			x.add(f)
		}
	}
	return nil
}

// passages cuts the text into stretches of runs that stand at the same other
// places, each once.
func (x *formulaIndex) passages() []passage {
	var out []passage
	done := map[uint64]bool{}
	for n := 0; n < x.here; n++ {
		u := x.units[n]
		for i := 0; i < len(u.hashes); i++ {
			at := x.runs[u.hashes[i]]
			if len(at) < 2 || done[u.hashes[i]] {
				continue
			}
			first := i
			for ; i+1 < len(u.hashes) && follows(at, x.runs[u.hashes[i+1]], i+1-first); i++ {
				done[u.hashes[i+1]] = true
			}
			done[u.hashes[first]] = true
			out = append(out, passage{length: i - first + formulaWords, at: at})
		}
	}
	return out
}

// follows reports whether the places are the same ones, shifted.
func follows(a, b []member, shift int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].unit != b[i].unit || a[i].first+shift != b[i].first {
			return false
		}
	}
	return true
}

// rendered is the translation of one member of a passage.
type rendered struct {
	*formulaUnit
	published    bool
	source, span corpus.Span
	words        []match.Word // content words of the translation
	form         string
}

// compare finds the translations of a passage and reports it where they
// differ.
func (x *formulaIndex) compare(p passage) (Finding, bool) {
	var forms []rendered
	for _, m := range p.at {
		if r, ok := x.render(m, p.length); ok {
			forms = append(forms, r)
		}
	}
	groups := sameRenderings(forms)
	if len(groups) < 2 {
		return Finding{}, false
	}
	norm := mostFrequent(groups)
	var odd *rendered
	for _, g := range groups {
		if &g[0] != &norm[0] && !slices.ContainsFunc(g, func(r rendered) bool { return r.published }) && !g[0].published {
			odd = &g[0]
			break
		}
	}
	if odd == nil {
		return Finding{}, false
	}
	f := x.finding(*odd, norm[0], groups)
	f.Debatable = x.crowded && norm[0].published && len(norm) == 1 && p.length < longFormula
	return f, true
}

// mostFrequent is the published rendering that stands most often, or the most
// frequent one where none was published.
func mostFrequent(groups [][]rendered) []rendered {
	best, most := groups[0], -1
	for _, g := range groups {
		weight := len(g)
		for _, r := range g {
			if r.published {
				weight += 1 << 20
			}
		}
		if weight > most {
			best, most = g, weight
		}
	}
	return best
}

func (x *formulaIndex) finding(odd, norm rendered, groups [][]rendered) Finding {
	f := Finding{
		Source: odd.place().Source, Target: odd.place().Target,
		Term: odd.source.In(textOf(odd.formulaUnit, true)), Want: []string{norm.form}, Got: odd.form,
		Message: "this passage is translated otherwise elsewhere: " + wordDiff(norm.words, odd.words),
	}
	f.Source = odd.row.Source.Side(odd.source.Shift(odd.unit.source.Start))
	f.Target = odd.row.Target.Side(odd.span.Shift(odd.unit.target.Start))
	for _, g := range groups {
		e := Evidence{Form: g[0].form, Count: len(g), Published: g[0].published}
		for _, r := range g[:min(len(g), mostEvidence(g[0].published))] {
			e.Places = append(e.Places, r.formulaUnit.place())
		}
		f.Evidence = append(f.Evidence, e)
	}
	slices.SortStableFunc(f.Evidence, func(a, b Evidence) int { return b.Count - a.Count })
	return f
}

func textOf(f *formulaUnit, source bool) string {
	s, t := f.texts()
	if source {
		return s
	}
	return t
}

// withoutOverlaps keeps one finding where several passages lie over one
// another in the source: the one with most places, then the longest.
func withoutOverlaps(found []Finding) []Finding {
	slices.SortStableFunc(found, func(a, b Finding) int {
		if d := places(b) - places(a); d != 0 {
			return d
		}
		return b.Source.Span.Len() - a.Source.Span.Len()
	})
	var out []Finding
	for _, f := range found {
		if !slices.ContainsFunc(out, func(g Finding) bool { return shareSource(f, g) }) {
			out = append(out, f)
		}
	}
	return out
}

func places(f Finding) int {
	n := 0
	for _, e := range f.Evidence {
		n += e.Count
	}
	return n
}

// shareSource reports whether two passages share words: at their own place or
// at one of the other's.
func shareSource(f, g Finding) bool {
	if f.Source.Index == g.Source.Index && f.Source.Span.Overlaps(g.Source.Span) {
		return true
	}
	return overlapWords(f.Term, g.Term)
}
