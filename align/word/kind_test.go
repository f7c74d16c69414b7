package word

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
)

func TestKindsOf(t *testing.T) {
	// "the registered mail", "registered mail"
	long := KindsOf([]Part{Adposition, Determiner, Adjective, Noun})
	short := KindsOf([]Part{Adposition, Adjective, Noun})
	if !slices.Equal(append(long[:1:1], long[2:]...), short) {
		t.Errorf("a determiner changes the kinds of the words behind it: %v, %v", long, short)
	}
	if short[1] == short[2] {
		t.Error("an adjective behind a preposition and a noun behind an adjective are one kind")
	}
	for _, k := range KindsOf(make([]Part, 3)) {
		if k >= Kinds {
			t.Errorf("kind %d of %d", k, Kinds)
		}
	}
}

// TestKindsTellTheOrder links two words that always stand together: only the order
// that adjectives and nouns have elsewhere says which is which.
func TestKindsTellTheOrder(t *testing.T) {
	rest := []Part{Noun, Verb, Adposition, Noun, Adposition, Noun, Adverb, Noun}
	source, target := append([]Part{Determiner, Adjective, Noun}, rest...), append([]Part{Determiner, Noun, Adjective}, rest...)
	r := rand.New(rand.NewSource(1))
	pair := func(english, french string) Pair {
		for range rest {
			n := r.Intn(5)
			english, french = english+fmt.Sprintf(" word%d", n), french+fmt.Sprintf(" mot%d", n)
		}
		return Pair{
			Source: strings.Fields(english), Target: strings.Fields(french),
			SourceKinds: KindsOf(source), TargetKinds: KindsOf(target),
		}
	}
	adjectives := [][2]string{{"old", "vieilli"}, {"red", "rouge"}, {"cold", "froid"}, {"empty", "vide"}, {"heavy", "lourd"}}
	nouns := [][2]string{{"house", "maison"}, {"dog", "chien"}, {"bottle", "bouteille"}, {"coat", "manteau"}, {"day", "jour"}}
	var pairs []Pair
	for range 80 {
		a, n := adjectives[r.Intn(len(adjectives))], nouns[r.Intn(len(nouns))]
		pairs = append(pairs, pair("the "+a[0]+" "+n[0], "le "+n[1]+" "+a[1]))
	}
	for range 10 {
		pairs = append(pairs, pair("the registered mail", "le courrier recommandé"))
	}
	together := pairs[len(pairs)-1]
	m, err := Train(t.Context(), pairs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	strength := func(i, j int) float64 {
		for _, l := range m.Links(together) {
			if l.Source == i && l.Target == j {
				return l.P
			}
		}
		return 0
	}
	if strength(1, 2) <= strength(1, 1) || strength(2, 1) <= strength(2, 2) {
		t.Errorf("the words are linked in the order of the text: %v", m.Links(together))
	}
}
