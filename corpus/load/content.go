package load

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"

	"bitext/corpus"
)

// Pairing by content: what two translations share without a dictionary is
// numbers, document symbols, web addresses and names.
const (
	minShared = 0.35 // similarity from which two documents can be a pair: true pairs of reports reach 0.6, others of the same series 0.3
	minLead   = 1.15 // by how much the best partner must beat the second
	minTokens = 3    // tokens that must be shared
	maxLength = 2.5  // longest quotient of two lengths in characters
)

// profile is what is compared of a document.
type profile struct {
	file   file
	lang   corpus.Lang
	tokens map[string]float64
	keys   []string // of tokens, sorted: sums of floats depend on the order
	norm   float64
	length int
}

// pairByContent pairs files that their names do not pair. Files that cannot be
// read are left alone: the caller lists them.
func pairByContent(ctx context.Context, files []file, opts PairOptions) ([]Group, []file, error) {
	if len(files) < 2 {
		return nil, files, ctx.Err()
	}
	var all []profile
	var left []file
	for _, f := range files {
		o := opts.File
		if m := marksOf(f); len(m) > 0 && o.Lang == "" && m[0].rank == rankCode {
			o.Lang = m[0].lang
		}
		d, err := File(ctx, f.path, o)
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		if err != nil || d.Lang == "" {
			left = append(left, f)
			continue
		}
		all = append(all, profileOf(f, d))
	}
	weigh(all)
	groups, unpaired := matchProfiles(all, opts)
	return groups, append(left, unpaired...), nil
}

func profileOf(f file, d *corpus.Document) profile {
	p := profile{file: f, lang: d.Lang, tokens: map[string]float64{}}
	for i := range d.Blocks {
		t := d.Blocks[i].Text
		p.length += len([]rune(t))
		for _, w := range strings.FieldsFunc(t, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("/.-@_", r)
		}) {
			if w = strings.Trim(w, "/.-_"); telling(w) {
				p.tokens[strings.ToLower(w)]++
			}
		}
	}
	return p
}

// telling reports whether a token looks the same in a translation: it holds a
// number of two digits, a stroke, an at sign, or begins with a capital and is
// long enough for a name.
func telling(w string) bool {
	digits := 0
	for _, r := range w {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	if digits >= 2 || strings.ContainsAny(w, "/@") && len(w) > 3 {
		return true
	}
	for _, r := range w {
		return unicode.IsUpper(r) && len(w) >= 4
	}
	return false
}

// weigh turns counts into weights: rare tokens weigh more.
func weigh(all []profile) {
	in := map[string]int{}
	for _, p := range all {
		for t := range p.tokens {
			in[t]++
		}
	}
	for i := range all {
		p := &all[i]
		for t, n := range p.tokens {
			p.tokens[t] = math.Sqrt(n) * (math.Log(float64(len(all)+1)/float64(in[t])) + 0.1)
		}
		p.keys = slices.Sorted(maps.Keys(p.tokens))
		p.norm = p.euclid()
	}
}

// similarity is the cosine of two profiles over the tokens that either
// language could write; 0 where too few are shared or the lengths do not fit.
func similarity(a, b *profile) float64 {
	if q := float64(a.length+1) / float64(b.length+1); q > maxLength || q < 1/maxLength {
		return 0
	}
	shared, dot := 0, 0.0
	for _, t := range a.keys {
		if w, ok := b.tokens[t]; ok {
			shared++
			dot += w * a.tokens[t]
		}
	}
	if shared < minTokens {
		return 0
	}
	return dot / (a.norm * b.norm)
}

// euclid is the norm over the tokens with digits, which both languages write;
// names are counted only where they are shared, as most of them are
// translated.
func (p *profile) euclid() float64 {
	sum := 1.0
	for _, t := range p.keys {
		if strings.IndexFunc(t, unicode.IsDigit) >= 0 {
			sum += p.tokens[t] * p.tokens[t]
		}
	}
	return math.Sqrt(sum)
}

// candidate is a source and a target that may be a pair.
type candidate struct {
	source, target int
	score          float64
}

// matchProfiles takes the pairs that stand out, the most similar first.
func matchProfiles(all []profile, opts PairOptions) ([]Group, []file) {
	var found []candidate
	for i := range all {
		if all[i].lang != opts.Source {
			continue
		}
		for j := range all {
			if all[j].lang != opts.Source && wanted(all[j].lang, opts) {
				if s := similarity(&all[i], &all[j]); s >= minShared {
					found = append(found, candidate{i, j, s})
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.source, b.source), cmp.Compare(a.target, b.target))
	})
	return takePairs(all, found)
}

func takePairs(all []profile, found []candidate) ([]Group, []file) {
	type slot struct {
		source int
		lang   corpus.Lang
	}
	filled := map[slot]bool{}
	used := make([]bool, len(all))
	bySource := map[int]*Group{}
	for k, c := range found {
		s := slot{c.source, all[c.target].lang}
		if used[c.target] || filled[s] || !standsOut(all, found, k, used) {
			continue
		}
		g := bySource[c.source]
		if g == nil {
			p := all[c.source].file.path
			g = &Group{Name: groupName("", p), Source: Item{p, all[c.source].lang}}
			bySource[c.source] = g
		}
		g.Targets = append(g.Targets, Item{all[c.target].file.path, all[c.target].lang})
		filled[s], used[c.target], used[c.source] = true, true, true
	}
	var groups []Group
	var left []file
	for i := range all {
		if g := bySource[i]; g != nil {
			slices.SortFunc(g.Targets, func(a, b Item) int { return cmp.Compare(a.Lang, b.Lang) })
			groups = append(groups, *g)
		}
		if !used[i] {
			left = append(left, all[i].file)
		}
	}
	return groups, left
}

// standsOut reports whether no other free candidate for the same place comes
// near: another source of the target, another target of the source in the same
// language.
func standsOut(all []profile, found []candidate, k int, used []bool) bool {
	c := found[k]
	for _, o := range found[k+1:] {
		if o.score*minLead < c.score {
			break
		}
		if o.target == c.target || o.source == c.source && !used[o.target] && all[o.target].lang == all[c.target].lang {
			return false
		}
	}
	return true
}
