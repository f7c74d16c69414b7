package inspect

import (
	"context"
	"errors"
	"slices"
	"sync"

	"bitext/cmd/internal/place"
	"bitext/corpus/parallel"
	"bitext/termbase"
	"bitext/termbase/check"
)

// mostPlaces is how many places of a published form are named.
const mostPlaces = 3

// namePlaces says of published evidence where it stands: file and paragraph.
func namePlaces(ctx context.Context, db *termbase.DB, findings []check.Finding) error {
	n := placeNamer{db: db, namer: place.NewNamer(db), entries: map[int64]*termbase.Entry{}}
	errs := make([]error, len(findings))
	parallel.For(0, len(findings), func(i int) { errs[i] = n.nameAll(ctx, &findings[i]) })
	return errors.Join(errs...)
}

type placeNamer struct {
	db    *termbase.DB
	namer *place.Namer

	lock    sync.Mutex                // guards what follows
	entries map[int64]*termbase.Entry // with places
}

// nameAll names the published places of a finding.
func (n *placeNamer) nameAll(ctx context.Context, f *check.Finding) error {
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
	return nil
}

// locate adds the places of a rendering to evidence that has none.
func (n *placeNamer) locate(ctx context.Context, id int64, e *check.Evidence) error {
	if len(e.Places) > 0 || id == 0 {
		return nil
	}
	entry, err := n.entry(ctx, id)
	if entry == nil {
		return err
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

// entry reads an entry with its places, once; nil where it is gone.
func (n *placeNamer) entry(ctx context.Context, id int64) (*termbase.Entry, error) {
	n.lock.Lock()
	defer n.lock.Unlock()
	if entry, ok := n.entries[id]; ok {
		return entry, nil
	}
	entry, err := n.db.Entry(ctx, id)
	if errors.Is(err, termbase.ErrNoEntry) {
		return nil, nil
	}
	if err == nil {
		err = n.db.Locate(ctx, entry)
	}
	if err != nil {
		return nil, err
	}
	n.entries[id] = entry
	return entry, nil
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
