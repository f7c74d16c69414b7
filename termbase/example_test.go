package termbase_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"bitext/align"
	"bitext/corpus"
	"bitext/termbase"
)

func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	db, err := termbase.Open(ctx, filepath.Join(dir, "termbase.db"), termbase.OpenOptions{})
	if err != nil {
		panic(err)
	}
	defer db.Close()

	source := corpus.Lines("report.en.txt", "en", "The Member States met.")
	target := corpus.Lines("report.fr.txt", "fr", "Les États membres se sont réunis.")
	bitext := &align.Bitext{Source: source, Target: target, Paragraphs: []align.Bead{{Source: []int{0}, Target: []int{0}, Confidence: 1}}}
	if err := db.PutPair(ctx, bitext, "digest of the two files"); err != nil {
		panic(err)
	}
	entry := &termbase.Entry{State: termbase.Approved, Terms: []termbase.Term{
		{Lang: "en", Text: "Member State", Status: termbase.Preferred},
		{Lang: "fr", Text: "État membre", Status: termbase.Preferred},
	}}
	who := termbase.Change{Author: "terminologist", At: time.Date(2020, 7, 27, 0, 0, 0, 0, time.UTC)}
	if err := db.Save(ctx, who, entry); err != nil {
		panic(err)
	}

	found, err := db.Search(ctx, termbase.Query{Phrase: "etats membres"})
	if err != nil {
		panic(err)
	}
	for _, hit := range found.Hits {
		fmt.Println(hit.Target[0].In(hit.Unit.Target), "|", hit.Unit.Source)
	}
	history, err := db.History(ctx, termbase.EventFilter{})
	if err != nil {
		panic(err)
	}
	fmt.Println(history[0].Action, "by", history[0].Author)
	// Output:
	// États membres | The Member States met.
	// add by terminologist
}
