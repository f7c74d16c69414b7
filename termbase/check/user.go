package check

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"bitext/corpus"
	"bitext/termbase/match"
)

// Pattern is a rule of the user's own: where Source matches in the source (or,
// when it is empty, everywhere), Target must match in the target and Forbid
// must not. In Target and Forbid $1 … $9 stand for what the groups of Source
// matched.
type Pattern struct {
	Name     string
	Message  string
	Source   string // regular expression, RE2; "" looks at the target alone
	Target   string // must match the translation; "" asks for nothing
	Forbid   string // must not match it
	Severity Severity
	Langs    []corpus.Lang // target languages; nil for all
}

// Rule turns a pattern into a rule. It fails where an expression is not well
// formed.
func (u Pattern) Rule() (Rule, error) {
	source, err := regexp.Compile(u.Source)
	if err != nil {
		return Rule{}, fmt.Errorf("rule %s: source: %w", u.Name, err)
	}
	for _, part := range []struct{ name, text string }{{"target", u.Target}, {"forbid", u.Forbid}} {
		for _, ref := range groupRef.FindAllString(part.text, -1) {
			if n, _ := strconv.Atoi(ref[1:]); n > source.NumSubexp() {
				return Rule{}, fmt.Errorf("rule %s: %s: %s: source has %d groups", u.Name, part.name, ref, source.NumSubexp())
			}
		}
		if _, err := regexp.Compile(fillGroups(part.text, make([]string, 10))); err != nil {
			return Rule{}, fmt.Errorf("rule %s: %s: %w", u.Name, part.name, err)
		}
	}
	if u.Source == "" && u.Forbid == "" {
		return Rule{}, fmt.Errorf("rule %s: needs source or forbid", u.Name)
	}
	message := u.Message
	if message == "" {
		message = "rule " + u.Name + " is not kept"
	}
	return Rule{
		Name: u.Name, Title: message, Explanation: "A rule of the configuration.",
		Wrong: u.Source + " → " + u.Forbid, Right: u.Source + " → " + u.Target,
		Severity: u.Severity, Langs: u.Langs, Mono: u.Source == "",
		Row: func(_ *Pass, r *Row) []Finding { return u.look(r, source, message) },
	}, nil
}

func (u Pattern) look(r *Row, source *regexp.Regexp, message string) []Finding {
	if r.Target.Empty() {
		return nil
	}
	if u.Source == "" {
		return u.against(r, r.Source.All(), nil, message)
	}
	var out []Finding
	for _, at := range source.FindAllStringSubmatchIndex(r.Source.Text, -1) {
		groups := make([]string, 10)
		for g := 0; g < len(groups) && 2*g < len(at); g++ {
			if at[2*g] >= 0 {
				groups[g] = r.Source.Text[at[2*g]:at[2*g+1]]
			}
		}
		side := r.Source.Side(corpus.Span{Start: at[0], End: at[1]})
		out = append(out, u.against(r, side, groups, message)...)
	}
	return out
}

// against looks at the target of a row for one match in its source.
func (u Pattern) against(r *Row, source Side, groups []string, message string) []Finding {
	base := Finding{Source: source, Message: message}
	if groups != nil {
		base.Term = groups[0]
	}
	var out []Finding
	if u.Target != "" {
		if re, err := regexp.Compile(fillGroups(u.Target, groups)); err == nil && !re.MatchString(r.Target.Text) {
			f := base
			f.Target, f.Want = r.Target.All(), []string{re.String()}
			out = append(out, f)
		}
	}
	if u.Forbid == "" {
		return out
	}
	re, err := regexp.Compile(fillGroups(u.Forbid, groups))
	if err != nil {
		return out
	}
	for _, at := range re.FindAllStringIndex(r.Target.Text, -1) {
		f := base
		f.Target = r.Target.Side(corpus.Span{Start: at[0], End: at[1]})
		f.Got = r.Target.Text[at[0]:at[1]]
		out = append(out, f)
	}
	return out
}

var groupRef = regexp.MustCompile(`\$[1-9]`)

// fillGroups puts what the groups matched into an expression, as plain text.
func fillGroups(expression string, groups []string) string {
	return groupRef.ReplaceAllStringFunc(expression, func(ref string) string {
		n, _ := strconv.Atoi(strings.TrimPrefix(ref, "$"))
		if n >= len(groups) {
			return ""
		}
		return regexp.QuoteMeta(groups[n])
	})
}

// WordList is a rule of the user's own that refuses words in the translation,
// in all their forms.
type WordList struct {
	Name     string
	Message  string
	Words    []string
	Severity Severity
	Langs    []corpus.Lang // target languages; nil for all
}

// Rule turns a list into a rule.
func (l WordList) Rule() Rule {
	message := l.Message
	if message == "" {
		message = "a word of the list " + l.Name
	}
	var list []match.Term
	for _, w := range l.Words {
		list = append(list, match.Term{Text: w})
	}
	var finders sync.Map // by language: a pass has its own
	return Rule{
		Name: l.Name, Title: message, Explanation: "A list of words in the configuration, in all their forms.",
		Wrong: strings.Join(l.Words, ", "), Right: "none of these words",
		Severity: l.Severity, Langs: l.Langs, Mono: true,
		Row: func(p *Pass, r *Row) []Finding {
			if r.Target.Empty() {
				return nil
			}
			made, ok := finders.Load(p.Target.Code())
			if !ok {
				made, _ = finders.LoadOrStore(p.Target.Code(), match.NewWith(list, p.term.target))
			}
			var out []Finding
			for _, m := range p.term.targets(r, made.(*match.Finder)) {
				out = append(out, Finding{
					Source: r.Source.All(), Target: r.Target.Side(m.Span), Term: l.Words[m.Term], Got: m.In(r.Target.Text), Message: message,
				})
			}
			return out
		},
	}
}
