package check

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestBaselineKeepsWhatItWrites(t *testing.T) {
	b := &Baseline{}
	b.Add([]Finding{{Rule: "number", Fingerprint: "02", Term: "3", Got: "4\t5"}, {Rule: "date", Fingerprint: "01"}}, "fr.txt")
	if err := b.Waive(Accepted{Fingerprint: "02", Reason: "as in the treaty"}); err != nil {
		t.Fatal(err)
	}
	if err := b.Waive(Accepted{Fingerprint: "03"}); !errors.Is(err, ErrNoReason) {
		t.Errorf("a waiver without a reason gave %v", err)
	}
	var first, second bytes.Buffer
	if err := b.Write(&first); err != nil {
		t.Fatal(err)
	}
	read, err := ReadBaseline(bytes.NewReader(first.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := read.Write(&second); err != nil {
		t.Fatal(err)
	}
	if first.String() != second.String() || len(read.Entries) != 2 {
		t.Errorf("wrote\n%s, then\n%s", first.String(), second.String())
	}
}

func TestUnusedWaiverIsReported(t *testing.T) {
	b := &Baseline{Entries: []Accepted{
		{Fingerprint: "01", Rule: "number", Reason: "still there", File: "fr.txt"},
		{Fingerprint: "02", Rule: "number", Reason: "gone", File: "fr.txt"},
		{Fingerprint: "03", Rule: "number"},
		{Fingerprint: "04", Rule: "date", Reason: "its rule did not run"},
		{Fingerprint: "05", Rule: "number", Reason: "of another file", File: "es.txt"},
		{Fingerprint: "06", Rule: "number", Reason: "of any file"},
	}}
	looked := Looked{Rules: []Rule{{Name: "number"}, unusedWaiver}, Files: []string{"fr.txt"}}
	found := []Finding{{Rule: "number", Fingerprint: "01"}, {Rule: "number", Fingerprint: "09"}}
	open, accepted, by := b.Split(found)
	if len(open) != 1 || open[0].Fingerprint != "09" || len(accepted) != 1 || by[0].Reason != "still there" {
		t.Errorf("open %+v, accepted %+v by %+v", open, accepted, by)
	}
	unused := b.Unused(found, looked)
	if len(unused) != 2 || unused[0].Rule != "unused-waiver" || !strings.Contains(unused[0].Message, "gone") || !strings.Contains(unused[1].Message, "any file") {
		t.Errorf("unused %+v", unused)
	}
	if n := b.Prune(found, looked); n != 3 || len(b.Entries) != 3 {
		t.Errorf("pruned %d, left %+v", n, b.Entries)
	}
}

func TestBadBaselinesNameTheLine(t *testing.T) {
	for text, want := range map[string]string{
		"":                 "",
		"something else\n": "line 1",
		baselineHeader + "\n01\twaived\tr\t\t\t\n": "line 2",
		baselineHeader + "\tfile\n01\tknown\n":     "line 2",
	} {
		_, err := ReadBaseline(strings.NewReader(text))
		if want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: error %v, want %s", text, err, want)
		}
	}
}
