package lang_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/quick"
	"unicode"

	"bitext/corpus"
	"bitext/corpus/lang"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		code corpus.Lang
		text string
		want string
	}{
		{corpus.French, "L’ordre du jour (voir par. 33, al. b)).", "L’|ordre|du|jour|(|voir|par.|33|,|al.|b|)|)|."},
		{corpus.French, "M. Gangqiang Zhang, n° 43 et 44", "M.|Gangqiang|Zhang|,|n°|43|et|44"},
		{corpus.French, "Publication F.02.XI.1 et E/CN.15/2011/19.", "Publication|F.02.XI.1|et|E/CN.15/2011/19|."},
		{corpus.French, "A-t-on dit aujourd'hui qu'il vient ?", "A|-t-on|dit|aujourd'hui|qu'|il|vient|?"},
		{corpus.French, "Dites-le-moi, est-ce un rendez-vous ?", "Dites|-le|-moi|,|est|-ce|un|rendez-vous|?"},
		{corpus.French, "1 234,5 km² au 1er janvier", "1 234,5|km²|au|1er|janvier"},
		{corpus.French, "N'Djamena n'est pas la N'ième", "N'Djamena|n'|est|pas|la|N'|ième"},
		{corpus.French, "la résolution 65/230, du 27-29 juillet", "la|résolution|65/230|,|du|27-29|juillet"},
		{corpus.French, "informatique¹. À l'État", "informatique|¹|.|À|l'|État"},
		{corpus.English, "The Chair’s summary doesn't exist.", "The|Chair|’s|summary|does|n't|exist|."},
		{corpus.English, "States' capacity-building, Mr. Sheri L. Shepherd-Pratt", "States|'|capacity-building|,|Mr.|Sheri|L.|Shepherd-Pratt"},
		{corpus.English, "para. 5 (a) (i) and/or 1,234.5 of the U.S. law", "para.|5|(|a|)|(|i|)|and|/|or|1,234.5|of|the|U.S.|law"},
		{corpus.English, "27–29 July, see www.unodc.org/a.html.", "27–29|July|,|see|www.unodc.org/a.html|."},
		{corpus.Chinese, "网络犯罪。", "网|络|犯|罪|。"},
		{corpus.Arabic, "الجريمة السيبرانية؟", "الجريمة|السيبرانية|؟"},
	} {
		var got []string
		for _, token := range lang.For(c.code).Words(c.text) {
			got = append(got, token.Text)
		}
		if joined := strings.Join(got, "|"); joined != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, joined, c.want)
		}
	}
}

func TestNormal(t *testing.T) {
	for _, c := range []struct{ text, normal, fold string }{
		{"L’Œuvre", "l'oeuvre", "l'oeuvre"},
		{"État‑Unis", "état-unis", "etat-unis"},
		{"E\u0301tat", "état", "etat"},
		{"1ᵉʳ", "1er", "1er"},
		{"10\u202f000\u00a0€", "10 000 €", "10 000 €"},
		{"« oﬃce »", `" office "`, `" office "`},
		{"Straße", "straße", "strasse"},
		{"йод, ёлка", "йод, ёлка", "йод, елка"},
		{"أمّة", "أمّة", "امه"},
		{"co\u00adopération", "coopération", "cooperation"},
	} {
		if got := lang.Normal(c.text); got != c.normal {
			t.Errorf("Normal(%q) = %q, want %q", c.text, got, c.normal)
		}
		if got := lang.Fold(c.text); got != c.fold {
			t.Errorf("Fold(%q) = %q, want %q", c.text, got, c.fold)
		}
	}
}

// checkFold holds the promises of Normal, Fold and Follow for any text.
func checkFold(t *testing.T, s string) {
	t.Helper()
	normal, fold := lang.Normal(s), lang.Fold(s)
	if again := lang.Normal(normal); again != normal {
		t.Errorf("Normal(%q) = %q, again %q", s, normal, again)
	}
	if again := lang.Fold(fold); again != fold {
		t.Errorf("Fold(%q) = %q, again %q", s, fold, again)
	}
	if of := lang.Fold(normal); of != fold {
		t.Errorf("Fold(%q) = %q, of its normal form %q", s, fold, of)
	}
	trace := lang.Follow(s)
	if trace.Text != fold {
		t.Errorf("Follow(%q) = %q, Fold %q", s, trace.Text, fold)
	}
	at := 0
	for i := range len(fold) {
		o := trace.Original(corpus.Span{Start: i, End: i + 1})
		if o.Start < at || o.End <= o.Start || o.End > len(s) {
			t.Errorf("Follow(%q): byte %d comes from %v after %d", s, i, o, at)
		}
		at = o.Start
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "L’Œuvre", "E\u0301", "ﬁ\u0301", "H\u0331", "\ufeff\u0301a", "أمّة", "\xff\xfe", "²ᵉʳ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkFold(t, s) })
}

func TestFoldProperties(t *testing.T) {
	if err := quick.Check(func(s string) bool { checkFold(t, s); return !t.Failed() }, nil); err != nil {
		t.Error(err)
	}
}

// TestFoldEveryCharacter holds the same promises for every letter, mark and
// sign of Unicode, those of the alphabets also with marks after them: random
// texts rarely meet the few hundred that stand for another one.
func TestFoldEveryCharacter(t *testing.T) {
	for r := rune(1); r < 0x30000; r++ {
		if !unicode.IsGraphic(r) {
			continue
		}
		checkFold(t, string(r))
		if r < 0x3000 {
			checkFold(t, string(r)+"\u0301")
			checkFold(t, string(r)+"\u0308\u0323")
		}
	}
}

// checkCut holds the promise of Words and Sentences: ordered, disjoint spans
// that cover everything but white space.
func checkCut(t *testing.T, what, text string, spans []corpus.Span) {
	t.Helper()
	at := 0
	for _, s := range spans {
		if s.Start < at || s.End <= s.Start || s.End > len(text) {
			t.Fatalf("%s(%q): span %v after %d", what, text, s, at)
		}
		if gap := text[at:s.Start]; strings.IndexFunc(gap, notSpace) >= 0 {
			t.Fatalf("%s(%q) leaves out %q", what, text, gap)
		}
		at = s.End
	}
	if gap := text[at:]; strings.IndexFunc(gap, notSpace) >= 0 {
		t.Fatalf("%s(%q) leaves out %q", what, text, gap)
	}
}

func notSpace(r rune) bool { return !unicode.IsSpace(r) }

func FuzzCut(f *testing.F) {
	for _, s := range []string{
		"", "Il y a M. A. (voir par. 33, al. b)). Dans", "e.g. U.S.A. et 1 234,5 km²", "a-t-il l'«", "…。！？؟", "\xff. A", "(((((", "n°", "1.\n\nB",
		"A bracket (" + strings.Repeat("that is never closed ", 60) + "goes on. And on.",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, code := range []corpus.Lang{corpus.French, corpus.English, corpus.German, corpus.Chinese, ""} {
			l := lang.For(code)
			var spans []corpus.Span
			for _, token := range l.Words(s) {
				spans = append(spans, token.Span)
				if token.Norm != lang.Normal(token.Text) || token.Text != token.In(s) {
					t.Fatalf("token %q with normal form %q", token.Text, token.Norm)
				}
			}
			checkCut(t, "Words", s, spans)
			checkCut(t, "Sentences", s, l.Sentences(s))
		}
	})
}

func TestDetect(t *testing.T) {
	for text, want := range map[string]corpus.Lang{
		"The Expert Group held its second meeting in Vienna":             corpus.English,
		"Le Groupe d’experts a tenu sa deuxième réunion à Vienne":        corpus.French,
		"El Grupo de Expertos celebró su segunda reunión en Viena":       corpus.Spanish,
		"Die Sachverständigengruppe hielt ihre zweite Tagung in Wien ab": corpus.German,
		"Группа экспертов провела свое второе совещание в Вене":          corpus.Russian,
		"عقد فريق الخبراء اجتماعه الثاني في فيينا":                       corpus.Arabic,
		"专家组在维也纳举行了第二次会议":                                                corpus.Chinese,
		"12345 … !": "",
	} {
		if got, _ := lang.Detect(text); got != want {
			t.Errorf("Detect(%q) = %q, want %q", text, got, want)
		}
	}
}

func ExampleLanguage_Sentences() {
	text := "Le Groupe s'est réuni (voir par. 33, al. b)). Dans sa résolution 65/230, l'Assemblée l'a créé."
	for _, s := range lang.For(corpus.French).Sentences(text) {
		fmt.Println(s.In(text))
	}
	// Output:
	// Le Groupe s'est réuni (voir par. 33, al. b)).
	// Dans sa résolution 65/230, l'Assemblée l'a créé.
}
