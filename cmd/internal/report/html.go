package report

import (
	_ "embed"
	"html/template"
	"io"
	"path/filepath"
	"strings"

	"bitext/termbase/check"
)

//go:embed report.html
var htmlSource string

// htmlView is what the page shows.
type htmlView struct {
	Title                   string
	Version                 string
	Errors, Warnings, Notes int
	Rules                   []htmlRule
	Documents               []htmlDocument
}

type htmlRule struct {
	Name, Title, Explanation string
	Count                    int
}

type htmlDocument struct {
	Source, Target         string
	SourceLang, TargetLang string
	Groups                 []htmlGroup
}

type htmlGroup struct {
	Severity, Rule, Message, Place string
	Want, Got                      string
	Source, Target                 htmlText
	Evidence                       []htmlEvidence
	Also                           []htmlPlace
}

type htmlEvidence struct {
	Count     int
	Published bool
	Form      string
	Places    string // the first ones
}

type htmlText struct{ Before, Quote, After string }

type htmlPlace struct {
	Place          string
	Source, Target htmlText
}

// HTML writes one page that stands alone: both texts of every finding beside
// each other, filters by severity, rule and words, and a form to print. It asks
// nothing of the network; without scripts all findings are shown.
func HTML(w io.Writer, in Input) error {
	page, err := template.New("report").Funcs(template.FuncMap{"count": plural}).Parse(htmlSource)
	if err != nil {
		return err
	}
	view := htmlView{Title: "bitext check", Version: in.Version}
	view.Errors, view.Warnings, view.Notes = in.counts()
	count := map[string]int{}
	for i := range in.Documents {
		d := &in.Documents[i]
		view.Documents = append(view.Documents, htmlDocumentOf(d))
		for _, f := range d.Findings {
			count[f.Rule]++
		}
	}
	if len(in.Documents) == 1 {
		view.Title = filepath.Base(in.Documents[0].Target.Path)
	}
	for _, r := range in.declared() {
		if n := count[r.Name]; n > 0 {
			view.Rules = append(view.Rules, htmlRule{r.Name, r.Title, r.Explanation, n})
		}
	}
	return page.Execute(w, view)
}

func htmlDocumentOf(d *Document) htmlDocument {
	out := htmlDocument{Target: d.Target.Path, TargetLang: string(d.Target.Lang)}
	if d.Source != nil {
		out.Source, out.SourceLang = d.Source.Path, string(d.Source.Lang)
	}
	for _, g := range d.groups() {
		f := g.first
		h := htmlGroup{
			Severity: f.Severity.String(), Rule: f.Rule, Message: f.Message, Place: d.where(f).String(),
			Want: visible(strings.Join(f.Want, " | ")), Got: visible(f.Got), Source: htmlTextOf(f.Source), Target: htmlTextOf(f.Target),
		}
		for k := range f.Evidence {
			e := &f.Evidence[k]
			h.Evidence = append(h.Evidence, htmlEvidence{e.Count, e.Published, e.Form, strings.Join(d.places(e), ", ")})
		}
		for _, a := range g.also {
			h.Also = append(h.Also, htmlPlace{d.where(a).String(), htmlTextOf(a.Source), htmlTextOf(a.Target)})
		}
		out.Groups = append(out.Groups, h)
	}
	return out
}

func htmlTextOf(s check.Side) htmlText {
	if s.Index < 0 {
		return htmlText{}
	}
	return htmlText{clean(s.Text[:s.Span.Start]), clean(s.Quote()), clean(s.Text[s.Span.End:])}
}

// quote is what a side marks, "" where it stands nowhere.
func quote(s check.Side) string {
	if s.Index < 0 {
		return ""
	}
	return s.Quote()
}
