package extract

import (
	"strings"
	"sync"

	"bitext/corpus"
)

// functionWords gives the classes of the small words that stand inside terms of
// the languages without a tagger: "base de datos", "право на труд", "Schutz der
// Umwelt". Other stop words end a phrase there.
var functionWords = sync.OnceValue(func() map[corpus.Lang]map[string]class {
	words := map[corpus.Lang]map[string]class{}
	for _, l := range []struct {
		code  corpus.Lang
		class class
		list  string
	}{
		{corpus.Spanish, adposition, "de del a al en por para con sin sobre contra entre"},
		{corpus.Spanish, determiner, "el la los las"},
		{corpus.Spanish, coordinate, "y e"},
		{corpus.Russian, adposition, "в во на по с со о об для к от из при против"},
		{corpus.Russian, coordinate, "и"},
		{corpus.Arabic, adposition, "في من على عن إلى"},
		{corpus.German, adposition, "von vom für über zur zum zu mit gegen gegenüber an am auf im in der des"},
		{corpus.German, determiner, "die das dem den"},
		{corpus.German, coordinate, "und"},
		{corpus.Chinese, adposition, "的"},
	} {
		if words[l.code] == nil {
			words[l.code] = map[string]class{}
		}
		for _, w := range strings.Fields(l.list) {
			words[l.code][w] = l.class
		}
	}
	return words
})
