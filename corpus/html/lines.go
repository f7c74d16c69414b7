package html

import (
	"regexp"
	"strings"
)

// lineBreak stands in the text of a block for <br>. The document counts it as a
// space.
const lineBreak = "\v"

// label is a number or letter as paragraphs and items begin with.
var label = regexp.MustCompile(`^\(?(?:[0-9]{1,3}|[a-z]|[ivx]{1,5})[.)]\s+\S`)

// eachLabelled reports whether every line of a block begins with a label: then
// they are paragraphs of their own, as in pages that know no other means than
// <br>.
func eachLabelled(lines []string) bool {
	if len(lines) < 2 {
		return false
	}
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" && !label.MatchString(line) {
			return false
		}
	}
	return true
}
