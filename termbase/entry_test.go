package termbase

import (
	"bytes"
	"errors"
	"math/rand"
	"strconv"
	"strings"
	"testing"

	"bitext/corpus"

	"github.com/google/go-cmp/cmp"
)

// brief writes an entry in one line: state, then terms with their status.
func brief(e *Entry) string {
	var b strings.Builder
	b.WriteString(string(e.State))
	for _, t := range e.Terms {
		b.WriteString(" " + string(t.Lang) + ":" + t.Text)
		if t.Status != Preferred {
			b.WriteString("/" + string(t.Status))
		}
	}
	return b.String()
}

// stands lists all entries in brief, by ID.
func stands(t *testing.T, db *DB) []string {
	t.Helper()
	entries, err := db.Entries(ctx, Filter{Sort: ByID})
	must(t, err)
	var out []string
	for i := range entries {
		out = append(out, brief(&entries[i]))
	}
	return out
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestProposalsRespectDecisions(t *testing.T) {
	db := openTest(t)
	s, d := report("", []string{"state party law", "state party law"}, []string{"un deux trois", "un deux trois"})
	must(t, db.PutPair(ctx, parallel(s, d), ""))
	at := func(unit int64) map[int64][2]corpus.Span {
		return map[int64][2]corpus.Span{unit: {{Start: 0, End: 5}, {Start: 0, End: 2}}}
	}
	first := []Proposal{occurrence("state", "un", at(1)), occurrence("party", "deux", at(1)), occurrence("law", "trois", at(1)), occurrence("act", "quatre", at(1))}
	run := Run{Source: "en", Target: "fr", Digest: "d1"}
	out, err := db.Propose(ctx, first, run)
	must(t, err)
	if out != (Outcome{Proposals: 4, Added: 4}) {
		t.Errorf("%+v", out)
	}
	must(t, db.Decide(ctx, by("a", 1), Approved, "", 1))
	must(t, db.Decide(ctx, by("a", 2), Rejected, "", 2))
	must(t, db.Merge(ctx, by("a", 3), 1, 3))
	same(t, stands(t, db), "approved en:state fr:un en:law/", "rejected en:party/", "proposed en:act/")

	second := []Proposal{occurrence("State", "un", at(2)), occurrence("party", "deux", at(2)), occurrence("law", "trois", at(2)), occurrence("new", "cinq", at(2))}
	second[3].Broader = []string{"state"}
	out, err = db.Propose(ctx, second, run)
	must(t, err)
	// "law" belongs to the entry of "state" now, which has been seen already.
	if out != (Outcome{Proposals: 4, Added: 1, Seen: 2, Dropped: 1}) {
		t.Errorf("%+v", out)
	}
	same(t, stands(t, db), "approved en:state fr:un en:law/", "rejected en:party/", "proposed en:new/")
	e, err := db.Entry(ctx, 1)
	must(t, err)
	if len(e.Renderings) != 1 || len(e.Renderings[0].Places) != 1 || e.Renderings[0].Places[0].Unit != 2 {
		t.Errorf("renderings were not replaced: %+v", e.Renderings)
	}
	digest, err := db.RunDigest(ctx, "en", "fr")
	must(t, err)
	if digest != "d1" {
		t.Error(digest)
	}
	fresh, err := db.Entry(ctx, 5)
	must(t, err)
	if diff := cmp.Diff([]Reference{{Kind: "broader", Entry: 1, Text: "state"}}, fresh.References); diff != "" {
		t.Error(diff)
	}
}

func TestRunsOverOtherLanguagesAreKeptApart(t *testing.T) {
	db := openTest(t)
	s, d := report("", []string{"a state"}, []string{"un état"})
	must(t, db.PutPair(ctx, parallel(s, d), ""))
	must(t, db.PutPair(ctx, parallel(s, document("es", "es", "un estado")), ""))
	place := map[int64][2]corpus.Span{1: {{Start: 2, End: 7}, {Start: 3, End: 8}}}
	_, err := db.Propose(ctx, []Proposal{occurrence("state", "état", place)}, Run{Source: "en", Target: "fr"})
	must(t, err)
	spanish := occurrence("state", "estado", map[int64][2]corpus.Span{2: {{Start: 2, End: 7}, {Start: 3, End: 9}}})
	spanish.Renderings[0].Lang = "es"
	for range 2 {
		_, err = db.Propose(ctx, []Proposal{spanish}, Run{Source: "en", Target: "es"})
		must(t, err)
	}
	e, err := db.Entry(ctx, 1)
	must(t, err)
	var got []string
	for _, r := range e.Renderings {
		got = append(got, string(r.Lang)+" "+r.Text+" "+r.Places[0].Form)
	}
	same(t, got, "es estado estado", "fr état état")
	if e.Count != 1 {
		t.Errorf("count %d: texts with the same source were counted twice", e.Count)
	}
}

func TestTheSecondToSaveIsTold(t *testing.T) {
	db := openTest(t)
	e := entry("en:law", "fr:loi")
	must(t, db.Save(ctx, by("a", 1), e))
	mine, yours := *e, *e
	mine.Note, yours.Note = "mine", "yours"
	must(t, db.Save(ctx, by("me", 2), &mine))
	err := db.Save(ctx, by("you", 3), &yours)
	var conflict *ConflictError
	if !errors.As(err, &conflict) || conflict.Current.Note != "mine" || conflict.Current.Author != "me" {
		t.Fatalf("%v", err)
	}
	ch := by("you", 4)
	ch.Force = true
	must(t, db.Save(ctx, ch, &yours))
	stored, err := db.Entry(ctx, e.ID)
	must(t, err)
	if stored.Note != "yours" || stored.Version != 3 {
		t.Errorf("%+v", stored)
	}
}

func TestNothingOfARefusedSaveIsStored(t *testing.T) {
	db := openTest(t)
	if err := db.Save(ctx, by("a", 1), entry("en:law"), &Entry{State: Approved}); !errors.Is(err, ErrInvalid) {
		t.Errorf("%v", err)
	}
	if err := db.Decide(ctx, by("a", 1), Approved, "", 1, 99); !errors.Is(err, ErrNoEntry) {
		t.Errorf("%v", err)
	}
	same(t, stands(t, db))
}

func TestEveryChangeCanBeUndone(t *testing.T) {
	db := openTest(t)
	must(t, db.Save(ctx, by("a", 1), entry("en:law", "fr:loi"), entry("en:act", "fr:acte")))
	start := stands(t, db)
	changes := map[string]func() error{
		"edit": func() error {
			e, err := db.Entry(ctx, 1)
			must(t, err)
			e.Terms[1].Text = "droit"
			return db.Save(ctx, by("b", 2), e)
		},
		"reject": func() error { return db.Decide(ctx, by("b", 2), Rejected, "", 1, 2) },
		"merge":  func() error { return db.Merge(ctx, by("b", 2), 1, 2) },
		"split": func() error {
			e, err := db.Entry(ctx, 1)
			must(t, err)
			_, err = db.Split(ctx, by("b", 2), 1, e.Terms[1].ID)
			return err
		},
		"delete": func() error { return db.Delete(ctx, by("b", 2), 1, 2) },
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			must(t, change())
			changed := stands(t, db)
			if cmp.Equal(start, changed) {
				t.Fatal("nothing was changed")
			}
			_, err := db.Undo(ctx, by("c", 3), 0)
			must(t, err)
			same(t, stands(t, db), start...)
			_, err = db.Undo(ctx, by("c", 4), 0) // the undo
			must(t, err)
			if got := stands(t, db); len(got) != len(changed) {
				t.Errorf("undoing the undo gives %q, want %q", got, changed)
			}
			_, err = db.Undo(ctx, by("c", 5), 0)
			must(t, err)
			same(t, stands(t, db), start...)
		})
	}
}

func TestUndoIsRefusedOverALaterChange(t *testing.T) {
	db := openTest(t)
	must(t, db.Save(ctx, by("a", 1), entry("en:law")))
	must(t, db.Decide(ctx, by("b", 2), Rejected, "", 1))
	if _, err := db.Undo(ctx, by("c", 3), 1); !errors.Is(err, ErrConflict) {
		t.Errorf("%v", err)
	}
	if _, err := db.Undo(ctx, by("c", 3), 77); !errors.Is(err, ErrNoEvent) {
		t.Errorf("%v", err)
	}
	events, err := db.History(ctx, EventFilter{Entry: 1})
	must(t, err)
	if len(events) != 2 || events[0].Action != "reject" || events[0].Before.State != Approved || events[0].After.State != Rejected || events[1].Before != nil {
		t.Errorf("%+v", events)
	}
}

func TestApprovingMakesTermsOfRenderings(t *testing.T) {
	db := openTest(t)
	p := occurrence("law", "loi", nil)
	p.Renderings = []Rendering{{Lang: "fr", Text: "loi", Count: 2}, {Lang: "fr", Text: "droit", Count: 5}}
	for _, prefer := range []string{"", "LOI"} {
		_, err := db.Propose(ctx, []Proposal{p}, Run{Source: "en", Target: "fr"})
		must(t, err)
		must(t, db.Decide(ctx, by("a", 1), Approved, prefer, 1))
		want := "approved en:law fr:droit"
		if prefer != "" {
			want = "approved en:law fr:loi"
		}
		same(t, stands(t, db), want)
		_, err = db.Undo(ctx, by("a", 2), 0)
		must(t, err)
	}
	if err := db.Decide(ctx, by("a", 3), Approved, "never seen", 1); err == nil {
		t.Error("a rendering that nobody has seen was preferred")
	}
}

func TestMergeAddsUpWhatWasObserved(t *testing.T) {
	db := openTest(t)
	s, d := report("", []string{"law act"}, []string{"loi loi"})
	must(t, db.PutPair(ctx, parallel(s, d), ""))
	_, err := db.Propose(ctx, []Proposal{
		occurrence("law", "loi", map[int64][2]corpus.Span{1: {{Start: 0, End: 3}, {Start: 0, End: 3}}}),
		occurrence("act", "loi", map[int64][2]corpus.Span{1: {{Start: 4, End: 7}, {Start: 4, End: 7}}}),
	}, Run{Source: "en", Target: "fr"})
	must(t, err)
	must(t, db.Merge(ctx, by("a", 1), 1, 2))
	e, err := db.Entry(ctx, 1)
	must(t, err)
	if e.Count != 2 || len(e.Renderings) != 1 || e.Renderings[0].Count != 2 || len(e.Renderings[0].Places) != 2 {
		t.Errorf("%+v", e)
	}
}

func TestFilters(t *testing.T) {
	db := openTest(t)
	a, b := entry("en:Élan", "fr:loi"), entry("en:act")
	a.Subject, b.Terms[0].Status = "law", Forbidden
	must(t, db.Save(ctx, by("x", 10), a))
	must(t, db.Save(ctx, by("y", 20), b))
	for name, f := range map[string]Filter{
		"text": {Text: "elan"}, "subject": {Subject: "LAW"}, "lang": {Langs: []corpus.Lang{"fr"}}, "author": {Author: "x"},
		"ids": {IDs: []int64{1}}, "norm": {Norm: []string{"élan"}}, "limit": {Limit: 1, Sort: ByID},
		"status": {Statuses: []Status{Preferred}}, "offset": {Offset: 1, Limit: 1, Sort: ByID, Reverse: true},
	} {
		entries, err := db.Entries(ctx, f)
		must(t, err)
		if len(entries) != 1 || entries[0].ID != 1 {
			t.Errorf("%s: %d entries", name, len(entries))
		}
	}
	for name, f := range map[string]Filter{"since": {Since: by("", 15).At.Unix()}, "lacks": {Lacks: "fr"}, "status": {Statuses: []Status{Forbidden}}} {
		entries, err := db.Entries(ctx, f)
		must(t, err)
		if len(entries) != 1 || entries[0].ID != 2 {
			t.Errorf("%s: %d entries", name, len(entries))
		}
	}
}

// random makes an entry out of nonsense, every field used now and then.
func random(r *rand.Rand) *Entry {
	word := func() string {
		if r.Intn(3) > 0 {
			return ""
		}
		return []string{"a", "État", "line\nline", "<x>&", "\"q\"", "日本"}[r.Intn(6)] + strconv.Itoa(r.Intn(9))
	}
	e := &Entry{UID: word(), State: []State{Proposed, Approved, Rejected}[r.Intn(3)], Subject: word(), Definition: word(), Source: word(), Note: word(), Extra: word()}
	for range 1 + r.Intn(4) {
		t := Term{
			Lang: []corpus.Lang{"en", "fr", "zh"}[r.Intn(3)], Text: "t" + word(), Status: []Status{"", Preferred, Forbidden}[r.Intn(3)], POS: word(), Gender: word(),
			Number: word(), Type: word(), Note: word(), Source: word(), Region: word(), Client: word(), Exact: r.Intn(2) == 0, Case: r.Intn(2) == 0, Skip: Side(word()), Extra: word(),
		}
		for range r.Intn(3) {
			t.Contexts = append(t.Contexts, Context{word(), word()})
		}
		e.Terms = append(e.Terms, t)
	}
	for _, code := range []corpus.Lang{"en", "fr"}[:r.Intn(3)] {
		e.Sections = append(e.Sections, Section{code, word(), word(), word(), word()})
	}
	for range r.Intn(3) {
		e.References = append(e.References, Reference{Kind: "see", Text: word(), URI: word()})
	}
	return e
}

func TestEntriesAreStoredWhole(t *testing.T) {
	db := openTest(t)
	r := rand.New(rand.NewSource(1))
	for range 200 {
		e := random(r)
		must(t, db.Save(ctx, by("a", 1), e))
		back, err := db.Entry(ctx, e.ID)
		must(t, err)
		if diff := cmp.Diff(e, back); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestBackupIsLossFree(t *testing.T) {
	for seed := range int64(5) {
		db := openTest(t)
		r := rand.New(rand.NewSource(seed))
		s, d := report("", []string{"A <b> law & act.", "Éléments."}, []string{"Une loi.", "日本"})
		must(t, db.PutPair(ctx, parallel(s, d), "x"))
		must(t, db.PutPair(ctx, parallel(s, document("es", "es", "Uno", "Dos")), "y"))
		_, err := db.Propose(ctx, []Proposal{occurrence("law", "loi", map[int64][2]corpus.Span{1: {{Start: 8, End: 11}, {Start: 4, End: 7}}})}, Run{Source: "en", Target: "fr", Digest: "z"})
		must(t, err)
		for i := range 20 {
			must(t, db.Save(ctx, by("a", i), random(r)))
		}
		must(t, db.Decide(ctx, by("b", 30), Rejected, "", 3, 4))
		must(t, db.Delete(ctx, by("b", 31), 5))
		must(t, db.Waive(ctx, Waiver{Fingerprint: "f", Rule: "number", Reason: "right", Author: "b", At: by("", 1).At, Source: "en", Target: "fr", Term: "12", Got: "21"}))
		must(t, db.PutFindings(ctx, Checked{Source: "en", Target: "fr", Author: "c", At: by("", 2).At}, []StoredFinding{{Fingerprint: "f", Rule: "number", Severity: "error", Body: []byte(`{"a":"<"}`)}}))
		must(t, db.PutResources(ctx, Resource{"p1", "person", "<item/>"}))
		pairs, err := db.Pairs(ctx)
		must(t, err)
		must(t, db.RemovePair(ctx, pairs[0].ID)) // the Spanish one

		var once, twice bytes.Buffer
		must(t, db.Dump(ctx, &once))
		copied := openTest(t)
		must(t, copied.Restore(ctx, bytes.NewReader(once.Bytes())))
		must(t, copied.Dump(ctx, &twice))
		if diff := cmp.Diff(once.String(), twice.String()); diff != "" {
			t.Error(diff)
		}
		same(t, units(t, copied, UnitFilter{}), units(t, db, UnitFilter{})...)
		if err := copied.Restore(ctx, &once); !errors.Is(err, ErrNotEmpty) {
			t.Errorf("restored over something: %v", err)
		}
		found, err := copied.Search(ctx, Query{Phrase: "loi"})
		must(t, err)
		if found.Total != 1 || found.Known != 1 {
			t.Errorf("search in the copy: %+v", found)
		}
	}
}
