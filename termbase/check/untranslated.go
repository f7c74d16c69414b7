package check

import (
	"slices"
	"strings"

	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/termbase/extract/general"
	"bitext/termbase/match"
)

// untranslatedRule reports what was left in the language of the source.
func untranslatedRule() Rule {
	return Rule{
		Name:  "untranslated",
		Title: "a passage stands in the language of the source",
		Explanation: "The target repeats the source, a run of its words, or is written in the source's language; between English and French also a single word that the other language hardly uses. " +
			"Names, symbols, titles that stand in quotation marks or brackets, and words that both languages share pass; so does what the list of words that are not translated holds.",
		Wrong:    "The Group took note of the report. → The Group took note of the report.",
		Right:    "Introduction → Introduction",
		Severity: Error,
		Row:      untranslated,
	}
}

// A run of words counts as left over from leftWords words on when runStops of
// them are function words of the source language alone, or one word less with
// one function word more. English titles of organisations in French texts have
// one function word ("of") or two.
const (
	leftWords = 5
	runStops  = 2
	sameWords = 3 // words that a whole segment must share to count as copied without a dictionary

	ownCount = 20 // times that a word stands in ten million words of the source language to be one of its own …
	ownTimes = 20 // … and as many times as often as in the target language

	strangeWords   = 2 // words in a run that the target language does not have
	strangeLetters = 4 // shorter ones are abbreviations and Latin
)

func untranslated(p *Pass, r *Row) []Finding {
	if r.Source.Empty() || r.Target.Empty() || p.Source.Code() == p.Target.Code() {
		return nil
	}
	u := newLeftover(p, r)
	if len(u.target) == 0 {
		return nil
	}
	if u.copied() || u.foreign() {
		f := u.finding("this stands in the language of the source", whole(r.Target.Text), false)
		if len(u.target) < sameWords && !u.knows() { // it may be a name after all
			f.Severity = Warning
		}
		return []Finding{f}
	}
	var out []Finding
	for _, span := range u.runs() {
		f := u.finding("this passage stands in the language of the source", span, u.quoted(span) || u.title(span))
		if !strings.Contains(f.Got, " ") {
			f.Message, f.Severity = "this word stands in the language of the source", Warning
		}
		out = append(out, f)
	}
	return out
}

// leftover compares the words of the two sides of a row.
type leftover struct {
	pass           *Pass
	row            *Row
	source, target []lang.Token // words alone
}

func newLeftover(p *Pass, r *Row) *leftover {
	keep := map[string]bool{}
	for _, k := range p.Options.Keep {
		for _, w := range strings.Fields(lang.Normal(k)) {
			keep[w] = true
		}
	}
	only := func(side *Text) []lang.Token {
		var out []lang.Token
		for _, t := range side.Words() {
			if t.Form == lang.Word && !keep[t.Norm] && !side.hidden(t.Span) && !identifier(side.Text, t) {
				out = append(out, t)
			}
		}
		return out
	}
	return &leftover{p, r, only(&r.Source), only(&r.Target)}
}

// identifier reports whether a word is a name of a program, or a part of one:
// search_path, \watch, key=value.
func identifier(text string, t lang.Token) bool {
	const joins = "_\\="
	return strings.Contains(t.Text, "_") || t.Start > 0 && strings.IndexByte(joins, text[t.Start-1]) >= 0 || t.End < len(text) && strings.IndexByte(joins, text[t.End]) >= 0
}

// stop reports whether the word is a function word of the source language and
// not of the target's.
func (u *leftover) stop(t lang.Token) bool {
	if len(t.Text) > 1 && t.Text == strings.ToUpper(t.Text) {
		return false // codes of countries: BE, IT
	}
	return u.pass.Source.StopWord(t.Norm) && !u.pass.Target.StopWord(t.Norm)
}

// ofSource reports whether a word belongs to the general language of the source
// and hardly to that of the target, and is no name.
func (u *leftover) ofSource(t lang.Token, letters int) bool {
	if len(t.Norm) < letters || strings.ContainsAny(t.Norm, "-'’.") || !usual(u.pass.Source.Tags(t.Norm)) {
		return false
	}
	here, there := frequency(u.pass.term.source, t), frequency(u.pass.term.target, t)
	if u.pass.Target.Tags(t.Norm) != nil { // borrowed, and never heard
		return here >= ownCount && there == 0 && looksEnglish(t.Norm)
	}
	return here >= ownCount && there*ownTimes <= here
}

// frequency is how often a word stands in general language, under any of its
// dictionary forms.
func frequency(m *match.Morph, t lang.Token) float64 {
	words := m.Text([]lang.Token{t}).Words
	if len(words) != 1 {
		return 0 // of several parts
	}
	most := general.For(m.Lang().Code()).Find(t.Norm).Count
	for _, k := range append(words[0].Keys(), m.Lang().Lemmas(t.Norm)...) {
		most = max(most, general.For(m.Lang().Code()).Find(k).Count)
	}
	return most
}

// usual reports whether a word may be something else than a name.
func usual(tags []lang.Tag) bool {
	return slices.ContainsFunc(tags, func(t lang.Tag) bool { return t != lang.Propn })
}

// common reports whether a word with these parts of speech is no name.
func common(tags []lang.Tag) bool {
	return len(tags) > 0 && !slices.Contains(tags, lang.Propn)
}

// looksEnglish reports whether a word has letters together that neither French
// nor Latin has: "persona non grata" stands in both texts rightly.
func looksEnglish(word string) bool {
	for _, part := range [...]string{"w", "k", "sh", "gh", "ee", "oo", "th"} {
		if strings.Contains(word, part) {
			return !strings.ContainsAny(word, "0123456789")
		}
	}
	for _, end := range [...]string{"y", "ing", "ings", "ed", "ness", "er", "ers", "nds", "nts", "rds", "ment", "ments", "tion", "tions", "ound", "ies"} {
		if strings.HasSuffix(word, end) {
			return !strings.ContainsAny(word, "0123456789")
		}
	}
	return false
}

// title reports whether a run of words holds names and titles alone: every word
// that is no function word has a capital.
func (u *leftover) title(span corpus.Span) bool {
	if !strings.Contains(span.In(u.row.Target.Text), " ") {
		return false
	}
	for _, t := range u.target {
		if t.Start >= span.Start && t.End <= span.End && t.Text == t.Norm && !u.pass.Source.StopWord(t.Norm) {
			return false
		}
	}
	return true
}

// knows reports whether there is a dictionary of the target language.
func (u *leftover) knows() bool { return u.pass.Target.Code() == corpus.French }

// copied reports whether the target is the source again, in enough words that
// it cannot be a name.
func (u *leftover) copied() bool {
	if len(u.source) != len(u.target) {
		return false
	}
	lower, stops, own := 0, 0, 0
	for i, t := range u.target {
		if t.Norm != u.source[i].Norm {
			return false
		}
		if t.Text == t.Norm && len(t.Text) > 1 {
			lower++
		}
		if u.stop(t) && t.Norm != "in" { // "ne bis in idem"
			stops++
		}
		if u.pass.Target.StopWord(t.Norm) && !u.pass.Source.StopWord(t.Norm) {
			own++
		}
	}
	if own > stops {
		return false // the source quotes the target's language
	}
	if len(u.target) < sameWords {
		if !u.knows() {
			return u.otherScript()
		}
		own := slices.ContainsFunc(u.target, func(t lang.Token) bool { // "See …", not "New York"
			return u.ofSource(t, strangeLetters-1) && slices.Contains(u.pass.Source.Tags(t.Norm), lang.Verb)
		})
		return (own || u.strange(0, len(u.target)) > 0) && !strings.ContainsAny(u.row.Target.Text, "0123456789") // "Windows 10"
	}
	return stops > 0 || lower > sameWords
}

// otherScript reports whether a few words of the source stand in the translation,
// whose language has a script of its own, and may be something else than names:
// those end in "s" often (Windows), and are no words of the dictionary.
func (u *leftover) otherScript() bool {
	switch u.pass.Target.Code() {
	case corpus.Russian, corpus.Arabic, corpus.Chinese, "ja", "ko", "el", "he", "hi", "th", "uk", "bg", "sr", "fa", "ur", "bn":
	default:
		return false
	}
	if u.pass.Source.Code() != corpus.English || strings.ContainsAny(u.row.Target.Text, "0123456789") {
		return false
	}
	return !slices.ContainsFunc(u.target, func(t lang.Token) bool {
		tags := u.pass.Source.Tags(t.Norm)
		return len(t.Norm) < strangeLetters || strings.ToUpper(t.Text) == t.Text || strings.HasSuffix(t.Norm, "s") || !usual(tags)
	})
}

// strange counts the words of the target from i to j that its language does not
// have and that are no names: in small letters here or elsewhere in the source.
// It is 0 for languages without a dictionary.
func (u *leftover) strange(i, j int) int {
	n := 0
	for ; i < j; i++ {
		t := u.target[i]
		if u.ofSource(t, strangeLetters) {
			n++
			continue
		}
		if len(t.Norm) < strangeLetters || !looksEnglish(t.Norm) || u.pass.Target.Tags(t.Norm) != nil || u.pass.Target.StopWord(t.Norm) {
			continue
		}
		if t.Text == t.Norm || u.pass.names().small[t.Norm] || common(u.pass.Source.Tags(t.Norm)) {
			n++
		}
	}
	return n
}

// foreign reports whether the target is written in the source's language, even
// where the words are others.
func (u *leftover) foreign() bool {
	source, target := 0, 0
	for _, t := range u.target {
		in, out := u.pass.Source.StopWord(t.Norm), u.pass.Target.StopWord(t.Norm)
		if in && !out {
			source++
		} else if out && !in {
			target++
		}
	}
	return source >= 3 && source > 6*target && source*6 >= len(u.target)
}

// runs lists the runs of words that the target shares with the source in the
// same order, long enough and with function words of the source.
func (u *leftover) runs() []corpus.Span {
	next := map[string][]int{}
	for i, t := range u.source {
		next[t.Norm] = append(next[t.Norm], i)
	}
	var out []corpus.Span
	for i := 0; i < len(u.target); {
		best := 0
		for _, j := range next[u.target[i].Norm] {
			n := 0
			for i+n < len(u.target) && j+n < len(u.source) && u.target[i+n].Norm == u.source[j+n].Norm {
				n++
			}
			best = max(best, n)
		}
		if stops := u.stops(i, i+best); best >= leftWords && stops >= runStops || best == leftWords-1 && stops > runStops ||
			best >= strangeWords && u.knows() && u.strange(i, i+best) >= strangeWords {
			out = append(out, u.trimmed(i, i+best))
		}
		if t := u.target[i]; best == 1 && t.Text == t.Norm && u.knows() && u.ofSource(t, strangeLetters) {
			out = append(out, t.Span)
		}
		i += max(best, 1)
	}
	return out
}

// trimmed is the span of the words from i to j without words at its ends that
// both languages have: "l'irrigation. Some of them".
func (u *leftover) trimmed(i, j int) corpus.Span {
	shared := func(t lang.Token) bool { return !u.stop(t) && u.pass.Target.Tags(t.Norm) != nil }
	for i+1 < j && shared(u.target[i]) && strings.ContainsAny(u.row.Target.Text[u.target[i].End:u.target[i+1].Start], ".;:") {
		i++
	}
	return corpus.Span{Start: u.target[i].Start, End: u.target[j-1].End}
}

func (u *leftover) stops(i, j int) int {
	n := 0
	for ; i < j; i++ {
		if u.stop(u.target[i]) {
			n++
		}
	}
	return n
}

// quoted reports whether the span stands in quotation marks or brackets: a
// title that is quoted in its own language.
func (u *leftover) quoted(span corpus.Span) bool {
	before, after := u.row.Target.Text[:span.Start], u.row.Target.Text[span.End:]
	open := strings.LastIndexAny(before, "«“\"([")
	shut := strings.IndexAny(after, "»”\")]")
	if open < 0 || shut < 0 {
		return false
	}
	return !strings.ContainsAny(before[open+1:], "»”)]") && !strings.ContainsAny(after[:shut], "«“([")
}

func (u *leftover) finding(message string, span corpus.Span, debatable bool) Finding {
	return Finding{
		Message: message,
		Source:  u.row.Source.All(), Target: u.row.Target.Side(span),
		Got: span.In(u.row.Target.Text), Debatable: debatable,
	}
}
