package termbase

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"bitext/align"
	"bitext/corpus"

	"github.com/google/go-cmp/cmp"
)

// minutes is a stored pair of four paragraphs of one sentence, two of them the
// same.
func minutes(t *testing.T, db *DB) (*align.Bitext, int64) {
	t.Helper()
	s, d := report(".txt",
		[]string{"The session opened.", "No comment was made.", "A treaty was signed.", "No comment was made."},
		[]string{"La session s’est ouverte.", "Aucune observation.", "Un traité a été signé.", "Aucune observation."})
	b := parallel(s, d)
	must(t, db.PutPair(ctx, b, "v1"))
	return b, pairOf(t, db)
}

func pairOf(t *testing.T, db *DB) int64 {
	t.Helper()
	pairs, err := db.Pairs(ctx)
	must(t, err)
	if len(pairs) != 1 {
		t.Fatalf("%d pairs", len(pairs))
	}
	return pairs[0].ID
}

// hand writes the beads that a person set, both levels.
func hand(b *align.Bitext) string {
	var out []string
	for _, beads := range [][]align.Bead{b.Paragraphs, b.Sentences} {
		var level []string
		for _, x := range beads {
			if x.Fixed {
				level = append(level, fmt.Sprint(x.Source, ":", x.Target))
			}
		}
		out = append(out, strings.Join(level, " "))
	}
	return strings.Join(out, " | ")
}

func stored(t *testing.T, db *DB) *align.Bitext {
	t.Helper()
	b, err := db.Bitext(ctx, pairOf(t, db))
	must(t, err)
	return b
}

func healthy(t *testing.T, db *DB) {
	t.Helper()
	d, err := db.Diagnose(ctx, false)
	must(t, err)
	if !d.Healthy() {
		t.Errorf("%+v", d)
	}
}

func TestCorrectionChangesWhatFollows(t *testing.T) {
	db := openTest(t)
	b, pair := minutes(t, db)
	at := [2]corpus.Span{{Start: 2, End: 8}, {Start: 3, End: 10}}
	other := [2]corpus.Span{{Start: 4, End: 11}, {Start: 3, End: 10}}
	_, err := db.Propose(ctx, []Proposal{
		occurrence("treaty", "traité", map[int64][2]corpus.Span{3: at}),
		occurrence("session", "session", map[int64][2]corpus.Span{1: other}),
	}, Run{Source: "en", Target: "fr", Digest: "x"})
	must(t, err)

	// Confirming changes no text: units keep their numbers.
	_, err = db.Correct(ctx, by("reviewer", 1), pair, align.Confirm(align.Sentence, b.Sentences[0]))
	must(t, err)
	u, err := db.Unit(ctx, 1)
	must(t, err)
	if !u.Fixed || u.Confidence != 1 {
		t.Errorf("confirmed unit: %+v", u)
	}
	if digest, err := db.RunDigest(ctx, "en", "fr"); err != nil || digest != "x" {
		t.Errorf("digest %q, %v", digest, err)
	}

	// Merging does: the place in a unit that stays moves along, the other goes.
	after, err := db.Correct(ctx, by("reviewer", 2), pair, align.Merge(align.Sentence, b.Sentences[1], b.Sentences[2]))
	must(t, err)
	if diff := cmp.Diff(after, stored(t, db)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{
		"The session opened. | La session s’est ouverte.",
		"No comment was made. A treaty was signed. | Aucune observation. Un traité a été signé.",
		"No comment was made. | Aucune observation.",
	}, units(t, db, UnitFilter{Pair: pair})); diff != "" {
		t.Error(diff)
	}
	entries, err := db.Entries(ctx, Filter{Places: true, Sort: ByID})
	must(t, err)
	if e := entries[0]; e.Count != 0 || len(e.Renderings) != 0 {
		t.Errorf("the place in a unit that is gone: %+v", e)
	}
	if e := entries[1]; e.Count != 1 || len(e.Renderings) != 1 || len(e.Renderings[0].Places) != 1 || e.Renderings[0].Places[0].Form != "session" {
		t.Errorf("the place in a unit that stays: %+v", e)
	}
	found, err := db.Search(ctx, Query{Phrase: "comment was made. A treaty", Exact: true})
	must(t, err)
	if found.Total != 1 || !found.Hits[0].Unit.Fixed {
		t.Errorf("search: %+v", found.Hits)
	}
	if digest, err := db.RunDigest(ctx, "en", "fr"); err != nil || digest != "" {
		t.Errorf("terms would not be extracted anew: %q, %v", digest, err)
	}
	healthy(t, db)
}

func TestBuildNeverOverridesAPerson(t *testing.T) {
	db := openTest(t)
	b, pair := minutes(t, db)
	_, err := db.Correct(ctx, by("reviewer", 1), pair, align.Merge(align.Sentence, b.Sentences[2:]...))
	must(t, err)
	_, err = db.Correct(ctx, by("reviewer", 1), pair, align.Detach(align.Paragraph, b.Paragraphs[1]))
	must(t, err)
	want := "[1]:[] []:[1] | [2 3]:[2 3]"
	if got := hand(stored(t, db)); got != want {
		t.Fatalf("set: %s, want %s", got, want)
	}
	for _, c := range []struct {
		name   string
		en, fr []string
		want   string
		lost   int
	}{
		{
			"the same again",
			[]string{"The session opened.", "No comment was made.", "A treaty was signed.", "No comment was made."},
			[]string{"La session s’est ouverte.", "Aucune observation.", "Un traité a été signé.", "Aucune observation."},
			want, 0,
		},
		{
			"one more on top",
			[]string{"Report", "The session opened.", "No comment was made.", "A treaty was signed.", "No comment was made."},
			[]string{"La session s’est ouverte.", "Aucune observation.", "Un traité a été signé.", "Aucune observation."},
			"[2]:[] []:[1] | [3 4]:[2 3]", 0,
		},
		{
			"one more of the same",
			[]string{"The session opened.", "No comment was made.", "A treaty was signed.", "No comment was made.", "The end.", "No comment was made."},
			[]string{"La session s’est ouverte.", "Aucune observation.", "Un traité a été signé.", "Aucune observation.", "La fin.", "Aucune observation."},
			"[1]:[] []:[1] | [2 3]:[2 3]", 0,
		},
		{
			"edited",
			[]string{"The session opened.", "No comment was made.", "A long treaty was signed.", "No comment was made."},
			[]string{"La session s’est ouverte.", "Aucune observation.", "Un traité a été signé.", "Aucune observation."},
			want, 0,
		},
		{"gone", []string{"The session opened.", "No comment was made."}, []string{"La session s’est ouverte.", "Aucune observation."}, "[1]:[] []:[1] | ", 1},
		{
			"back again",
			[]string{"The session opened.", "No comment was made.", "A treaty was signed.", "No comment was made."},
			[]string{"La session s’est ouverte.", "Aucune observation.", "Un traité a été signé.", "Aucune observation."},
			want, 0,
		},
	} {
		s, d := report(".txt", c.en, c.fr)
		straight := parallel(s, document("fr.txt", "fr", c.fr...))
		straight.Paragraphs, straight.Sentences = nil, nil
		for i := range max(len(c.en), len(c.fr)) {
			var x align.Bead
			if i < len(c.en) {
				x.Source = []int{i}
			}
			if i < len(c.fr) {
				x.Target = []int{i}
			}
			straight.Paragraphs, straight.Sentences = append(straight.Paragraphs, x), append(straight.Sentences, x)
		}
		h, err := db.HandSet(ctx, s, d)
		must(t, err)
		if len(h.Lost) != c.lost {
			t.Errorf("%s: lost %+v", c.name, h.Lost)
		}
		// A build that knows nothing of them cannot take them away.
		must(t, db.PutPair(ctx, straight, c.name))
		if got := hand(stored(t, db)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		healthy(t, db)
	}
	must(t, db.RemovePair(ctx, pairOf(t, db)))
	_, _ = minutes(t, db)
	if got := hand(stored(t, db)); got != want {
		t.Errorf("after the files were away: %s, want %s", got, want)
	}
}

// Termbases of earlier versions hold fingerprints of this form.
func TestTextsOfPair(t *testing.T) {
	side := func(text string, ends ...int32) *corpus.Document {
		b := corpus.Block{Text: text}
		at := int32(0)
		for _, end := range ends {
			b.Segments = append(b.Segments, corpus.Segment{Start: at, End: end})
			at = end
		}
		return &corpus.Document{Blocks: []corpus.Block{b}}
	}
	h := sha256.New()
	fmt.Fprintf(h, "%q%v\n", "One. Two.", []struct{ corpus.Span }{{corpus.Span{Start: 0, End: 4}}, {corpus.Span{Start: 4, End: 9}}})
	fmt.Fprintf(h, "%q%v\n", "Un", []struct{ corpus.Span }(nil))
	if want, got := hex.EncodeToString(h.Sum(nil)[:16]), textsOfPair(&align.Bitext{Source: side("One. Two.", 4, 9), Target: side("Un")}); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestCorrectionsAreUndone(t *testing.T) {
	db := openTest(t)
	b, pair := minutes(t, db)
	start := stored(t, db)
	merged, err := db.Correct(ctx, by("one", 1), pair, align.Merge(align.Paragraph, b.Paragraphs[:2]...))
	must(t, err)
	_, err = db.Correct(ctx, by("two", 2), pair, align.Merge(align.Sentence, b.Sentences[2:]...))
	must(t, err)
	_, err = db.Correct(ctx, by("two", 3), pair, align.Confirm(align.Paragraph, merged.Paragraphs[0]))
	must(t, err)
	all, err := db.Corrections(ctx, pair)
	must(t, err)
	var actions []string
	for _, c := range all {
		actions = append(actions, c.Author+" "+c.Action)
	}
	if diff := cmp.Diff([]string{"two merge", "one merge"}, actions); diff != "" {
		t.Error(diff) // confirming what was set by hand already changes nothing
	}
	_, err = db.UndoCorrection(ctx, by("two", 4), all[1].ID)
	must(t, err)
	undone, err := db.UndoCorrection(ctx, by("two", 5), all[0].ID)
	must(t, err)
	if undone.Action != "merge" || undone.Author != "two" {
		t.Errorf("undone: %+v", undone)
	}
	sure := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Confidence" }, cmp.Ignore())
	if diff := cmp.Diff(start, stored(t, db), sure); diff != "" {
		t.Error(diff) // sentences aligned again may be surer than before
	}
	if _, err := db.UndoCorrection(ctx, by("two", 6), all[0].ID); !errors.Is(err, align.ErrOtherBeads) {
		t.Errorf("undone twice: %v", err)
	}
	_, err = db.UndoCorrection(ctx, by("two", 7), 0) // the undo itself
	must(t, err)
	if got := hand(stored(t, db)); got != " | [2 3]:[2 3]" {
		t.Errorf("the undo undone: %s", got)
	}
	if _, err := db.UndoCorrection(ctx, by("two", 8), 99); !errors.Is(err, ErrNoCorrection) {
		t.Errorf("no such correction: %v", err)
	}
	if _, err := db.Correct(ctx, by("two", 9), 99, align.Correction{}); !errors.Is(err, ErrNoPair) {
		t.Errorf("no such pair: %v", err)
	}
	s, d := report(".txt", []string{"Other."}, []string{"Autre."})
	must(t, db.PutPair(ctx, parallel(s, d), "v2"))
	if _, err := db.UndoCorrection(ctx, by("two", 10), 0); !errors.Is(err, align.ErrOtherBeads) {
		t.Errorf("undone in other texts: %v", err)
	}
	if _, err := db.Correct(ctx, by("two", 11), pair, align.Confirm(align.Sentence, b.Sentences[0])); !errors.Is(err, ErrNoPair) {
		t.Errorf("a pair that was stored anew: %v", err)
	}
}

func TestReleasedBeadsAreTheAlignersAgain(t *testing.T) {
	db := openTest(t)
	b, pair := minutes(t, db)
	_, err := db.Correct(ctx, by("one", 1), pair, align.Confirm(align.Sentence, b.Sentences...))
	must(t, err)
	now := stored(t, db)
	_, err = db.Correct(ctx, by("one", 2), pair, align.Release(align.Sentence, now.Sentences[1:]...))
	must(t, err)
	if got := hand(stored(t, db)); got != " | [0]:[0]" {
		t.Error(got)
	}
	h, err := db.HandSet(ctx, b.Source, b.Target)
	must(t, err)
	if len(h.Sentences) != 1 || len(h.Lost) != 0 {
		t.Errorf("%+v", h)
	}
}

func TestHandSetBeadsSurviveABackup(t *testing.T) {
	db := openTest(t)
	b, pair := minutes(t, db)
	_, err := db.Correct(ctx, by("one", 1), pair, align.Merge(align.Sentence, b.Sentences[2:]...))
	must(t, err)
	var backup, again bytes.Buffer
	must(t, db.Dump(ctx, &backup))
	other := openTest(t)
	must(t, other.Restore(ctx, bytes.NewReader(backup.Bytes())))
	must(t, other.Dump(ctx, &again))
	if backup.String() != again.String() {
		t.Error("the backup of the restored termbase differs")
	}
	_, _ = minutes(t, other)
	if got := hand(stored(t, other)); got != " | [2 3]:[2 3]" {
		t.Error(got)
	}
	_, err = other.UndoCorrection(ctx, by("one", 2), 0)
	must(t, err)
}
