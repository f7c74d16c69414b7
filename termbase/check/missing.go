package check

import (
	"unicode"

	"bitext/corpus"
)

// missingRule reports what was not translated at all.
func missingRule() Rule {
	return Rule{
		Name:  "missing",
		Title: "a paragraph or sentence of the source has no translation",
		Explanation: "The alignment found no counterpart for a paragraph of the source, or for a sentence of a paragraph whose translation is too short to hold it. " +
			"Paragraphs without words (a line of asterisks, a page number) pass. A sentence whose place is not certain is a note.",
		Wrong:    "The report was adopted. It will be published. → Le rapport a été adopté.",
		Right:    "The report was adopted, and it will be published. → Le rapport a été adopté. Il sera publié.",
		Severity: Error,
		Row:      missing,
	}
}

// Lengths of a row are compared to tell a sentence that was left out from one
// that was joined to its neighbour: if the whole translation is at least
// shortShare as long as the source should make it, the sentence is in it.
const (
	shortShare   = 0.75
	missingWords = 4 // a shorter sentence may well be in its neighbour
)

func missing(p *Pass, r *Row) []Finding {
	if r.Source.Empty() || lettered(r.Source.Text) == 0 {
		return nil
	}
	if r.Target.Empty() {
		return []Finding{{
			Message: "no translation of this paragraph",
			Source:  r.Source.Side(whole(r.Source.Text)), Target: NoSide(),
			Debatable: r.Confidence < doubtful,
		}}
	}
	if len(r.Pairs) < 2 {
		return nil
	}
	short := float64(len(r.Target.Text)) < shortShare*p.ratio()*float64(len(r.Source.Text))
	var out []Finding
	for _, pair := range r.Pairs {
		if pair.Target.Len() > 0 || pair.Source.Len() == 0 || lettered(pair.Source.In(r.Source.Text)) < missingWords {
			continue
		}
		out = append(out, Finding{
			Message: "no translation of this sentence",
			Source:  r.Source.Side(pair.Source), Target: r.Target.All(),
			Debatable: !short,
		})
	}
	return out
}

// lettered counts the words of a text that hold a letter.
func lettered(text string) int {
	n, in, letter := 0, false, false
	for _, r := range text {
		if unicode.IsSpace(r) {
			if in && letter {
				n++
			}
			in, letter = false, false
			continue
		}
		in = true
		letter = letter || unicode.IsLetter(r)
	}
	if in && letter {
		n++
	}
	return n
}

// whole is the span of the whole text.
func whole(text string) corpus.Span { return corpus.Span{End: len(text)} }
