package check

import (
	"strings"
	"sync"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// placeWords is the least number of words of a row whose places are compared
// for certain: shorter rows are items of lists, which each language sorts.
const placeWords = 4

// places compares the countries and cities that the two sides name. It knows
// English and French.
func (n *nameRow) places() []Finding {
	source, target := countryNames(n.row.Source.lang.Code()), countryNames(n.row.Target.lang.Code())
	if source == nil || target == nil {
		return nil
	}
	in, out := source.find(&n.row.Source), target.find(&n.row.Target)
	var found []Finding
	for _, c := range in {
		if named(out, c.id) {
			continue
		}
		for j, t := range out {
			if t.used || named(in, t.id) || isCity(t.id) != isCity(c.id) {
				continue
			}
			out[j].used = true
			want := target.names[c.id]
			found = append(found, Finding{
				Message: c.text + " stands as " + t.text,
				Source:  n.row.Source.Side(c.Span), Target: n.row.Target.Side(t.Span), Term: c.text, Want: []string{want}, Got: t.text,
				Debatable: len(in) != len(out) || lettered(n.row.Source.Text) < placeWords, // one of them was put in other words; a list that each language sorts
			})
			break
		}
	}
	return found
}

// isCity reports whether a number of the table stands among the cities, which
// begin after the last State.
func isCity(id int) bool { return id > states() }

// states is the number of the last State in the table.
var states = sync.OnceValue(func() int {
	return strings.Count(countryTable[:strings.Index(countryTable, "\nZimbabwe=")], "\n")
})

// countryAt is a country that is named in a text.
type countryAt struct {
	corpus.Span
	id   int
	text string
	used bool
}

func named(list []countryAt, id int) bool {
	for _, c := range list {
		if c.id == id {
			return true
		}
	}
	return false
}

// countries are the names of countries in one language.
type countries struct {
	names []string       // by number of the country
	first map[string]int // first word → the most words that a name with it has
	whole map[string]int // folded name → number of the country
}

// find lists the countries that a side names, each once.
func (c *countries) find(t *Text) []countryAt {
	words := t.Words()
	var out []countryAt
	for i := 0; i < len(words); i++ {
		if words[i].Form != lang.Word || !capitalised(words[i].Text) {
			continue
		}
		for n := c.first[lang.Fold(words[i].Text)]; n > 0; n-- {
			if i+n > len(words) {
				continue
			}
			span := corpus.Span{Start: words[i].Start, End: words[i+n-1].End}
			id, found := c.whole[lang.Fold(span.In(t.Text))]
			if !found {
				continue
			}
			if !named(out, id) {
				out = append(out, countryAt{span, id, span.In(t.Text), false})
			}
			i += n - 1
			break
		}
	}
	return out
}

func countryNames(code corpus.Lang) *countries {
	switch code {
	case corpus.English:
		return englishCountries()
	case corpus.French:
		return frenchCountries()
	}
	return nil
}

var (
	englishCountries = sync.OnceValue(func() *countries { return newCountries(0) })
	frenchCountries  = sync.OnceValue(func() *countries { return newCountries(1) })
)

func newCountries(column int) *countries {
	c := &countries{first: map[string]int{}, whole: map[string]int{}}
	for id, line := range strings.Split(strings.TrimSpace(countryTable), "\n") {
		names := strings.Split(strings.Split(line, "=")[column], "|")
		c.names = append(c.names, names[0])
		for _, name := range names {
			words := lang.For("").Words(name)
			c.whole[lang.Fold(name)] = id
			first := lang.Fold(words[0].Text)
			c.first[first] = max(c.first[first], len(words))
		}
	}
	return c
}
