package check

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// A fingerprint says "the same finding" over versions of a text. It is made
// of the rule, the term, what was wanted and what was got, and of the words
// next to the place on the side that changes least: the source where the
// finding has one, else the target. Line numbers, indices and the rest of the
// paragraph are left out, so that moved paragraphs and edits elsewhere leave it
// as it is. Equal ones are told apart by a running number in the order of the
// text.

// fingerprintWords is how many words on each side of the span go into the
// fingerprint: enough that two places of one term differ in nearly all texts,
// few enough that an edit two lines on does not change it.
const fingerprintWords = 4

// identify sets fingerprint and group of each finding.
func identify(all []Finding) {
	seen := map[string]int{}
	for i := range all {
		f := &all[i]
		if f.Group == "" {
			f.Group = digest(f.Rule, lang.Normal(f.Term), lang.Normal(f.Got), strings.Join(f.Want, "|"))
		}
		key := digest(f.Rule, lang.Normal(f.Term), lang.Normal(f.Got), f.context())
		seen[key]++
		if n := seen[key]; n > 1 {
			key = digest(key, strconv.Itoa(n))
		}
		f.Fingerprint = key
	}
}

// context is the span with a few words around it.
func (f *Finding) context() string {
	side := f.Source
	if side.Index < 0 {
		side = f.Target
	}
	if side.Index < 0 {
		return ""
	}
	return around(side.Text, side.Span)
}

func around(text string, span corpus.Span) string {
	before := strings.Fields(lang.Normal(text[:span.Start]))
	after := strings.Fields(lang.Normal(text[span.End:]))
	before = before[max(0, len(before)-fingerprintWords):]
	after = after[:min(len(after), fingerprintWords)]
	return strings.Join(before, " ") + " ‹" + lang.Normal(span.In(text)) + "› " + strings.Join(after, " ")
}

func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x1f")))
	return hex.EncodeToString(sum[:8])
}
