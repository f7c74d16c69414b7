package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"bitext/termbase/check"
)

// JUnit writes the form that build servers know from tests: a suite for each
// translation, in it a case for each finding, and one that passes for each rule
// that found nothing, so that a clean run does not look like no run. Notes are
// skipped cases. The reading programs differ; this keeps to what all of them
// read: name, classname, failure with message and text.
func JUnit(w io.Writer, in Input) error {
	out := junitSuites{Name: "bitext"}
	for i := range in.Documents {
		s := junitSuiteOf(&in.Documents[i], in.Rules)
		out.Tests += s.Tests
		out.Failures += s.Failures
		out.Suites = append(out.Suites, s)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(out); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func junitSuiteOf(d *Document, rules []check.Rule) junitSuite {
	s := junitSuite{Name: clean(d.Target.Path)}
	found := map[string]bool{}
	for i := range d.Findings {
		f := &d.Findings[i]
		found[f.Rule] = true
		c := junitCase{Class: f.Rule, Name: clean(fmt.Sprintf("%s %s", d.where(f), f.Message))}
		message := &junitMessage{Message: clean(f.Message), Type: f.Severity.String(), Text: clean(junitText(f))}
		if f.Severity == check.Note {
			c.Skipped = message
			s.Skipped++
		} else {
			c.Failure = message
			s.Failures++
		}
		s.Cases = append(s.Cases, c)
	}
	for _, r := range rules {
		if !found[r.Name] {
			s.Cases = append(s.Cases, junitCase{Class: r.Name, Name: clean(r.Title)})
		}
	}
	s.Tests = len(s.Cases)
	return s
}

func junitText(f *check.Finding) string {
	lines := []string{marked(f.Source), marked(f.Target)}
	if len(f.Want) > 0 {
		lines = append(lines, "expected: "+strings.Join(f.Want, " | "))
	}
	return strings.Join(lines, "\n")
}

// clean takes out what XML 1.0 and HTML cannot hold; what ends a line or a page is read as
// a space.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return r
		case r == '\v' || r == '\f' || r == '\u0085':
			return ' '
		case r < 0x20 || 0x7f <= r && r <= 0x9f || r&0xfffe == 0xfffe || 0xd800 <= r && r <= 0xdfff:
			return -1
		}
		return r
	}, s)
}

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	Failure *junitMessage `xml:"failure"`
	Skipped *junitMessage `xml:"skipped"`
}

type junitMessage struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}
