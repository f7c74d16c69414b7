package lang

import (
	"strings"
)

// abbreviation says how a full stop after an abbreviation is to be read.
type abbreviation uint8

const (
	noAbbreviation abbreviation = iota
	titleAbbr                   // before a name, never the end of a sentence: "M.", "Mr."
	refAbbr                     // before a number, label or symbol: "par.", "No."; the end only before a function word
	neverAbbr                   // inside a sentence: "cf.", "e.g."
	endAbbr                     // often the end: "etc."; the end before any capital
	softAbbr                    // inside or after a name: "Inc.", "U.S."; the end only before a function word
	monthAbbr                   // like soft; a year may follow: "déc. 2019"
)

var abbreviationNames = map[string]abbreviation{
	"title": titleAbbr, "ref": refAbbr, "never": neverAbbr, "end": endAbbr, "soft": softAbbr, "month": monthAbbr,
}

// parseAbbreviations reads a list of the form of data/abbreviations.en.txt. An
// abbreviation that stands in several classes has the first.
func parseAbbreviations(list string) map[string]abbreviation {
	known := make(map[string]abbreviation)
	for line := range strings.Lines(list) {
		name, forms, found := strings.Cut(line, ":")
		if !found || strings.HasPrefix(line, "#") {
			continue
		}
		for _, form := range strings.Fields(forms) {
			if _, again := known[Normal(form)]; !again {
				known[Normal(form)] = abbreviationNames[name]
			}
		}
	}
	return known
}

// parseWords reads a list of words, comments at the beginning of lines apart.
func parseWords(list string) map[string]struct{} {
	known := make(map[string]struct{})
	for line := range strings.Lines(list) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			known[Normal(w)] = struct{}{}
		}
	}
	return known
}
