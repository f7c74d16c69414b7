package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// endRule compares how paragraphs end.
func endRule() Rule {
	return Rule{
		Name:  "end-punctuation",
		Title: "a paragraph ends with another mark than its source",
		Explanation: "Question marks, exclamation marks, colons and the full stop of a sentence must be there in both texts. Closing quotation marks and brackets, note marks and space before the mark are " +
			"left out of account; a comma for a semicolon and an item that ends in \"and\" pass. What a list does with its items (stop, semicolon or nothing), and a colon that French adds before a list, is a note.",
		Wrong:    "Was the report adopted? → Le rapport a été adopté.",
		Right:    "the following items: → les points suivants :",
		Severity: Warning,
		Row:      endings,
	}
}

func endings(p *Pass, r *Row) []Finding {
	if r.Source.Empty() || r.Target.Empty() || lettered(r.Target.Text) == 0 {
		return nil
	}
	s, _ := ending(r.Source.Text, p.Source.Code())
	t, at := ending(r.Target.Text, p.Target.Code())
	if s == t || conjunction(r.Source.Text) || conjunction(r.Target.Text) {
		return nil
	}
	f := Finding{
		Message: "ends with " + markName(t) + ", the source with " + markName(s),
		Source:  r.Source.Side(tail(r.Source.Text)), Target: r.Target.Side(at), Term: markOf(s), Got: markOf(t),
	}
	if s != 0 {
		f.Want = []string{string(s)}
	}
	if s == ':' && t != '.' && p.Target.Code() == corpus.English { // "may, by order," before a list
		f.Debatable = true
		return []Finding{f}
	}
	f.Debatable = !strings.ContainsRune("?!", s) && !strings.ContainsRune("?!", t) && !(s == '.' && t == 0 && sentenceLong(&r.Source)) && !(s == 0 && t == '.') && s != ':' ||
		r.Confidence < doubtful || len(r.Source.Blocks) != len(r.Target.Blocks)
	return []Finding{f}
}

// A text of so many words is a sentence, not a heading or an item of a list; one
// of fewer is where it has a verb.
const (
	sentenceWords = 8
	clauseWords   = 4
)

// sentenceLong reports whether a text is a sentence rather than a heading or an
// item of a list.
func sentenceLong(t *Text) bool {
	n := lettered(t.Text)
	if n >= sentenceWords || n < clauseWords {
		return n >= sentenceWords
	}
	return slices.ContainsFunc(t.Tokens(), func(w lang.Token) bool { return w.Tag == lang.Aux })
}

// ending gives the class of the mark that a text ends with and its span: one
// of ".?!:;", 0 for none. Comma and semicolon are one class.
func ending(text string, code corpus.Lang) (rune, corpus.Span) {
	rest := text
	for rest != "" {
		r, n := utf8.DecodeLastRuneInString(rest)
		if !unicode.IsSpace(r) && !strings.ContainsRune("»”\"’')]}*’›_", r) && !mark(rest, r) {
			break
		}
		rest = rest[:len(rest)-n]
	}
	r, n := utf8.DecodeLastRuneInString(rest)
	span := corpus.Span{Start: len(rest) - n, End: len(rest)}
	switch {
	case code == "el" && (r == ';' || r == '\u037e'), code == "ja" && strings.HasSuffix(rest, "か。"):
		return '?', span // how Greek and Japanese ask
	}
	switch r {
	case '.', '。', '…', '．', '۔', '।':
		return '.', span
	case '?', '？', '؟':
		return '?', span
	case '!', '！':
		return '!', span
	case ':', '：':
		return ':', span
	case ';', ',', '；', '，', '、', '؛', '،':
		return ';', span
	}
	return 0, tail(text)
}

// mark reports whether r, the last of text, belongs to the mark of a note that
// stands behind the punctuation: a superscript, or a digit right behind a stop
// that no digit precedes.
func mark(text string, r rune) bool {
	switch r {
	case '¹', '²', '³', '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹':
		return true
	}
	if r < '0' || r > '9' {
		return false
	}
	before := strings.TrimRight(text, "0123456789")
	if len(text)-len(before) > 3 || !strings.HasSuffix(before, ".") && !strings.HasSuffix(before, "[") {
		return false
	}
	before = strings.TrimRight(before, ".[")
	return before != "" && !unicode.IsDigit(rune(before[len(before)-1]))
}

// conjunction reports whether the text ends in "and", "or", "et" or "ou", as
// the last item but one of a list does in some languages.
func conjunction(text string) bool {
	words := strings.Fields(text)
	if len(words) == 0 {
		return false
	}
	switch words[len(words)-1] {
	case "and", "or", "et", "ou", "y", "o", "и", "или", "und", "oder":
		return true
	}
	return false
}

// tail is the span of the last character of a text.
func tail(text string) corpus.Span {
	_, n := utf8.DecodeLastRuneInString(text)
	return corpus.Span{Start: len(text) - n, End: len(text)}
}

func markName(r rune) string {
	switch r {
	case '.':
		return "a full stop"
	case '?':
		return "a question mark"
	case '!':
		return "an exclamation mark"
	case ':':
		return "a colon"
	case ';':
		return "a comma or semicolon"
	}
	return "no mark"
}

func markOf(r rune) string {
	if r == 0 {
		return ""
	}
	return string(r)
}
