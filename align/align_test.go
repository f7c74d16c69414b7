package align_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"bitext/align"
	"bitext/corpus"
)

// vocabulary of a small made-up pair of languages that are no cognates.
func word(language string, n int) string {
	sounds := map[string][]string{"en": {"ba", "ke", "lo", "mi", "su"}, "fr": {"tra", "pon", "vel", "chi", "dur"}}[language]
	var b strings.Builder
	for k := n*7 + 31; k > 0; k /= 5 {
		b.WriteString(sounds[k%5])
	}
	return b.String()
}

// pair makes n lines of words and their translation word by word.
func pair(n int, seed uint64) (source, target []string) {
	r := rand.New(rand.NewPCG(seed, 1))
	for range n {
		var s, t []string
		for range 4 + r.IntN(12) {
			w := min(r.IntN(400), r.IntN(400)) // some words are frequent
			s, t = append(s, word("en", w)), append(t, word("fr", w))
		}
		source, target = append(source, strings.Join(s, " ")+"."), append(target, strings.Join(t, " ")+".")
	}
	return source, target
}

func lines(lang corpus.Lang, text []string) *corpus.Document {
	return corpus.Lines("", lang, strings.Join(text, "\n"))
}

func documents(t testing.TB, source, target []string, opts align.Options) *align.Bitext {
	t.Helper()
	b, err := align.Documents(context.Background(), lines("xx", source), lines("yy", target), opts)
	if err != nil {
		t.Fatal(err)
	}
	covers(t, b.Paragraphs, len(b.Source.Blocks), len(b.Target.Blocks))
	return b
}

// covers fails unless every segment of both sides stands in exactly one bead.
func covers(t testing.TB, beads []align.Bead, n, m int) {
	t.Helper()
	for side, count := range [2]int{n, m} {
		var all []int
		for _, b := range beads {
			segments := [2][]int{b.Source, b.Target}[side]
			if !slices.IsSorted(segments) {
				t.Fatalf("bead %v is not in order", segments)
			}
			if b.Confidence < 0 || b.Confidence > 1 {
				t.Fatalf("confidence %v", b.Confidence)
			}
			all = append(all, segments...)
		}
		slices.Sort(all)
		for i := range count {
			if i >= len(all) || all[i] != i {
				t.Fatalf("side %d: segments %v are not 0 to %d", side, all, count-1)
			}
		}
		if len(all) != count {
			t.Fatalf("side %d: %d places for %d segments", side, len(all), count)
		}
	}
}

func show(beads []align.Bead) string {
	var out []string
	for _, b := range beads {
		out = append(out, fmt.Sprint(b.Source, b.Target))
	}
	return strings.Join(out, " ")
}

// straight counts the beads that are exactly one segment with its twin, offset
// segments further on.
func straight(beads []align.Bead, offset int) (n int) {
	for _, b := range beads {
		if len(b.Source) == 1 && len(b.Target) == 1 && b.Target[0] == b.Source[0]+offset {
			n++
		}
	}
	return n
}

func TestIdenticalTextsAlignOneToOne(t *testing.T) {
	source, _ := pair(300, 1)
	if b := documents(t, source, source, align.Options{}); straight(b.Paragraphs, 0) != 300 || b.Verdict.Doubtful {
		t.Errorf("%d of 300 beads, verdict %+v", straight(b.Paragraphs, 0), b.Verdict)
	}
}

func TestWordsAreLearnedFromTheDocument(t *testing.T) {
	source, target := pair(400, 2)
	joined := slices.Concat(target[:100], []string{target[100] + " " + target[101]}, target[102:250], target[255:])
	b := documents(t, source, joined, align.Options{})
	if n := straight(b.Paragraphs, 0) + straight(b.Paragraphs, -1) + straight(b.Paragraphs, -6); n < 390 {
		t.Errorf("only %d of 393 right: %s", n, show(b.Paragraphs))
	}
	if !strings.Contains(show(b.Paragraphs), "[100 101] [100]") {
		t.Error("the joined segments were not found")
	}
}

func TestMissingAnnex(t *testing.T) {
	source, target := pair(2000, 3)
	for i := range source { // a few names, as every text has them
		if i%5 == 0 {
			name := fmt.Sprintf(" Name%d", i)
			source[i], target[i] = source[i]+name, target[i]+name
		}
	}
	b := documents(t, source, slices.Delete(target, 500, 1200), align.Options{})
	if n := straight(b.Paragraphs, 0) + straight(b.Paragraphs, -700); n < 1285 {
		t.Errorf("only %d of 1300 right", n)
	}
}

// Short texts of unknown languages, of which one lacks its beginning and the other
// some of its end so that both have the same number of lines: one to one from the
// start is a path that confirms itself.
func TestShortTextsThatLackSomething(t *testing.T) {
	right, all := 0, 0
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 7))
		source, target := pair(48, 100+seed)
		for i := range target { // freely translated
			words := strings.Fields(target[i])
			for k := range words {
				if r.IntN(100) < 70 {
					words[k] = word("fr", 1000+r.IntN(1000))
				}
			}
			target[i] = strings.Join(words[r.IntN(len(words)*2/3):], " ")
		}
		b := documents(t, source[:45], target[3:], align.Options{})
		right, all = right+straight(b.Paragraphs, -3), all+42
	}
	if right < 700 { // 662 from one start
		t.Errorf("%d of %d beads are right", right, all)
	}
}

func TestSwappedNeighbours(t *testing.T) {
	source, target := pair(200, 4)
	target[90], target[91] = target[91], target[90]
	b := documents(t, source, target, align.Options{})
	if s := show(b.Paragraphs); !strings.Contains(s, "[90] [91]") || !strings.Contains(s, "[91] [90]") {
		t.Errorf("the exchange was not found: %s", s)
	}
}

// TestFootnoteInside cuts a paragraph of one side in two by a footnote, and by
// what stands about the end of a page.
func TestFootnoteInside(t *testing.T) {
	for name, notes := range map[string][]string{
		"footnote": {"1 Qqqqq zzzzz, wwwww."},
		"page":     {"1 Qqqqq zzzzz, wwwww.", "17", "A/65/4"},
	} {
		for _, turned := range []bool{false, true} {
			source, target := pair(200, 5)
			words := strings.Fields(target[100] + " " + target[101])
			source = slices.Replace(source, 100, 102, source[100]+" "+source[101])
			halves := append([]string{strings.Trim(strings.Join(words[:6], " "), ".")}, notes...)
			target = slices.Replace(target, 100, 102, append(halves, strings.Join(words[6:], " "))...)
			if turned {
				source, target = target, source
			}
			b := documents(t, source, target, align.Options{})
			want := fmt.Sprintf("[100] [100 %d]", 101+len(notes))
			if turned {
				want = fmt.Sprintf("[100 %d] [100]", 101+len(notes))
			}
			if got := show(b.Paragraphs); !strings.Contains(got, want) {
				t.Errorf("%s: no bead %s in %s", name, want, got)
			}
		}
	}
}

// TestTailOfList closes a provision, after its list, with words that the translation
// has in the opening; where they are a heading, they belong to what follows.
func TestTailOfList(t *testing.T) {
	for name, c := range map[string]struct {
		tail   func(words []string) string
		joined bool
	}{
		"words":   {func(words []string) string { return strings.Join(words, " ") + "." }, true},
		"heading": {func(words []string) string { return strings.ToUpper(words[0][:1]) + strings.Join(words, " ")[1:] }, false},
	} {
		source, target := pair(200, 5)
		for k, letter := range []string{"(a)", "(b)", "(c)"} {
			source[101+k] = letter + " " + strings.Trim(source[101+k], ".") + ";"
			target[101+k] = letter + " " + strings.Trim(target[101+k], ".") + ";"
		}
		words := strings.Fields(strings.Trim(source[100], "."))
		half := len(words) / 2
		source[100] = strings.Join(words[:half], " ") + ","
		source = slices.Insert(source, 104, c.tail(words[half:]))
		target[100] = strings.Trim(target[100], ".") + ":"
		b := documents(t, source, target, align.Options{})
		if got := show(b.Paragraphs); strings.Contains(got, "[100 101 102 103 104] [100 101 102 103]") != c.joined {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestNumbersTellArticlesApart leaves out article 61 of the source and 60 of the
// target, in which some words are the same.
func TestNumbersTellArticlesApart(t *testing.T) {
	source, target := pair(120, 6)
	for i := range source {
		source[i] = fmt.Sprintf("Article %d %s", i+1, strings.ToUpper(source[i][:1])+source[i][1:])
		target[i] = fmt.Sprintf("Article %d %s", i+1, strings.ToUpper(target[i][:1])+target[i][1:])
	}
	shared := strings.Fields(target[59])
	shared = shared[2 : 2+len(shared)/6]
	target[60] = "Article 61 " + strings.Join(shared, " ") + " qqqqq zzzzz wwwww."
	source, target = slices.Delete(source, 60, 61), slices.Delete(target, 59, 60)
	b := documents(t, source, target, align.Options{})
	if got := show(b.Paragraphs); !strings.Contains(got, "[59] [] [] [59]") {
		t.Errorf("60 was matched with 61: %s", got)
	}
}

func TestListSortedByEachLanguage(t *testing.T) {
	source, target := pair(200, 5)
	type entry struct{ s, t string }
	var list []entry
	for i := 60; i < 80; i++ {
		list = append(list, entry{source[i], target[i]})
	}
	slices.SortFunc(list, func(a, b entry) int { return strings.Compare(a.s, b.s) })
	for k, e := range list {
		source[60+k] = e.s
	}
	sorted := slices.Clone(list)
	slices.SortFunc(sorted, func(a, b entry) int { return strings.Compare(a.t, b.t) })
	for k, e := range sorted {
		target[60+k] = e.t
	}
	b := documents(t, source, target, align.Options{})
	right := 0
	for k, e := range list {
		want := fmt.Sprintf("[%d] [%d]", 60+k, 60+slices.Index(sorted, e))
		if strings.Contains(show(b.Paragraphs), want) {
			right++
		}
	}
	if right < 18 {
		t.Errorf("%d of 20 entries found: %s", right, show(b.Paragraphs))
	}
}

// TestMovedBlock puts a stretch of the target elsewhere.
func TestMovedBlock(t *testing.T) {
	source, target := pair(500, 5)
	for i := range source {
		name := fmt.Sprintf(" Name%d", i)
		source[i], target[i] = source[i]+name, target[i]+name
	}
	for _, n := range []int{5, 120} {
		block := slices.Clone(target[100 : 100+n])
		moved := slices.Insert(slices.Delete(slices.Clone(target), 100, 100+n), 300, block...)
		b := documents(t, source, moved, align.Options{})
		right := straight(b.Paragraphs, 0) + straight(b.Paragraphs, -n) + straight(b.Paragraphs, 200)
		if right < 495 {
			t.Errorf("block of %d: %d of 500 beads are right", n, right)
		}
	}
}

func TestKeptBeadsStay(t *testing.T) {
	source, target := pair(100, 6)
	keep := []align.Bead{{Source: []int{10, 11}, Target: []int{12}}, {Source: []int{50}}, {Source: []int{70}, Target: []int{20}}}
	b := documents(t, source, target, align.Options{Keep: keep})
	fixed := 0
	for _, x := range b.Paragraphs {
		if x.Fixed {
			fixed++
		}
	}
	for _, want := range []string{"[10 11] [12]", "[50] []", "[70] [20]"} {
		if !strings.Contains(show(b.Paragraphs), want) {
			t.Errorf("%s is gone: %s", want, show(b.Paragraphs))
		}
	}
	if fixed != 3 {
		t.Errorf("%d beads are marked as fixed", fixed)
	}
	for _, x := range b.Paragraphs { // nothing crosses [10 11] [12]
		if len(x.Source) > 0 && len(x.Target) > 0 && !x.Fixed && (x.Source[0] < 10) != (x.Target[0] < 12) {
			t.Errorf("bead %v:%v crosses a kept one", x.Source, x.Target)
		}
	}
}

func TestOptionsThatContradict(t *testing.T) {
	source, target := pair(5, 7)
	for name, opts := range map[string]align.Options{
		"no such segment": {Keep: []align.Bead{{Source: []int{5}, Target: []int{0}}}},
		"segment twice":   {Keep: []align.Bead{{Source: []int{1}, Target: []int{0}}, {Source: []int{1}, Target: []int{2}}}},
		"no such shape":   {Beads: []align.Shape{{Source: 7, Target: 7}}},
	} {
		if _, err := align.Documents(context.Background(), lines("", source), lines("", target), opts); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestLockedSource(t *testing.T) {
	source, target := pair(60, 8)
	target = slices.Concat(target[:20], []string{target[20] + " " + target[21]}, target[22:])
	for _, x := range documents(t, source, target, align.Options{Beads: align.LockSource()}).Paragraphs {
		if len(x.Source) > 1 {
			t.Errorf("bead %v:%v joins segments of the source", x.Source, x.Target)
		}
	}
}

func TestVerdict(t *testing.T) {
	source, target := pair(300, 9)
	for i := range source {
		name := fmt.Sprintf(" Name%d", i)
		source[i], target[i] = source[i]+name, target[i]+name
	}
	if v := documents(t, source, target, align.Options{}).Verdict; v.Doubtful {
		t.Errorf("a translation is doubted: %+v", v)
	}
	slices.Reverse(target)
	if v := documents(t, source, target, align.Options{}).Verdict; !v.Doubtful {
		t.Errorf("the reversed text is taken for a translation: %+v", v)
	}
}

func TestFaults(t *testing.T) {
	source, target := pair(10000, 10)
	noise := make([]byte, 200_000)
	r := rand.NewChaCha8([32]byte{1})
	r.Read(noise)
	for name, c := range map[string][2][]string{
		"both empty":    {},
		"source empty":  {nil, target[:50]},
		"target empty":  {source[:50], nil},
		"one and many":  {source[:1], target},
		"random bytes":  {strings.Split(string(noise), "\n"), target[:100]},
		"one long line": {{strings.Join(slices.Repeat(source[:2000], 5), " ")}, target[:20]},
		"only marks":    {{"\u0301", "...", "—", "\u00ad"}, {"!", "?", "\u0301"}},
		"one long word": {{strings.Repeat("abcde", 200_000), source[0]}, {strings.Repeat("abcdf", 200_000), target[0]}},
		"same line":     {slices.Repeat(source[:1], 500), slices.Repeat(target[:1], 400)},
	} {
		t.Run(name, func(t *testing.T) { documents(t, c[0], c[1], align.Options{}) })
	}
}

func TestCancelled(t *testing.T) {
	source, target := pair(50, 11)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := align.Documents(ctx, lines("", source), lines("", target), align.Options{}); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}

func TestSameBytesOnAnyNumberOfCores(t *testing.T) {
	source, target := pair(1500, 12)
	target = slices.Delete(target, 300, 320)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := fmt.Sprint(documents(t, source, target, align.Options{}).Paragraphs)
	runtime.GOMAXPROCS(4)
	if four := fmt.Sprint(documents(t, source, target, align.Options{}).Paragraphs); one != four {
		t.Error("one core and four give different beads")
	}
}

// sentenceDocument makes a document of paragraphs with sentences.
func sentenceDocument(lang corpus.Lang, paragraphs [][]string) *corpus.Document {
	d := &corpus.Document{Lang: lang}
	for _, p := range paragraphs {
		b := corpus.Block{}
		for _, s := range p {
			if b.Text != "" {
				b.Text += " "
			}
			b.Segments = append(b.Segments, corpus.NewSegment(corpus.Span{Start: len(b.Text), End: len(b.Text) + len(s)}))
			b.Text += s
		}
		d.Blocks = append(d.Blocks, b)
	}
	return d
}

func TestSentencesStayInTheirParagraphs(t *testing.T) {
	source, target := pair(240, 13)
	var s, u [][]string
	for i := 0; i < 240; i += 4 {
		s = append(s, source[i:i+4])
		u = append(u, []string{target[i], target[i+1] + " " + target[i+2], target[i+3]})
	}
	s[9], u[9] = s[9][:2], u[9][:1] // a sentence is missing
	b, err := align.Documents(context.Background(), sentenceDocument("xx", s), sentenceDocument("yy", u), align.Options{Level: align.Sentence})
	if err != nil {
		t.Fatal(err)
	}
	covers(t, b.Sentences, len(b.Source.Places()), len(b.Target.Places()))
	if n := straight(b.Paragraphs, 0); n != 60 {
		t.Errorf("%d of 60 paragraphs", n)
	}
	joined := 0
	for _, x := range b.Sentences {
		if len(x.Source) == 2 && len(x.Target) == 1 {
			joined++
		}
	}
	if joined < 56 {
		t.Errorf("%d of 59 joined sentences found: %s", joined, show(b.Sentences))
	}
}

func FuzzDocuments(f *testing.F) {
	f.Add("1. One.\n(a) Two;\nThree", "1. Un.\na) Deux;\nTrois", uint8(0))
	f.Add("", "\xff\xfe\n\u0301\n", uint8(1))
	f.Add(strings.Repeat("a b c\n", 30), strings.Repeat("c b a\n", 9), uint8(3))
	f.Fuzz(func(t *testing.T, source, target string, flags uint8) {
		source, target = source[:min(len(source), 4000)], target[:min(len(target), 4000)]
		opts := align.Options{}
		if flags&1 != 0 {
			opts.Level = align.Sentence
		}
		if flags&2 != 0 {
			opts.Beads = align.LockSource()
		}
		b, err := align.Documents(context.Background(), corpus.Lines("", "en", source), corpus.Lines("", "fr", target), opts)
		if err != nil {
			t.Fatal(err)
		}
		covers(t, b.Paragraphs, len(b.Source.Blocks), len(b.Target.Blocks))
		if opts.Level == align.Sentence {
			covers(t, b.Sentences, len(b.Source.Places()), len(b.Target.Places()))
		}
	})
}

func ExampleDocuments() {
	source := corpus.Lines("en.txt", corpus.English, "The Committee met in Vienna.\nIt adopted its agenda.\nThe meeting was closed at 6 p.m.\n")
	target := corpus.Lines("fr.txt", corpus.French, "Le Comité s'est réuni à Vienne. Il a adopté son ordre du jour.\nLa séance est levée à 18 heures.\n")
	b, err := align.Documents(context.Background(), source, target, align.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, bead := range b.Paragraphs {
		fmt.Println(bead.Source, bead.Target)
	}
	// Output:
	// [0 1] [0]
	// [2] [1]
}

func BenchmarkDocuments(b *testing.B) {
	for _, n := range []int{500, 4000, 16000} {
		source, target := pair(n, 14)
		var size bytes.Buffer
		fmt.Fprint(&size, source, target)
		s, t := lines("xx", source), lines("yy", target)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(size.Len()))
			b.ReportAllocs()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			for b.Loop() {
				if _, err := align.Documents(context.Background(), s, t, align.Options{}); err != nil {
					b.Fatal(err)
				}
			}
			runtime.ReadMemStats(&after)
			segments := len(s.Blocks) + len(t.Blocks)
			b.ReportMetric(float64(after.Mallocs-before.Mallocs)/float64(b.N*segments), "allocs/segment")
		})
	}
}
