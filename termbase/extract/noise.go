package extract

import (
	"strings"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// Thresholds that tell text from tables of figures and code listings.
const (
	leastWords  = 0.4  // share of words among the tokens of running text; tables of figures stay below
	mostMarks   = 0.2  // marks of programming among the tokens; text stays below
	surelyOther = 0.5  // from which certainty a document counts as being in another language
	probe       = 4000 // bytes of a document that are looked at for its language
	passage     = 5    // words from which a sentence is looked at for its language
	ownWords    = 0.15 // share of function words from which it is not
	plainlyNot  = 0.7  // from which certainty a sentence counts as being in another language
)

// isProse reports whether a sentence is running text, a heading or a cell of a
// table with words, rather than figures or code: from others no terms are taken.
func isProse(tokens []lang.Token) bool {
	words, marks := 0, 0
	for _, t := range tokens {
		switch {
		case t.Form == lang.Word && len(t.Norm) > 1:
			words++
		case strings.ContainsAny(t.Text, "{}=<>\\_|#$*+@^~`"), t.Text == ";" && tokens[len(tokens)-1].Text == ";":
			marks++
		}
	}
	return float64(words) >= leastWords*float64(len(tokens)) && float64(marks) < mostMarks*float64(len(tokens))
}

// foreign reports whether a sentence is plainly in another language than its text: a
// passage that was left untranslated, or a quotation.
func (s *side) foreign(text string, tokens []lang.Token) bool {
	words, own := 0, 0
	for _, t := range tokens {
		if t.Form == lang.Word {
			words++
			if s.language.StopWord(t.Norm) {
				own++
			}
		}
	}
	if words < passage || float64(own) >= ownWords*float64(words) || !lang.Detects(s.code) {
		return false
	}
	code, sure := lang.Detect(text)
	return code != "" && code != s.code && sure >= plainlyNot
}

// inLanguage leaves out the documents that are plainly in another language than the first
// claims to be.
func inLanguage(docs []*corpus.Document) []*corpus.Document {
	var kept []*corpus.Document
	for _, d := range docs {
		var b strings.Builder
		for i := 0; i < len(d.Blocks) && b.Len() < probe; i++ {
			b.WriteString(d.Blocks[i].Text + "\n")
		}
		code, sure := lang.Detect(b.String())
		if code == "" || code == docs[0].Lang || sure < surelyOther {
			kept = append(kept, d)
		}
	}
	return kept
}
