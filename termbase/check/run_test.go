package check

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"testing"

	"bitext/align"
	"bitext/corpus"
)

// lines makes a pass in which line i of the source stands beside line i of
// the target.
func lines(source, target string, opts Options) *Pass {
	b := &align.Bitext{
		Source: corpus.Lines("en.txt", corpus.English, source),
		Target: corpus.Lines("fr.txt", corpus.French, target),
	}
	for i := range max(len(b.Source.Blocks), len(b.Target.Blocks)) {
		bead := align.Bead{Confidence: 1}
		if i < len(b.Source.Blocks) {
			bead.Source = []int{i}
		}
		if i < len(b.Target.Blocks) {
			bead.Target = []int{i}
		}
		b.Paragraphs = append(b.Paragraphs, bead)
	}
	return NewPass(b, opts)
}

// wordRule reports every place of a word in the target.
func wordRule(word string) Rule {
	return Rule{Name: "word", Title: "a word", Severity: Warning, Row: func(p *Pass, r *Row) []Finding {
		var out []Finding
		for _, t := range r.Target.Words() {
			if t.Norm == word {
				out = append(out, Finding{Source: r.Source.All(), Target: r.Target.Side(t.Span), Got: t.Text})
			}
		}
		return out
	}}
}

func run(t *testing.T, p *Pass) []Finding {
	t.Helper()
	found, err := Run(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func fingerprints(found []Finding) []string {
	var out []string
	for _, f := range found {
		out = append(out, f.Fingerprint)
	}
	slices.Sort(out)
	return out
}

func TestFingerprintsSurviveMovedParagraphs(t *testing.T) {
	en := []string{"The first one.", "A second line here.", "And the third one."}
	fr := []string{"Le mot premier.", "Une ligne avec mot.", "Et le mot trois, mot."}
	opts := Options{Only: []string{"word"}, Extra: []Rule{wordRule("mot")}}
	before := run(t, lines(strings.Join(en, "\n"), strings.Join(fr, "\n"), opts))
	en[0], en[2] = en[2], en[0]
	fr[0], fr[2] = fr[2], fr[0]
	fr[1] = "Tout à fait autre chose avec mot."
	after := run(t, lines(strings.Join(en, "\n"), strings.Join(fr, "\n"), opts))
	if a, b := fingerprints(before), fingerprints(after); len(a) != 4 || !slices.Equal(a, b) {
		t.Errorf("fingerprints before %v, after %v", a, b)
	}
	if len(slices.Compact(fingerprints(before))) != 4 {
		t.Error("two findings share a fingerprint")
	}
}

func TestRunIsTheSameOnAnyNumberOfCores(t *testing.T) {
	text := strings.Repeat("un mot et un mot\nrien\n", 50)
	opts := Options{Only: []string{"word"}, Extra: []Rule{wordRule("mot")}}
	one := run(t, lines(text, text, opts))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	four := run(t, lines(text, text, opts))
	if len(one) != 100 {
		t.Fatalf("%d findings, want 100", len(one))
	}
	for i := range one {
		if one[i].Fingerprint != four[i].Fingerprint || one[i].Target != four[i].Target {
			t.Fatalf("finding %d differs: %+v, %+v", i, one[i], four[i])
		}
	}
}

func TestSidesLeadBackToTheirBlock(t *testing.T) {
	b := &align.Bitext{
		Source:     corpus.Lines("", corpus.English, "One.\nTwo."),
		Target:     corpus.Lines("", corpus.French, "Un deux mot."),
		Paragraphs: []align.Bead{{Source: []int{0, 1}, Target: []int{0}}},
	}
	p := NewPass(b, Options{})
	row := p.Rows[0]
	at := strings.Index(row.Source.Text, "Two")
	side := row.Source.Side(corpus.Span{Start: at, End: at + 3})
	if side.Index != 1 || side.Quote() != "Two" {
		t.Errorf("side %+v, quote %q", side, side.Quote())
	}
}

func TestRulesAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.Name] {
			t.Errorf("%s: twice", r.Name)
		}
		seen[r.Name] = true
		if r.Title == "" || r.Explanation == "" || r.Wrong == "" || r.Right == "" || (r.Row == nil && r.Whole == nil) {
			t.Errorf("%s: a field is empty", r.Name)
		}
	}
}
