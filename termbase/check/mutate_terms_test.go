package check

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bitext/align"
	"bitext/corpus"
	"bitext/termbase"
	"bitext/termbase/extract"
	"bitext/termbase/match"
)

// The tool that makes single errors: in a translation that people made,
// approved terms are replaced at random places by a plausible wrong one,
// another one each time, so that nothing can be learned from repetition, and
// term-missing must see each.
//
//	BITEXT_ERRORS=300 go test ./termbase/check -run SingleErrors -v
//
// prints the share that was found in each text, what was missed, and the
// findings on the text as it was.

// errorsFound is the share that must be found.
const errorsFound = 0.92

// wrongNouns and wrongAdjectives are what a wrong term is made of.
var wrongNouns = strings.Fields(`organe dispositif entité structure mécanisme élément régime instance procédé collectif
	groupe système cadre mesure agent acteur titulaire service ensemble matière point secteur niveau champ domaine lieu
	autorité moyen action affaire preuve document acte contrat sujet corps membre société fonction charge valeur compte
	fonds bien objet article titre registre`)

var wrongAdjectives = strings.Fields(`public commun général spécial interne externe officiel durable mixte local central
	rural civil moral fiscal légal social global initial final formel réel partiel annuel mutuel actuel individuel naturel
	culturel effectif collectif actif passif relatif sûr clair simple double libre unique propre stable fragile utile
	rapide grave étranger financier particulier`)

// errorPlace is one approved rendering that can be replaced.
type errorPlace struct {
	row     int
	concept int
	match   match.Match
}

func TestSingleErrors(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("BITEXT_ERRORS"))
	if n == 0 {
		t.Skip("set BITEXT_ERRORS to a number of places")
	}
	for _, set := range []string{"check/termcheck-geneva", "align/acter-corp"} {
		t.Run(filepath.Base(set), func(t *testing.T) { singleErrors(t, dataFolder(t, set), n) })
	}
}

func singleErrors(t *testing.T, dir string, n int) {
	target := filepath.Join(dir, "fr.txt")
	if _, err := os.Stat(filepath.Join(dir, "fr.clean.txt")); err == nil {
		target = filepath.Join(dir, "fr.clean.txt")
	}
	b := goldBitext(t, filepath.Join(dir, "en.txt"), target, filepath.Join(dir, "gold.tsv"))
	entries := settledTerms(t, b, dir)
	opts := Options{Entries: entries, Only: []string{"term-missing"}}
	clean := NewPass(b, opts)
	before := warnings(run(t, clean))
	places := errorPlaces(clean)
	rng := rand.New(rand.NewPCG(1, 2))
	rng.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
	places = places[:min(n, len(places))]
	changed, made := plant(rng, clean, b, places)
	after := warnings(run(t, NewPass(changed, opts)))
	found := 0
	for i, p := range places {
		name := clean.term.concepts().list[p.concept].name
		row := clean.Rows[p.row]
		if slices.ContainsFunc(after, func(f Finding) bool {
			return f.Source.Index == row.Source.Blocks[0] && f.Entry == clean.term.concepts().list[p.concept].entry
		}) {
			found++
			continue
		}
		t.Logf("missed %s → %q\n\t%s\n\t%s", name, made[i], row.Source.Text, changed.Target.Blocks[row.Target.Blocks[0]].Text)
	}
	t.Logf("%d terms, found %d of %d = %.1f %%; findings before %d, after %d", len(entries), found, len(places), 100*float64(found)/float64(len(places)), len(before), len(after))
	if float64(found) < errorsFound*float64(len(places)) {
		t.Errorf("found %d of %d", found, len(places))
	}
}

func warnings(all []Finding) []Finding {
	return slices.DeleteFunc(slices.Clone(all), func(f Finding) bool { return f.Severity == Note })
}

// settledTerms are term pairs that a text keeps to: the glossary beside it, and
// terms proposed from the text, as far as their French stands in nine of ten
// rows that have the English, three at least.
func settledTerms(t *testing.T, b *align.Bitext, dir string) []termbase.Entry {
	var all []termbase.Entry
	if _, err := os.Stat(filepath.Join(dir, "glossary.tsv")); err == nil {
		all = glossary(t, filepath.Join(dir, "glossary.tsv"))
	}
	p := NewPass(b, Options{})
	proposals, err := extract.Bilingual(t.Context(), "en", "fr", unitSeq(p.term.units()), extract.Options{Top: 600})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range proposals {
		if len(x.Renderings) > 0 && strings.Contains(x.Text, " ") && strings.Contains(x.Renderings[0].Text, " ") && strings.HasSuffix(x.Pattern, "N") {
			all = append(all, termbase.Entry{State: termbase.Approved, Terms: []termbase.Term{
				{Lang: "en", Text: x.Text}, {Lang: "fr", Text: x.Renderings[0].Text, Status: termbase.Preferred},
			}})
		}
	}
	for i := range all {
		all[i].ID = int64(i + 1)
	}
	p = NewPass(b, Options{Entries: all})
	rows, kept := map[int64]int{}, map[int64]int{}
	for _, r := range p.Rows {
		if r.Target.Empty() {
			continue
		}
		for _, n := range p.term.conceptsIn(p.term.found(r)) {
			c := p.term.concepts().list[n]
			rows[c.entry]++
			if len(p.term.standing(r, c)) > 0 {
				kept[c.entry]++
			}
		}
	}
	return slices.DeleteFunc(all, func(e termbase.Entry) bool { return rows[e.ID] < 3 || 10*kept[e.ID] < 9*rows[e.ID] })
}

// errorPlaces lists one place a row at most, in rows where the concept has as
// many renderings as occurrences.
func errorPlaces(p *Pass) []errorPlace {
	var out []errorPlace
	for _, r := range p.Rows {
		if len(r.Source.Blocks) != 1 || len(r.Target.Blocks) != 1 {
			continue
		}
		found := p.term.found(r)
		for _, n := range p.term.conceptsIn(found) {
			c := p.term.concepts().list[n]
			kept := p.term.targets(r, c.finder())
			places := 0
			for _, o := range found {
				if o.concept == n {
					places++
				}
			}
			if places == len(kept) && kept[0].Kind == match.Plain {
				out = append(out, errorPlace{r.Index, n, kept[len(kept)/2]})
				break
			}
		}
	}
	return out
}

// plant replaces the terms at the places, each by a wrong one of its own.
func plant(rng *rand.Rand, p *Pass, b *align.Bitext, places []errorPlace) (*align.Bitext, []string) {
	target := *b.Target
	target.Blocks = slices.Clone(b.Target.Blocks)
	used := map[string]bool{}
	var made []string
	for _, place := range places {
		r := p.Rows[place.row]
		wrong := ""
		for wrong == "" || used[wrong] {
			wrong = wrongTerm(rng, p, place, r)
		}
		used[wrong] = true
		made = append(made, wrong)
		text := r.Target.Text[:place.match.Start] + wrong + r.Target.Text[place.match.End:]
		block := &target.Blocks[r.Target.Blocks[0]]
		block.Text = text
		block.Segments = []corpus.Segment{corpus.NewSegment(corpus.Span{End: len(text)})}
	}
	return &align.Bitext{Source: b.Source, Target: &target, Paragraphs: b.Paragraphs}, made
}

// wrongTerm changes the head, changes a modifier, or takes the term of another
// concept.
func wrongTerm(rng *rand.Rand, p *Pass, place errorPlace, r *Row) string {
	words := p.term.rows[place.row].target().Words
	text := r.Target.Text
	noun, adjective := wrongNouns[rng.IntN(len(wrongNouns))], wrongAdjectives[rng.IntN(len(wrongAdjectives))]
	parts := place.match.Parts
	if rng.IntN(5) == 0 {
		if other := p.term.concepts().list[rng.IntN(len(p.term.concepts().list))]; len(other.want) > 0 && other != p.term.concepts().list[place.concept] {
			return other.want[0]
		}
	}
	if len(parts) == 1 {
		return noun + " " + adjective
	}
	i := rng.IntN(len(parts))
	w := words[parts[i]]
	with := noun
	if w.Modifier() && !w.Nominal() {
		with = adjective
	}
	if strings.HasSuffix(w.Norm, "s") {
		with += "s"
	}
	return text[place.match.Start:w.Start] + with + text[w.End:place.match.End]
}
