package termbase

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"bitext/align"
)

// storedExchanges is the form of a correction in the file.
type storedExchanges struct {
	Paragraphs storedExchange `json:"p"`
	Sentences  storedExchange `json:"s"`
}

type storedExchange struct {
	Gone []storedBead `json:"gone,omitempty"`
	Come []storedBead `json:"come,omitempty"`
}

func packExchanges(e Corrected) storedExchanges {
	pack := func(x BeadExchange) storedExchange {
		p := packBeads(&align.Bitext{Paragraphs: x.Gone, Sentences: x.Come})
		return storedExchange{p.Paragraphs, p.Sentences}
	}
	return storedExchanges{pack(e.Paragraphs), pack(e.Sentences)}
}

func (s storedExchange) unpack() BeadExchange {
	return BeadExchange{unpackBeads(s.Gone), unpackBeads(s.Come)}
}

// Corrections lists the changes of beads, latest first; pair 0 takes all.
func (db *DB) Corrections(ctx context.Context, pair int64) (all []Corrected, err error) {
	err = db.read(ctx, func(q querier) error {
		where, args := "", []any(nil)
		if pair != 0 {
			where, args = `WHERE (source_path, source_lang, target_path, target_lang) = (
				SELECT s.path, s.lang, t.path, t.lang FROM pair p JOIN document s ON s.id = p.source JOIN document t ON t.id = p.target WHERE p.id = ?)`, []any{pair}
		}
		all, err = listCorrections(ctx, q, where, args...)
		return err
	})
	return all, err
}

func listCorrections(ctx context.Context, q querier, where string, args ...any) ([]Corrected, error) {
	rows, err := q.QueryContext(ctx, `SELECT id, source_path, source_lang, target_path, target_lang, at, author, action, reason, texts, body
		FROM correction `+where+` ORDER BY id DESC`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Corrected
	for rows.Next() {
		var c Corrected
		var at int64
		var body []byte
		if err := rows.Scan(&c.ID, &c.Source.Path, &c.Source.Lang, &c.Target.Path, &c.Target.Lang, &at, &c.Author, &c.Action, &c.Reason, &c.texts, &body); err != nil {
			return nil, err
		}
		c.At = time.Unix(at, 0).UTC()
		var stored storedExchanges
		if err := json.Unmarshal(body, &stored); err != nil {
			return nil, fmt.Errorf("%w: correction %d: %v", ErrCorrupt, c.ID, err)
		}
		c.Paragraphs, c.Sentences = stored.Paragraphs.unpack(), stored.Sentences.unpack()
		all = append(all, c)
	}
	return all, rows.Err()
}

// UndoCorrection takes a correction back; ID 0 takes the latest one. It is
// refused with align.ErrOtherBeads where its beads have been changed since, or
// the texts have. An undo is a correction itself.
func (db *DB) UndoCorrection(ctx context.Context, ch Change, id int64) (undone Corrected, err error) {
	err = db.edit(ctx, ch, func(w *editor) error {
		found, err := listCorrections(ctx, w.tx, "WHERE ?1 = 0 AND id = (SELECT max(id) FROM correction) OR id = ?1", id)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return ErrNoCorrection
		}
		undone = found[0]
		pairs, err := column[int64](ctx, w.tx, `SELECT p.id FROM pair p JOIN document s ON s.id = p.source JOIN document t ON t.id = p.target
			WHERE s.path = ? AND s.lang = ? AND t.path = ? AND t.lang = ?`, undone.Source.Path, undone.Source.Lang, undone.Target.Path, undone.Target.Lang)
		if err != nil {
			return err
		}
		if len(pairs) == 0 {
			return ErrNoPair
		}
		before, err := w.bitext(pairs[0])
		if err != nil {
			return err
		}
		after, err := undone.back(before)
		if err != nil {
			return err
		}
		w.ch.Action = "undo"
		return w.correct(pairs[0], before, after)
	})
	if err != nil {
		return undone, fmt.Errorf("undo correction %d: %w", id, err)
	}
	return undone, nil
}

// back is a bitext without a correction.
func (c *Corrected) back(b *align.Bitext) (*align.Bitext, error) {
	if textsOfPair(b) != c.texts {
		return nil, fmt.Errorf("%w: the texts are others by now", align.ErrOtherBeads)
	}
	return align.Exchange(b, align.Correction{Replace: c.Paragraphs.Come, With: c.Paragraphs.Gone},
		align.Correction{Level: align.Sentence, Replace: c.Sentences.Come, With: c.Sentences.Gone})
}
