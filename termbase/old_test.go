package termbase

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"bitext/align"
	"bitext/corpus"
)

// TestOldFile makes the file of the present schema version for testdata/old. It
// is run by hand when a version is released, and never for an older one.
func TestOldFile(t *testing.T) {
	if os.Getenv("TERMBASE_OLD") == "" {
		t.Skip("run with TERMBASE_OLD=1 when a schema is released")
	}
	steps, err := migrations()
	must(t, err)
	path := filepath.Join("..", "testdata", "old", fmt.Sprintf("termbase-v%d.db", len(steps)))
	must(t, os.MkdirAll(filepath.Dir(path), 0o755))
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	db, err := Open(ctx, path, OpenOptions{})
	must(t, err)
	s, d := report(".txt", []string{"The Member States took note of the annual report of the secretariat."},
		[]string{"Les États membres ont pris note du rapport annuel du secrétariat."})
	must(t, db.PutPair(ctx, parallel(s, d), "v1"))
	span := func(text, part string) corpus.Span {
		for i := range text {
			if len(text) >= i+len(part) && text[i:i+len(part)] == part {
				return corpus.Span{Start: i, End: i + len(part)}
			}
		}
		t.Fatal(part)
		return corpus.Span{}
	}
	at := func(en, fr string) map[int64][2]corpus.Span {
		return map[int64][2]corpus.Span{1: {span(s.Blocks[0].Text, en), span(d.Blocks[0].Text, fr)}}
	}
	_, err = db.Propose(ctx, []Proposal{
		occurrence("Member State", "État membre", at("Member States", "États membres")),
		occurrence("annual report", "rapport annuel", at("annual report", "rapport annuel")),
		occurrence("secretariat", "secrétariat", at("secretariat", "secrétariat")),
	}, Run{Source: "en", Target: "fr", Digest: "v1"})
	must(t, err)
	e, err := db.Entry(ctx, 1)
	must(t, err)
	e.State, e.Subject, e.Definition = Approved, "organization", "a State that is a member of the Organization"
	e.Terms[0].Status = Preferred
	e.Terms = append(e.Terms, Term{Lang: "fr", Text: "État membre", Status: Preferred, Gender: "m"}, Term{Lang: "fr", Text: "État partie", Status: Forbidden, Note: "used of treaties"})
	must(t, db.Save(ctx, by("terminologist", 1), e))
	must(t, db.Decide(ctx, by("terminologist", 2), Rejected, "", 2))
	must(t, db.Waive(ctx, Waiver{Fingerprint: "0123", Rule: "number", Reason: "a quotation", Author: "reviewer", At: by("", 3).At, Target: "fr.txt", Term: "12", Got: "21"}))
	b, err := db.Bitext(ctx, 1)
	must(t, err)
	_, err = db.Correct(ctx, by("reviewer", 4), 1, align.Confirm(align.Sentence, b.Sentences...))
	must(t, err)
	must(t, db.Close())
}
