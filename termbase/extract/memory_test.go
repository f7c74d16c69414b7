package extract

import (
	"bytes"
	"iter"
	"maps"
	"strings"
	"testing"

	"bitext/align"
	"bitext/corpus"
	"bitext/corpus/invent"
	"bitext/termbase"
)

// invented are the units of some invented reports, from a seed on.
func invented(seed uint64, reports int) []termbase.Unit {
	var all []termbase.Unit
	for n := range reports {
		r := invent.New(seed+uint64(n), 12)
		b := &align.Bitext{
			Source: corpus.Lines("", corpus.English, strings.Join(r.English, "\n")),
			Target: corpus.Lines("", corpus.French, strings.Join(r.French, "\n")),
		}
		for _, bead := range r.Beads {
			b.Paragraphs = append(b.Paragraphs, align.Bead{Source: bead[0], Target: bead[1], Confidence: 1})
		}
		for _, u := range termbase.Derive(b) {
			u.Pair, u.ID = int64(seed)+int64(n), int64(len(all)+1)
			all = append(all, u)
		}
	}
	return all
}

func each(units []termbase.Unit) iter.Seq2[termbase.Unit, error] {
	return func(yield func(termbase.Unit, error) bool) {
		for _, u := range units {
			if !yield(u, nil) {
				return
			}
		}
	}
}

func byText(proposals []termbase.Proposal) map[string]*termbase.Proposal {
	all := map[string]*termbase.Proposal{}
	for i := range proposals {
		all[proposals[i].Text] = &proposals[i]
	}
	return all
}

// renderedAlike is the share of occurrences that stand under the same rendering.
func renderedAlike(a, b *termbase.Proposal) (same, all int) {
	counts := map[string]int{}
	for _, r := range a.Renderings {
		counts[r.Text] = r.Count
		all += r.Count
	}
	for _, r := range b.Renderings {
		same += min(r.Count, counts[r.Text])
	}
	return same, all
}

// reread is a memory packed and read again, as a termbase keeps it, and its size in
// bytes.
func reread(t *testing.T, memory *Memory) (read *Memory, size int) {
	t.Helper()
	packed, err := memory.Pack()
	if err != nil {
		t.Fatal(err)
	}
	if read, err = ReadMemory(packed); err != nil {
		t.Fatal(err)
	}
	return read, len(packed)
}

// TestUpdateSeesWhatRankSees reads the same texts once more, as if they were
// new: every term is found again, as often as it was and in the same forms, and
// nearly all renderings are the same ones.
func TestUpdateSeesWhatRankSees(t *testing.T) {
	units := invented(1, 12)
	ranked, memory, err := Rank(t.Context(), corpus.English, corpus.French, each(units), Options{})
	if err != nil {
		t.Fatal(err)
	}
	memory, size := reread(t, memory)
	updated, err := memory.Update(t.Context(), each(units), Options{})
	if err != nil {
		t.Fatal(err)
	}
	again := byText(updated)
	same, all := 0, 0
	for i := range ranked {
		p := &ranked[i]
		q := again[p.Text]
		if q == nil || q.Count != p.Count || q.Docs != p.Docs || !maps.Equal(q.Forms, p.Forms) {
			t.Errorf("%s: %+v, the second time %+v", p.Text, p, q)
			continue
		}
		s, n := renderedAlike(p, q)
		same, all = same+s, all+n
	}
	if len(updated) > len(ranked)+len(ranked)/10 {
		t.Errorf("%d terms the second time, %d the first", len(updated), len(ranked))
	}
	if share := float64(same) / float64(all); share < 0.97 {
		t.Errorf("%.3f of %d renderings are the same the second time", share, all)
	} else {
		t.Logf("%d terms, %d the second time; %.3f of %d renderings the same; %d bytes", len(ranked), len(updated), share, all, size)
	}
}

// TestUpdateFindsNewTerms adds a report with a term that none had before.
func TestUpdateFindsNewTerms(t *testing.T) {
	ranked, memory, err := Rank(t.Context(), corpus.English, corpus.French, each(invented(1, 6)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	known := ranked[0]
	added := invented(40, 1)
	for i := range 4 {
		added = append(added, termbase.Unit{
			ID: int64(100 + i), Pair: 40,
			Source: "The members took note of the glaciological observatory, together with the " + known.Text + ".",
			Target: "Les membres ont pris note de l’observatoire glaciologique, avec le " + known.Renderings[0].Text + ".",
		})
	}
	updated, err := memory.Update(t.Context(), each(added), Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := byText(updated)["glaciological observatory"]
	if p == nil || p.Count != 4 || len(p.Renderings) == 0 || p.Renderings[0].Text != "observatoire glaciologique" || p.Renderings[0].Count != 4 {
		t.Errorf("glaciological observatory: %+v", p)
	}
	if p := byText(updated)[known.Text]; p == nil || p.Count < 4 || p.Renderings[0].Text != known.Renderings[0].Text || p.Renderings[0].Count < 4 {
		t.Errorf("%s, known as %+v: %+v", known.Text, known, p)
	}
}

func FuzzReadMemory(f *testing.F) {
	_, memory, err := Rank(f.Context(), corpus.English, corpus.French, each(invented(1, 2)), Options{})
	if err != nil {
		f.Fatal(err)
	}
	packed, err := memory.Pack()
	if err != nil {
		f.Fatal(err)
	}
	again, err := memory.Pack()
	if err != nil || !bytes.Equal(packed, again) {
		f.Fatal("two forms of one memory", err)
	}
	f.Add(packed)
	f.Add([]byte("no memory"))
	units := invented(2, 1)
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ReadMemory(data)
		if err != nil {
			return
		}
		if _, err := m.Update(t.Context(), each(units), Options{}); err != nil {
			t.Error(err)
		}
	})
}
