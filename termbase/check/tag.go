package check

import (
	"fmt"
	"slices"
	"strings"

	"bitext/corpus"
	"bitext/termbase/check/placeholder"
)

// tagRule compares inline codes, tags and placeholders.
func tagRule() Rule {
	return Rule{
		Name:  "tag",
		Title: "an inline code or placeholder is missing, changed or added",
		Explanation: "The inline codes of XLIFF and TMX, tags (<b>, </b>, <br/>, [b]), placeholders ({0}, {{name}}, %s, %1$s, %(name)s, ${name}, :name, &name;), escapes (\\n), names of functions, " +
			"options, paths and what stands between grave accents must stand in both texts, each as often. Their order may differ, but for %s and %d without a number; a tag that is opened must be closed after it, " +
			"inner ones first. In messages of ICU the argument, its type and the choices must stay; the forms of the plural are those of the language. What is translated inside a tag (alt, title) passes, " +
			"and so does the order of attributes.",
		Wrong:    "Press <b>Save</b>, {name} → Appuyez sur <b>Enregistrer, {nom}",
		Right:    "{count} files in {folder} → {folder} contient {count} fichiers",
		Severity: Error,
		Row:      tags,
	}
}

func tags(_ *Pass, r *Row) []Finding {
	if r.Source.Empty() || r.Target.Empty() {
		return nil
	}
	source, target := comparable(r)
	var out []Finding
	for _, c := range without(source, target) {
		out = append(out, Finding{
			Message: "missing: " + c.Text, Source: r.Source.Side(c.Span), Target: r.Target.All(),
			Term: c.Text, Want: []string{c.Text},
		})
	}
	for _, c := range without(target, source) {
		out = append(out, Finding{
			Message: "not in the source: " + c.Text, Source: r.Source.All(), Target: r.Target.Side(c.Span),
			Term: c.Text, Got: c.Text,
		})
	}
	if len(out) > 0 {
		return out
	}
	if want, got, found := placeholder.Displaced(source, target); found {
		return []Finding{{
			Message: fmt.Sprintf("%s stands in the place of %s, and they are filled in order", got.Text, want.Text), Source: r.Source.Side(want.Span), Target: r.Target.Side(got.Span),
			Term: want.Text, Want: []string{want.Text}, Got: got.Text,
		}}
	}
	if _, crossed := placeholder.Crossed(source); crossed {
		return nil
	}
	if c, found := placeholder.Crossed(target); found {
		return []Finding{{
			Message: "closed out of turn: " + c.Text, Source: r.Source.All(), Target: r.Target.Side(c.Span),
			Term: c.Text, Got: c.Text,
		}}
	}
	return nil
}

// comparable lists the codes of both sides without those that may rightly stand
// on one side alone.
func comparable(r *Row) (source, target []placeholder.Code) {
	source, target = placeholder.Numbered(allCodes(&r.Source), allCodes(&r.Target))
	angles := func(c placeholder.Code) bool { return c.Key == "<>" } // a translation may set <FILE> for FILE
	return unsaid(source, r.Source.Text, r.Target.Text), slices.DeleteFunc(unsaid(target, r.Target.Text, r.Source.Text), angles)
}

// unsaid lists the codes of a text that the other text does not say in its own
// way: a sign that is doubled for a program ("&amp;", "%%") and does not stand
// there at all; `name` in other quotation marks; a function without its brackets;
// a word in angles that became two.
func unsaid(codes []placeholder.Code, own, other string) []placeholder.Code {
	return slices.DeleteFunc(slices.Clone(codes), func(c placeholder.Code) bool {
		switch {
		case c.Key == "":
			return true
		case c.Text == "&amp;":
			return !strings.Contains(other, "&")
		case c.Text == "%%":
			return !percentSign(other)
		case c.Key == "<>":
			return strings.Count(own, "<") <= strings.Count(other, "<")
		case c.Style == placeholder.Quoted:
			return len(wholeWords(other, c.Key)) > 0
		}
		name, called := strings.CutSuffix(c.Text, "()")
		return called && len(wholeWords(strings.ToLower(other), strings.ToLower(name))) > 0
	})
}

// percentSign reports whether a text has a per cent sign that begins nothing.
func percentSign(text string) bool {
	if strings.Contains(text, "%%") {
		return true
	}
	codes := placeholder.Find(text)
	for i := range len(text) {
		if text[i] == '%' && !placeholder.Hidden(codes, corpus.Span{Start: i}) {
			return true
		}
	}
	return false
}

// allCodes lists the codes of a side: those that a reader took out of the text,
// and those that stand in it.
func allCodes(t *Text) []placeholder.Code {
	var out []placeholder.Code
	for i := range t.Blocks {
		for _, c := range t.Block(i).Codes() {
			at := t.starts[i] + min(c.At, len(t.Block(i).Text))
			name := strings.Join(strings.Fields(c.Raw), " ")
			out = append(out, placeholder.Code{Span: corpus.Span{Start: at, End: at}, Text: name, Key: codeKey(c.Raw)})
		}
	}
	return append(out, t.codes()...)
}

// without lists the codes of a that b has fewer of.
func without(a, b []placeholder.Code) []placeholder.Code {
	left := map[string]int{}
	for _, c := range b {
		left[c.Key]++
	}
	var out []placeholder.Code
	for _, c := range a {
		if left[c.Key]--; left[c.Key] < 0 {
			out = append(out, c)
		}
	}
	return out
}
