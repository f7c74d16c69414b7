package lexicon_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"bitext/align/lexicon"
	"bitext/corpus"
)

func units(text string, lang corpus.Lang) []string {
	var out []string
	lexicon.Units(text, lang, func(u []byte) { out = append(out, string(u)) })
	return out
}

func TestUnits(t *testing.T) {
	for text, want := range map[string]string{
		"L’Œuvre, déjà 1 234,5 %?":     "l oeuvr deja 1 234 5 % ?",
		"«Straße» “x” (a);":            "\" strass \" \" x \" ( a ) ;",
		"e\u0301tat co\u00adopération": "etat coopera",
		"国连。":                          "国连",
		"联合国大会":                        "联合 合国 国大 大会",
		"第二十三条":                        "第 23 条",
		"一九四八年十二月通过":                   "1948 年 12 月通 通过",
		"一切人":                          "一切 切人",
		"第217A(III)号":                  "第 217 a ( iii ) 号",
		"١٢ ٣":                         "12 3",
		"Конвенция":                    "конве",
		"\u0301":                       "",

		"والمساعدة التقنية للدول": "مساعد تقنيه دول",

		"ألف": "الف",
	} {
		lang := corpus.Lang("")
		if strings.Contains(text, "ß") {
			lang = corpus.German
		}
		if strings.Contains(text, "ال") {
			lang = corpus.Arabic
		}
		if got := strings.Join(units(text, lang), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzUnits(f *testing.F) {
	f.Add("L’État n° 5")
	f.Fuzz(func(t *testing.T, text string) {
		for _, u := range units(text, corpus.French) {
			if u == "" {
				t.Fatal("empty unit")
			}
			if utf8.ValidString(text) && !utf8.ValidString(u) {
				t.Fatalf("unit %q of a valid text is not valid", u)
			}
		}
	})
}

func TestLearnFindsTheTranslations(t *testing.T) {
	// 0 always meets 0; 1 meets 1; 2 stands with 2 and 3.
	pairs := []lexicon.Pair{
		{Source: []int32{0, 1}, Target: []int32{1, 0}},
		{Source: []int32{0, 2}, Target: []int32{0, 2}},
		{Source: []int32{1, 2}, Target: []int32{3, 1}},
		{Source: []int32{0}, Target: []int32{0}},
	}
	table, err := lexicon.Learn(context.Background(), pairs, 3, 4, lexicon.LearnOptions{Anywhere: true})
	if err != nil {
		t.Fatal(err)
	}
	for s, want := range []int32{0, 1} {
		best := slices.MaxFunc(table.Row(int32(s)), func(a, b lexicon.Prob) int { return int(1e6 * (a.P - b.P)) })
		if best.Unit != want || best.P < 0.6 {
			t.Errorf("best of %d is %v", s, best)
		}
	}
	for s := range int32(3) {
		sum := float32(0)
		for _, e := range table.Row(s) {
			sum += e.P
		}
		if sum > 1.001 {
			t.Errorf("row %d sums up to %v", s, sum)
		}
	}
}

func TestEncodeDecode(t *testing.T) {
	entries := []lexicon.Entry{
		{Source: "meeti", Target: "reuni", Forward: 0.5, Backward: 0.6},
		{Source: "meeti", Target: "seanc", Forward: 0.1, Backward: 0.9},
		{Source: "dog", Target: "chien", Forward: 1, Backward: 0.25},
	}
	var first, second bytes.Buffer
	if err := lexicon.Encode(&first, entries); err != nil {
		t.Fatal(err)
	}
	slices.Reverse(entries)
	if err := lexicon.Encode(&second, entries); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Errorf("the order of the entries matters (%v)", err)
	}
	l, err := lexicon.Decode(&first)
	if err != nil || l.Len() != 3 {
		t.Fatal(l, err)
	}
	for _, e := range entries {
		f, b := l.Prob(e.Source, e.Target)
		if math.Abs(f-float64(e.Forward)) > 0.1*f || math.Abs(b-float64(e.Backward)) > 0.1*b {
			t.Errorf("%v: %v %v", e, f, b)
		}
	}
	if f, b := l.Prob("dog", "reuni"); f != 0 || b != 0 {
		t.Errorf("an unknown pair has %v %v", f, b)
	}
}

func FuzzDecode(f *testing.F) {
	var b bytes.Buffer
	if err := lexicon.Encode(&b, []lexicon.Entry{{Source: "a", Target: "b", Forward: 0.5, Backward: 0.5}}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if l, err := lexicon.Decode(bytes.NewReader(data)); err == nil {
			l.Prob("a", "b")
		}
	})
}

func TestShipped(t *testing.T) {
	if lexicon.Shipped("de", "fr") != nil {
		t.Error("there is no German lexicon")
	}
	l := lexicon.Shipped(corpus.English, corpus.French)
	if l.Len() < 50_000 {
		t.Errorf("only %d entries", l.Len())
	}
	back := lexicon.Shipped(corpus.French, corpus.English)
	for _, p := range [][2]string{{"government", "gouvernement"}, {"meeting", "réunion"}, {"rabbit", "lapin"}, {"evidence", "preuves"}} {
		f, b := l.Prob(p[0], p[1])
		if f < 0.1 || b < 0.1 {
			t.Errorf("%v: %.2f %.2f", p, f, b)
		}
		if g, c := back.Prob(p[1], p[0]); g != b || c != f {
			t.Errorf("%v turned round: %.2f %.2f", p, g, c)
		}
	}
}

// TestLearnByPlace teaches words that never occur apart: only their places tell
// which is which.
func TestLearnByPlace(t *testing.T) {
	pairs := slices.Repeat([]lexicon.Pair{{Source: []int32{0, 1}, Target: []int32{0, 1}}}, 3)
	p := func(anywhere bool) (own, other float32) {
		table, err := lexicon.Learn(context.Background(), pairs, 2, 2, lexicon.LearnOptions{Anywhere: anywhere})
		if err != nil {
			t.Fatal(err)
		}
		row := table.Row(1)
		return row[1].P, row[0].P
	}
	if own, other := p(false); own < 2*other {
		t.Errorf("1 becomes 1 with %.2f and 0 with %.2f, want the word in its place", own, other)
	}
	if own, other := p(true); own != other {
		t.Errorf("1 becomes 1 with %.2f and 0 with %.2f, want the same anywhere", own, other)
	}
}

func TestRows(t *testing.T) {
	l := lexicon.Shipped(corpus.English, corpus.French)
	rows := l.Rows([]string{"no such unit", "rabbi"}, []string{"lapin", "zzz"}, false)
	if len(rows[0]) != 0 || len(rows[1]) != 1 || rows[1][0].Unit != 0 {
		t.Errorf("rows %v", rows)
	}
	if rows := l.Rows([]string{"lapin"}, []string{"rabbi"}, true); len(rows[0]) != 1 {
		t.Errorf("reversed rows %v", rows)
	}
}

func ExampleLearn() {
	pairs := []lexicon.Pair{
		{Source: []int32{0, 1}, Target: []int32{0, 1}},
		{Source: []int32{0}, Target: []int32{0}},
	}
	table, err := lexicon.Learn(context.Background(), pairs, 2, 2, lexicon.LearnOptions{Iterations: 20})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range table.Row(1) {
		fmt.Printf("unit 1 becomes %d with %.1f\n", e.Unit, e.P)
	}
	// Output:
	// unit 1 becomes 1 with 1.0
}

func TestLearnInTheMemoryOfAnotherTable(t *testing.T) {
	pairs := []lexicon.Pair{
		{Source: []int32{0, 1}, Target: []int32{0, 1}},
		{Source: []int32{0, 2}, Target: []int32{0, 2}},
		{Source: []int32{1, 2}, Target: []int32{1, 2}},
	}
	fresh, err := lexicon.Learn(context.Background(), pairs, 3, 3, lexicon.LearnOptions{})
	if err != nil {
		t.Fatal(err)
	}
	old, err := lexicon.Learn(context.Background(), pairs[:1], 3, 3, lexicon.LearnOptions{})
	if err != nil {
		t.Fatal(err)
	}
	again, err := lexicon.Learn(context.Background(), pairs, 3, 3, lexicon.LearnOptions{Reuse: old})
	if err != nil {
		t.Fatal(err)
	}
	for s := range int32(3) {
		if !slices.Equal(fresh.Row(s), again.Row(s)) {
			t.Errorf("row %d: %v, want %v", s, again.Row(s), fresh.Row(s))
		}
	}
}

func TestChineseCharactersAreUnits(t *testing.T) {
	units := func(lang corpus.Lang, text string) (out []string) {
		lexicon.Units(text, lang, func(u []byte) { out = append(out, string(u)) })
		return out
	}
	if got, want := units(corpus.Chinese, "会议在二十三日举行。"), []string{"会", "议", "在", "23", "日", "举", "行"}; !slices.Equal(got, want) {
		t.Errorf("Chinese: %q, want %q", got, want)
	}
	if got, want := units("ja", "会議を開く"), []string{"会議", "議を", "を開", "開く"}; !slices.Equal(got, want) {
		t.Errorf("Japanese: %q, want %q", got, want)
	}
}
