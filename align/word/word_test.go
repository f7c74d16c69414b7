package word

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"math/rand"
	"os"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// scalePairs reads sentence pairs of the optional data folder and cuts them
// into words at white space and marks, which is near enough for counting.
func scalePairs(t testing.TB, skip, n int) []Pair {
	t.Helper()
	f, err := os.Open("../../../shared/data/scale/europarl-pairs.tsv.gz")
	if err != nil {
		t.Skip("needs ../shared/data: ", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	cut := regexp.MustCompile(`[\pL\d]+['’]|[\pL\d]+(?:-[\pL\d]+)*|[^\s\pL\d]`)
	words := func(s string) []string {
		return cut.FindAllString(strings.ReplaceAll(strings.ToLower(s), "’", "'"), -1)
	}
	var pairs []Pair
	for s := bufio.NewScanner(z); s.Scan() && len(pairs) < n; {
		if skip > 0 {
			skip--
			continue
		}
		source, target, _ := strings.Cut(s.Text(), "\t")
		pairs = append(pairs, Pair{Source: words(source), Target: words(target)})
	}
	return pairs
}

// rate is the error rate on the gold pairs, learned from them and some more
// pairs of parliamentary text.
func rate(t testing.TB, more []Pair, prior Prior) float64 {
	t.Helper()
	gold := readGold(t)
	var pairs []Pair
	for _, g := range gold {
		pairs = append(pairs, g.Pair)
	}
	links, err := Align(t.Context(), append(pairs, more...), Options{Prior: prior})
	if err != nil {
		t.Fatal(err)
	}
	aer, precision, recall := errorRate(gold, links)
	t.Logf("AER %.2f precision %.2f recall %.2f", 100*aer, 100*precision, 100*recall)
	return aer
}

// TestErrorRate holds the error rate on the gold pairs alone with the shipped
// translations, and with 2,000 pairs of parliamentary text.
func TestErrorRate(t *testing.T) {
	var pairs []Pair // of parliamentary text, read by the first test that wants them
	for _, test := range []struct {
		name  string
		more  bool
		prior Prior
		most  float64
	}{
		{"alone, shipped translations", false, Shipped("en", "fr"), 0.12},
		{"2,000 pairs, nothing known", true, nil, 0.14},
		{"2,000 pairs, shipped translations", true, Shipped("en", "fr"), 0.09},
	} {
		t.Run(test.name, func(t *testing.T) {
			var more []Pair
			if test.more {
				if testing.Short() {
					t.Skip("short")
				}
				if pairs == nil {
					pairs = scalePairs(t, 50000, 2000)
				}
				more = pairs
			}
			if aer := rate(t, more, test.prior); aer > test.most {
				t.Errorf("error rate %.3f, want at most %.3f", aer, test.most)
			}
		})
	}
}

// BenchmarkErrorRate gives the figure of the README, with 10,000 pairs.
func BenchmarkErrorRate(b *testing.B) {
	more := scalePairs(b, 50000, 10000)
	for b.Loop() {
		b.ReportMetric(100*rate(b, more, Shipped("en", "fr")), "AER%")
	}
}

func TestSameLinksOnAnyNumberOfProcessors(t *testing.T) {
	var pairs []Pair
	for _, g := range readGold(t) {
		pairs = append(pairs, g.Pair)
	}
	var first [][]Link
	for _, n := range []int{1, 2, 8} {
		before := runtime.GOMAXPROCS(n)
		links, err := Align(t.Context(), pairs, Options{})
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = links
		}
		if !reflect.DeepEqual(first, links) {
			t.Fatalf("%d processors give other links", n)
		}
	}
}

func TestLinksAreInRangeAndOrdered(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	words := strings.Fields("a b c d e f g 1 2 , .")
	sentence := func() []string {
		s := make([]string, r.Intn(12))
		for i := range s {
			s[i] = words[r.Intn(len(words))]
		}
		return s
	}
	var pairs []Pair
	for range 200 {
		pairs = append(pairs, Pair{Source: sentence(), Target: sentence()})
	}
	links, err := Align(t.Context(), pairs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range links {
		checkLinks(t, pairs[n], line)
	}
}

func checkLinks(t *testing.T, p Pair, links []Link) {
	t.Helper()
	for i, l := range links {
		if l.Source < 0 || l.Source >= len(p.Source) || l.Target < 0 || l.Target >= len(p.Target) {
			t.Fatalf("link %v outside %d × %d words", l, len(p.Source), len(p.Target))
		}
		if !(l.P > 0 && l.P <= 1) {
			t.Fatalf("link %v: probability outside (0, 1]", l)
		}
		if i > 0 && (links[i-1].Source > l.Source || links[i-1].Source == l.Source && links[i-1].Target >= l.Target) {
			t.Fatalf("links %v and %v out of order", links[i-1], l)
		}
	}
}

func TestOneLongSentence(t *testing.T) {
	var long []string
	for i := range 3000 {
		long = append(long, fmt.Sprintf("word%d", i))
	}
	m, err := Train(t.Context(), []Pair{{Source: long, Target: long}, {Source: long[:5], Target: long[:5]}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	links := m.Links(Pair{Source: long, Target: long})
	checkLinks(t, Pair{Source: long, Target: long}, links)
	if len(links) < len(long)*9/10 {
		t.Errorf("%d links for %d words that are the same", len(links), len(long))
	}
}

func TestNothingToLearnFrom(t *testing.T) {
	for _, pairs := range [][]Pair{nil, {{}}, {{Source: []string{"a"}}, {Target: []string{"b"}}}} {
		links, err := Align(t.Context(), pairs, Options{})
		if err != nil || len(links) != len(pairs) {
			t.Errorf("%v: %v, %v", pairs, links, err)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Align(ctx, []Pair{{Source: []string{"a"}, Target: []string{"b"}}}, Options{}); err == nil {
		t.Error("no error from a context that has ended")
	}
}

func TestDictionaryRoundTrip(t *testing.T) {
	var pairs []Pair
	for range 3 {
		for _, g := range readGold(t) {
			pairs = append(pairs, g.Pair)
		}
	}
	m, err := Train(t.Context(), pairs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	if err := WriteDictionary(&packed, m, 0.01); err != nil {
		t.Fatal(err)
	}
	d, err := ReadDictionary(bytes.NewReader(packed.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if d.Len() < 100 {
		t.Fatalf("%d pairs kept", d.Len())
	}
	m.Translations(0.01, func(source, target string, forward, backward float64) {
		f, b := d.Prob(source, target)
		for _, p := range [][2]float64{{forward, f}, {backward, b}} {
			if p[0] > 1e-5 && (p[1] < 0.97*p[0] || p[1] > 1.03*p[0]) {
				t.Errorf("%s – %s: wrote %g, read %g", source, target, p[0], p[1])
			}
		}
	})
	if f, b := d.Prob("no such word", "rien"); f != 0 || b != 0 {
		t.Error("an unknown word has a translation")
	}
}

func TestReversed(t *testing.T) {
	prior, back := Shipped("en", "fr"), Shipped("fr", "en")
	f, b := prior.Prob("water", "eau")
	if f < 0.3 || b < 0.3 {
		t.Errorf("water – eau: %g, %g", f, b)
	}
	if f2, b2 := back.Prob("eau", "water"); f2 != b || b2 != f {
		t.Errorf("reversed: %g, %g, want %g, %g", f2, b2, b, f)
	}
	if Shipped("en", "zh") != nil {
		t.Error("translations for a pair of languages that none are shipped for")
	}
}

func FuzzReadDictionary(f *testing.F) {
	f.Add([]byte(magic + "\x01\x00\x01a\x01\x00\x01b\x01\x00\x80\x80"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := ReadDictionary(bytes.NewReader(data))
		if err == nil {
			d.Prob("a", "b")
		}
	})
}

func FuzzAlign(f *testing.F) {
	f.Add("the cat sat", "le chat", "a", "b b b")
	f.Fuzz(func(t *testing.T, a, b, c, d string) {
		pairs := []Pair{{Source: strings.Fields(a), Target: strings.Fields(b)}, {Source: strings.Fields(c), Target: strings.Fields(d)}}
		links, err := Align(t.Context(), pairs, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range links {
			checkLinks(t, pairs[n], line)
		}
	})
}

func BenchmarkAlign(b *testing.B) {
	pairs := scalePairs(b, 0, 10000)
	for b.Loop() {
		if _, err := Align(b.Context(), pairs, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(pairs)*b.N)/b.Elapsed().Seconds(), "pairs/s")
}
