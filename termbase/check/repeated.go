package check

import (
	"slices"
	"strings"
	"unicode"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// repeatedRule reports words that stand twice.
func repeatedRule() Rule {
	return Rule{
		Name:  "repeated-word",
		Title: "a word stands twice in a row",
		Explanation: "A word, or a pair of words, stands twice with nothing but white space between. What the language repeats rightly passes (nous nous, vous vous, had had), " +
			"and so do names with a hyphen, and words that the source repeats as well. More exceptions can be set.",
		Wrong:    "of the Group → du du Groupe",
		Right:    "we meet → nous nous réunissons",
		Severity: Warning,
		Mono:     true,
		Row:      repeated,

		Exceptions: true,
	}
}

// rightlyRepeated are the words that a language repeats.
func rightlyRepeated(code corpus.Lang) []string {
	switch code {
	case corpus.French:
		return []string{"nous", "vous", "elle", "elles", "en", "bla", "très", "tout", "faire", "y", "non", "oui", "si", "moitié"}
	case corpus.English:
		return []string{"had", "that", "very", "bla", "no", "is", "do"}
	case corpus.Spanish:
		return []string{"no", "muy", "bla"}
	case "pt":
		return []string{"não", "muito", "logo"}
	case "it":
		return []string{"no", "molto", "piano", "pian", "così", "quasi", "appena", "via", "man"}
	case corpus.Russian:
		return []string{"очень", "чуть", "еле", "много", "долго", "вот", "только"}
	}
	return nil
}

// letterAlone reports whether a word is one letter that is no word of the
// language.
func letterAlone(code corpus.Lang, norm string) bool {
	letters := ""
	switch code {
	case corpus.French:
		letters = "à y a"
	case corpus.English:
		letters = "a"
	case corpus.Spanish, "pt", "it", "ca", "gl":
		letters = "a à e o y"
	case "pl", "cs", "sk", "hr", "sr", "sl":
		letters = "a i o u w z v k s"
	case corpus.Russian, "uk", "bg", "be":
		letters = "а в и і й к о с у з я"
	}
	return len([]rune(norm)) == 1 && !slices.Contains(strings.Fields(letters), norm)
}

// reduplicates reports whether a language doubles words in its grammar or parts
// none: then a word that stands twice says nothing.
func reduplicates(code corpus.Lang) bool {
	switch code {
	case corpus.Chinese, "ja", "ko", "th", "lo", "km", "my", "vi", "id", "ms", "jv", "su", "tl", "fil", "hi", "ur", "bn", "mr", "ta", "te", "tr", "az", "sw", "zu", "st", "sn":
		return true
	}
	return false
}

func repeated(p *Pass, r *Row) []Finding {
	code := p.Target.Code()
	if r.Target.Empty() || reduplicates(code) {
		return nil
	}
	words := r.Target.Words()
	except := append(rightlyRepeated(code), p.Words("repeated-word")...)
	allowed := r.Source.repeats()
	var out []Finding
	for i := 1; i < len(words); i++ {
		n := repeatAt(r.Target.Text, words, i)
		if n == 0 || n == 1 && (slices.Contains(except, words[i].Norm) || letterAlone(code, words[i].Norm)) || relativePronoun(code, r.Target.Text, words, i) || r.Target.hidden(words[i].Span) {
			continue
		}
		if allowed > 0 {
			allowed--
			i += n - 1
			continue
		}
		span := corpus.Span{Start: words[i-n].Start, End: words[i+n-1].End}
		f := Finding{Message: "stands twice: " + words[i].Text, Source: r.Source.All(), Target: r.Target.Side(span), Got: span.In(r.Target.Text), Term: words[i].Text}
		if n == 1 && words[i-1].Text == words[i].Text && f.Target.Span.Len() == span.Len() {
			f.Fix = []Edit{{Span: corpus.Span{Start: f.Target.Span.Start + words[i-1].Span.Len(), End: f.Target.Span.End}}}
		}
		out = append(out, f)
		i += n - 1
	}
	return out
}

// relativePronoun reports whether words i-1 and i are a German pronoun behind its
// comma and the article after it: "die Staaten, die die Übereinkunft …".
func relativePronoun(code corpus.Lang, text string, words []lang.Token, i int) bool {
	return code == corpus.German && slices.Contains([]string{"die", "der", "das", "den", "dem", "sie"}, words[i].Norm) &&
		strings.HasSuffix(strings.TrimRight(text[:words[i-1].Start], " \u00a0"), ",")
}

// repeatAt says how many words, one or two, stand again from word i on.
func repeatAt(text string, words []lang.Token, i int) int {
	if sameWord(text, words, i-1, i) {
		return 1
	}
	if i >= 2 && i+1 < len(words) && sameWord2(text, words, i) {
		return 2
	}
	return 0
}

// sameWord reports whether words i and j are one word twice, j right behind i.
func sameWord(text string, words []lang.Token, i, j int) bool {
	a, b := words[i], words[j]
	if a.Form != lang.Word || a.Norm != b.Norm || !gapOnly(text, a.End, b.Start) || strings.HasSuffix(a.Text, "'") || strings.HasSuffix(a.Text, "’") {
		return false
	}
	if a.Text != b.Text && b.Text != b.Norm {
		return false // "demande Demande" in a list of definitions
	}
	if single := len([]rune(a.Norm)) == 1; single && (a.Text != b.Text || unicode.IsUpper([]rune(a.Text)[0])) {
		return false // letters that stand for themselves
	}
	if b.End < len(text) && (text[b.End] == '-' || text[b.End] == '\'' || strings.HasPrefix(text[b.End:], "’")) {
		return false // Boutros Boutros-Ghali; "en en-tête"
	}
	return a.Start == 0 || text[a.Start-1] != '-' && text[a.Start-1] != '\''
}

// sameWord2 reports whether the two words before i stand again from i on, in
// small letters both.
func sameWord2(text string, words []lang.Token, i int) bool {
	for k := range 2 {
		a, b := words[i-2+k], words[i+k]
		if a.Form != lang.Word || a.Norm != b.Norm || a.Text != a.Norm || b.Text != b.Norm || len(a.Norm) < 2 {
			return false
		}
	}
	return words[i-2].Norm != words[i-1].Norm && len(words[i-2].Norm)+len(words[i-1].Norm) > 4 &&
		gapOnly(text, words[i-2].End, words[i-1].Start) && gapOnly(text, words[i-1].End, words[i].Start) && gapOnly(text, words[i].End, words[i+1].Start)
}

// gapOnly reports whether white space, and some, stands between two offsets.
func gapOnly(text string, from, to int) bool {
	return to > from && strings.TrimSpace(text[from:to]) == ""
}

// repeats counts the words of this side that stand twice in a row: the other side
// may repeat as many. A function word that is doubled ("the the") is a slip of the
// source.
func (t *Text) repeats() int {
	if t.Empty() {
		return 0
	}
	n := 0
	words := t.Words()
	for i := 1; i < len(words); i++ {
		if words[i].Norm == words[i-1].Norm && words[i].Form == lang.Word && !t.lang.StopWord(words[i].Norm) && gapOnly(t.Text, words[i-1].End, words[i].Start) {
			n++
		}
	}
	return n
}
