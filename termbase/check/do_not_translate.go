package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
)

var doNotTranslate = Rule{
	Name:  "do-not-translate",
	Title: "a word that is not to be translated is missing or changed",
	Explanation: "The configuration lists words and phrases that stay as they are (names of products, commands, places in a form). " +
		"Each must stand in the translation as often as in the source, letter by letter.",
	Wrong:    "Open GitLab Runner. → Ouvrez l'exécuteur GitLab. (listed: GitLab Runner)",
	Right:    "Open GitLab Runner. → Ouvrez GitLab Runner.",
	Severity: Warning,
	Row:      keptWords,
}

func keptWords(p *Pass, r *Row) []Finding {
	if r.Source.Empty() || r.Target.Empty() {
		return nil
	}
	var out []Finding
	for _, word := range p.Options.Keep {
		source, target := wholeWords(r.Source.Text, word), wholeWords(r.Target.Text, word)
		for i := len(target); i < len(source); i++ {
			out = append(out, Finding{
				Source: r.Source.Side(source[i]), Target: r.Target.All(),
				Term: word, Want: []string{word},
				Message: fmt.Sprintf("%q is to stay as it is", word),
			})
		}
	}
	return out
}

// wholeWords lists the places where a phrase stands with no letter or digit
// on either side.
func wholeWords(text, phrase string) []corpus.Span {
	var out []corpus.Span
	if phrase == "" {
		return nil
	}
	for at := 0; ; {
		i := strings.Index(text[at:], phrase)
		if i < 0 {
			return out
		}
		start, end := at+i, at+i+len(phrase)
		if !wordBefore(text[:start]) && !wordBehind(text[end:]) {
			out = append(out, corpus.Span{Start: start, End: end})
		}
		at = end
	}
}

func wordBefore(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func wordBehind(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
