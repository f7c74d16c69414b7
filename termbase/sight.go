package termbase

import (
	"maps"
	"slices"

	"bitext/corpus"
)

// sight writes what was seen of one entry.
func (p *proposer) sight(s sighted) error {
	source, target := p.run.Source, p.run.Target
	if p.run.Keep {
		for _, query := range []string{
			"DELETE FROM place WHERE entry = ?1 AND rendering IN (SELECT id FROM rendering WHERE entry = ?1 AND source = ?2 AND target = ?3)",
			`DELETE FROM place WHERE entry = ?1 AND rendering = 0 AND EXISTS (SELECT 1 FROM unit u JOIN pair p ON p.id = u.pair
				JOIN document s ON s.id = p.source JOIN document t ON t.id = p.target
				WHERE u.id = place.unit AND s.lang = ?2 AND t.lang = ?3)`,
			"DELETE FROM rendering WHERE entry = ?1 AND source = ?2 AND target = ?3",
			"DELETE FROM form WHERE entry = ?1 AND source = ?2 AND target = ?3",
			"DELETE FROM sighting WHERE entry = ?1 AND source = ?2 AND target = ?3",
		} {
			if _, err := p.exec(query, s.id, source, target); err != nil {
				return err
			}
		}
	}
	if _, err := p.exec("INSERT INTO sighting VALUES (?, ?, ?, ?, ?, ?, ?)", s.id, source, target, s.Count, s.Docs, s.Score, s.Pattern); err != nil {
		return err
	}
	forms := slices.Sorted(maps.Keys(s.Forms))
	numbers := make([]int64, len(forms)+1)
	for i, text := range forms {
		p.lastForm++
		numbers[i+1] = p.lastForm
		if _, err := p.exec("INSERT INTO form VALUES (?, ?, ?, ?, ?, ?)", s.id, source, target, text, s.Forms[text], p.lastForm); err != nil {
			return err
		}
	}
	return p.render(s, numbers)
}

// render writes renderings and places. Occurrences that no rendering claims are
// stored with rendering 0. numbers are those of the forms, by Place.Variant.
func (p *proposer) render(s sighted, numbers []int64) error {
	type spot struct {
		unit  int64
		start int
	}
	claimed := map[spot]bool{}
	for i := range s.Renderings {
		for _, at := range s.Renderings[i].Places {
			claimed[spot{at.Unit, at.Source.Start}] = true
		}
	}
	for _, at := range s.Places {
		if !claimed[spot{at.Unit, at.Source.Start}] {
			if err := p.place(s.id, 0, at, numbers); err != nil {
				return err
			}
		}
	}
	for _, r := range s.Renderings {
		target := r.Lang
		if target == "" {
			target = p.run.Target
		}
		id, err := p.rendering(s.id, target, r)
		if err != nil {
			return err
		}
		for _, at := range r.Places {
			if err := p.place(s.id, id, at, numbers); err != nil {
				return err
			}
		}
	}
	return nil
}

// rendering writes a rendering, or counts it up where it stands already, and
// gives its ID.
func (p *proposer) rendering(entry int64, target corpus.Lang, r Rendering) (int64, error) {
	if p.extend {
		stands, err := column[int64](p.ctx, p.tx, "SELECT id FROM rendering WHERE entry = ? AND source = ? AND target = ? AND text = ? ORDER BY id",
			entry, p.run.Source, target, r.Text)
		if err != nil {
			return 0, err
		}
		if len(stands) > 0 {
			_, err = p.exec("UPDATE rendering SET count = count + ? WHERE id = ?", r.Count, stands[0])
			return stands[0], err
		}
	}
	return p.insert("INSERT INTO rendering (entry, source, target, text, count) VALUES (?, ?, ?, ?, ?)",
		entry, p.run.Source, target, r.Text, r.Count)
}

// place writes one place, unless it lies outside the termbase.
func (p *proposer) place(entry, rendering int64, at Place, numbers []int64) error {
	if at.Unit == 0 {
		return nil
	}
	form := int64(0)
	if at.Variant < len(numbers) {
		form = numbers[at.Variant]
	}
	_, err := p.exec("INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		entry, rendering, at.Unit, at.Source.Start, at.Source.End, at.Target.Start, at.Target.End, form)
	return err
}
