package review

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"bitext/cmd/internal/bilingual"
	"bitext/cmd/internal/inspect"
	"bitext/corpus"
	"bitext/termbase"
	"bitext/termbase/check"
)

// pageFindings is how many findings a page shows.
const pageFindings = 100

// checksView lists the checks that are stored.
type checksView struct {
	Checks []checkView
	May    bool
	Kinds  string // of files that may be uploaded, for the form
	Both   string // of those with both languages
}

// checkView is a check with what is open of it.
type checkView struct {
	termbase.Checked
	Open   map[string]int // findings that nobody has waived, by severity
	Waived int
}

// findingsView is the findings of a check, as the filters choose them.
type findingsView struct {
	checkView
	Rule, Severity, State string
	Rules                 []ruleCount
	Groups                []findingGroup
	Page, Pages, Total    int
	May                   bool

	look *look // says messages in the language of the interface
}

type ruleCount struct {
	Name  string
	Count int
}

// findingGroup is the findings of one rule about one wrong rendering.
type findingGroup struct {
	Rule, Title, Term, Want, Got string
	Findings                     []findingView
}

// findingView is a finding with its texts.
type findingView struct {
	Check          int64
	Fingerprint    string
	Rule           string
	Severity       string
	Message        string
	Source, Target []piece
	SourceLang     corpus.Lang
	Place          string
	Term           string
	Want           []string
	Got            string
	Copy           string // what f copies: the suggested text
	Evidence       []check.Evidence
	Waiver         *termbase.Waiver
	Entry          int64
	May            bool
	Only           bool // one text without its source
}

func (h *Handler) checks(w http.ResponseWriter, r *request) error {
	ctx := r.Context()
	v := checksView{May: r.user.Role >= translator, Kinds: strings.Join(uploadKinds(), ","), Both: strings.Join(bilingual.Extensions(), ",")}
	var err error
	v.Checks, err = recently(ctx, &h.cache, "checks", func(ctx context.Context) ([]checkView, error) {
		all, err := h.db.Checks(ctx)
		if err != nil {
			return nil, err
		}
		var out []checkView
		for _, c := range all {
			found, err := inspect.Load(ctx, h.db, c.ID)
			if err != nil {
				return nil, err
			}
			out = append(out, checkViewOf(c, found))
		}
		return out, nil
	})
	if err != nil {
		return err
	}
	return h.show(w, r, "findings", r.t("Findings"), "part-checks", v)
}

func checkViewOf(c termbase.Checked, found []inspect.Stored) checkView {
	v := checkView{Checked: c, Open: map[string]int{}}
	for _, f := range found {
		if f.Waiver != nil {
			v.Waived++
		} else {
			v.Open[f.Severity.String()]++
		}
	}
	return v
}

// findings shows a check.
func (h *Handler) findings(w http.ResponseWriter, r *request) error {
	v, err := h.findingsView(r)
	if err != nil {
		return err
	}
	return h.show(w, r, "check", r.t("Findings")+" – "+v.Target, "part-findings", v)
}

// checked finds a stored check with its findings.
func (h *Handler) checked(ctx context.Context, id int64) (termbase.Checked, []inspect.Stored, error) {
	all, err := h.db.Checks(ctx)
	if err != nil {
		return termbase.Checked{}, nil, err
	}
	i := slices.IndexFunc(all, func(c termbase.Checked) bool { return c.ID == id })
	if i < 0 {
		return termbase.Checked{}, nil, failure{http.StatusNotFound, "There is no such check any more: a later one of the same texts has taken its place.", nil}
	}
	found, err := inspect.Load(ctx, h.db, id)
	return all[i], found, err
}

func (h *Handler) findingsView(r *request) (*findingsView, error) {
	id, err := number(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	page, err := offered(r.FormValue("page"))
	if err != nil {
		return nil, err
	}
	c, found, err := h.checked(r.Context(), id)
	if err != nil {
		return nil, err
	}
	v := &findingsView{checkView: checkViewOf(c, found), Rule: r.FormValue("rule"), Severity: r.FormValue("severity"), State: r.FormValue("state"), May: r.user.Role >= translator}
	least, err := check.ParseSeverity(v.Severity)
	if v.Severity == "" {
		least, err = check.Warning, nil
	}
	if err != nil {
		return nil, failure{http.StatusBadRequest, "The address asks for something that does not exist.", nil}
	}
	counts := map[string]int{}
	var chosen []inspect.Stored
	for _, f := range found {
		if f.Severity < least || v.State == "" && f.Waiver != nil || v.State == "waived" && f.Waiver == nil {
			continue
		}
		counts[f.Rule]++
		if v.Rule == "" || f.Rule == v.Rule {
			chosen = append(chosen, f)
		}
	}
	for name, n := range counts {
		v.Rules = append(v.Rules, ruleCount{name, n})
	}
	slices.SortFunc(v.Rules, func(a, b ruleCount) int { return strings.Compare(a.Name, b.Name) })
	v.look = r.look
	v.group(chosen, max(1, int(min(page, 1<<30))))
	return v, nil
}

// message is what a rule reports; where that has no form in the language of the
// interface, what the rule is about.
func (l *look) message(rule, text string) string {
	if l.messages == nil {
		return text
	}
	said, ok := l.messages.say(text)
	if title := l.title(rule); !ok && title != "" {
		return title
	}
	return said
}

// title is what a rule is about, "" for one of somebody's own.
func (l *look) title(rule string) string {
	if text := l.say("rule:" + rule); text != "rule:"+rule {
		return text
	}
	if r, ok := check.ByName(rule); ok {
		return r.Title
	}
	return ""
}

// group puts the findings of the page together by rule and wrong rendering, in
// the order of the rules of the house.
func (v *findingsView) group(found []inspect.Stored, page int) {
	rank := map[string]int{}
	for i, rule := range check.Rules() {
		rank[rule.Name] = i
	}
	first := map[string]int{} // where a group begins in the text
	for i, f := range found {
		if _, ok := first[groupKey(f)]; !ok {
			first[groupKey(f)] = i
		}
	}
	slices.SortStableFunc(found, func(a, b inspect.Stored) int {
		if d := rank[a.Rule] - rank[b.Rule]; d != 0 {
			return d
		}
		return first[groupKey(a)] - first[groupKey(b)]
	})
	v.Total = len(found)
	v.Pages = max(1, (len(found)+pageFindings-1)/pageFindings)
	v.Page = min(page, v.Pages)
	last := ""
	for _, f := range found[(v.Page-1)*pageFindings : min(len(found), v.Page*pageFindings)] {
		if key := groupKey(f); key != last || len(v.Groups) == 0 {
			last = key
			g := findingGroup{Rule: f.Rule, Term: f.Term, Want: strings.Join(f.Want, " | "), Got: f.Got}
			g.Title = v.look.title(f.Rule)
			v.Groups = append(v.Groups, g)
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Findings = append(g.Findings, v.view(f))
	}
}

// groupKey is equal for findings of one rule about one wrong rendering.
func groupKey(f inspect.Stored) string {
	if f.Term == "" && f.Got == "" {
		return f.Rule
	}
	return f.Rule + "\x00" + f.Term + "\x00" + strings.ToLower(f.Got)
}

func (v *findingsView) view(f inspect.Stored) findingView {
	x := findingView{
		Check: v.ID, Fingerprint: f.Fingerprint, Rule: f.Rule, Severity: f.Severity.String(), Message: v.look.message(f.Rule, f.Message), Term: f.Term, Want: f.Want, Got: f.Got,
		Evidence: f.Evidence, Waiver: f.Waiver, Entry: f.Entry, May: v.May, Only: f.SourcePath == "",
	}
	if f.Source.Index >= 0 {
		x.Source = excerpt(f.Source.Text, f.Source.Span)
	}
	if f.Target.Index >= 0 {
		x.Target = excerpt(f.Target.Text, f.Target.Span)
	}
	if f.Line.Line > 0 {
		x.Place = fmt.Sprintf("%d:%d", f.Line.Line, f.Column)
	}
	switch {
	case len(f.Fix) > 0:
		x.Copy = fixed(f.Target.Text, f.Fix)
	case len(f.Want) > 0:
		x.Copy = f.Want[0]
	}
	return x
}

// fixed is a text with its edits made.
func fixed(text string, edits []check.Edit) string {
	sorted := slices.Clone(edits)
	slices.SortFunc(sorted, func(a, b check.Edit) int { return b.Span.Start - a.Span.Start })
	for _, e := range sorted {
		if e.Span.Start >= 0 && e.Span.Start <= e.Span.End && e.Span.End <= len(text) {
			text = text[:e.Span.Start] + e.Text + text[e.Span.End:]
		}
	}
	return text
}

// Link leads to the findings with one filter set otherwise.
func (v *findingsView) Link(name, value string) string {
	q := url.Values{}
	for _, f := range [][2]string{{"rule", v.Rule}, {"severity", v.Severity}, {"state", v.State}} {
		if f[0] == name {
			f[1] = value
		}
		if f[1] != "" {
			q.Set(f[0], f[1])
		}
	}
	if name == "page" {
		q.Set(name, value)
	}
	return fmt.Sprintf("/checks/%d?%s", v.ID, q.Encode())
}

// PageLink leads to a page of the findings.
func (v *findingsView) PageLink(page int) string { return v.Link("page", strconv.Itoa(page)) }

// judge waives a finding or opens it again.
func (h *Handler) judge(w http.ResponseWriter, r *request) error {
	id, err := number(r.PathValue("id"))
	if err != nil {
		return err
	}
	ctx := r.Context()
	c, found, err := h.checked(ctx, id)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(found, func(f inspect.Stored) bool { return f.Fingerprint == r.PostFormValue("finding") })
	if i < 0 {
		return failure{http.StatusNotFound, "There is no such finding any more.", nil}
	}
	f := &found[i]
	if other := faster(f.Waiver, r); other != nil {
		return other
	}
	undo, said := "", ""
	switch r.PostFormValue("do") {
	case "waive":
		waiver := inspect.Waiver(&c, f.Finding, r.PostFormValue("reason"), r.user.Name, h.opts.Now())
		if waiver.Reason == "" {
			return failure{http.StatusUnprocessableEntity, "A waiver needs a reason.", nil}
		}
		err, f.Waiver, undo, said = h.db.Waive(ctx, waiver), &waiver, "open", r.t("Waived")
	case "open":
		if f.Waiver == nil {
			break
		}
		reason := f.Waiver.Reason
		err, f.Waiver, undo, said = h.db.Unwaive(ctx, f.Fingerprint), nil, "waive "+reason, r.t("Open again")
	default:
		return failure{http.StatusBadRequest, "The address asks for something that does not exist.", nil}
	}
	if err != nil {
		return err
	}
	if !r.part() {
		return back(w, r)
	}
	v := findingsView{checkView: checkView{Checked: c}, May: true, look: r.look}
	return h.write(w, r, http.StatusOK, "part-judged", judgedView{v.view(*f), undo, said})
}

// judgedView is a finding as it is now, what was done, and what takes it back.
type judgedView struct {
	Finding    findingView
	Undo, Said string
}

// faster tells that somebody else has judged a finding since the person saw it.
func faster(now *termbase.Waiver, r *request) error {
	was := r.PostFormValue("was")
	if r.PostFormValue("force") != "" || waiverTag(now) == was {
		return nil
	}
	if now == nil {
		return failure{http.StatusConflict, "Somebody else has opened it again in the meantime.", nil}
	}
	return failure{http.StatusConflict, "%s has waived it in the meantime: %s", []any{now.Author, now.Reason}}
}

// waiverTag tells one waiver of a finding from another.
func waiverTag(w *termbase.Waiver) string {
	if w == nil {
		return ""
	}
	return fmt.Sprintf("%d %s", w.At.Unix(), w.Author)
}

// Brief reports whether the head of the group says all that the message does.
func (f findingView) Brief() bool { return f.Term != "" && f.Got != "" && len(f.Want) > 0 }

// Tag is what a form sends along to say what its person saw.
func (f findingView) Tag() string { return waiverTag(f.Waiver) }

// checkTime bounds how long a check of uploaded files may take.
const checkTime = 2 * time.Minute
