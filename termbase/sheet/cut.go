package sheet

import "strings"

// parts cuts a cell of terms at the bars; blank ones go.
func parts(cell string) []string {
	var out []string
	for _, p := range cut(cell) {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// cut cuts a cell at the bars. A bar after an odd number of backslashes is part
// of the text; before a bar and at the end of a part two backslashes are one.
func cut(cell string) []string {
	if !strings.Contains(cell, "|") {
		return []string{cell}
	}
	var out []string
	var part strings.Builder
	slashes := 0
	for i := 0; i < len(cell); i++ {
		if cell[i] == '\\' {
			slashes++
			continue
		}
		if cell[i] != '|' {
			part.WriteString(strings.Repeat(`\`, slashes))
			part.WriteByte(cell[i])
			slashes = 0
			continue
		}
		part.WriteString(strings.Repeat(`\`, slashes/2))
		if slashes%2 == 1 {
			part.WriteByte('|')
		} else {
			out = append(out, part.String())
			part.Reset()
		}
		slashes = 0
	}
	// A cell of several parts ends in doubled backslashes too; a cell of one
	// part is left alone.
	if len(out) > 0 {
		slashes /= 2
	}
	part.WriteString(strings.Repeat(`\`, slashes))
	return append(out, part.String())
}

// paste is the inverse of cut.
func paste(values []string) string {
	if len(values) == 1 && !strings.Contains(values[0], "|") {
		return values[0]
	}
	out := make([]string, len(values))
	for i, v := range values {
		var b strings.Builder
		slashes := 0
		for j := 0; j < len(v); j++ {
			switch v[j] {
			case '\\':
				slashes++
			case '|':
				b.WriteString(strings.Repeat(`\`, slashes+1))
				slashes = 0
			default:
				slashes = 0
			}
			b.WriteByte(v[j])
		}
		if len(values) > 1 {
			b.WriteString(strings.Repeat(`\`, slashes))
		}
		out[i] = b.String()
	}
	return strings.Join(out, "|")
}
