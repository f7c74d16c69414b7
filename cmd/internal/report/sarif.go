package report

import (
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"bitext/termbase/check"
)

// SARIF writes the Static Analysis Results Interchange Format 2.1.0 (OASIS
// 2020) as code review tools read it: one run, every rule declared, paths
// relative where the user gave them so, our fingerprint as "bitext/v1" so that a
// finding keeps its identity while the text moves. What is known or waived is
// listed as suppressed, with the reason. Columns count characters,
// not UTF-16 units; the run says so.
func SARIF(w io.Writer, in Input) error {
	rules := in.declared()
	index := map[string]int{}
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "bitext", Version: in.Version, Rules: []sarifRule{}}
	for i, r := range rules {
		index[r.Name] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
			ID: r.Name, Short: sarifText{r.Title}, Full: sarifText{strings.TrimSpace(r.Explanation)},
			Help:    sarifHelp{helpText(r), helpMarkdown(r)},
			Default: sarifLevel{level(r.Severity)},
		})
	}
	for i := range in.Documents {
		d := &in.Documents[i]
		for k := range d.Findings {
			run.Results = append(run.Results, sarifResultOf(d, &d.Findings[k], index))
		}
		for k := range d.Accepted {
			r := sarifResultOf(d, &d.Accepted[k].Finding, index)
			r.Suppressions = []sarifSuppression{{"external", "accepted", d.Accepted[k].By.Reason}}
			run.Results = append(run.Results, r)
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0", Runs: []sarifRun{run},
	})
}

// declared lists the rules that ran and, after them, any other rule that a
// finding names.
func (in *Input) declared() []check.Rule {
	rules := slices.Clone(in.Rules)
	for _, d := range in.Documents {
		findings := slices.Clone(d.Findings)
		for _, a := range d.Accepted {
			findings = append(findings, a.Finding)
		}
		for _, f := range findings {
			if !slices.ContainsFunc(rules, func(r check.Rule) bool { return r.Name == f.Rule }) {
				rules = append(rules, check.Rule{Name: f.Rule, Title: f.Rule, Explanation: f.Rule, Severity: f.Severity})
			}
		}
	}
	return rules
}

func sarifResultOf(d *Document, f *check.Finding, index map[string]int) sarifResult {
	message := f.Message
	if len(f.Want) > 0 {
		message += "; expected: " + visible(strings.Join(f.Want, " | "))
	}
	r := sarifResult{
		RuleID: f.Rule, RuleIndex: index[f.Rule], Level: level(f.Severity), Message: sarifText{message},
		Locations: []sarifLocation{sarifAt(d.where(f), quote(f.Target))},
	}
	if f.Fingerprint != "" {
		r.Fingerprints = map[string]string{"bitext/v1": f.Fingerprint}
	}
	if d.Source != nil && f.Source.Index >= 0 && f.Target.Index >= 0 {
		at := sarifAt(locate(d.Source, f.Source), "")
		at.Message = &sarifText{"source"}
		r.Related = []sarifLocation{at}
	}
	return r
}

func sarifAt(p location, snippet string) sarifLocation {
	at := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{uri(p.Path)}}}
	if p.Line > 0 {
		at.Physical.Region = &sarifRegion{p.Line, p.Column, p.EndLine, p.EndColumn, nil}
		if snippet != "" {
			at.Physical.Region.Snippet = &sarifText{snippet}
		}
	}
	return at
}

// uri writes a path as SARIF wants it: relative paths with strokes, absolute
// ones as file addresses.
func uri(path string) string {
	slashed := filepath.ToSlash(path)
	u := url.URL{Path: slashed}
	if filepath.IsAbs(path) {
		u.Scheme = "file"
	}
	return strings.TrimPrefix(u.String(), "./")
}

func level(s check.Severity) string { return s.String() } // SARIF has the same three names

func helpText(r check.Rule) string {
	return r.Explanation + "\nwrong: " + r.Wrong + "\nright: " + r.Right
}

func helpMarkdown(r check.Rule) string {
	return r.Explanation + "\n\n- wrong: " + r.Wrong + "\n- right: " + r.Right
}

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool struct {
		Driver sarifDriver `json:"driver"`
	} `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version,omitempty"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID      string     `json:"id"`
	Short   sarifText  `json:"shortDescription"`
	Full    sarifText  `json:"fullDescription"`
	Help    sarifHelp  `json:"help"`
	Default sarifLevel `json:"defaultConfiguration"`
}

type sarifLevel struct {
	Level string `json:"level"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifHelp struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown"`
}

type sarifResult struct {
	RuleID       string             `json:"ruleId"`
	RuleIndex    int                `json:"ruleIndex"`
	Level        string             `json:"level"`
	Message      sarifText          `json:"message"`
	Locations    []sarifLocation    `json:"locations"`
	Related      []sarifLocation    `json:"relatedLocations,omitempty"`
	Fingerprints map[string]string  `json:"partialFingerprints,omitempty"`
	Suppressions []sarifSuppression `json:"suppressions,omitempty"`
}

type sarifSuppression struct {
	Kind          string `json:"kind"`
	Status        string `json:"status"`
	Justification string `json:"justification,omitempty"`
}

type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
	Message  *sarifText    `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine   int        `json:"startLine"`
	StartColumn int        `json:"startColumn"`
	EndLine     int        `json:"endLine"`
	EndColumn   int        `json:"endColumn"`
	Snippet     *sarifText `json:"snippet,omitempty"`
}
