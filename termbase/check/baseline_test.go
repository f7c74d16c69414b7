package check

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestBaselineKeepsWhatItWrites(t *testing.T) {
	b := &Baseline{}
	b.Add([]Finding{{Rule: "number", Fingerprint: "02", Term: "3", Got: "4\t5"}, {Rule: "date", Fingerprint: "01"}})
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
		{Fingerprint: "01", Rule: "number", Reason: "still there"},
		{Fingerprint: "02", Rule: "number", Reason: "gone"},
		{Fingerprint: "03", Rule: "number"},
		{Fingerprint: "04", Rule: "date", Reason: "its rule did not run"},
	}}
	ran := []Rule{{Name: "number"}, unusedWaiver}
	rest := b.Apply([]Finding{{Rule: "number", Fingerprint: "01"}, {Rule: "number", Fingerprint: "09"}}, ran)
	if len(rest) != 2 || rest[0].Fingerprint != "09" || rest[1].Rule != "unused-waiver" || !strings.Contains(rest[1].Message, "gone") {
		t.Errorf("rest %+v", rest)
	}
	if n := b.Prune([]Finding{{Fingerprint: "01"}}); n != 3 || len(b.Entries) != 1 {
		t.Errorf("pruned %d, left %d", n, len(b.Entries))
	}
}

func TestBadBaselinesNameTheLine(t *testing.T) {
	for text, want := range map[string]string{
		"":                 "",
		"something else\n": "line 1",
		baselineHeader + "\n01\twaived\tr\t\t\t\n": "line 2",
		baselineHeader + "\n01\tknown\n":           "line 2",
	} {
		_, err := ReadBaseline(strings.NewReader(text))
		if want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: error %v, want %s", text, err, want)
		}
	}
}
