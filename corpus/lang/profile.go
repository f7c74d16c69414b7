package lang

import (
	"embed"
	"sync"

	"bitext/corpus"
)

//go:embed data/abbreviations.*.txt data/stop.*.txt
var lists embed.FS

// profile is the data of one language that every verb needs: abbreviations and
// function words. It is read once, when it is first asked for, and never
// changed.
type profile struct {
	abbreviations map[string]abbreviation
	stop          map[string]struct{}
}

// profiles holds the languages of which lists are shipped.
var profiles = map[corpus.Lang]func() *profile{
	corpus.English: sync.OnceValue(func() *profile { return readProfile(corpus.English) }),
	corpus.French:  sync.OnceValue(func() *profile { return readProfile(corpus.French) }),
	corpus.Spanish: sync.OnceValue(func() *profile { return readProfile(corpus.Spanish) }),
	corpus.Russian: sync.OnceValue(func() *profile { return readProfile(corpus.Russian) }),
	corpus.Arabic:  sync.OnceValue(func() *profile { return readProfile(corpus.Arabic) }),
	corpus.Chinese: sync.OnceValue(func() *profile { return readProfile(corpus.Chinese) }),
	corpus.German:  sync.OnceValue(func() *profile { return readProfile(corpus.German) }),
}

func profileOf(code corpus.Lang) *profile {
	if read, known := profiles[code]; known {
		return read()
	}
	return &profile{}
}

func readProfile(code corpus.Lang) *profile {
	p := &profile{}
	if list, err := lists.ReadFile("data/abbreviations." + string(code) + ".txt"); err == nil {
		p.abbreviations = parseAbbreviations(string(list))
	}
	if list, err := lists.ReadFile("data/stop." + string(code) + ".txt"); err == nil {
		p.stop = parseWords(string(list))
	}
	return p
}
