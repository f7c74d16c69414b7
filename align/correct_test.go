package align_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"bitext/align"
	"bitext/corpus"
)

// prose makes a document of paragraphs, each cut into its sentences at full
// stops.
func prose(lang corpus.Lang, paragraphs ...string) *corpus.Document {
	d := &corpus.Document{Lang: lang}
	for _, p := range paragraphs {
		b := corpus.Block{Text: p}
		for at := 0; at < len(p); {
			end := at + strings.IndexByte(p[at:], '.') + 1
			b.Segments = append(b.Segments, corpus.NewSegment(corpus.Span{Start: at, End: end}))
			at = end + len(p[end:]) - len(strings.TrimLeft(p[end:], " "))
		}
		d.Blocks = append(d.Blocks, b)
	}
	return d
}

// meeting is a small report in paragraphs of two sentences.
func meeting() (source, target *corpus.Document) {
	return prose("en",
			"The committee met in Geneva. It adopted the agenda.",
			"The chair opened the session. She thanked the experts.",
			"Seven reports were considered. None of them was adopted.",
			"The date of the next meeting was fixed. The session was closed."),
		prose("fr",
			"Le comité s'est réuni à Genève. Il a adopté l'ordre du jour.",
			"La présidente a ouvert la session. Elle a remercié les experts.",
			"Sept rapports ont été examinés. Aucun n'a été adopté.",
			"La date de la prochaine réunion a été fixée. La session a été close.")
}

// beadsOf writes beads with the mark ! for those that a person set.
func beadsOf(beads []align.Bead) string {
	var out []string
	for _, b := range beads {
		text := links([]align.Bead{b})
		if b.Fixed {
			text += "!"
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

// links writes segments as 0,1:2.
func links(beads []align.Bead) string {
	var out []string
	for _, b := range beads {
		var sides [2][]string
		for k, s := range [2][]int{b.Source, b.Target} {
			for _, i := range s {
				sides[k] = append(sides[k], string(rune('0'+i)))
			}
		}
		out = append(out, strings.Join(sides[0], ",")+":"+strings.Join(sides[1], ","))
	}
	return strings.Join(out, " ")
}

func correct(t *testing.T, b *align.Bitext, c align.Correction) *align.Bitext {
	t.Helper()
	out, err := align.Correct(context.Background(), b, c)
	if err != nil {
		t.Fatal(err)
	}
	covers(t, out.Paragraphs, len(b.Source.Blocks), len(b.Target.Blocks))
	covers(t, out.Sentences, len(b.Source.Places()), len(b.Target.Places()))
	return out
}

func TestCorrections(t *testing.T) {
	source, target := meeting()
	b, err := align.Documents(context.Background(), source, target, align.Options{Level: align.Sentence})
	if err != nil {
		t.Fatal(err)
	}
	p := b.Paragraphs
	for _, c := range []struct {
		name                  string
		c                     align.Correction
		paragraphs, sentences string
	}{
		{"confirm", align.Confirm(align.Paragraph, p[1]), "0:0 1:1! 2:2 3:3", "0:0 1:1 2:2 3:3 4:4 5:5 6:6 7:7"},
		{"merge", align.Merge(align.Paragraph, p[1], p[2]), "0:0 1,2:1,2! 3:3", "0:0 1:1 2:2 3:3 4:4 5:5 6:6 7:7"},
		{"detach", align.Detach(align.Paragraph, p[1]), "0:0 1:! :1! 2:2 3:3", "0:0 1:1 2: 3: :2 :3 4:4 5:5 6:6 7:7"},
		{"cross", align.Correction{
			Replace: p[1:3],
			With:    []align.Bead{{Source: []int{1}, Target: []int{2}, Fixed: true}, {Source: []int{2}, Target: []int{1}, Fixed: true}},
		}, "0:0 1:2! 2:1! 3:3", "0:0 1:1 2:4 3:5 4:2 5:3 6:6 7:7"},
		{"set", align.Set(align.Paragraph, p, []align.Bead{{Source: []int{0}, Target: []int{0, 1}}}), "0:0,1! 1: 2:2 3:3", ""},
		{"sentences", align.Merge(align.Sentence, b.Sentences[2:4]...), "0:0 1:1 2:2 3:3", "0:0 1:1 2,3:2,3! 4:4 5:5 6:6 7:7"},
	} {
		out := correct(t, b, c.c)
		if got := beadsOf(out.Paragraphs); got != c.paragraphs {
			t.Errorf("%s: paragraphs %s, want %s", c.name, got, c.paragraphs)
		}
		if got := beadsOf(out.Sentences); got != c.sentences && c.sentences != "" {
			t.Errorf("%s: sentences %s, want %s", c.name, got, c.sentences)
		}
		back := align.Correction{Level: c.c.Level, Replace: c.c.With, With: c.c.Replace}
		if got := beadsOf(correct(t, out, back).Paragraphs); got != "0:0 1:1 2:2 3:3" {
			t.Errorf("%s and back: %s", c.name, got)
		}
		kept, err := align.Documents(context.Background(), source, target, align.Options{
			Level: align.Sentence, Keep: fixedOnly(out.Sentences), KeepParagraphs: fixedOnly(out.Paragraphs),
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, level := range []align.Level{align.Paragraph, align.Sentence} {
			if got, want := links(fixedOnly(kept.Beads(level))), links(fixedOnly(out.Beads(level))); got != want {
				t.Errorf("%s, aligned anew: set by hand are %s, want %s", c.name, got, want)
			}
		}
	}
	if got := beadsOf(b.Paragraphs); got != "0:0 1:1 2:2 3:3" {
		t.Errorf("the bitext itself has changed: %s", got)
	}
}

func fixedOnly(beads []align.Bead) []align.Bead {
	return slices.DeleteFunc(slices.Clone(beads), func(b align.Bead) bool { return !b.Fixed })
}

func TestSplit(t *testing.T) {
	b := align.Bead{Source: []int{3, 4}, Target: []int{5, 6, 7}}
	for _, c := range []struct {
		n, m int
		want string
	}{{1, 1, "3:5 4:6,7"}, {1, 0, "3: 4:5,6,7"}, {2, 3, "3,4:5,6,7"}, {2, 9, "3,4:5,6,7"}, {0, 1, ":5 3,4:6,7"}} {
		if got := links(align.Split(align.Sentence, b, c.n, c.m).With); got != c.want {
			t.Errorf("%d %d: %s, want %s", c.n, c.m, got, c.want)
		}
	}
}

func TestCorrectionsThatCannotBe(t *testing.T) {
	source, target := meeting()
	b, err := align.Documents(context.Background(), source, target, align.Options{Level: align.Sentence})
	if err != nil {
		t.Fatal(err)
	}
	gone := align.Bead{Source: []int{0}, Target: []int{1}}
	if _, err := align.Correct(context.Background(), b, align.Confirm(align.Paragraph, gone)); !errors.Is(err, align.ErrOtherBeads) {
		t.Errorf("a bead that does not stand: %v", err)
	}
	for name, with := range map[string][]align.Bead{
		"lost":    {{Source: []int{0}}},
		"twice":   {{Source: []int{0}, Target: []int{0}}, {Target: []int{0}}},
		"outside": {{Source: []int{0}, Target: []int{9}}},
		"empty":   {{Source: []int{0}, Target: []int{0}}, {}},
	} {
		if _, err := align.Correct(context.Background(), b, align.Correction{Replace: b.Paragraphs[:1], With: with}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
