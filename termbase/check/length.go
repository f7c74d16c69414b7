package check

import (
	"fmt"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// lengthRule reports translations far shorter or longer than the rest of the
// text makes one expect.
func lengthRule() Rule {
	return Rule{
		Name:  "length",
		Title: "a translation is far shorter or longer than expected",
		Explanation: "The lengths of the two sides of a paragraph are set against what is usual in this text. Short paragraphs vary freely and pass. " +
			"The thresholds min (0.5) and max (2) are shares of the usual ratio, from chars (60) characters of the longer side on.",
		Wrong:    "The Group agreed to recommend that the Commission consider the matter at its next session. → Le Groupe est d'accord.",
		Right:    "The Group agreed. → Le Groupe a donné son accord.",
		Severity: Warning,
		Values:   []string{"min", "max", "chars"},
		Row:      lengths,
	}
}

// Defaults of the rule length. Measured on the clean gold pairs of the seeds,
// three treaties and 180,000 words of reports: beyond these bounds most
// paragraphs were in fact shortened or misaligned.
const (
	lengthMin   = 0.5
	lengthMax   = 2.0
	lengthChars = 60
	lengthPad   = 8 // characters added to both sides, so that short ones weigh less

	// From shorterChars characters on, the translation of a sentence below this
	// share is no short form of its source. Headings may be that much shorter
	// ("Idem") or longer.
	shorterChars = 40
	shorterMin   = 0.25
)

func lengths(p *Pass, r *Row) []Finding {
	if r.Source.Empty() || r.Target.Empty() || lettered(r.Target.Text) == 0 {
		return nil
	}
	s, t := extent(r.Source.Text), extent(r.Target.Text)
	least, most, from := p.Value("length", "min", lengthMin), p.Value("length", "max", lengthMax), p.Value("length", "chars", lengthChars)
	switch longer := float64(max(s, t)); {
	case longer < min(from, shorterChars), longer < from && !sentenceLong(&r.Source):
		return nil
	case longer < from:
		least, most = min(least, shorterMin), math.Inf(1)
	}
	share := float64(t+lengthPad) / float64(s+lengthPad) / p.ratio()
	if share >= least && share <= most {
		return nil
	}
	return []Finding{{
		Message: fmt.Sprintf("%d characters stand for %d: %.1f times what is usual here",
			utf8.RuneCountInString(r.Target.Text), utf8.RuneCountInString(r.Source.Text), share),
		Source: r.Source.Side(whole(r.Source.Text)), Target: r.Target.Side(whole(r.Target.Text)),
	}}
}

// ideographExtent is how many letters a Chinese character stands for, measured on
// the Universal Declaration of Human Rights: 10,546 in English, 2,897 in Chinese.
const ideographExtent = 3.6

// extent is the length of a text in letters of an alphabet.
func extent(text string) int {
	letters, ideographs := 0, 0
	for _, r := range text {
		if r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			ideographs++
		} else {
			letters++
		}
	}
	return letters + int(ideographExtent*float64(ideographs))
}

// defaultRatio stands where a text is too short to tell: French is longer than
// English by a fifth, most other pairs are nearer to equal.
const defaultRatio = 1.1

// usualRatio is the median of target to source length over the rows.
func usualRatio(rows []*Row) float64 {
	const least = 8
	var all []float64
	for _, r := range rows {
		if s, t := extent(r.Source.Text), extent(r.Target.Text); s > lengthChars && t > 0 {
			all = append(all, float64(t+lengthPad)/float64(s+lengthPad))
		}
	}
	if len(all) < least {
		return defaultRatio
	}
	slices.Sort(all)
	return all[len(all)/2]
}
