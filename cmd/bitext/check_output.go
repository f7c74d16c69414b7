package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"bitext/termbase/check"
)

func knownForm(form string) bool { return form == "text" || form == "json" || form == "tsv" }

func writeFindings(w io.Writer, form string, all []checked) error {
	switch form {
	case "json":
		return jsonFindings(w, all)
	case "tsv":
		return tsvFindings(w, all)
	}
	return textFindings(w, all)
}

func jsonFindings(w io.Writer, all []checked) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, one := range all {
		for i := range one.findings {
			if err := enc.Encode(&one.findings[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func tsvFindings(w io.Writer, all []checked) error {
	if _, err := fmt.Fprintln(w, "rule\tseverity\tsource\ttarget\tterm\twant\tgot\tmessage\tfingerprint"); err != nil {
		return err
	}
	for _, one := range all {
		for _, f := range one.findings {
			_, err := fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%s\t%s\t%s\t%s\t%s\n", f.Rule, f.Severity, f.Source.Index, f.Target.Index,
				oneField(f.Term), oneField(strings.Join(f.Want, "|")), oneField(f.Got), oneField(f.Message), f.Fingerprint)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func textFindings(w io.Writer, all []checked) error {
	n := 0
	for _, one := range all {
		for _, f := range one.findings {
			n++
			if err := textFinding(w, one.bitext.Target.Path, f); err != nil {
				return err
			}
		}
	}
	if n == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "%d findings\n", n)
	return err
}

// textFinding tells one finding: place and message, the two lines, the
// evidence beneath.
func textFinding(w io.Writer, path string, f check.Finding) error {
	at := f.Target.Index
	if at < 0 {
		at = f.Source.Index
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d: %s: %s (%s)\n", path, at+1, f.Severity, f.Message, f.Rule)
	for _, side := range []struct {
		name string
		check.Side
	}{{"source", f.Source}, {"target", f.Target}} {
		if side.Index >= 0 {
			fmt.Fprintf(&b, "  %s: %s\n", side.name, marked(side.Side))
		}
	}
	for _, e := range f.Evidence {
		where := "here"
		if e.Published {
			where = "published"
		}
		fmt.Fprintf(&b, "  %4d × %s (%s)\n", e.Count, e.Form, where)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// marked is the text around the span with the span between brackets.
func marked(s check.Side) string {
	const around = 60
	start, end := s.Span.Start, s.Span.End
	from, to := max(0, start-around), min(len(s.Text), end+around)
	for from > 0 && s.Text[from-1] != ' ' {
		from--
	}
	for to < len(s.Text) && s.Text[to] != ' ' {
		to++
	}
	before, after := "", ""
	if from > 0 {
		before = "… "
	}
	if to < len(s.Text) {
		after = " …"
	}
	if start == end {
		return before + s.Text[from:to] + after
	}
	return before + s.Text[from:start] + "⟦" + s.Text[start:end] + "⟧" + s.Text[end:to] + after
}
