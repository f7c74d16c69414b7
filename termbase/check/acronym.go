package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// acronymAt is an acronym in a text.
type acronymAt struct {
	corpus.Span
	text    string   // without the s of an English plural
	bracket bool     // stands in brackets, as an acronym does where it is introduced
	long    []string // normal words of the long form before the bracket, or in the bracket behind; nil where none is seen
	form    string   // the long form as written
	behind  bool     // words in brackets follow
	next    string   // normal word behind it, "" where a mark stands there
}

// Limits of acronyms and of the search for their long forms.
const (
	acronymLeast   = 2  // letters
	acronymMost    = 10 // letters
	bracketReach   = 6  // words from the bracket to the acronym: "(hereinafter referred to as “the OMS”)"
	longFormReach  = 14 // words of a long form
	shoutedLetters = 0.6
)

// acronyms lists the acronyms of a side. In a text written in capitals there
// are none to be told.
func (t *Text) acronyms() []acronymAt {
	if shouted(t.Text) {
		return nil
	}
	words := t.Words()
	var out []acronymAt
	for i := range words {
		text, ok := acronymOf(words[i], t.lang.Code())
		if !ok || glued(t.Text, words[i].Span) {
			continue
		}
		a := acronymAt{Span: corpus.Span{Start: words[i].Start, End: words[i].Start + len(text)}, text: text}
		if open := opensBracket(words, i); open >= 0 {
			a.bracket = true
			a.expand(t, words[:open], true)
		} else if close := bracketBehind(words, i); close >= 0 {
			a.expand(t, words[i+2:close], false)
			a.behind = close > i+3
		}
		if i+1 < len(words) && words[i+1].Form == lang.Word {
			a.next = words[i+1].Norm
		}
		out = append(out, a)
	}
	return out
}

// glued reports whether a word is part of an address or identifier
// ("ECLI:EU:C:2003:395").
func glued(text string, span corpus.Span) bool {
	const ties = ":._@=#\\"
	before, after := text[:span.Start], text[span.End:]
	return before != "" && strings.ContainsRune(ties, rune(before[len(before)-1])) ||
		len(after) > 1 && strings.ContainsRune(ties, rune(after[0])) && after[1] != ' '
}

// expand looks for the long form: the words at the end of those given, or all
// of them.
func (a *acronymAt) expand(t *Text, words []lang.Token, atEnd bool) {
	from := initials(words, a.text, t.lang)
	if from < 0 || !atEnd && from > 0 {
		return
	}
	for _, w := range words[from:] {
		if w.Form == lang.Word {
			a.long = append(a.long, w.Norm)
		}
	}
	last := len(words) - 1
	for last > from && words[last].Form != lang.Word {
		last--
	}
	a.form = corpus.Span{Start: words[from].Start, End: words[last].End}.In(t.Text)
}

// acronymOf gives the acronym that a word is, without the s of an English
// plural or possessive.
func acronymOf(w lang.Token, code corpus.Lang) (string, bool) {
	if w.Form != lang.Word {
		return "", false
	}
	text := w.Text
	if code == corpus.English {
		text = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(text, "'s"), "’s"), "s")
	}
	letters := 0
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			letters++
		case !unicode.IsDigit(r):
			return "", false
		}
	}
	ok := letters >= acronymLeast && letters <= acronymMost && letters == utf8.RuneCountInString(text) && !roman(text)
	return text, ok
}

// roman reports whether a word may be a Roman numeral.
func roman(s string) bool { return strings.Trim(s, "IVXLCDM") == "" && strings.ContainsAny(s, "IVX") }

// shouted reports whether most letters of a text are capitals.
func shouted(s string) bool {
	upper, all := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			all++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	const least = 12 // letters: "(ONUDC)" alone is not shouted
	return all >= least && float64(upper) > shoutedLetters*float64(all)
}

// opensBracket finds the bracket that the word stands in near its beginning, -1
// where it stands in none.
func opensBracket(words []lang.Token, i int) int {
	for k := i - 1; k > 0 && k >= i-bracketReach; k-- {
		switch words[k].Text {
		case "(":
			return k
		case ")", ";":
			return -1
		}
	}
	return -1
}

// bracketBehind finds the end of the bracket that opens behind the word.
func bracketBehind(words []lang.Token, i int) int {
	if i+1 >= len(words) || words[i+1].Text != "(" {
		return -1
	}
	for k := i + 2; k < len(words) && k <= i+2+longFormReach; k++ {
		if words[k].Text == ")" {
			return k
		}
	}
	return -1
}

// initials finds where the long form that ends the words begins: each letter
// of the acronym is the first of a word or of a part of it, in order; words
// without meaning may be passed over, and in an acronym of four letters and more
// one word with meaning ("Fonds des Nations Unies pour la population", FNUAP,
// is beyond it). -1 where there is none. Compare Schwartz and Hearst (2003).
func initials(words []lang.Token, acronym string, l *lang.Language) int {
	letters := []rune(lang.Fold(acronym))
	left, passed := len(letters)-1, 0
	for i := len(words) - 1; i >= 0 && len(words)-i <= longFormReach; i-- {
		w := words[i]
		if w.Form != lang.Word {
			if strings.ContainsAny(w.Text, ".;:()") {
				return -1
			}
			continue
		}
		parts := strings.FieldsFunc(lang.Fold(w.Text), func(r rune) bool { return r == '-' })
		hit := false
		for k := len(parts) - 1; k >= 0 && left >= 0; k-- {
			if r, _ := utf8.DecodeRuneInString(parts[k]); r == letters[left] && !(l.StopWord(w.Norm) && left == 0) {
				left--
				hit = true
			}
		}
		switch {
		case left < 0:
			return i
		case !hit && !l.StopWord(w.Norm):
			if passed++; passed > 1 || len(letters) < 4 {
				return -1
			}
		}
	}
	return -1
}

// sameLong reports whether two long forms have the same words.
func sameLong(a, b []string) bool { return len(a) > 0 && slices.Equal(a, b) }

// likeAcronym reports whether one acronym may be a slip for another: one letter
// more, less or other, or two changed over.
func likeAcronym(a, b string) bool {
	const least = 3
	if len(a) < least || len(b) < least || a == b {
		return false
	}
	long, short := a, b
	if len(long) < len(short) {
		long, short = short, long
	}
	first := 0
	for first < len(short) && long[first] == short[first] {
		first++
	}
	if len(long) == len(short) {
		rest := long[first+1:]
		return rest == short[first+1:] ||
			first+1 < len(long) && long[first] == short[first+1] && long[first+1] == short[first] && long[first+2:] == short[first+2:]
	}
	return len(long) == len(short)+1 && long[first+1:] == short[first:]
}
