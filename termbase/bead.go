package termbase

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"bitext/align"
	"bitext/corpus"
)

// Beads that a person set outlive every build. They are kept apart from the
// pairs, which builds make anew, and named by what their segments say: numbers
// change as soon as a paragraph is added further up.

// Hand are the beads that a person set, as numbers of segments in two
// documents.
type Hand struct {
	Paragraphs []align.Bead
	Sentences  []align.Bead
	Lost       []LostBead // beads whose text is not found any more; they wait for its return
}

// Of gives the beads of one level.
func (h *Hand) Of(level align.Level) []align.Bead {
	if level == align.Sentence {
		return h.Sentences
	}
	return h.Paragraphs
}

// LostBead is a bead that a person set and that the texts, as they are now, have
// no place for.
type LostBead struct {
	Level          align.Level
	Source, Target []string // texts of its segments as they were
	Author         string
}

// HandSet finds the beads that people set in the pair of the paths and languages
// of two documents again in their present texts. A build passes them to
// align.Documents; PutPair sees to it that they stand in any case.
func (db *DB) HandSet(ctx context.Context, source, target *corpus.Document) (*Hand, error) {
	found, err := findBeads(ctx, db.sql, source, target)
	if err != nil {
		return nil, fmt.Errorf("beads set in %s and %s: %w", source.Path, target.Path, explain(err))
	}
	return found.hand(), nil
}

// spot is what a segment is found again by.
type spot struct {
	Text   string `json:"text"`
	Nth    int    `json:"nth,omitempty"`    // it is this one, from 0, …
	Of     int    `json:"of"`               // … of so many segments with the same text
	Before string `json:"before,omitempty"` // fingerprint of the segment before it; "" at the start
	After  string `json:"after,omitempty"`
}

// locator finds segments of one side at one level.
type locator struct {
	texts  []string
	prints []string
	at     map[string][]int
}

func newLocator(s side) *locator {
	f := &locator{at: map[string][]int{}}
	n := len(s.doc.Blocks)
	if s.places != nil {
		n = len(s.places)
	}
	for i := range n {
		text, _ := s.join([]int{i})
		text = strings.Join(strings.Fields(text), " ")
		f.texts = append(f.texts, text)
		h := fnv.New64a()
		h.Write([]byte(text))
		f.prints = append(f.prints, fmt.Sprintf("%016x", h.Sum64()))
		f.at[text] = append(f.at[text], i)
	}
	return f
}

// print is the fingerprint of segment i, "" beyond the ends.
func (f *locator) print(i int) string {
	if i < 0 || i >= len(f.prints) {
		return ""
	}
	return f.prints[i]
}

// spots describes segments.
func (f *locator) spots(segments []int) []spot {
	out := make([]spot, len(segments))
	for k, i := range segments {
		all := f.at[f.texts[i]]
		nth, _ := slices.BinarySearch(all, i)
		out[k] = spot{Text: f.texts[i], Nth: nth, Of: len(all), Before: f.print(i - 1), After: f.print(i + 1)}
	}
	return out
}

// find gives the segments that were described, false where one is not there.
func (f *locator) find(spots []spot) ([]int, bool) {
	out := make([]int, len(spots))
	for k, s := range spots {
		i := f.one(s)
		if i < 0 {
			return nil, false
		}
		out[k] = i
	}
	slices.Sort(out)
	return out, len(slices.Compact(slices.Clone(out))) == len(out)
}

// one finds a segment by its text; among several by their order or neighbours;
// and one whose text was edited between its two neighbours. −1 where it is not
// there or not to be told from others.
func (f *locator) one(s spot) int {
	all := f.at[s.Text]
	if len(all) == s.Of {
		return all[s.Nth]
	}
	next := func(i int) bool { return f.print(i-1) == s.Before }
	last := func(i int) bool { return f.print(i+1) == s.After }
	both := func(i int) bool { return next(i) && last(i) }
	for _, fits := range []func(int) bool{both, next, last} {
		if i := only(all, fits); i >= 0 {
			return i
		}
	}
	if len(all) > 0 {
		return -1
	}
	return only(f.between(s), func(i int) bool { return alike(s.Text, f.texts[i]) })
}

// between lists the segments whose neighbours are those of the one described.
func (f *locator) between(s spot) []int {
	var out []int
	for i := range f.texts {
		if f.print(i-1) == s.Before && f.print(i+1) == s.After {
			out = append(out, i)
		}
	}
	return out
}

// only gives the one index that fits, −1 where there is none or more.
func only(all []int, fits func(int) bool) int {
	found := -1
	for _, i := range all {
		if !fits(i) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// alike reports whether two texts share at least half of their words: one is an
// edited form of the other.
func alike(a, b string) bool {
	words, shared := map[string]int{}, 0
	x, y := strings.Fields(a), strings.Fields(b)
	for _, w := range x {
		words[w]++
	}
	for _, w := range y {
		if words[w] > 0 {
			words[w]--
			shared++
		}
	}
	return 4*shared >= len(x)+len(y)
}

// handBead is a stored bead, found again or not.
type handBead struct {
	id     int64
	level  align.Level
	source []spot
	target []spot
	author string
	bead   align.Bead
	found  bool
}

type handBeads []handBead

// locators describe and find the segments of a pair at both levels.
type locators struct {
	source, target *corpus.Document
	made           [2][2]*locator
}

func (f *locators) of(level align.Level) (source, target *locator) {
	if f.made[level][0] == nil {
		f.made[level] = [2]*locator{newLocator(newSide(f.source, level)), newLocator(newSide(f.target, level))}
	}
	return f.made[level][0], f.made[level][1]
}

// findBeads reads the beads that people set in a pair. Of two that overlap in
// the present texts, the later one counts.
func findBeads(ctx context.Context, q querier, source, target *corpus.Document) (handBeads, error) {
	rows, err := q.QueryContext(ctx, `SELECT id, level, source, target, author FROM bead
		WHERE source_path = ? AND source_lang = ? AND target_path = ? AND target_lang = ? ORDER BY id DESC`,
		source.Path, source.Lang, target.Path, target.Lang)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	at := &locators{source: source, target: target}
	var taken [2][2]map[int]bool
	var all handBeads
	for rows.Next() {
		h, err := scanBead(rows)
		if err != nil {
			return nil, err
		}
		h.found = h.locate(at, &taken[h.level])
		all = append(all, h)
	}
	slices.Reverse(all)
	return all, rows.Err()
}

func scanBead(rows *sql.Rows) (h handBead, err error) {
	var source, target []byte
	if err := rows.Scan(&h.id, &h.level, &source, &target, &h.author); err != nil {
		return h, err
	}
	for text, to := range map[*[]byte]*[]spot{&source: &h.source, &target: &h.target} {
		if err := json.Unmarshal(*text, to); err != nil {
			return h, fmt.Errorf("%w: bead %d: %v", ErrCorrupt, h.id, err)
		}
	}
	if h.level > align.Sentence {
		return h, fmt.Errorf("%w: bead %d is of level %d", ErrCorrupt, h.id, h.level)
	}
	return h, nil
}

// locate finds the segments of a bead that no other one has.
func (h *handBead) locate(at *locators, taken *[2]map[int]bool) bool {
	source, target := at.of(h.level)
	s, ok := source.find(h.source)
	if !ok {
		return false
	}
	t, ok := target.find(h.target)
	if !ok {
		return false
	}
	for k, segments := range [2][]int{s, t} {
		if taken[k] == nil {
			taken[k] = map[int]bool{}
		}
		if slices.ContainsFunc(segments, func(i int) bool { return taken[k][i] }) {
			return false
		}
	}
	for k, segments := range [2][]int{s, t} {
		for _, i := range segments {
			taken[k][i] = true
		}
	}
	h.bead = align.Bead{Source: s, Target: t, Confidence: 1, Fixed: true}
	return true
}

func (all handBeads) hand() *Hand {
	h := &Hand{}
	for _, x := range all {
		switch {
		case !x.found:
			h.Lost = append(h.Lost, LostBead{Level: x.level, Source: textsOf(x.source), Target: textsOf(x.target), Author: x.author})
		case x.level == align.Sentence:
			h.Sentences = append(h.Sentences, x.bead)
		default:
			h.Paragraphs = append(h.Paragraphs, x.bead)
		}
	}
	return h
}

func textsOf(spots []spot) []string {
	out := make([]string, len(spots))
	for k, s := range spots {
		out[k] = s.Text
	}
	return out
}

// withHand is a bitext in which all beads stand that people set: what a build
// that knew nothing of them, or not yet of the last one, must not override.
func withHand(ctx context.Context, q querier, b *align.Bitext) (*align.Bitext, error) {
	found, err := findBeads(ctx, q, b.Source, b.Target)
	if err != nil || len(found) == 0 {
		return b, err
	}
	h := found.hand()
	for _, level := range []align.Level{align.Paragraph, align.Sentence} {
		var missing []align.Bead
		for _, x := range h.Of(level) {
			if !slices.ContainsFunc(b.Beads(level), func(y align.Bead) bool { return y.Fixed && sameSegments(x, y) }) {
				missing = append(missing, x)
			}
		}
		if len(missing) == 0 || b.Beads(level) == nil {
			continue
		}
		if b, err = align.Correct(ctx, b, align.Set(level, b.Beads(level), missing)); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func sameSegments(a, b align.Bead) bool {
	return slices.Equal(a.Source, b.Source) && slices.Equal(a.Target, b.Target)
}
