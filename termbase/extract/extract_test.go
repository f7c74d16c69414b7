package extract

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/termbase"
)

// units reads pairs of lines, English then French, a blank line between pairs.
func units(text string) iter.Seq2[termbase.Unit, error] {
	return func(yield func(termbase.Unit, error) bool) {
		for i, pair := range strings.Split(strings.TrimSpace(text), "\n\n") {
			source, target, _ := strings.Cut(pair, "\n")
			u := termbase.Unit{ID: int64(100 + i), Pair: 1, Index: i, Source: source, Target: target, Confidence: 1}
			if !yield(u, nil) {
				return
			}
		}
	}
}

const waterReport = `The Working Group noted that transboundary basins need joint monitoring.
Le Groupe de travail a constaté que les bassins transfrontières exigeaient une surveillance conjointe.

Member States reported on the protection of each transboundary basin.
Les États Membres ont rendu compte de la protection de chaque bassin transfrontière.

The Working Group invited Member States to protect groundwater.
Le Groupe de travail a invité les États Membres à protéger les eaux souterraines.

Joint monitoring of groundwater was discussed by the Working Group.
La surveillance conjointe des eaux souterraines a été examinée par le Groupe de travail.

Several Member States have national and regional legislation on groundwater.
Plusieurs États Membres ont une législation nationale et régionale sur les eaux souterraines.

National legislation on each transboundary basin should be harmonized.
La législation nationale sur chaque bassin transfrontière devrait être harmonisée.

The Office for Basin Protection (OBP) assists Member States.
L'Office pour la protection des bassins (OPB) aide les États Membres.

The Working Group thanked OBP for its technical assistance.
Le Groupe de travail a remercié l'OPB de son assistance technique.

Technical assistance from the Office for Basin Protection supports joint monitoring.
L'assistance technique de l'Office pour la protection des bassins soutient la surveillance conjointe.`

func bilingual(t testing.TB, text string, opts Options) map[string]termbase.Proposal {
	t.Helper()
	proposals, err := Bilingual(t.Context(), corpus.English, corpus.French, units(text), opts)
	if err != nil {
		t.Fatal(err)
	}
	byText := map[string]termbase.Proposal{}
	for _, p := range proposals {
		byText[p.Text] = p
	}
	return byText
}

func TestTermsWithTheirRenderings(t *testing.T) {
	found := bilingual(t, waterReport, Options{Top: 100})
	for _, want := range []struct {
		term, rendering string
		count           int
	}{
		{"Working Group", "Groupe de travail", 4},
		{"Member State", "État Membre", 4},
		{"transboundary basin", "bassin transfrontière", 3},
		{"joint monitoring", "surveillance conjointe", 3},
		{"technical assistance", "assistance technique", 2},
		{"national legislation", "législation nationale", 2},
	} {
		p, known := found[want.term]
		if !known {
			t.Errorf("%q is not proposed", want.term)
			continue
		}
		if p.Count != want.count {
			t.Errorf("%q: %d occurrences, want %d", want.term, p.Count, want.count)
		}
		if len(p.Renderings) == 0 || p.Renderings[0].Text != want.rendering {
			t.Errorf("%q: renderings %v, want %q first", want.term, p.Renderings, want.rendering)
		}
	}
}

func TestPlacesPointAtTheWords(t *testing.T) {
	texts := map[int64]termbase.Unit{}
	for u := range units(waterReport) {
		texts[u.ID] = u
	}
	for term, p := range bilingual(t, waterReport, Options{Top: 100}) {
		if len(p.Places) != p.Count {
			t.Errorf("%q: %d places for %d occurrences", term, len(p.Places), p.Count)
		}
		for _, r := range p.Renderings {
			if r.Count != len(r.Places) {
				t.Errorf("%q: %d places for %d renderings", term, len(r.Places), r.Count)
			}
			for _, place := range r.Places {
				unit := texts[place.Unit]
				if got := plainMarks(place.Target.In(unit.Target)); got != plainMarks(place.Form) {
					t.Errorf("%q: the place of its rendering holds %q, its form is %q", term, got, place.Form)
				}
				if place.Source.Len() == 0 {
					t.Errorf("%q: empty place", term)
				}
			}
		}
	}
}

func TestAcronymAndLongFormAreOneEntry(t *testing.T) {
	found := bilingual(t, waterReport, Options{Top: 100})
	p, known := found["Office for Basin Protection"]
	if !known {
		t.Fatal("no entry for the long form")
	}
	if p.Count != 4 || p.Forms["OBP"] != 2 {
		t.Errorf("%d occurrences, forms %v; want 4, twice as OBP", p.Count, p.Forms)
	}
	if _, known := found["OBP"]; known {
		t.Error("the acronym is an entry of its own")
	}
}

func TestCoordinationResolved(t *testing.T) {
	p := bilingual(t, waterReport, Options{Top: 100})["national legislation"]
	if p.Count != 2 {
		t.Errorf("national legislation: %d occurrences, want 2 (one is \"national and regional legislation\")", p.Count)
	}
}

func TestVariantKey(t *testing.T) {
	key := func(words, classes string) string {
		x := newExtraction(corpus.English, Options{})
		x.bilingual = true
		c := &candidate{pattern: pattern{classes: classes}}
		for _, w := range strings.Fields(words) {
			c.lemmas = append(c.lemmas, x.source.intern(w))
		}
		return x.variantKey(c)
	}
	for _, same := range [][4]string{
		{"organisation", "N", "organization", "N"},
		{"capacity building", "NN", "capacity-building", "N"},
		{"prevention of crime", "NIN", "crime prevention", "NN"},
		{"labour market", "NN", "labor market", "NN"},
		{"data centre", "NN", "data center", "NN"},
	} {
		if a, b := key(same[0], same[1]), key(same[2], same[3]); a != b {
			t.Errorf("%q and %q: keys %q and %q", same[0], same[2], a, b)
		}
	}
	for _, other := range [][4]string{
		{"house boat", "NN", "boat house", "NN"},
		{"a part", "DN", "apart", "R"},
		{"prevention of crime", "NIN", "prevention crime", "NN"},
	} {
		if a, b := key(other[0], other[1]), key(other[2], other[3]); a == b {
			t.Errorf("%q and %q have one key", other[0], other[2])
		}
	}
}

func TestSingularFrench(t *testing.T) {
	for _, test := range []struct {
		written, lemma string
		class          class
		want           string
	}{
		{"États", "état", noun, "état"},
		{"nationales", "national", adjective, "nationale"},
		{"nationaux", "national", adjective, "national"},
		{"juridiques", "juridique", adjective, "juridique"},
		{"adoptées", "adopter", past, "adoptée"},
		{"réseaux", "réseau", noun, "réseau"},
		{"pays", "pays", noun, "pays"},
		{"bas", "bas", adjective, "bas"},
	} {
		if got := singularFrench(test.written, test.lemma, test.class); got != test.want {
			t.Errorf("%s: %q, want %q", test.written, got, test.want)
		}
	}
}

// document puts lines into a document, each a block of one sentence.
func document(code corpus.Lang, text string) []*corpus.Document {
	return []*corpus.Document{corpus.Lines("", code, text)}
}

func TestNoNoise(t *testing.T) {
	figures := strings.Repeat("12 345,6\t78 %\t1 234\t0,5\n2019\t2020\t2021\t17.3\n", 40)
	code := strings.Repeat("for (int i = 0; i < n; i++) { sum += a[i] * b[i]; }\nif err != nil { return nil, err }\n", 20)
	for name, text := range map[string]string{"figures": figures, "code": code, "nothing": "", "one word": "yes", "marks": "--- *** ((()))"} {
		proposals, err := Monolingual(t.Context(), document(corpus.English, text), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(proposals) > 3 {
			t.Errorf("%s: %d proposals, the first %q", name, len(proposals), proposals[0].Text)
		}
	}
}

func TestPhrasesAgree(t *testing.T) {
	text := strings.Repeat("Les conventions pénale et civile sont en vigueur.\nLa convention pénale lie les États.\nLes infractions de corruption graves sont punies.\n", 3)
	proposals, err := Monolingual(t.Context(), document(corpus.French, text), Options{Top: 100})
	if err != nil {
		t.Fatal(err)
	}
	forms := map[string]bool{}
	for _, p := range proposals {
		for form := range p.Forms {
			forms[form] = true
		}
	}
	if !forms["convention pénale"] || forms["conventions pénale"] || forms["corruption graves"] {
		t.Errorf("forms %v, want convention pénale and nothing without agreement", sortedKeys(forms))
	}
}

// A phrase that always stands before the same noun is a piece of a longer one; a
// short word behind numbers is a unit; a prefix ends nothing.
func TestPiecesAreNoTerms(t *testing.T) {
	english := `The axillary lymph nodes were enlarged.
No axillary lymph node was removed.
Pain in the axillary lymph nodes is rare.
The enlarged axillary lymph nodes were painful.
The pressure was 120 mmHg at rest.
It fell to 90 mmHg after a dose of the drug.
A pressure of 130 mmHg is treated.
The pressure rose to 150 mmHg.
Under item (iii) the dose is written down.
Item (iii) is left out where (iii) stands alone.`
	french := `Les anticorps anti nucléaires étaient positifs.
Des anticorps anti mitochondries ont été trouvés.
Les anticorps anti muscles lisses étaient absents.`
	for code, text := range map[corpus.Lang]string{corpus.English: english, corpus.French: french} {
		proposals, err := Monolingual(t.Context(), document(code, text), Options{Top: 100, MinCount: 1})
		if err != nil {
			t.Fatal(err)
		}
		rank := map[string]int{}
		for i, p := range proposals {
			rank[p.Text] = i + 1
		}
		if rank["iii"] > 0 {
			t.Error("the number iii is a term")
		}
		for piece, whole := range map[string]string{"axillary lymph": "lymph node", "mmhg": "node", "anticorps anti": "anticorps"} {
			if rank[piece] > 0 && (rank[whole] == 0 || rank[piece] < rank[whole]) {
				t.Errorf("%q is the %d. term, %q the %d.", piece, rank[piece], whole, rank[whole])
			}
		}
		if rank["axillary lymph node"]+rank["anticorps"] == 0 {
			t.Errorf("%s: the terms themselves are missing from %v", code, sortedKeys(rank))
		}
	}
}

func TestWrongLanguageGivesNothing(t *testing.T) {
	var french strings.Builder
	for u := range units(waterReport) {
		french.WriteString(u.Target + "\n")
	}
	proposals, err := Monolingual(t.Context(), document(corpus.English, french.String()), Options{})
	if err != nil || len(proposals) > 0 {
		t.Errorf("%d terms of English in a French text, %v", len(proposals), err)
	}
}

func TestUntranslatedPassagesGiveNothing(t *testing.T) {
	text := `Les paquets binaires contiennent des fichiers exécutables.
Un paquet binaire se place dans l'archive.
You can install the package with this command and then remove the other packages.
This package is the one that you have to install for the release.
Chaque archive décrit les paquets binaires, qui sont signés par les responsables de la distribution.
Les utilisateurs choisissent une archive et lisent la documentation qui se trouve dans le répertoire.
La distribution est mise à jour par les responsables, qui corrigent les erreurs des paquets.`
	proposals, err := Monolingual(t.Context(), document(corpus.French, text), Options{Top: 100, MinCount: 1})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, p := range proposals {
		found[p.Text] = true
	}
	for _, word := range []string{"package", "you can", "install", "release", "the", "this"} {
		if found[word] {
			t.Errorf("%q is a French term", word)
		}
	}
	if !found["paquet binaire"] || !found["archive"] {
		t.Errorf("no paquet binaire or archive in %v", sortedKeys(found))
	}
}

func TestOneSideEmpty(t *testing.T) {
	for _, text := range []string{"The committee met.\n\nThe committee adjourned.", "\nLe comité.", ""} {
		proposals, err := Bilingual(t.Context(), corpus.English, corpus.French, units(text), Options{Top: 5})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range proposals {
			if len(p.Renderings) > 0 {
				t.Errorf("%q has renderings %v without a translation", p.Text, p.Renderings)
			}
		}
	}
}

// A text without sentence boundaries must not take the square of its time: it
// would run into the limit of go test.
func TestOneEndlessSentence(t *testing.T) {
	text := strings.Repeat("water basin protection ", 5000)
	if found, err := Monolingual(t.Context(), document(corpus.English, text), Options{}); err != nil || len(found) == 0 {
		t.Fatal(len(found), "terms,", err)
	}
	list := termbase.Unit{ID: 1, Source: text[:12000], Target: text[:10000]}
	seq := func(yield func(termbase.Unit, error) bool) { yield(list, nil) }
	if _, err := Bilingual(t.Context(), corpus.English, corpus.French, seq, Options{}); err != nil {
		t.Fatal(err)
	}
}

func TestUnitsThatFail(t *testing.T) {
	failing := func(yield func(termbase.Unit, error) bool) { yield(termbase.Unit{}, context.DeadlineExceeded) }
	if _, err := Bilingual(t.Context(), corpus.English, corpus.French, failing, Options{}); err == nil {
		t.Error("no error")
	}
}

func TestSettings(t *testing.T) {
	all := bilingual(t, waterReport, Options{Top: 100})
	if some := bilingual(t, waterReport, Options{Top: 3}); len(some) != 3 {
		t.Errorf("%d proposals, want 3", len(some))
	}
	for term, p := range bilingual(t, waterReport, Options{Top: 100, MinCount: 3}) {
		if p.Count < 3 {
			t.Errorf("%q occurs %d times", term, p.Count)
		}
	}
	for term, p := range bilingual(t, waterReport, Options{Top: 100, Patterns: []string{"N N"}}) {
		if p.Pattern != "N N" {
			t.Errorf("%q has the pattern %q", term, p.Pattern)
		}
	}
	if _, known := bilingual(t, waterReport, Options{Top: 100, Stop: map[string]bool{"working group": true}})["Working Group"]; known {
		t.Error("a word of the stop list is proposed")
	}
	for term, p := range all {
		product := 1.0
		for _, part := range p.Parts {
			product *= part
		}
		if d := product - p.Score; d > 0.01 || d < -0.01 {
			t.Errorf("%q: the parts make %g, the score is %g", term, product, p.Score)
		}
	}
}

func TestSameProposalsOnAnyNumberOfProcessors(t *testing.T) {
	var first []termbase.Proposal
	for _, n := range []int{1, 2, 7} {
		before := runtime.GOMAXPROCS(n)
		got, err := Bilingual(t.Context(), corpus.English, corpus.French, units(waterReport), Options{Top: 100})
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got
		}
		if !reflect.DeepEqual(first, got) {
			t.Fatalf("%d processors give other proposals", n)
		}
	}
}

func FuzzBilingual(f *testing.F) {
	f.Add("The Working Group (WG) met.", "Le Groupe de travail (GT) s'est réuni.")
	f.Add("((((", "«»—’'")
	f.Fuzz(func(t *testing.T, source, target string) {
		list := []termbase.Unit{{ID: 1, Source: source, Target: target}, {ID: 2, Source: source, Target: target}}
		seq := func(yield func(termbase.Unit, error) bool) {
			for _, u := range list {
				if !yield(u, nil) {
					return
				}
			}
		}
		proposals, err := Bilingual(t.Context(), corpus.English, corpus.French, seq, Options{Top: 50})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range proposals {
			for _, r := range p.Renderings {
				for _, place := range r.Places {
					if place.Target.End > len(target) || place.Source.End > len(source) {
						t.Fatalf("place %v outside the texts", place)
					}
				}
			}
		}
	})
}

// acter reads the annotated texts of the optional data folder.
func acter(t testing.TB, code corpus.Lang, domain string) ([]*corpus.Document, map[string]bool) {
	t.Helper()
	folder := filepath.Join("..", "..", "..", "shared", "data", "terms", "acter", string(code), domain)
	files, _ := filepath.Glob(filepath.Join(folder, "texts", "*.txt"))
	if len(files) == 0 {
		t.Skip("needs ../shared/data")
	}
	slices.Sort(files)
	var docs []*corpus.Document
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, corpus.Lines(path, code, string(text)))
	}
	list, err := os.ReadFile(filepath.Join(folder, fmt.Sprintf("%s_%s_terms.tsv", domain, code)))
	if err != nil {
		t.Fatal(err)
	}
	gold := map[string]bool{}
	for line := range strings.Lines(string(list)) {
		term, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
		gold[strings.ToLower(plainMarks(term))] = true
	}
	return docs, gold
}

// TestAnnotatedTexts holds the figures of the README against the annotated
// texts, a little below them.
func TestAnnotatedTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	for _, test := range []struct {
		code   corpus.Lang
		domain string
		f1     float64
	}{{"en", "corp", 0.33}, {"en", "equi", 0.42}, {"fr", "corp", 0.30}, {"fr", "equi", 0.42}} {
		t.Run(string(test.code)+" "+test.domain, func(t *testing.T) {
			docs, gold := acter(t, test.code, test.domain)
			proposals, err := Monolingual(t.Context(), docs, Options{})
			if err != nil {
				t.Fatal(err)
			}
			hits, n := 0.0, 0.0
			for _, p := range proposals {
				for form := range p.Forms {
					n++
					if gold[strings.ToLower(form)] {
						hits++
					}
				}
			}
			f1 := 2 * hits / (n + float64(len(gold)))
			t.Logf("F1 %.1f over %.0f forms", 100*f1, n)
			if f1 < test.f1 {
				t.Errorf("F1 %.3f, want %.2f", f1, test.f1)
			}
		})
	}
}

func BenchmarkCandidates(b *testing.B) {
	docs, _ := acter(b, corpus.French, "corp")
	words := 0
	for b.Loop() {
		x := newExtraction(corpus.French, Options{})
		if err := x.source.readDocuments(b.Context(), docs); err != nil {
			b.Fatal(err)
		}
		x.collect()
		words = x.source.tokens
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
