package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/corpus/symbol"
)

var doNotTranslate = Rule{
	Name:  "do-not-translate",
	Title: "a word that is not to be translated is missing or changed",
	Explanation: "The configuration lists words and phrases that stay as they are (names of products, commands, places in a form). " +
		"Each must stand in the translation as often as in the source, letter by letter. Without being listed, names with a capital inside (GitLab) and codes of " +
		"capitals and digits (A4X-200) must stand there, in any spelling of case, hyphen and space.",
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
	return append(out, keptCodes(p, r)...)
}

// keptCodes reports the codes and names with a capital inside that do not stand
// in the translation. Where nothing like it stands there it is a note: an
// acronym with a number may be another one ("EU-27", "UE-27"), and a capital
// inside may be a slip of the source.
func keptCodes(p *Pass, r *Row) []Finding {
	var out []Finding
	var target string
	seen := map[string]bool{}
	for _, w := range r.Source.Words() {
		code, name := isCode(w.Text), innerCapital(w.Text)
		if w.Form != lang.Word && w.Form != lang.Number || seen[w.Text] || !code && !name {
			continue
		}
		seen[w.Text] = true
		if target == "" {
			target = bare(r.Target.Text)
		}
		if strings.Contains(target, bare(w.Text)) || r.Source.symbolic(w.Span) || slices.Contains(p.Options.Keep, w.Text) {
			continue
		}
		f := Finding{
			Source: r.Source.Side(w.Span), Target: r.Target.All(),
			Term: w.Text, Want: []string{w.Text}, Debatable: true,
			Message: fmt.Sprintf("%q does not stand in the translation", w.Text),
		}
		if at, found := r.insteadOf(w.Text, code); found {
			f.Target, f.Got, f.Debatable = r.Target.Side(at), at.In(r.Target.Text), r.Confidence < doubtful
			f.Message = fmt.Sprintf("%q stands as %q", w.Text, f.Got)
		}
		out = append(out, f)
	}
	return out
}

// insteadOf finds a word of the target that is written in the same way as a code
// or name of the source and that the source does not have.
func (r *Row) insteadOf(word string, code bool) (corpus.Span, bool) {
	source := bare(r.Source.Text)
	for _, w := range r.Target.Words() {
		same := innerCapital(w.Text)
		if code {
			same = isCode(w.Text) && letters(w.Text) == letters(word)
		}
		if same && !strings.Contains(source, bare(w.Text)) {
			return w.Span, true
		}
	}
	return corpus.Span{}, false
}

// letters is the shape of a code: its letters alone.
func letters(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, word)
}

// symbolic reports whether a span is part of a fact that has a rule of its own.
func (t *Text) symbolic(span corpus.Span) bool {
	return slices.ContainsFunc(t.Facts(), func(f symbol.Fact) bool { return f.Kind != symbol.Number && f.Span.Overlaps(span) }) ||
		t.hidden(span)
}

// isCode reports whether a word is a code: capitals and digits, with hyphens
// perhaps.
func isCode(word string) bool {
	upper, digits, lower := 0, 0, 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLower(r):
			lower++
		case r != '-':
			return false
		}
	}
	return upper > 0 && digits > 0 && lower == 0
}

// innerCapital reports whether a word has a capital behind a small letter, as
// names of products have; an acronym in the plural (NGOs) has none.
func innerCapital(word string) bool {
	small, inner := false, 0
	for _, r := range word {
		switch {
		case !unicode.IsLetter(r):
			return false
		case unicode.IsLower(r):
			small = true
		case small:
			inner++
		}
	}
	return inner > 0 && utf8.RuneCountInString(word) > 3
}

// bare is a text without case, spaces, hyphens and marks.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
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
