package lang_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// benchText is a report of the project's test data, or a paragraph where there
// is none.
func benchText(b *testing.B, code corpus.Lang) []string {
	b.Helper()
	files, _ := filepath.Glob("../../testdata/reports/*/" + string(code) + ".txt")
	text := "The Expert Group adopted the provisional agenda (see E/CN.15/2011/19, para. 3).\n"
	if code == corpus.French {
		text = "Le Groupe d'experts a adopté l'ordre du jour provisoire (voir E/CN.15/2011/19, par. 3).\n"
	}
	for _, f := range files {
		if data, err := os.ReadFile(f); err == nil {
			text += string(data) + "\n\n"
		}
	}
	var sentences []string
	l := lang.For(code)
	for _, p := range strings.Split(text, "\n\n") {
		p = strings.ReplaceAll(p, "\n", " ")
		for _, s := range l.Sentences(p) {
			sentences = append(sentences, s.In(p))
		}
	}
	return sentences
}

func benchmark(b *testing.B, code corpus.Lang, f func(l *lang.Language, sentence string) int) {
	sentences := benchText(b, code)
	l := lang.For(code)
	f(l, sentences[0])
	b.ReportAllocs()
	b.ResetTimer()
	words := 0
	for i := 0; i < b.N; i++ {
		words += f(l, sentences[i%len(sentences)])
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
	b.ReportMetric(float64(words)/float64(b.N), "words/op")
}

func analyse(l *lang.Language, s string) int { return len(l.Analyse(s)) }
func words(l *lang.Language, s string) int   { return len(l.Words(s)) }

func stem(l *lang.Language, s string) int {
	tokens := l.Words(s)
	for _, t := range tokens {
		l.Stem(t.Norm)
	}
	return len(tokens)
}

func cut(l *lang.Language, s string) int { return len(l.Sentences(s)) * strings.Count(s, " ") }

func BenchmarkAnalyseFrench(b *testing.B)  { benchmark(b, corpus.French, analyse) }
func BenchmarkAnalyseEnglish(b *testing.B) { benchmark(b, corpus.English, analyse) }
func BenchmarkWordsFrench(b *testing.B)    { benchmark(b, corpus.French, words) }
func BenchmarkWordsEnglish(b *testing.B)   { benchmark(b, corpus.English, words) }
func BenchmarkStemFrench(b *testing.B)     { benchmark(b, corpus.French, stem) }
func BenchmarkSentences(b *testing.B)      { benchmark(b, corpus.French, cut) }
