package symbol

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"bitext/corpus"
)

var allLangs = []corpus.Lang{"en", "fr", "es", "de", "ru", "ar", "zh", "", "xx"}

// checkFacts says what holds for the facts of any text: spans lie in the text,
// on characters, in order, disjoint; values are not empty; the strong facts are
// those of All that are not weak; the same text gives the same facts; a text
// compared with itself differs in nothing.
func checkFacts(t *testing.T, text string) {
	t.Helper()
	for _, code := range allLangs {
		all := All(text, code)
		last := 0
		for _, f := range all {
			if f.Start < last || f.End <= f.Start || f.End > len(text) {
				t.Fatalf("%s %q: span %v after %d", code, text, f.Span, last)
			}
			if utf8.ValidString(text) && !utf8.ValidString(f.In(text)) {
				t.Fatalf("%s %q: span %v cuts a character", code, text, f.Span)
			}
			if f.Value == "" {
				t.Fatalf("%s %q: a fact without value at %v", code, text, f.Span)
			}
			last = f.End
		}
		strong := slices.DeleteFunc(slices.Clone(all), func(f Fact) bool { return f.Weak })
		if !slices.Equal(strong, Find(text, code)) && len(strong) > 0 {
			t.Fatalf("%s %q: Find and All differ", code, text)
		}
		if !slices.Equal(all, All(text, code)) {
			t.Fatalf("%s %q: two runs differ", code, text)
		}
		if d := Compare(all, all, true); !d.Empty() {
			t.Fatalf("%s %q: differs from itself: %+v", code, text, d)
		}
	}
}

func TestFactsOfAnyText(t *testing.T) {
	pieces := []string{
		"1", "12", "1 234", "2020", "1,234.5", "½", "²", "٣", "९", "三", "月", "年", "日", "万", "-", "–", " ", "\u00a0", "\u202f", ".", ",", "(", ")", "[", "]", "/", ":", "%",
		"€", "$", "°", "º", "July", "juillet", "May", "mai", "twenty", "one", "vingt", "et", "and", "un", "hundred", "cent", "mille", "million", "first", "1er", "XXe", "IV", "a", "i",
		"para.", "article", "resolution", "Sales", "E.02.XI.1", "E/CN.15", "www.", "http://", "@", ".org", "a.m.", "per", "pour", "années", "demi", "thirds", "bis", "Add.1", "ISBN", "\xff", "é",
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		var b strings.Builder
		for range 1 + rng.IntN(12) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
			if rng.IntN(3) > 0 {
				b.WriteByte(' ')
			}
		}
		checkFacts(t, b.String())
	}
}

func FuzzFacts(f *testing.F) {
	for _, s := range []string{"27–29 July 2020", "par. 52 a) i)", "1 234,5 %", "E/CN.15/2011/19", "quatre-vingt-dix-neuf", "(- 28%)", "三十日", "€155m"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { checkFacts(t, text) })
}

// TestSpelledNumbersReadBack writes numbers in words and reads them.
func TestSpelledNumbersReadBack(t *testing.T) {
	for n := 2; n < 1000; n++ {
		want := itoa(n)
		for code, words := range map[corpus.Lang]string{corpus.English: inEnglish(n), corpus.French: inFrench(n)} {
			facts := Find(words+" x", code)
			if n == 9 && code == corpus.French {
				facts = All(words+" x", code)
			}
			if len(facts) != 1 || facts[0].Value != want || facts[0].End != len(words) {
				t.Errorf("%s %q: %+v, want %s", code, words, facts, want)
			}
		}
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

func inEnglish(n int) string {
	small := strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens := strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
	switch {
	case n < 20:
		return small[n]
	case n < 100 && n%10 == 0:
		return tens[n/10]
	case n < 100:
		return tens[n/10] + "-" + small[n%10]
	case n%100 == 0:
		return small[n/100] + " hundred"
	}
	return small[n/100] + " hundred and " + inEnglish(n%100)
}

func inFrench(n int) string {
	small := strings.Fields("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf")
	tens := strings.Fields("- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt")
	switch {
	case n < 20:
		return small[n]
	case n == 80:
		return "quatre-vingts"
	case n < 100:
		unit := n % 10
		if n >= 70 && n < 80 || n > 90 || n == 90 {
			unit += 10
		}
		switch {
		case unit == 0:
			return tens[n/10]
		case (unit == 1 || unit == 11) && n < 80:
			return tens[n/10] + " et " + small[unit]
		}
		return tens[n/10] + "-" + small[unit]
	}
	head := "cent"
	if n >= 200 {
		head = small[n/100] + " cent"
	}
	if n%100 == 0 {
		if n >= 200 {
			head += "s"
		}
		return head
	}
	return head + " " + inFrench(n%100)
}

func TestRomanReadsBack(t *testing.T) {
	for n := 1; n < 4000; n++ {
		if got := roman(Roman(n)); got != n {
			t.Fatalf("%d is %s is %d", n, Roman(n), got)
		}
	}
	for _, bad := range []string{"", "IIII", "IC", "VX", "IIX", "XM", "LL", "A", "MMMM"} {
		if n := roman(bad); n != 0 {
			t.Errorf("%q is %d", bad, n)
		}
	}
}
