package termbase

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// Run says what an extraction looked at.
type Run struct {
	Source, Target corpus.Lang // Target is empty for an extraction from texts in one language
	Digest         string      // what RunDigest will answer: a fingerprint of the texts and settings
	Keep           bool        // what earlier runs over these languages saw stays, but for the proposals of this one
	Pairs          []int64     // the pairs that it looked at; nil where that does not matter
	Version        string      // of the extraction, for Ranking
	Memory         []byte      // what extractions over new texts alone want to know, for Ranking; nil for none
}

// ErrStale says that pairs were changed, removed or counted by somebody else
// while an extraction looked at them: it is to be done again.
var ErrStale = errors.New("the texts have changed in the meantime")

// Outcome counts what became of the proposals of a run.
type Outcome struct {
	Proposals int // handed over
	Added     int // new entries
	Seen      int // entries that stood already
	Dropped   int // entries that nobody had touched and that are no longer seen
}

// Propose merges the proposals of an extraction into the termbase, in one
// transaction. A proposal belongs to the entry with the same source term
// (lang.Normal); where there is none, an entry in the state Proposed is made.
// Counts, forms, renderings and places of the run's languages are replaced.
// What people decided is never changed: a rejected entry stays rejected, a
// merged one is found by any of its terms. Entries that nobody has touched and
// that no run sees any longer go away; the others stay with count 0.
func (db *DB) Propose(ctx context.Context, proposals []Proposal, run Run) (out Outcome, err error) {
	err = db.edit(ctx, Change{}, func(w *editor) error {
		p := &proposer{editor: w, run: run}
		out, err = p.all(proposals)
		return err
	})
	if err != nil {
		return Outcome{}, fmt.Errorf("store proposals: %w", err)
	}
	return out, nil
}

// proposer merges the proposals of one run.
type proposer struct {
	*editor
	run      Run
	byTerm   map[string]known // by normal form of a term in the source language
	whole    bool             // the run replaces every place that there is
	extend   bool             // the run adds to what earlier ones saw
	lastForm int64            // highest number of a form
}

// known is an entry that stands already.
type known struct {
	id      int64
	state   State
	touched bool
	text    string // its term as written
	fresh   bool   // made by this run
}

// sighted is a proposal with the entry that it belongs to.
type sighted struct {
	*Proposal
	known
}

func (p *proposer) all(proposals []Proposal) (out Outcome, err error) {
	if err := p.begin(); err != nil {
		return out, err
	}
	if !p.run.Keep {
		if err := p.forget(); err != nil {
			return out, err
		}
	}
	list, err := p.resolve(proposals, &out)
	if err != nil {
		return out, err
	}
	for _, s := range list {
		if err := p.sight(s); err != nil {
			return out, err
		}
	}
	if p.whole {
		if _, err := p.exec("CREATE INDEX place_unit ON place (unit)"); err != nil {
			return out, err
		}
	}
	if err := p.narrow(list); err != nil {
		return out, err
	}
	if err := p.rank(); err != nil {
		return out, err
	}
	out.Dropped, err = p.end()
	return out, err
}

// begin looks whether the pairs that were looked at still stand, and reads what
// the termbase knows.
func (p *proposer) begin() error {
	stand, err := p.id("SELECT count(*) FROM pair WHERE id IN (SELECT value FROM json_each(?))", list(p.run.Pairs))
	if err != nil {
		return err
	}
	if int(stand) != len(p.run.Pairs) {
		return ErrStale
	}
	if p.lastForm, err = p.id("SELECT coalesce(max(number), 0) FROM form WHERE number <> 0"); err != nil {
		return err
	}
	return p.index()
}

// end notes what was counted and clears away what nobody sees any longer.
func (p *proposer) end() (dropped int, err error) {
	if _, err := p.exec("INSERT OR REPLACE INTO run VALUES (?, ?, ?)", p.run.Source, p.run.Target, p.run.Digest); err != nil {
		return 0, err
	}
	how := 2
	if p.extend {
		how = 1
	}
	if _, err := p.exec("UPDATE pair SET counted = ?2 WHERE id IN (SELECT value FROM json_each(?1))", list(p.run.Pairs), how); err != nil {
		return 0, err
	}
	return p.drop()
}

// list writes numbers as JSON.
func list(ids []int64) string {
	text, _ := json.Marshal(ids) // numbers always can be
	return string(text)
}

// RunDigest is the digest of the latest extraction over two languages, "" where
// there was none. A build compares it to leave alone what has not changed.
func (db *DB) RunDigest(ctx context.Context, source, target corpus.Lang) (string, error) {
	digest, err := column[string](ctx, db.sql, "SELECT digest FROM run WHERE source = ? AND target = ?", source, target)
	if err != nil || len(digest) == 0 {
		return "", explain(err)
	}
	return digest[0], nil
}

// index reads which terms of the source language stand already. Of entries that
// share a term, an approved one comes first, then a proposed one, then the
// oldest.
func (p *proposer) index() error {
	rows, err := p.tx.QueryContext(p.ctx, `SELECT t.norm, t.text, e.id, e.state, e.changed <> 0 FROM term t JOIN entry e ON e.id = t.entry
		WHERE t.lang = ? ORDER BY e.state = 'approved' DESC, e.state = 'proposed' DESC, e.id, t.position`, p.run.Source)
	if err != nil {
		return err
	}
	defer rows.Close()
	p.byTerm = map[string]known{}
	for rows.Next() {
		var norm string
		var k known
		if err := rows.Scan(&norm, &k.text, &k.id, &k.state, &k.touched); err != nil {
			return err
		}
		for _, key := range []string{norm, caseKey(k.text, norm)} {
			if _, taken := p.byTerm[key]; !taken {
				p.byTerm[key] = k
			}
		}
	}
	return rows.Err()
}

// caseKey keeps "WHO" apart from "who": the key of a term in capitals.
func caseKey(text, norm string) string {
	if text == strings.ToUpper(text) && text != strings.ToLower(text) {
		return text
	}
	return norm
}

// forget takes away what earlier runs over these languages saw.
func (p *proposer) forget() error {
	var others int
	if err := p.tx.QueryRowContext(p.ctx, "SELECT count(*) FROM sighting WHERE source <> ? OR target <> ?", p.run.Source, p.run.Target).Scan(&others); err != nil {
		return err
	}
	// Sorting the index at the end is faster than keeping it, and emptying the
	// whole table than picking rows.
	p.whole = others == 0
	queries := []string{
		"DELETE FROM place WHERE rendering IN (SELECT id FROM rendering WHERE source = ?1 AND target = ?2)",
		`DELETE FROM place WHERE rendering = 0 AND unit IN (SELECT u.id FROM pair p
			JOIN document s ON s.id = p.source AND s.lang = ?1 JOIN document t ON t.id = p.target AND t.lang = ?2
			JOIN unit u ON u.id BETWEEN p.first AND p.first + p.units - 1)`,
	}
	if p.whole {
		queries = []string{"DELETE FROM place", "DROP INDEX place_unit"}
	}
	for i, query := range append(queries,
		"DELETE FROM rendering WHERE source = ?1 AND target = ?2",
		"DELETE FROM form WHERE source = ?1 AND target = ?2",
		"DELETE FROM sighting WHERE source = ?1 AND target = ?2") {
		args := []any{p.run.Source, p.run.Target}
		if p.whole && i < len(queries) {
			args = nil
		}
		if _, err := p.exec(query, args...); err != nil {
			return err
		}
	}
	return nil
}

// resolve finds or makes the entry of each proposal and sorts by entry, so that
// rows are written in the order in which they are stored. Of proposals with the
// same term, the first counts.
func (p *proposer) resolve(proposals []Proposal, out *Outcome) ([]sighted, error) {
	out.Proposals = len(proposals)
	list := make([]sighted, 0, len(proposals))
	taken := map[int64]bool{}
	for i := range proposals {
		c := &proposals[i]
		if c.Lang == "" {
			c.Lang = p.run.Source
		}
		norm := lang.Normal(c.Text)
		k, stands := p.byTerm[caseKey(c.Text, norm)]
		switch {
		case stands && taken[k.id]:
			continue
		case stands:
			out.Seen++
			if err := p.respell(c, k); err != nil {
				return nil, err
			}
		default:
			e := Entry{State: Proposed, Version: 1, Terms: []Term{{Lang: c.Lang, Text: c.Text, Type: c.Type}}}
			if err := p.store(&e, true); err != nil {
				return nil, err
			}
			k = known{id: e.ID, state: Proposed, text: c.Text, fresh: true}
			p.byTerm[caseKey(c.Text, norm)] = k
			out.Added++
		}
		taken[k.id] = true
		list = append(list, sighted{c, k})
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].id < list[j].id })
	return list, nil
}

// respell gives an entry that nobody has touched the term as it is proposed now,
// by the texts as a whole.
func (p *proposer) respell(c *Proposal, k known) error {
	if k.touched || k.text == c.Text || p.extend {
		return nil
	}
	e, err := p.need(k.id)
	if err != nil {
		return err
	}
	e.Terms = []Term{{Lang: c.Lang, Text: c.Text, Type: c.Type}}
	return p.store(e, false)
}

// narrow writes the references of entries that nobody has touched: the terms
// that they narrow, and the long form of an acronym.
func (p *proposer) narrow(list []sighted) error {
	for _, s := range list {
		if s.touched || s.state != Proposed || p.extend && !s.fresh {
			continue
		}
		if _, err := p.exec("DELETE FROM reference WHERE entry = ?", s.id); err != nil {
			return err
		}
		position := 0
		refer := func(kind, text string) error {
			k, ok := p.byTerm[lang.Normal(text)]
			if text == "" || ok && k.id == s.id {
				return nil
			}
			position++
			_, err := p.exec("INSERT INTO reference (entry, position, kind, target, text) VALUES (?, ?, ?, ?, ?)",
				s.id, position-1, kind, sql.NullInt64{Int64: k.id, Valid: true}, text)
			return err
		}
		if err := refer("long", s.Long); err != nil {
			return err
		}
		for _, text := range s.Broader {
			if err := refer("broader", text); err != nil {
				return err
			}
		}
	}
	return nil
}

// drop takes away the entries that only an extraction knew and that it sees no
// longer.
func (p *proposer) drop() (int, error) {
	const gone = "SELECT id FROM entry WHERE state = 'proposed' AND changed = 0 AND NOT EXISTS (SELECT 1 FROM sighting WHERE entry = entry.id)"
	if _, err := p.exec("DELETE FROM term_text WHERE docid IN (SELECT id FROM term WHERE entry IN (" + gone + "))"); err != nil {
		return 0, err
	}
	if _, err := p.exec("DELETE FROM place WHERE entry IN (" + gone + ")"); err != nil {
		return 0, err
	}
	done, err := p.exec("DELETE FROM entry WHERE id IN (" + gone + ")")
	if err != nil {
		return 0, err
	}
	n, err := done.RowsAffected()
	return int(n), err
}
