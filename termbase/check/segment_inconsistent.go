package check

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/termbase"
)

var segmentInconsistent = Rule{
	Name:  "segment-inconsistent",
	Title: "one sentence is translated in two ways, or two sentences in one",
	Explanation: "The same sentence of the source, capitals, spaces, item numbers and closing marks apart, has several translations in this text, or another one in what was published. " +
		"The finding counts every translation. Two different sentences with one translation are a note.",
	Wrong:    "Other matters. → Questions diverses. / Autres questions.",
	Right:    "Other matters. → Questions diverses. / Questions diverses",
	Severity: Warning,
	Whole:    func(p *Pass) ([]Finding, error) { return p.term.segments() },
}

// unit is a sentence pair of the text, or one that was published.
type unit struct {
	row            *Row // nil for a published one
	source, target corpus.Span
	stored         int64  // ID of a published one
	sourceText     string // of a published one
	targetText     string
}

func (u *unit) texts() (source, target string) {
	if u.row == nil {
		return u.sourceText, u.targetText
	}
	return u.source.In(u.row.Source.Text), u.target.In(u.row.Target.Text)
}

func (u *unit) place() Place {
	if u.row == nil {
		return Place{
			Source: Side{Index: -1, Text: u.sourceText}, Target: Side{Index: -1, Text: u.targetText}, Unit: u.stored,
		}
	}
	return Place{Source: u.row.Source.Side(u.source), Target: u.row.Target.Side(u.target)}
}

// units lists the sentence pairs of the text that have both sides.
func (t *terms) units() []unit {
	var out []unit
	for _, r := range t.pass.Rows {
		for _, p := range r.Pairs {
			if p.Source.Len() > 0 && p.Target.Len() > 0 {
				out = append(out, unit{row: r, source: p.Source, target: p.Target})
			}
		}
	}
	return out
}

// segments compares sentences that are the same on one side.
func (t *terms) segments() ([]Finding, error) {
	units := t.units()
	var out []Finding
	bySource := groupBy(units, func(u *unit) string { s, _ := u.texts(); return segmentKey(s) })
	published, err := t.publishedSegments(bySource)
	if err != nil {
		return nil, err
	}
	for _, g := range bySource {
		g.units = withoutForms(g.units)
		out = append(out, t.differing(g, published[g.key])...)
	}
	for _, g := range groupBy(units, func(u *unit) string { _, s := u.texts(); return segmentKey(s) }) {
		out = append(out, t.merged(g)...)
	}
	return out, nil
}

// segmentGroup is the units that are the same on one side.
type segmentGroup struct {
	key   string
	units []*unit
}

// groupBy collects units by a key, in the order of their first unit; units
// with an empty key are left out.
func groupBy(units []unit, key func(*unit) string) []segmentGroup {
	at := map[string]int{}
	var out []segmentGroup
	for i := range units {
		k := key(&units[i])
		if k == "" {
			continue
		}
		n, ok := at[k]
		if !ok {
			n = len(out)
			at[k] = n
			out = append(out, segmentGroup{key: k})
		}
		out[n].units = append(out[n].units, &units[i])
	}
	return out
}

// withoutForms leaves out of the units of one source what are further forms of the same
// message: other languages have more plurals than English.
func withoutForms(units []*unit) []*unit {
	seen := map[*corpus.Unit]*corpus.Block{}
	return slices.DeleteFunc(units, func(u *unit) bool {
		if u.row == nil || len(u.row.Source.Blocks) == 0 {
			return false
		}
		block := u.row.Source.Block(0)
		if first, ok := seen[block.Unit]; ok && block.Unit != nil {
			return first != block
		}
		seen[block.Unit] = block
		return false
	})
}

// segmentKey is what makes two sentences the same: their words and numbers, but
// for a number or letter that labels the first. Empty without a word.
func segmentKey(s string) string {
	fields := strings.FieldsFunc(lang.Normal(s), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '\'' || unicode.IsSymbol(r)
	})
	if len(fields) > 1 && termbase.LabelWord(fields[0]) {
		fields = fields[1:]
	}
	if !slices.ContainsFunc(fields, func(f string) bool { return len([]rune(f)) > 1 && unicode.IsLetter([]rune(f)[0]) }) {
		return ""
	}
	return strings.Join(fields, " ")
}

// publishedSegments collects, for the sentences that occur in the text, how
// they were translated before.
func (t *terms) publishedSegments(groups []segmentGroup) (map[string][]*unit, error) {
	published, err := t.pass.elsewhere()
	if err != nil {
		return nil, err
	}
	out := map[string][]*unit{}
	wanted := map[string]bool{}
	for _, g := range groups {
		wanted[g.key] = true
	}
	for _, u := range published.units {
		if key := segmentKey(u.Source); wanted[key] {
			out[key] = append(out[key], &unit{stored: u.ID, sourceText: u.Source, targetText: u.Target})
		}
	}
	return out, nil
}

// evidencePlaces is how many places of one form a finding names.
const evidencePlaces = 20

// publishedPlaces is the same for what was published, where a place is read and
// named.
const publishedPlaces = 3

func mostEvidence(published bool) int {
	if published {
		return publishedPlaces
	}
	return evidencePlaces
}

// translations counts the different translations of a group, most frequent
// first, this text and the published ones apart.
func translations(units []*unit, published bool) (keys []string, out []Evidence) {
	at := map[string]int{}
	for _, u := range units {
		_, target := u.texts()
		key := segmentKey(target)
		n, ok := at[key]
		if !ok {
			n = len(out)
			at[key] = n
			keys = append(keys, key)
			out = append(out, Evidence{Form: strings.TrimSpace(target), Published: published})
		}
		out[n].Count++
		if len(out[n].Places) < mostEvidence(published) {
			out[n].Places = append(out[n].Places, u.place())
		}
	}
	order := make([]int, len(out))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(out[b].Count, out[a].Count) })
	sortedKeys, sorted := make([]string, len(out)), make([]Evidence, len(out))
	for i, n := range order {
		sortedKeys[i], sorted[i] = keys[n], out[n]
	}
	return sortedKeys, sorted
}

// differing reports the translations of one sentence that are not the one to
// expect: the most frequent published one, else the most frequent here.
func (t *terms) differing(g segmentGroup, published []*unit) []Finding {
	keys, here := translations(g.units, false)
	oldKeys, old := translations(published, true)
	if len(keys)+len(oldKeys) < 2 {
		return nil
	}
	norm, want := keys[0], here[0].Form
	if len(old) > 0 {
		norm, want = oldKeys[0], old[0].Form
	}
	var out []Finding
	for _, u := range g.units {
		source, target := u.texts()
		if segmentKey(target) == norm || slices.Contains(oldKeys, segmentKey(target)) {
			continue
		}
		out = append(out, Finding{
			Source: u.row.Source.Side(u.source), Target: u.row.Target.Side(u.target),
			Term: strings.TrimSpace(source), Want: []string{want}, Got: strings.TrimSpace(target),
			Evidence: append(slices.Clone(old), here...),
			Message:  "this sentence is translated otherwise elsewhere",
		})
	}
	return out
}

// merged notes sentences that differ in the source and not in the target.
func (t *terms) merged(g segmentGroup) []Finding {
	if len(g.units) < 2 {
		return nil
	}
	count := map[string]int{}
	most := ""
	for _, u := range g.units {
		source, _ := u.texts()
		key := segmentKey(source)
		count[key]++
		if most == "" || count[key] > count[most] {
			most = key
		}
	}
	var out []Finding
	for _, u := range g.units {
		source, target := u.texts()
		if key := segmentKey(source); key == most || key == "" {
			continue
		}
		out = append(out, Finding{
			Source: u.row.Source.Side(u.source), Target: u.row.Target.Side(u.target),
			Term: strings.TrimSpace(source), Got: strings.TrimSpace(target), Debatable: true,
			Message: "another sentence of the source has the same translation",
		})
	}
	return out
}
