package termbase

import (
	"iter"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// yields gives entries and problems as a reader of a format would.
func yields(items ...any) iter.Seq2[*Entry, error] {
	return func(yield func(*Entry, error) bool) {
		for _, item := range items {
			switch item := item.(type) {
			case *Entry:
				copied := *item
				copied.Terms = append([]Term{}, item.Terms...)
				copied.References = append([]Reference{}, item.References...)
				if !yield(&copied, nil) {
					return
				}
			case error:
				if !yield(nil, item) {
					return
				}
			}
		}
	}
}

func TestImportTwiceChangesNothing(t *testing.T) {
	db := openTest(t)
	a, b := entry("en:law", "fr:loi"), entry("en:act", "fr:acte")
	a.UID, b.UID = "c1", "c2"
	a.References = []Reference{{Kind: "see", URI: "#c2"}}
	a.Extra, a.Note = "<x/>", "n"
	for i, want := range []ImportReport{{Read: 2, Added: 2}, {Read: 2, Unchanged: 2}} {
		report, err := db.Import(ctx, by("i", i), yields(a, b), ImportOptions{})
		must(t, err)
		if diff := cmp.Diff(&want, report); diff != "" {
			t.Error(diff)
		}
	}
	e, err := db.Entry(ctx, 1)
	must(t, err)
	if diff := cmp.Diff([]Reference{{Kind: "see", Entry: 2}}, e.References); diff != "" {
		t.Error(diff)
	}
}

func TestPolicies(t *testing.T) {
	stored := entry("en:law", "fr:loi")
	incoming := entry("en:Law", "fr:droit")
	cases := map[Policy][]string{
		MergeDuplicates: {"approved en:law fr:loi fr:droit/admitted"},
		AddDuplicates:   {"approved en:law fr:loi", "approved en:Law fr:droit"},
		SkipDuplicates:  {"approved en:law fr:loi"},
		Overwrite:       {"approved en:Law fr:droit"},
	}
	for policy, want := range cases {
		t.Run(string(policy), func(t *testing.T) {
			db := openTest(t)
			_, err := db.Import(ctx, by("i", 1), yields(stored), ImportOptions{})
			must(t, err)
			_, err = db.Import(ctx, by("i", 2), yields(incoming), ImportOptions{OnDuplicate: policy, DryRun: true})
			must(t, err)
			same(t, stands(t, db), "approved en:law fr:loi")
			_, err = db.Import(ctx, by("i", 2), yields(incoming), ImportOptions{OnDuplicate: policy})
			must(t, err)
			same(t, stands(t, db), want...)
		})
	}
}

func TestHomographsOfOtherSubjectsStayApart(t *testing.T) {
	db := openTest(t)
	river, money := entry("en:bank", "fr:rive"), entry("en:bank", "fr:banque")
	river.Subject, money.Subject = "geography", "finance"
	_, err := db.Import(ctx, by("i", 1), yields(river, money), ImportOptions{})
	must(t, err)
	same(t, stands(t, db), "approved en:bank fr:rive", "approved en:bank fr:banque")
}

func TestProblemsAreReportedAndTheRestIsTaken(t *testing.T) {
	db := openTest(t)
	report, err := db.Import(ctx, by("i", 1), yields(&Problem{Line: 3, Text: "odd", Skipped: true}, &Entry{State: Approved}, entry("en:law")), ImportOptions{})
	must(t, err)
	if report.Read != 3 || report.Added != 1 || report.Skipped != 2 || len(report.Problems) != 2 {
		t.Errorf("%+v", report)
	}
}

func TestABrokenFileStoresNothing(t *testing.T) {
	db := openTest(t)
	_, err := db.Import(ctx, by("i", 1), yields(entry("en:law"), errUnchanged), ImportOptions{})
	if err == nil {
		t.Error("no error")
	}
	same(t, stands(t, db))
}

func TestRestoreRefusesWhatIsNoBackup(t *testing.T) {
	for name, text := range map[string]string{
		"other":       `{"a":1}`,
		"newer":       `{"bitext":"termbase","version":99}`,
		"torn":        `{"bitext":"termbase","version":1}` + "\n" + `{"entry":{"id":1,"state":"approved","terms":[{"lang":"en","te`,
		"invalid":     `{"bitext":"termbase","version":1}` + "\n" + `{"entry":{"id":1,"state":"approved","terms":[]}}`,
		"columns":     `{"bitext":"termbase","version":1}` + "\n" + `{"form":[1,2]}`,
		"unknown":     `{"bitext":"termbase","version":1}` + "\n" + `{"sqlite_master":[1,2]}`,
		"wrong beads": `{"bitext":"termbase","version":1}` + "\n" + `{"document":[1,"a","en","",1,"AA==",[{"t":"x","s":[0,1]}]]}` + "\n" + `{"pair":[1,1,1,"",{"p":[{"s":[5]}],"s":null},1,1]}`,
	} {
		t.Run(name, func(t *testing.T) {
			db := openTest(t)
			if err := db.Restore(ctx, strings.NewReader(text)); err == nil {
				t.Error("taken")
			}
			same(t, stands(t, db))
		})
	}
}
