package inspect

import (
	"context"
	"errors"
	"slices"

	"bitext/cmd/internal/place"
	"bitext/termbase"
	"bitext/termbase/check"
)

// mostPlaces is how many places of a published form are named.
const mostPlaces = 3

// namePlaces says of published evidence where it stands: file and paragraph.
func namePlaces(ctx context.Context, db *termbase.DB, findings []check.Finding) error {
	n := placeNamer{db: db, namer: place.NewNamer(db), entries: map[int64]*termbase.Entry{}}
	for i := range findings {
		f := &findings[i]
		for k := range f.Evidence {
			e := &f.Evidence[k]
			if !e.Published {
				continue
			}
			if err := n.locate(ctx, f.Entry, e); err != nil {
				return err
			}
			for p := range e.Places {
				if err := n.name(ctx, &e.Places[p]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

type placeNamer struct {
	db      *termbase.DB
	namer   *place.Namer
	entries map[int64]*termbase.Entry // with places
}

// locate adds the places of a rendering to evidence that has none.
func (n *placeNamer) locate(ctx context.Context, id int64, e *check.Evidence) error {
	if len(e.Places) > 0 || id == 0 {
		return nil
	}
	entry, ok := n.entries[id]
	if !ok {
		var err error
		if entry, err = n.db.Entry(ctx, id); errors.Is(err, termbase.ErrNoEntry) {
			return nil
		} else if err != nil {
			return err
		}
		if err := n.db.Locate(ctx, entry); err != nil {
			return err
		}
		n.entries[id] = entry
	}
	for _, r := range entry.Renderings {
		if r.Text != e.Form {
			continue
		}
		for _, p := range r.Places {
			if len(e.Places) == mostPlaces {
				return nil
			}
			if !slices.ContainsFunc(e.Places, func(q check.Place) bool { return q.Unit == p.Unit }) {
				e.Places = append(e.Places, check.Place{Source: check.NoSide(), Target: check.NoSide(), Unit: p.Unit})
			}
		}
	}
	return nil
}

func (n *placeNamer) name(ctx context.Context, p *check.Place) error {
	if p.Unit == 0 {
		return nil
	}
	u, err := n.db.Unit(ctx, p.Unit)
	if err != nil {
		return err
	}
	pair, err := n.namer.Pair(ctx, u.Pair)
	if err != nil {
		return err
	}
	p.At, err = n.namer.Name(ctx, pair, pair.Target, u.TargetBlock)
	return err
}
