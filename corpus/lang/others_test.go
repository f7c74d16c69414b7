package lang_test

import (
	"fmt"
	"testing"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// TestOtherLanguages cuts short paragraphs of languages that are known less.
func TestOtherLanguages(t *testing.T) {
	for _, c := range []struct {
		code      corpus.Lang
		sentences []string
	}{
		{corpus.Spanish, []string{"El Sr. Ruiz (véase el párr. 3 del art. 4) intervino.", "¿Quién pagará?", "Nadie lo sabe."}},
		{corpus.Russian, []string{"Г-н А. П. Иванов выступил (см. п. 5).", "Это произошло в 2019 г. в Женеве.", "Затем слово взял председатель."}},
		{corpus.Arabic, []string{"اعتمدت اللجنة التقرير.", "من سيدفع؟", "لا أحد يعرف."}},
		{corpus.German, []string{"Die Sitzung fand am 3. Oktober statt.", "Der Ausschuss (vgl. Abs. 2) stimmte zu."}},
		{"it", []string{"La riunione è finita.", "Tutti sono andati via."}},
	} {
		compare(t, c.code, c.sentences, " ")
	}
	compare(t, corpus.Chinese, []string{"委员会通过了报告。", "谁来付钱？", "“没有人知道。”", "会议结束。"}, "")
}

// compare joins the sentences and cuts them again.
func compare(t *testing.T, code corpus.Lang, sentences []string, between string) {
	t.Helper()
	text := ""
	for i, s := range sentences {
		if i > 0 {
			text += between
		}
		text += s
	}
	spans := lang.For(code).Sentences(text)
	for i, s := range spans {
		if i >= len(sentences) || s.In(text) != sentences[i] {
			t.Errorf("%s: sentence %d is %q", code, i, s.In(text))
		}
	}
	if len(spans) != len(sentences) {
		t.Errorf("%s: %d sentences, want %d", code, len(spans), len(sentences))
	}
}

func ExampleLanguage_Analyse() {
	for _, t := range lang.For(corpus.French).Analyse("Les études approfondies") {
		fmt.Println(t.Text, t.Tag, t.Lemma)
	}
	// Output:
	// Les DET le
	// études NOUN étude
	// approfondies ADJ approfondi
}
