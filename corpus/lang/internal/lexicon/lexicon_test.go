package lexicon

import (
	"fmt"
	"testing"
)

func TestFind(t *testing.T) {
	words := make(map[string][]Reading)
	for i := range 5000 {
		form := fmt.Sprintf("w%x", i*7919%65536)
		words[form] = []Reading{{Tag: uint8(i % 5), Lemma: form[:len(form)-1] + "x"}, {Tag: 7, Gender: 'f', Lemma: "lemma"}}
	}
	l, err := Read(string(Pack(words, map[string]uint8{"w0": 9})))
	if err != nil {
		t.Fatal(err)
	}
	for form, readings := range words {
		p, _ := l.Find(form)
		if p < 0 {
			t.Fatalf("%q not found", form)
		}
		for i, a := range l.Paradigm(p) {
			if a.Lemma(form) != readings[i].Lemma || a.Tag != readings[i].Tag || a.Gender != readings[i].Gender {
				t.Errorf("%q: %+v, want %v", form, a, readings[i])
			}
		}
	}
	for i := range 65536 {
		form := fmt.Sprintf("w%x", i)
		for _, f := range []string{form, form + "0", form + "~", "v", "x", ""} {
			if _, known := words[f]; find(l, f) >= 0 != known {
				t.Fatalf("Find(%q) = %d", f, find(l, f))
			}
		}
	}
	packed := string(Pack(words, map[string]uint8{"w0": 9}))
	for cut := range 200 {
		if l, err := Read(packed[:cut]); err == nil && find(l, "w0") >= 0 {
			t.Errorf("a lexicon cut after %d bytes was read", cut)
		}
	}
}

func find(l *Lexicon, form string) int {
	p, _ := l.Find(form)
	return p
}
