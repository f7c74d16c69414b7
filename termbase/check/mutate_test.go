package check

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"bitext/align"
	"bitext/corpus"
	"bitext/corpus/symbol"
)

// The tool that changes facts: at random places of translations that people
// made, one fact is changed at a time, and the rules must see it.
//
//	go test ./termbase/check -run ChangedFacts -v
//
// prints the share that was found for each kind, and the places that were not.

// mutationSets are the texts that facts are changed in, with the kinds that
// each is used for being whatever it holds.
var mutationSets = []string{"seed-2017", "seed-2020", "untreaty", "geneva", "acter"}

// mutationPlaces is how many places are changed for each kind.
const mutationPlaces = 100

// mutationFound is the share of changes that must be found.
const mutationFound = 0.98

// changer makes another value of a fact as it stands in the text, "" where it
// cannot.
type changer struct {
	name string
	kind symbol.Kind
	fits func(symbol.Fact) bool
	make func(*rand.Rand, string) string
}

func changers() []changer {
	digits := func(f symbol.Fact) bool { return !f.Spelled && f.Unit != "mark" }
	return []changer{
		{"number in digits", symbol.Number, digits, changeDigit},
		{"number in words", symbol.Number, func(f symbol.Fact) bool { return f.Spelled }, changeNumeral},
		{"day of a date", symbol.Date, digits, changeDay},
		{"month of a date", symbol.Date, digits, changeMonth},
		{"year of a date", symbol.Date, digits, changeYear},
		{"document symbol", symbol.Document, digits, changeDigit},
		{"number of a reference", symbol.Reference, digits, changeDigit},
		{"letter of a reference", symbol.Reference, func(f symbol.Fact) bool { return strings.ContainsAny(f.Value, "abcdefgh") && f.Unit != "mark" }, changeLetter},
	}
}

// changeDigit turns one digit into another, never a leading one into 0.
func changeDigit(rng *rand.Rand, s string) string {
	var at []int
	for i := range s {
		if s[i] >= '0' && s[i] <= '9' {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return ""
	}
	i := at[rng.IntN(len(at))]
	d := byte('1' + rng.IntN(9))
	if d == s[i] {
		d = '1' + (d-'0')%9
	}
	return s[:i] + string(d) + s[i+1:]
}

// changeNumeral puts another number word in place of one.
func changeNumeral(rng *rand.Rand, s string) string {
	cardinals := strings.Fields("trois quatre cinq six sept huit dix douze quinze vingt trente quarante cinquante soixante")
	ordinals := strings.Fields("troisième quatrième cinquième sixième septième huitième dixième douzième quinzième vingtième trentième")
	list := cardinals
	if strings.HasSuffix(s, "ième") || strings.HasSuffix(s, "ièmes") {
		list = ordinals
	}
	if strings.ContainsAny(s, " /") {
		return ""
	}
	for range 20 {
		if w := list[rng.IntN(len(list))]; !strings.EqualFold(w, s) {
			return w
		}
	}
	return ""
}

func changeDay(rng *rand.Rand, s string) string {
	day, rest := s, ""
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }); i > 0 {
		day, rest = s[:i], s[i:]
	}
	n, err := strconv.Atoi(day)
	if err != nil || n > 31 || strings.HasPrefix(rest, "er") {
		return ""
	}
	return strconv.Itoa((n+1+rng.IntN(25))%28+2) + rest
}

func changeMonth(rng *rand.Rand, s string) string {
	months := strings.Fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
	for i, m := range months {
		if strings.Contains(s, m) {
			return strings.Replace(s, m, months[(i+1+rng.IntN(11))%12], 1)
		}
	}
	return ""
}

func changeYear(rng *rand.Rand, s string) string {
	if len(s) < 5 {
		return ""
	}
	year, err := strconv.Atoi(s[len(s)-4:])
	if err != nil || year < 1000 {
		return ""
	}
	return s[:len(s)-4] + strconv.Itoa(year+1+rng.IntN(9))
}

// changeLetter turns the letter of a sub-item into another.
func changeLetter(rng *rand.Rand, s string) string {
	for i := len(s) - 2; i >= 0; i-- {
		if s[i] >= 'a' && s[i] <= 'h' && s[i+1] == ')' && (i == 0 || s[i-1] == ' ' || s[i-1] == '(' || s[i-1] >= '0' && s[i-1] <= '9') {
			return s[:i] + string('a'+(s[i]-'a'+1+byte(rng.IntN(7)))%8) + s[i+1:]
		}
	}
	return ""
}

// changePlace is one fact of a target that the source has too.
type changePlace struct {
	set  string
	b    *align.Bitext
	bead align.Bead
	fact symbol.Fact
}

// changePlaces lists the facts of a kind in 1-1 beads that stand in the source
// as well.
func changePlaces(set string, b *align.Bitext, c changer) []changePlace {
	var out []changePlace
	for _, bead := range b.Paragraphs {
		if len(bead.Source) != 1 || len(bead.Target) != 1 {
			continue
		}
		source := symbol.All(b.Source.Blocks[bead.Source[0]].Text, b.Source.Lang)
		for _, f := range symbol.Find(b.Target.Blocks[bead.Target[0]].Text, b.Target.Lang) {
			for _, s := range source {
				if f.Kind == c.kind && c.fits(f) && s.Value == f.Value && !s.Weak {
					out = append(out, changePlace{set, b, bead, f})
					break
				}
			}
		}
	}
	return out
}

// seen runs the rules over the bead with its target changed.
func (c changePlace) seen(t *testing.T, changed string) bool {
	source, target := c.b.Source.Blocks[c.bead.Source[0]], c.b.Target.Blocks[c.bead.Target[0]]
	text := target.Text[:c.fact.Start] + changed + target.Text[c.fact.End:]
	p := NewPass(&align.Bitext{
		Source:     corpus.Lines("", c.b.Source.Lang, source.Text),
		Target:     corpus.Lines("", c.b.Target.Lang, text),
		Paragraphs: []align.Bead{{Source: []int{0}, Target: []int{0}, Confidence: 1}},
	}, Options{Only: []string{"number", "date", "symbol", "reference", "numbering"}})
	found, err := Run(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Severity > Note {
			return true
		}
	}
	return false
}

func TestChangedFactsAreFound(t *testing.T) {
	all, allFound := 0, 0
	for _, c := range changers() {
		rng := rand.New(rand.NewPCG(7, 11))
		var places []changePlace
		for _, set := range mutationSets {
			places = append(places, changePlaces(set, goldText(t, set), c)...)
		}
		rng.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
		tried, found := 0, 0
		for _, p := range places {
			if tried == mutationPlaces {
				break
			}
			was := p.fact.In(p.b.Target.Blocks[p.bead.Target[0]].Text)
			changed := c.make(rng, was)
			if changed == "" || changed == was || sameFacts(changed, p.fact) {
				continue
			}
			tried++
			if p.seen(t, changed) {
				found++
			} else if testing.Verbose() {
				t.Logf("%s: not found in %s, line %d: %s → %s\n\t%s\n\t%s", c.name, p.set, p.bead.Target[0]+1, was, changed,
					shorten(p.b.Source.Blocks[p.bead.Source[0]].Text), shorten(p.b.Target.Blocks[p.bead.Target[0]].Text))
			}
		}
		all, allFound = all+tried, allFound+found
		t.Logf("%-24s %3d of %3d found", c.name, found, tried)
	}
	t.Logf("%-24s %3d of %3d found: %.1f %%", "all", allFound, all, 100*float64(allFound)/float64(all))
	if os.Getenv("BITEXT_RULES") == "" && float64(allFound) < mutationFound*float64(all) {
		t.Errorf("%d of %d changes found, want %.0f %%", allFound, all, 100*mutationFound)
	}
}

// sameFacts reports whether the change left the value as it was ("05" for
// "5").
func sameFacts(changed string, was symbol.Fact) bool {
	facts := symbol.Find(changed, corpus.French)
	return len(facts) == 1 && facts[0].Value == was.Value
}

func shorten(s string) string { return fmt.Sprintf("%.300s", s) }

// TestMisspeltNamesAreFound changes one letter of a name that a text keeps, or
// of one behind a title, at random places.
func TestMisspeltNamesAreFound(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	type place struct {
		p    *Pass
		row  *Row
		name capital
	}
	var places []place
	for _, set := range mutationSets {
		p := NewPass(goldText(t, set), Options{})
		known := p.names()
		for _, row := range p.Rows {
			source := row.Source.capitals()
			for _, c := range row.Target.capitals() {
				for _, s := range source {
					if s.fold == c.fold && len(c.fold) >= 5 && (known.kept[s.fold] || titled(s)) {
						places = append(places, place{p, row, c})
						break
					}
				}
			}
		}
	}
	rng.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
	tried, found := 0, 0
	for _, pl := range places[:min(len(places), mutationPlaces)] {
		text, at := pl.row.Target.Text, pl.name.Start+1+rng.IntN(len(pl.name.text)-2)
		if text[at] >= 0x80 || text[at+1] >= 0x80 || text[at] == text[at+1] || strings.Count(pl.row.Target.Text, pl.name.text) > 1 {
			continue
		}
		changed := text[:at] + text[at+1:at+2] + text[at:at+1] + text[at+2:]
		p := NewPass(&align.Bitext{
			Source:     corpus.Lines("", corpus.English, strings.ReplaceAll(pl.row.Source.Text, "\n", " ")),
			Target:     corpus.Lines("", corpus.French, changed),
			Paragraphs: []align.Bead{{Source: []int{0}, Target: []int{0}, Confidence: 1}},
		}, Options{Only: []string{"name"}})
		p.names = pl.p.names
		tried++
		if len(run(t, p)) > 0 {
			found++
		} else {
			t.Logf("not found: %s in %s", pl.name.text, shorten(changed))
		}
	}
	t.Logf("names: %d of %d found", found, tried)
	if tried < 50 || float64(found) < 0.9*float64(tried) {
		t.Errorf("%d of %d misspelt names found, want 90 %%", found, tried)
	}
}
