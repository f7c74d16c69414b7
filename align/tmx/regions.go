package tmx

import (
	"fmt"
	"strings"

	"bitext/align"
	"bitext/corpus"
)

// ask notes the regions that were named, where the file has texts in them.
func (j *joiner) ask(languages []corpus.Lang) {
	for i, l := range languages {
		code := tag(string(l))
		if !strings.Contains(code, "-") || !j.hasRegion(code) {
			continue
		}
		if i == 0 {
			j.region, j.exact = code, true
		} else {
			j.asked[language(code)] = code
		}
	}
}

func (j *joiner) hasRegion(code string) bool {
	for i := range j.units {
		if _, ok := j.units[i].exactly(code); ok {
			return true
		}
	}
	return false
}

// exactly gives the unit's variant in the language of a region.
func (u *Unit) exactly(code string) (Variant, bool) {
	for _, v := range u.Variants {
		if strings.EqualFold(tag(v.Region), code) {
			return v, true
		}
	}
	return Variant{}, false
}

// tag is a language code as BCP 47 writes it.
func tag(code string) string { return strings.ReplaceAll(strings.TrimSpace(code), "_", "-") }

// from is the text of a unit in the source language.
func (j *joiner) from(u *Unit) (Variant, bool) {
	if j.exact {
		return u.exactly(j.region)
	}
	return u.pick(j.source, j.regionOf(u))
}

// to is the text of a unit in a target language, given the code of its source.
func (j *joiner) to(u *Unit, lang corpus.Lang, source string, regions map[corpus.Lang]string) (Variant, bool) {
	switch code := j.asked[lang]; {
	case code != "":
		return u.exactly(code)
	case lang == j.source:
		return u.other(lang, source)
	}
	return u.pick(lang, regions[lang])
}

// variants gathers what units have in the language of a target beside the text that was
// taken: in another region, or another translation. Each code has a bitext of its own.
type variants struct {
	path    string
	source  *corpus.Document
	of      map[string]*align.Bitext
	bitexts []*align.Bitext
}

// add takes all texts of a unit in the language of the one that was taken, but for
// those that say the same.
func (r *variants) add(u *Unit, from, taken Variant) {
	seen, times := map[string]bool{taken.Block.Text: true}, map[string]int{}
	for _, v := range u.Variants {
		if v.Lang != taken.Lang || seen[v.Block.Text] {
			continue
		}
		seen[v.Block.Text] = true
		code := tag(v.Region)
		times[code]++
		key := fmt.Sprint(strings.ToLower(code), times[code])
		b := r.of[key]
		if b == nil {
			b = &align.Bitext{
				Source: &corpus.Document{Path: r.path, Lang: r.source.Lang, Tag: r.source.Tag, Encoding: "utf-8"},
				Target: &corpus.Document{Path: r.path, Lang: v.Lang, Tag: code, Encoding: "utf-8"},
			}
			r.of[key] = b
			r.bitexts = append(r.bitexts, b)
		}
		at := len(b.Source.Blocks)
		b.Source.Blocks = append(b.Source.Blocks, from.Block)
		addBead(b, []int{at}, v, true, u.Sure)
	}
}

// regionOf is the code of the source of a unit: its own where it is in the language of
// the bitext, else that of the file.
func (j *joiner) regionOf(u *Unit) string {
	if u.Source != "" && language(u.Source) == j.source {
		return u.Source
	}
	return j.region
}

// usualRegions gives for each language the code that most units have it under, so
// that of a unit in French of France and of Canada the same is always taken.
func (j *joiner) usualRegions() map[corpus.Lang]string {
	counts := map[string]int{}
	usual := map[corpus.Lang]string{}
	for _, u := range j.units {
		for _, v := range u.Variants {
			code := strings.ToLower(v.Region)
			counts[code]++
			if usual[v.Lang] != code && counts[code] > counts[usual[v.Lang]] {
				usual[v.Lang] = code
			}
		}
	}
	return usual
}
