package check

import (
	"slices"
	"strings"

	"bitext/corpus"
	"bitext/corpus/symbol"
)

// tagRule compares inline codes, tags and placeholders.
func tagRule() Rule {
	return Rule{
		Name:  "tag",
		Title: "an inline code or placeholder is missing, changed or added",
		Explanation: "The inline codes of XLIFF and TMX, tags (<b>, </b>, <br/>) and placeholders ({0}, {{name}}, %s, %1$s, %(name)s, ${name}) must stand in both texts, each as often; " +
			"a tag that is opened must be closed after it. Their order may differ.",
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
			Message: "missing: " + c.text, Source: r.Source.Side(c.span), Target: r.Target.All(),
			Term: c.text, Want: []string{c.text},
		})
	}
	for _, c := range without(target, source) {
		out = append(out, Finding{
			Message: "not in the source: " + c.text, Source: r.Source.All(), Target: r.Target.Side(c.span),
			Term: c.text, Got: c.text,
		})
	}
	if len(out) == 0 && !disordered(source) {
		if c, found := firstDisordered(target); found {
			out = append(out, Finding{
				Message: "closed before it is opened: " + c.text, Source: r.Source.All(), Target: r.Target.Side(c.span),
				Term: c.text, Got: c.text,
			})
		}
	}
	return out
}

// comparable lists the codes of both sides without those that may rightly stand
// on one side alone: an ampersand that was translated, and what is a name behind
// a colon only where the source has one (":count").
func comparable(r *Row) (source, target []code) {
	source, target = codesOf(&r.Source), codesOf(&r.Target)
	drop := func(codes []code, lead string) []code {
		return slices.DeleteFunc(codes, func(c code) bool { return strings.HasPrefix(c.text, lead) })
	}
	if !strings.Contains(r.Target.Text, "&") {
		source = drop(source, "&amp;")
	}
	if !slices.ContainsFunc(source, func(c code) bool { return c.text[0] == ':' }) {
		target = drop(target, ":")
	}
	return source, target
}

// code is an inline code, tag or placeholder.
type code struct {
	text string
	key  string // equal for what is the same in both languages
	span corpus.Span
}

// codesOf lists the codes of a side: those that a reader took out of the text,
// and those that stand in it.
func codesOf(t *Text) []code {
	var out []code
	for i := range t.Blocks {
		for _, c := range t.Block(i).Codes {
			at := t.starts[i] + min(c.At, len(t.Block(i).Text))
			name := codeName(c.Raw)
			out = append(out, code{name, name, corpus.Span{Start: at, End: at}})
		}
	}
	return append(out, placeholders(t.Text)...)
}

// codeName is a code without what programs number anew: the identity is its
// element and its content.
func codeName(raw string) string { return strings.Join(strings.Fields(raw), " ") }

// placeholders finds tags and placeholders in running text.
func placeholders(text string) []code {
	var out []code
	for i := 0; i < len(text); i++ {
		n := 0
		switch text[i] {
		case '<':
			n = tagLength(text[i:])
		case '{':
			n = braceLength(text[i:])
		case '$':
			if strings.HasPrefix(text[i:], "${") {
				n = 1 + braceLength(text[i+1:])
			}
		case '%':
			if i == 0 || !(text[i-1] >= '0' && text[i-1] <= '9') {
				n = printfLength(text[i:])
			}
		default:
			n = codeLength(text, i)
		}
		if n > 1 {
			out = append(out, code{text[i : i+n], untranslatable(text[i : i+n]), corpus.Span{Start: i, End: i + n}})
			i += n - 1
		}
	}
	return out
}

// untranslatable is a code without what is translated inside it: the texts of
// attributes, and the language in an address.
func untranslatable(raw string) string {
	if raw[0] != '<' || !strings.Contains(raw, "=") {
		return raw
	}
	for _, attribute := range [...]string{"alt", "title", "placeholder", "label", "summary", "aria-label", "lang", "hreflang"} {
		_, rest, found := strings.Cut(raw, " "+attribute+"=")
		if !found || rest == "" {
			continue
		}
		quote := rest[:1]
		if end := strings.Index(rest[1:], quote); (quote == `"` || quote == "'") && end >= 0 {
			raw = strings.Replace(raw, attribute+"="+rest[:end+2], attribute+"=", 1)
		}
	}
	for _, f := range symbol.Find(raw, corpus.English) {
		if f.Kind == symbol.URL {
			return raw[:f.Start] + f.Value + raw[f.End:]
		}
	}
	return raw
}

// tagLength is the length of a tag at the start of s, 0 where there is none:
// "<" and a letter, so that "a < b" is no tag.
func tagLength(s string) int {
	end := strings.IndexByte(s, '>')
	if end < 2 || end > 200 {
		return 0
	}
	name := strings.TrimPrefix(s[1:end], "/")
	if name == "" || !(name[0] >= 'a' && name[0] <= 'z' || name[0] >= 'A' && name[0] <= 'Z') || strings.ContainsAny(name, "<\n@") || strings.Contains(name, "://") && !strings.Contains(name, "=") {
		return 0
	}
	if word, rest, found := strings.Cut(name, " "); found && !strings.Contains(rest, "=") && rest != "/" && word != "" {
		return 0 // "<see below>"
	}
	return end + 1
}

// braceLength is the length of {name}, {0}, {{name}} at the start of s.
func braceLength(s string) int {
	lead := "{"
	shut := "}"
	if strings.HasPrefix(s, "{{") {
		lead, shut = "{{", "}}"
	}
	end := strings.Index(s, shut)
	if end < 0 || end > 60 {
		return 0
	}
	for _, r := range strings.TrimSpace(s[len(lead):end]) {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_.-:#/", r)) {
			return 0
		}
	}
	if end == len(lead) {
		return 0
	}
	return end + len(shut)
}

// printfLength is the length of a verb of printf at the start of s: %s, %d,
// %1$s, %.2f, %(name)s, %@.
func printfLength(s string) int {
	i := 1
	if strings.HasPrefix(s, "%%") {
		return 2
	}
	if strings.HasPrefix(s[1:], "(") {
		end := strings.IndexByte(s, ')')
		if end < 0 || end > 40 || strings.ContainsAny(s[2:end], " (") {
			return 0
		}
		i = end + 1
	}
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '$' || s[i] == '.') {
		i++
	}
	for i < len(s) && (s[i] == 'l' || s[i] == 'z') {
		i++
	}
	if i >= len(s) || !strings.ContainsRune("sdifuxXgeEcq@", rune(s[i])) {
		return 0
	}
	if i+1 < len(s) && (s[i+1] >= 'a' && s[i+1] <= 'z' || s[i+1] >= 'A' && s[i+1] <= 'Z') {
		return 0
	}
	return i + 1
}

// without lists the codes of a that b has fewer of.
func without(a, b []code) []code {
	left := map[string]int{}
	for _, c := range b {
		left[c.key]++
	}
	var out []code
	for _, c := range a {
		if left[c.key]--; left[c.key] < 0 {
			out = append(out, c)
		}
	}
	return out
}

func disordered(codes []code) bool {
	_, found := firstDisordered(codes)
	return found
}

// firstDisordered finds a closing tag that comes before its opening one.
func firstDisordered(codes []code) (code, bool) {
	for i, c := range codes {
		name, closing := strings.CutPrefix(c.text, "</")
		if !closing {
			continue
		}
		name = strings.TrimSuffix(name, ">")
		open := func(k code) bool {
			rest, found := strings.CutPrefix(k.text, "<"+name)
			return found && rest != "" && (rest[0] == '>' || rest[0] == ' ')
		}
		if !slices.ContainsFunc(codes[:i], open) && slices.ContainsFunc(codes[i:], open) {
			return c, true
		}
	}
	return code{}, false
}
