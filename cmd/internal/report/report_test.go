package report

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"bitext/corpus"
	"bitext/termbase/check"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// sample is one document with an error in two places, a warning without
// target and a note, with everything that escaping has to deal with.
func sample() Input {
	en := corpus.Lines("in/report en.txt", corpus.English, "It met for thirty days <b> & more.\nThe second paragraph.\n=SUM(A1) \"quoted\" thirty.\n")
	fr := corpus.Lines("in/rapport fr.txt", corpus.French, "Il s'est réuni pendant treize jours <b> & plus.\n=SUM(A1) «\u00a0cité\u00a0» treize.\n")
	side := func(d *corpus.Document, block int, quote string) check.Side {
		text := d.Blocks[block].Text
		at := strings.Index(text, quote)
		return check.Side{Index: block, Text: text, Span: corpus.Span{Start: at, End: at + len(quote)}}
	}
	number := check.Finding{
		Rule: "number", Severity: check.Error, Message: "number thirty stands as treize", Term: "thirty", Want: []string{"30"}, Got: "treize", Group: "g1",
		Evidence: []check.Evidence{{Form: "trente", Count: 3, Published: true}},
	}
	first, second := number, number
	first.Source, first.Target, first.Fingerprint = side(en, 0, "thirty"), side(fr, 0, "treize"), "f1"
	second.Source, second.Target, second.Fingerprint = side(en, 2, "thirty"), side(fr, 1, "treize"), "f2"
	gone := check.Finding{Rule: "missing", Severity: check.Warning, Message: "no translation of this paragraph", Source: side(en, 1, "The second paragraph."), Target: check.NoSide(), Want: []string{}, Fingerprint: "f3", Group: "g2"}
	own := check.Finding{Rule: "own", Severity: check.Note, Message: "a rule of the user", Source: check.NoSide(), Target: side(fr, 1, "cité"), Want: []string{}, Fingerprint: "f4"}
	waived := check.Finding{Rule: "double-space", Severity: check.Warning, Message: "doubled space", Source: check.NoSide(), Target: side(fr, 1, "treize"), Want: []string{"\u00a0"}, Fingerprint: "f5"}
	return Input{
		Version: "v0.0.0",
		Rules:   []check.Rule{{Name: "number", Title: "a number differs", Explanation: "Values.", Wrong: "a → b", Right: "a → a", Severity: check.Error}, {Name: "url", Title: "an address differs", Explanation: "Addresses.", Severity: check.Error}},
		Documents: []Document{{
			Source: en, Target: fr, Findings: []check.Finding{first, gone, second, own},
			Accepted: []Accepted{{waived, check.Accepted{Fingerprint: "f5", Rule: "double-space", Reason: "as in the treaty"}}},
		}},
	}
}

func write(t *testing.T, form Form, in Input) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := form.Write(&b, in); err != nil {
		t.Fatalf("%s: %v", form.Name, err)
	}
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	for _, form := range Forms() {
		if form.Name == "xlsx" {
			continue
		}
		got := write(t, form, sample())
		path := filepath.Join("testdata", "sample."+form.Name)
		if *update {
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs from %s:\n%s", form.Name, path, got)
		}
	}
}

func TestEmptyReports(t *testing.T) {
	in := sample()
	in.Documents[0].Findings, in.Documents[0].Accepted = nil, nil
	for _, form := range Forms() {
		got := string(write(t, form, in))
		switch form.Name {
		case "text", "json":
			if got != "" {
				t.Errorf("%s of nothing: %q", form.Name, got)
			}
		case "tsv":
			if strings.Count(got, "\n") != 1 {
				t.Errorf("tsv of nothing: %q", got)
			}
		case "sarif":
			if !strings.Contains(got, `"results": []`) {
				t.Errorf("sarif of nothing has no empty list: %s", got)
			}
		}
	}
}

func TestJSONLinesAreWhole(t *testing.T) {
	form, _ := ByName("json")
	lines := strings.Split(strings.TrimSpace(string(write(t, form, sample()))), "\n")
	if len(lines) != 4 {
		t.Fatalf("%d lines, want 4", len(lines))
	}
	for _, line := range lines {
		var f check.Finding
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatal(err)
		}
		if f.Rule == "" || f.Fingerprint == "" {
			t.Errorf("incomplete: %s", line)
		}
	}
}

func TestSARIFPointsAtTheText(t *testing.T) {
	form, _ := ByName("sarif")
	var log sarifLog
	if err := json.Unmarshal(write(t, form, sample()), &log); err != nil {
		t.Fatal(err)
	}
	rules := log.Runs[0].Tool.Driver.Rules
	for _, r := range log.Runs[0].Results {
		if rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("index %d of %s is %s", r.RuleIndex, r.RuleID, rules[r.RuleIndex].ID)
		}
	}
	at := log.Runs[0].Results[0].Locations[0].Physical
	if at.Artifact.URI != "in/rapport%20fr.txt" || at.Region.StartLine != 1 || at.Region.StartColumn != 24 || at.Region.EndColumn != 30 {
		t.Errorf("first result at %s %+v", at.Artifact.URI, at.Region)
	}
}

// TestSARIFKeepsTheConstraints holds what the schema of SARIF 2.1.0 asks of the
// properties that are written, and what it cannot say: that indices and places
// lead somewhere.
func TestSARIFKeepsTheConstraints(t *testing.T) {
	form, _ := ByName("sarif")
	in := sample()
	in.Documents[0].Target.Path = "in/é \"quoted\" #1.txt"
	var log sarifLog
	dec := json.NewDecoder(bytes.NewReader(write(t, form, in)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 || log.Runs[0].ColumnKind != "unicodeCodePoints" || log.Runs[0].Tool.Driver.Name == "" {
		t.Fatalf("log %+v", log)
	}
	run := log.Runs[0]
	ids := map[string]bool{}
	for _, r := range run.Tool.Driver.Rules {
		if ids[r.ID] || r.ID == "" || r.Short.Text == "" || r.Full.Text == "" || r.Help.Text == "" {
			t.Errorf("rule %+v", r)
		}
		ids[r.ID] = true
		checkLevel(t, r.Default.Level)
	}
	suppressed := 0
	for _, r := range run.Results {
		checkLevel(t, r.Level)
		if r.RuleIndex < 0 || r.RuleIndex >= len(run.Tool.Driver.Rules) || run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID || r.Message.Text == "" || len(r.Locations) == 0 {
			t.Errorf("result %+v", r)
		}
		for _, l := range append(r.Locations, r.Related...) {
			if u, err := url.Parse(l.Physical.Artifact.URI); err != nil || u.IsAbs() || strings.ContainsAny(l.Physical.Artifact.URI, " \"#") {
				t.Errorf("address %q: %v", l.Physical.Artifact.URI, err)
			}
			if g := l.Physical.Region; g != nil && (g.StartLine < 1 || g.StartColumn < 1 || g.EndLine < g.StartLine || g.EndLine == g.StartLine && g.EndColumn < g.StartColumn) {
				t.Errorf("region %+v", g)
			}
		}
		for _, s := range r.Suppressions {
			suppressed++
			if s.Kind != "external" && s.Kind != "inSource" || s.Status != "accepted" || s.Justification == "" {
				t.Errorf("suppression %+v", s)
			}
		}
	}
	if len(run.Results) != 5 || suppressed != 1 {
		t.Errorf("%d results, %d suppressed", len(run.Results), suppressed)
	}
}

func checkLevel(t *testing.T, level string) {
	t.Helper()
	if !slices.Contains([]string{"none", "note", "warning", "error"}, level) {
		t.Errorf("level %q", level)
	}
}

func TestJUnitIsXML(t *testing.T) {
	form, _ := ByName("junit")
	in := sample()
	in.Documents[0].Findings[0].Message = "a \x01 control & <tag>"
	var s junitSuites
	if err := xml.Unmarshal(write(t, form, in), &s); err != nil {
		t.Fatal(err)
	}
	if s.Failures != 3 || s.Tests != 5 || s.Suites[0].Skipped != 1 {
		t.Errorf("failures %d, tests %d, skipped %d", s.Failures, s.Tests, s.Suites[0].Skipped)
	}
}

func TestXLSXReadsBack(t *testing.T) {
	form, _ := ByName("xlsx")
	f, err := excelize.OpenReader(bytes.NewReader(write(t, form, sample())))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("findings")
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 5 || rows[0][0] != "severity" || rows[3][7] != "=SUM(A1) \"quoted\" ‹thirty›." {
		t.Errorf("rows: %q", rows)
	}
	if formula, _ := f.GetCellFormula("findings", "H4"); formula != "" {
		t.Errorf("a cell became the formula %q", formula)
	}
}

// The sheet has the filter that its workbook names, and its columns in order.
func TestXLSXInside(t *testing.T) {
	form, _ := ByName("xlsx")
	data := write(t, form, sample())
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	sheet, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	at := -1
	for _, want := range []string{`<col min="1"`, `<col min="2"`, `<col min="10"`, "<sheetData>", "</sheetData>", "<autoFilter ref="} {
		next := bytes.Index(sheet, []byte(want))
		if next < at || next < 0 {
			t.Errorf("%s stands at %d, what comes before it at %d", want, next, at)
		}
		at = next
	}
}

func TestReportsAreTheSameTwice(t *testing.T) {
	for _, form := range Forms() {
		if !bytes.Equal(write(t, form, sample()), write(t, form, sample())) {
			t.Errorf("%s differs between two runs", form.Name)
		}
	}
}

func TestExcerptKeepsWholeWords(t *testing.T) {
	text := strings.Repeat("été ", 40) + "MOT" + strings.Repeat(" fin", 40)
	at := strings.Index(text, "MOT")
	before, quote, after := excerpt(text, corpus.Span{Start: at, End: at + 3}, 10)
	if before != "…été été " || quote != "MOT" || after != " fin fin…" {
		t.Errorf("%q %q %q", before, quote, after)
	}
}
