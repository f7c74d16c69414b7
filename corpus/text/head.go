package text

import (
	"slices"
	"strings"
)

// WithoutHead takes metadata off, as generators of sites keep it before Markdown and
// pages: between "---" on the first line and "---" or "..." on one of its own, or
// between two lines "+++".
func WithoutHead(s string) string {
	s = strings.ReplaceAll(strings.TrimPrefix(s, "\ufeff"), "\r\n", "\n")
	ends := []string{"---", "..."}
	switch {
	case strings.HasPrefix(s, "+++\n"):
		ends = []string{"+++"}
	case !strings.HasPrefix(s, "---\n"):
		return s
	}
	at := 4
	for line := range strings.Lines(s[4:]) {
		at += len(line)
		if slices.Contains(ends, strings.TrimRight(line, " \t\r\n")) {
			return s[at:]
		}
		if strings.TrimSpace(line) == "" && at < 6 {
			return s
		}
	}
	return s
}
