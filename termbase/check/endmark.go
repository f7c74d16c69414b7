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
	if s == t || conjunction(r.Source.Text) || conjunction(r.Target.Text) || rightly(p.Target.Code(), s, t) {
		return nil
	}
	if s == 0 && t == '.' && abbreviated(r.Target.Text) || t == 0 && s == '.' && abbreviated(r.Source.Text) && !sentenceLong(&r.Source) {
		return nil // "etc.", "3 p.m."
	}
	f := Finding{
		Message: "ends with " + markName(t) + ", the source with " + markName(s),
		Source:  r.Source.Side(tail(r.Source.Text)), Target: r.Target.Side(at), Term: markOf(s), Got: markOf(t),
	}
	if s != 0 {
		f.Want = []string{string(s)}
	}
	f.Debatable = !certainEnding(p, r, s, t) || r.Confidence < doubtful || len(r.Source.Blocks) != len(r.Target.Blocks)
	return []Finding{f}
}

// rightly reports whether a language ends with t what English ends with s: Thai
// and Lao have no full stop, Japanese introduces a list with one.
func rightly(code corpus.Lang, s, t rune) bool {
	switch code {
	case "th", "lo":
		return t == 0
	case "ja":
		return s == ':' && t == '.'
	}
	return false
}

// certainEnding reports whether a mark t for s is a fault in any text. What a
// list does with its items is a matter of its language: "may, by order," and a
// colon before a list, a stop, a semicolon or nothing.
func certainEnding(p *Pass, r *Row, s, t rune) bool {
	switch {
	case strings.ContainsRune("?!", s) && s != 0, strings.ContainsRune("?!", t) && t != 0:
		return true
	case s == ':':
		return t == '.' || p.Target.Code() != corpus.English
	case s == 0:
		return t == '.' || t == '…'
	case t == 0 && s == '…':
		return true
	}
	return t == 0 && s == '.' && (sentenceLong(&r.Source) || !p.stopless())
}

// A text that leaves out the full stop of more than one in ten of its short
// paragraphs that have one in the source, and of a few at least, does so as a
// habit: its headings and items have none.
const (
	stoplessFew   = 3
	stoplessShare = 0.1
)

// dropsStops looks for the habit in all rows.
func dropsStops(p *Pass) bool {
	all, dropped := 0, 0
	for _, r := range p.Rows {
		if r.Source.Empty() || r.Target.Empty() || lettered(r.Source.Text) >= sentenceWords {
			continue
		}
		if s, _ := ending(r.Source.Text, p.Source.Code()); s != '.' {
			continue
		}
		all++
		if t, _ := ending(r.Target.Text, p.Target.Code()); t == 0 {
			dropped++
		}
	}
	return dropped >= stoplessFew && float64(dropped) > stoplessShare*float64(all)
}

// abbreviated reports whether the full stop of a text ends an abbreviation:
// "S.A.", "J.-C.", "etc.".
func abbreviated(text string) bool {
	words := strings.Fields(strings.TrimRight(text, " \u00a0»”\"’')]}"))
	if len(words) == 0 {
		return false
	}
	word := strings.TrimSuffix(words[len(words)-1], ".")
	if strings.ContainsRune(word, '.') {
		return strings.IndexFunc(word, unicode.IsDigit) < 0
	}
	switch strings.ToLower(strings.TrimLeft(word, "(«“\"'")) {
	case "etc", "mr", "mrs", "ms", "dr", "prof", "ltd", "inc", "co", "corp", "cie", "jr", "sr", "usw", "bzw", "долл", "руб", "др", "al", "no", "nos":
		return true
	}
	return utf8.RuneCountInString(word) == 1 && unicode.IsUpper([]rune(word)[0])
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
// of ".?!:;…", 0 for none. Comma and semicolon are one class.
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
	if strings.HasSuffix(rest, "...") {
		return '…', corpus.Span{Start: len(rest) - 3, End: len(rest)}
	}
	marks := rest[len(strings.TrimRight(rest, "?!？！؟⁇⁈⁉‼")):]
	switch {
	case strings.ContainsAny(marks, "?？؟⁇⁈⁉"): // "?!" asks
		return '?', span
	case marks != "":
		return '!', span
	case code == "el" && (r == ';' || r == '\u037e'), code == "ja" && strings.HasSuffix(rest, "か。"):
		return '?', span // how Greek and Japanese ask
	case code == "hy":
		return armenianEnding(rest, r), span
	}
	if class := endClass(r); class != 0 {
		return class, span
	}
	return 0, tail(text)
}

// armenianEnding is the class of an Armenian end: the marks of question and cry
// stand on a vowel of the sentence, "։" or a colon is the full stop, "՝" the colon.
func armenianEnding(text string, last rune) rune {
	switch last {
	case '։', ':', '.':
		sentence := strings.TrimRight(text, "։:.")
		sentence = sentence[strings.LastIndexAny(sentence, "։")+1:]
		switch {
		case strings.Contains(sentence, "՞"):
			return '?'
		case strings.Contains(sentence, "՜"):
			return '!'
		}
		return '.'
	case '՞':
		return '?'
	case '՜':
		return '!'
	case '՝', '`':
		return ':'
	}
	return endClass(last)
}

// endClass gives the class of a mark, 0 for what is none.
func endClass(r rune) rune {
	switch r {
	case '.', '。', '．', '۔', '।', '॥', '។', '။', '።', '᱾', '།', '༎':
		return '.'
	case '…', '⋯':
		return '…'
	case '፧':
		return '?'
	case ':', '：', '፦':
		return ':'
	case ';', ',', '；', '，', '、', '؛', '،', '·', '፤', '፣':
		return ';'
	}
	return 0
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
	case '…':
		return "an ellipsis"
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
