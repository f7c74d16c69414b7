package align

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"bitext/corpus"
)

// Correction is what a person does to the beads of one level: some of them are
// replaced by others over the same segments. To confirm a bead is to replace it
// by itself, fixed.
type Correction struct {
	Level   Level
	Replace []Bead // as they stand
	With    []Bead // what they become; Fixed where a person vouches for it
}

// ErrOtherBeads says that the beads to be corrected do not stand: somebody was
// faster.
var ErrOtherBeads = errors.New("the beads have changed")

// Confirm is the correction by which a person vouches for beads as they are.
func Confirm(level Level, beads ...Bead) Correction {
	return Correction{Level: level, Replace: beads, With: fixed(beads)}
}

// Release is the correction by which beads are the aligner's again.
func Release(level Level, beads ...Bead) Correction {
	free := slices.Clone(beads)
	for k := range free {
		free[k].Fixed = false
	}
	return Correction{Level: level, Replace: beads, With: free}
}

// Merge is the correction that makes one bead of several.
func Merge(level Level, beads ...Bead) Correction {
	var all Bead
	for _, b := range beads {
		all.Source, all.Target = append(all.Source, b.Source...), append(all.Target, b.Target...)
	}
	return Correction{Level: level, Replace: beads, With: fixed([]Bead{all})}
}

// Split is the correction that cuts a bead in two, the first with so many of
// its segments.
func Split(level Level, b Bead, source, target int) Correction {
	source, target = min(max(source, 0), len(b.Source)), min(max(target, 0), len(b.Target))
	return Correction{Level: level, Replace: []Bead{b}, With: fixed(withoutEmpty(
		Bead{Source: b.Source[:source], Target: b.Target[:target]},
		Bead{Source: b.Source[source:], Target: b.Target[target:]},
	))}
}

// Detach is the correction that says of a bead that its two sides do not belong
// together.
func Detach(level Level, b Bead) Correction {
	return Split(level, b, len(b.Source), 0)
}

func withoutEmpty(beads ...Bead) []Bead {
	return slices.DeleteFunc(beads, func(b Bead) bool { return len(b.Source)+len(b.Target) == 0 })
}

// cutConfidence is the confidence in what is left of a bead that had to give
// some of its segments to others: as good as none.
const cutConfidence = 0.5

// Set is the correction by which the beads given stand among those of a level.
// What overlaps them gives up its segments; the rest of it stays together,
// fixed no longer.
func Set(level Level, beads, set []Bead) Correction {
	taken := [2]map[int]bool{{}, {}}
	for _, b := range set {
		for _, i := range b.Source {
			taken[0][i] = true
		}
		for _, j := range b.Target {
			taken[1][j] = true
		}
	}
	c := Correction{Level: level, With: fixed(set)}
	for _, b := range beads {
		rest := Bead{Source: left(b.Source, taken[0]), Target: left(b.Target, taken[1]), Confidence: min(b.Confidence, cutConfidence)}
		if len(rest.Source) == len(b.Source) && len(rest.Target) == len(b.Target) {
			continue
		}
		c.Replace = append(c.Replace, b)
		c.With = append(c.With, withoutEmpty(rest)...)
	}
	return c
}

// left gives the segments that are not taken.
func left(segments []int, taken map[int]bool) []int {
	return slices.DeleteFunc(slices.Clone(segments), func(i int) bool { return taken[i] })
}

// Correct makes a bitext with a correction; the old one stays as it is. After
// a correction of paragraphs the sentences in them are aligned again, all
// others stay; sentence beads that a person set stay where they still lie
// within one paragraph bead. It fails with ErrOtherBeads where the beads to be
// replaced do not stand.
func Correct(ctx context.Context, b *Bitext, c Correction) (*Bitext, error) {
	if err := c.check(b); err != nil {
		return nil, err
	}
	out := b.exchanged(c)
	if c.Level == Sentence || b.Sentences == nil || sameBeads(c.Replace, c.With) {
		return out, nil
	}
	var err error
	out.Sentences, err = again(ctx, out, b.Sentences, c)
	return out, err
}

// check finds what makes a correction impossible.
func (c Correction) check(b *Bitext) error {
	if err := checkKept(b.Source, b.Target, c.Level, c.With); err != nil {
		return err
	}
	beads := b.Beads(c.Level)
	for _, x := range c.Replace {
		if !slices.ContainsFunc(beads, func(y Bead) bool { return same(x, y) }) {
			return fmt.Errorf("%v:%v: %w", x.Source, x.Target, ErrOtherBeads)
		}
	}
	all := func(beads []Bead, side func(Bead) []int) []int {
		var out []int
		for _, x := range beads {
			out = append(out, side(x)...)
		}
		slices.Sort(out)
		return out
	}
	for _, side := range []func(Bead) []int{func(b Bead) []int { return b.Source }, func(b Bead) []int { return b.Target }} {
		if was, is := all(c.Replace, side), all(c.With, side); !slices.Equal(was, is) {
			return fmt.Errorf("a correction must leave every segment in one bead: it takes %v and gives %v", was, is)
		}
	}
	return nil
}

// same reports whether two beads hold the same segments.
func same(a, b Bead) bool {
	return slices.Equal(a.Source, b.Source) && slices.Equal(a.Target, b.Target)
}

// sameBeads reports whether two lists hold the same segments, bead by bead.
func sameBeads(a, b []Bead) bool { return slices.EqualFunc(a, b, same) }

// without leaves out beads of a list.
func without(beads, gone []Bead) []Bead {
	return slices.DeleteFunc(slices.Clone(beads), func(b Bead) bool {
		return slices.ContainsFunc(gone, func(x Bead) bool { return same(x, b) })
	})
}

// sortedSides sorts the segments of beads.
func sortedSides(beads []Bead) []Bead {
	out := slices.Clone(beads)
	for k, b := range out {
		out[k].Source, out[k].Target = slices.Sorted(slices.Values(b.Source)), slices.Sorted(slices.Values(b.Target))
	}
	return out
}

// again aligns the sentences of the paragraphs whose beads have changed; b has
// the new paragraphs.
func again(ctx context.Context, b *Bitext, sentences []Bead, c Correction) ([]Bead, error) {
	touched := [2]map[int]bool{{}, {}} // blocks
	for _, x := range c.Replace {
		for _, i := range x.Source {
			touched[0][i] = true
		}
		for _, j := range x.Target {
			touched[1][j] = true
		}
	}
	var owner [2]map[int]int // paragraph bead of each block
	for k, side := range []func(Bead) []int{func(b Bead) []int { return b.Source }, func(b Bead) []int { return b.Target }} {
		owner[k] = map[int]int{}
		for n, x := range b.Paragraphs {
			for _, i := range side(x) {
				owner[k][i] = n
			}
		}
	}
	places := [2][]corpus.Place{b.Source.Places(), b.Target.Places()}
	var keep []Bead
	for _, x := range sentences {
		beads, hit := map[int]bool{}, false
		for k, segments := range [2][]int{x.Source, x.Target} {
			for _, i := range segments {
				block := places[k][i].Block
				hit = hit || touched[k][block]
				beads[owner[k][block]] = true
			}
		}
		if !hit || x.Fixed && len(beads) == 1 {
			keep = append(keep, x)
		}
	}
	return alignSentences(ctx, b, keep, nil)
}

// Exchange makes a bitext in which beads of both levels are replaced by others
// over the same segments, and nothing else: what takes a correction back. It
// fails with ErrOtherBeads where those to be replaced do not stand.
func Exchange(b *Bitext, changes ...Correction) (*Bitext, error) {
	for _, c := range changes {
		if err := c.check(b); err != nil {
			return nil, err
		}
		b = b.exchanged(c)
	}
	return b, nil
}

// exchanged is the bitext with the beads of a correction, nothing else changed.
func (b *Bitext) exchanged(c Correction) *Bitext {
	out := *b
	beads := place(without(b.Beads(c.Level), c.Replace), sortedSides(c.With))
	if c.Level == Sentence {
		out.Sentences = beads
	} else {
		out.Paragraphs = beads
	}
	return &out
}
