package text

import (
	"slices"
	"strings"
)

// WithoutHead takes metadata off, as generators of sites keep it before Markdown and
// pages: between "---" on the first line and "---" or "..." on one of its own, or
// between two lines "+++".
func WithoutHead(s string) string {
	s = strings.TrimPrefix(s, "\ufeff")
	first, rest, _ := strings.Cut(s, "\n")
	var ends []string
	switch strings.TrimSuffix(first, "\r") {
	case "---":
		ends = []string{"---", "..."}
	case "+++":
		ends = []string{"+++"}
	default:
		return s
	}
	if strings.HasPrefix(strings.TrimPrefix(rest, "\r"), "\n") { // a rule above a paragraph
		return s
	}
	at := len(first) + 1
	for line := range strings.Lines(rest) {
		at += len(line)
		if slices.Contains(ends, strings.TrimRight(line, " \t\r\n")) {
			return s[at:]
		}
	}
	return s
}
