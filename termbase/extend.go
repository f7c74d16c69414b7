package termbase

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"bitext/corpus"
)

// Ranking is what the latest extraction over all texts of two languages left for
// those over new texts alone.
type Ranking struct {
	Version string // as it was passed to Propose
	Units   int    // that it looked at
	Changed int    // that came or went since
	Memory  []byte // as it was passed to Propose
}

// Ranking reads it, nil where there is none.
func (db *DB) Ranking(ctx context.Context, source, target corpus.Lang) (*Ranking, error) {
	rows, err := db.sql.QueryContext(ctx, "SELECT version, units, changed, memory FROM ranking WHERE source = ? AND target = ?", source, target)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	if !rows.Next() {
		return nil, explain(rows.Err())
	}
	r := &Ranking{}
	return r, explain(rows.Scan(&r.Version, &r.Units, &r.Changed, &r.Memory))
}

// rank stores what the next extractions over new texts want to know.
func (p *proposer) rank() error {
	if p.run.Memory == nil {
		_, err := p.exec("DELETE FROM ranking WHERE source = ? AND target = ?", p.run.Source, p.run.Target)
		return err
	}
	_, err := p.exec(`INSERT OR REPLACE INTO ranking SELECT ?1, ?2, ?3, coalesce(sum(units), 0), 0, ?4 FROM pair
		WHERE id IN (SELECT value FROM json_each(?5))`, p.run.Source, p.run.Target, p.run.Version, p.run.Memory, list(p.run.Pairs))
	return err
}

// Extend adds what an extraction saw in pairs that were not counted yet, those of
// run.Pairs, to what earlier ones saw of the languages, in one transaction. A
// proposal belongs to the entry with the same source term, as for Propose; where
// there is none, an entry is made. Removing the pairs afterwards and extending by
// nothing leaves the entries as they were before. It fails with ErrStale where one
// of the pairs is gone or counted.
func (db *DB) Extend(ctx context.Context, proposals []Proposal, run Run) (out Outcome, err error) {
	err = db.edit(ctx, Change{}, func(w *editor) error {
		p := &proposer{editor: w, run: run, extend: true}
		out, err = p.more(proposals)
		return err
	})
	if err != nil {
		return Outcome{}, fmt.Errorf("add proposals: %w", err)
	}
	return out, nil
}

// more adds the proposals of new pairs.
func (p *proposer) more(proposals []Proposal) (out Outcome, err error) {
	if err := p.begin(); err != nil {
		return out, err
	}
	if err := p.enter(); err != nil {
		return out, err
	}
	list, err := p.resolve(proposals, &out)
	if err != nil {
		return out, err
	}
	for _, s := range list {
		if err := p.addSight(s); err != nil {
			return out, err
		}
	}
	if err := p.narrow(list); err != nil {
		return out, err
	}
	if err := p.clearEmpty(); err != nil {
		return out, err
	}
	out.Dropped, err = p.end()
	return out, err
}

// enter looks whether the pairs are new, and takes away what is left of earlier
// counts where a person has set beads.
func (p *proposer) enter() error {
	for _, id := range p.run.Pairs {
		var first, units int64
		var counted bool
		if err := p.tx.QueryRowContext(p.ctx, "SELECT first, units, counted FROM pair WHERE id = ?", id).Scan(&first, &units, &counted); err != nil {
			return err
		}
		if counted {
			return ErrStale
		}
		if err := dropCounts(p.ctx, p.tx, first, first+units-1); err != nil {
			return err
		}
		if _, err := p.exec("UPDATE ranking SET changed = changed + ? WHERE source = ? AND target = ?", units, p.run.Source, p.run.Target); err != nil {
			return err
		}
	}
	return nil
}

// addSight counts up what was seen of one entry.
func (p *proposer) addSight(s sighted) error {
	source, target := p.run.Source, p.run.Target
	if _, err := p.exec(`INSERT INTO sighting VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET count = count + excluded.count, docs = docs + excluded.docs`,
		s.id, source, target, s.Count, s.Docs, s.Score, s.Pattern); err != nil {
		return err
	}
	forms := slices.Sorted(maps.Keys(s.Forms))
	numbers := make([]int64, len(forms)+1)
	for i, text := range forms {
		var err error
		if numbers[i+1], err = p.addForm(s.id, text, s.Forms[text]); err != nil {
			return err
		}
	}
	return p.render(s, numbers)
}

// addForm counts up a surface form and gives its number.
func (p *proposer) addForm(entry int64, text string, count int) (int64, error) {
	stands, err := column[int64](p.ctx, p.tx, "SELECT number FROM form WHERE entry = ? AND source = ? AND target = ? AND text = ?",
		entry, p.run.Source, p.run.Target, text)
	if err != nil {
		return 0, err
	}
	if len(stands) > 0 {
		_, err = p.exec("UPDATE form SET count = count + ? WHERE entry = ? AND source = ? AND target = ? AND text = ?",
			count, entry, p.run.Source, p.run.Target, text)
		return stands[0], err
	}
	p.lastForm++
	_, err = p.exec("INSERT INTO form VALUES (?, ?, ?, ?, ?, ?)", entry, p.run.Source, p.run.Target, text, count, p.lastForm)
	return p.lastForm, err
}

// clearEmpty takes away what pairs that went have left nothing of.
func (p *proposer) clearEmpty() error {
	for _, table := range []string{"rendering", "form", "sighting"} {
		if _, err := p.exec("DELETE FROM "+table+" WHERE count <= 0 AND target = ?2 AND source = ?1", p.run.Source, p.run.Target); err != nil {
			return err
		}
	}
	return nil
}
