package termbase

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"bitext/align"
	"bitext/corpus"
)

// ErrNoPair says that there is no such pair, or not any more: a build that found
// its files changed has stored it anew.
var ErrNoPair = errors.New("no such pair")

// ErrNoCorrection says that there is no such correction to be taken back.
var ErrNoCorrection = errors.New("no such correction")

// Corrected is one change of the beads of a pair, as the history keeps it.
type Corrected struct {
	ID             int64        `json:"id"`
	Source, Target Text         `json:"-"` // path and language of the pair
	At             time.Time    `json:"at"`
	Author         string       `json:"author"`
	Action         string       `json:"action"` // confirm, release, merge, split, detach, set, undo
	Reason         string       `json:"reason,omitempty"`
	Paragraphs     BeadExchange `json:"paragraphs"`
	Sentences      BeadExchange `json:"sentences"`

	texts string // fingerprint of the texts in which segments are numbered
}

// BeadExchange are the beads of one level that went and those that came.
type BeadExchange struct {
	Gone []align.Bead
	Come []align.Bead
}

// Correct changes beads of a stored pair as a person wishes, in one
// transaction: the beads of c.With that are fixed stand from now on, in every
// build, whatever the aligner thinks. It fails with align.ErrOtherBeads where
// c.Replace does not stand (somebody was faster), and with ErrNoPair where a
// build has stored the pair anew. align.Confirm, Merge, Split, Detach, Set and
// Release make corrections.
//
// Units and the word index follow at once, and what extraction saw in the units
// that have changed is taken away; the next build extracts anew. The pair keeps
// its ID, its units get new ones where their texts change. The bitext as it is
// now comes back.
func (db *DB) Correct(ctx context.Context, ch Change, pair int64, c align.Correction) (*align.Bitext, error) {
	var after *align.Bitext
	err := db.edit(ctx, ch, func(w *editor) error {
		before, err := w.bitext(pair)
		if err != nil {
			return err
		}
		if after, err = align.Correct(ctx, before, c); err != nil {
			return err
		}
		if w.ch.Action == "" {
			w.ch.Action = actionOf(c)
		}
		return w.correct(pair, before, after)
	})
	if err != nil {
		return nil, fmt.Errorf("correct pair %d: %w", pair, err)
	}
	return after, nil
}

// bitext reads a pair that is to be corrected.
func (w *editor) bitext(pair int64) (*align.Bitext, error) {
	b, err := loadBitext(w.ctx, w.tx, pair)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNoPair
	}
	return b, err
}

// actionOf names a correction.
func actionOf(c align.Correction) string {
	fixed := 0
	for _, b := range c.With {
		if b.Fixed {
			fixed++
		}
	}
	unchanged := slices.EqualFunc(c.Replace, c.With, sameSegments)
	switch {
	case unchanged && fixed > 0:
		return "confirm"
	case unchanged:
		return "release"
	case len(c.With) == 1 && len(c.Replace) > 1:
		return "merge"
	case len(c.Replace) == 1 && len(c.With) == 2 && (len(c.With[0].Source) == 0 || len(c.With[0].Target) == 0) && (len(c.With[1].Source) == 0 || len(c.With[1].Target) == 0):
		return "detach"
	case len(c.Replace) == 1 && len(c.With) > 1:
		return "split"
	}
	return "set"
}

// correct stores a corrected bitext with all that follows from it, and writes
// the correction down.
func (w *editor) correct(pair int64, before, after *align.Bitext) error {
	e := Corrected{
		Paragraphs: exchange(before.Paragraphs, after.Paragraphs),
		Sentences:  exchange(before.Sentences, after.Sentences),
	}
	if len(e.Paragraphs.Gone)+len(e.Sentences.Gone) == 0 {
		return nil
	}
	if err := w.storeHand(after, e); err != nil {
		return err
	}
	if err := w.storeBeads(pair, before, after); err != nil {
		return err
	}
	body, err := json.Marshal(packExchanges(e))
	if err != nil {
		return err
	}
	s, t := after.Source, after.Target
	_, err = w.exec(`INSERT INTO correction (source_path, source_lang, target_path, target_lang, at, author, action, reason, texts, body)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, s.Path, s.Lang, t.Path, t.Lang, w.ch.At.Unix(), w.ch.Author, w.ch.Action, w.ch.Reason, textsOfPair(after), body)
	return err
}

// exchange lists what one list of beads lacks of the other.
func exchange(before, after []align.Bead) BeadExchange {
	return BeadExchange{Gone: lacking(before, after), Come: lacking(after, before)}
}

// lacking gives the beads of a list that the other does not have just so.
func lacking(beads, other []align.Bead) []align.Bead {
	have := make(map[string]bool, len(other))
	key := func(b align.Bead) string { return fmt.Sprint(b.Source, b.Target, b.Fixed) }
	for _, b := range other {
		have[key(b)] = true
	}
	var out []align.Bead
	for _, b := range beads {
		if !have[key(b)] {
			out = append(out, b)
		}
	}
	return out
}

// textsOfPair is a fingerprint of the segments of both sides.
func textsOfPair(b *align.Bitext) string {
	h := sha256.New()
	for _, d := range []*corpus.Document{b.Source, b.Target} {
		for i := range d.Blocks {
			// The form is that of the fingerprints that termbases hold.
			fmt.Fprintf(h, "%q[", d.Blocks[i].Text)
			for j, s := range d.Blocks[i].Segments {
				if j > 0 {
					io.WriteString(h, " ")
				}
				fmt.Fprintf(h, "{{%d %d}}", s.Start, s.End)
			}
			io.WriteString(h, "]\n")
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// storeHand brings the beads that people set up to date: those that went are
// set no longer, those that came are if they are fixed.
func (w *editor) storeHand(b *align.Bitext, e Corrected) error {
	if b.Source.Path == "" && b.Target.Path == "" {
		return nil // nothing will ever be known as this pair again
	}
	found, err := findBeads(w.ctx, w.tx, b.Source, b.Target)
	if err != nil {
		return err
	}
	at := &locators{source: b.Source, target: b.Target}
	for level, x := range []BeadExchange{align.Paragraph: e.Paragraphs, align.Sentence: e.Sentences} {
		for _, h := range found {
			if h.found && int(h.level) == level && slices.ContainsFunc(x.Gone, func(b align.Bead) bool { return sameSegments(b, h.bead) }) {
				if _, err := w.exec("DELETE FROM bead WHERE id = ?", h.id); err != nil {
					return err
				}
			}
		}
		for _, bead := range x.Come {
			if bead.Fixed {
				if err := w.insertBead(align.Level(level), at, bead); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (w *editor) insertBead(level align.Level, at *locators, b align.Bead) error {
	source, target := at.of(level)
	s, err := marshal(source.spots(b.Source))
	if err != nil {
		return err
	}
	t, err := marshal(target.spots(b.Target))
	if err != nil {
		return err
	}
	_, err = w.exec("INSERT INTO bead (source_path, source_lang, target_path, target_lang, level, source, target, author, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		at.source.Path, at.source.Lang, at.target.Path, at.target.Lang, level, string(s), string(t), w.ch.Author, w.ch.At.Unix())
	return err
}

// storeBeads puts the beads of a pair in place of the old ones. Units whose
// texts are the same keep what was seen in them.
func (w *editor) storeBeads(pair int64, before, after *align.Bitext) error {
	packed, _, err := deflate(packBeads(after))
	if err != nil {
		return err
	}
	var first int64
	if err := w.tx.QueryRowContext(w.ctx, "SELECT first FROM pair WHERE id = ?", pair).Scan(&first); err != nil {
		return err
	}
	was, is := Derive(before), Derive(after)
	if slices.EqualFunc(was, is, sameTexts) {
		for i, u := range is {
			if u != was[i] {
				if _, err := w.exec("UPDATE unit SET confidence = ?, fixed = ? WHERE id = ?", u.Confidence, u.Fixed, first+int64(i)); err != nil {
					return err
				}
			}
		}
		_, err = w.exec("UPDATE pair SET beads = ? WHERE id = ?", packed, pair)
		return err
	}
	last, err := w.lastUnit()
	if err != nil {
		return err
	}
	if err := w.movePlaces(pair, first, last+1, was, is); err != nil {
		return err
	}
	if _, err := w.exec("DELETE FROM unit WHERE id BETWEEN ? AND ?", first, first+int64(len(was))-1); err != nil {
		return err
	}
	if _, err := w.exec("UPDATE pair SET beads = ?, first = ?, units = ?, counted = 0 WHERE id = ?", packed, last+1, len(is), pair); err != nil {
		return err
	}
	if err := insertUnits(w.ctx, w.tx, pair, last+1, is); err != nil {
		return err
	}
	// The next build is to extract anew.
	_, err = w.exec("DELETE FROM run WHERE source = ? AND target = ?", after.Source.Lang, after.Target.Lang)
	return err
}

// lastUnit is the highest number that a unit ever had.
func (w *editor) lastUnit() (int64, error) {
	var last sql.NullInt64
	err := w.tx.QueryRowContext(w.ctx, "SELECT seq FROM sqlite_sequence WHERE name = 'unit'").Scan(&last)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return last.Int64, err
}

func sameTexts(a, b Unit) bool { return a.Source == b.Source && a.Target == b.Target }

// movePlaces leads the places in units that stay the same to their new numbers,
// and takes away those in the others.
func (w *editor) movePlaces(pair, from, to int64, was, is []Unit) error {
	next := map[[2]string][]int{} // units as they are now, by their texts
	for i, u := range is {
		key := [2]string{u.Source, u.Target}
		next[key] = append(next[key], i)
	}
	for i, u := range was {
		key, id := [2]string{u.Source, u.Target}, from+int64(i)
		if list := next[key]; len(list) > 0 {
			next[key] = list[1:]
			if _, err := w.exec("UPDATE place SET unit = ? WHERE unit = ?", to+int64(list[0]), id); err != nil {
				return err
			}
			continue
		}
		for _, query := range []string{lessRenderings, lessForms, lessCounts, "DELETE FROM place WHERE unit BETWEEN ?1 AND ?2"} {
			if _, err := w.tx.ExecContext(w.ctx, query, id, id, pair); err != nil {
				return err
			}
		}
	}
	return nil
}

// The places in the units ?1 to ?2 of pair ?3 are about to go; the pair stays.
const lessCounts = `WITH here AS (
		SELECT s.lang AS source, t.lang AS target FROM pair p
		JOIN document s ON s.id = p.source JOIN document t ON t.id = p.target WHERE p.id = ?3),
	gone AS (SELECT entry, count(*) AS n FROM (
		SELECT DISTINCT entry, unit, source_start FROM place WHERE unit BETWEEN ?1 AND ?2) GROUP BY entry)
	UPDATE sighting SET count = max(0, count - (SELECT n FROM gone WHERE entry = sighting.entry))
	WHERE entry IN (SELECT entry FROM gone)
		AND source = (SELECT source FROM here) AND target = (SELECT target FROM here)`
