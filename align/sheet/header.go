package sheet

import (
	"strings"
	"unicode"

	"bitext/corpus"
	"bitext/corpus/lang"
)

// maxTitle is how many words the title of a column has at most. Longer cells are
// text.
const maxTitle = 4

// sourceWords and targetWords say what stands in a column, in the languages of
// common translation tools.
const (
	sourceWords = " source src original quelle ausgangstext origen fuente origine sorgente bron исходный 原文 "
	targetWords = " target tgt trg translation traduction cible ziel zieltext übersetzung traducción destino traduzione tradução vertaling doel перевод 译文 "
)

// title is what the title of a column says.
type title struct {
	source, target bool
	lang           corpus.Lang
	region         string
}

// readTitle reads a title: "source", "Target (FR)", "English text", "fr-CA",
// "Français".
func readTitle(cell string) title {
	cell = strings.TrimSpace(strings.TrimPrefix(cell, "\ufeff"))
	t := title{lang: lang.ByName(cell)}
	if t.lang == "" {
		t.lang, t.region = lang.ByTag(cell)
	}
	words := strings.FieldsFunc(cell, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !unicode.IsDigit(r) && r != '-' && r != '_'
	})
	if len(words) > maxTitle {
		return t
	}
	for _, w := range words {
		key := " " + strings.ToLower(w) + " "
		t.source = t.source || strings.Contains(sourceWords, key)
		t.target = t.target || strings.Contains(targetWords, key)
		if t.lang == "" {
			t.lang = lang.ByName(w)
		}
	}
	for _, w := range words {
		// Small letters are words in a title ("it", "no").
		if code, _ := lang.ByTag(w); t.lang == "" && len(words) > 1 && (t.source || t.target || w == strings.ToUpper(w)) {
			t.lang = code
		}
	}
	return t
}

// name gives a document the language of its column.
func (t title) name(d *corpus.Document) {
	d.Lang = t.lang
	if t.region != "" {
		d.SetLang(string(t.lang) + "-" + t.region)
	}
}

// header reads the names of the columns; it says whether the row was one.
func (t *table) header(cells []string) bool {
	source, target, confidence := -1, -1, -1
	var langs []int
	titles := make([]title, len(cells))
	for i, c := range cells {
		if strings.EqualFold(strings.TrimSpace(c), "confidence") {
			confidence = i
			continue
		}
		titles[i] = readTitle(c)
		switch {
		case titles[i].source && !titles[i].target && source < 0:
			source = i
		case titles[i].target && !titles[i].source && target < 0:
			target = i
		}
		if titles[i].lang != "" {
			langs = append(langs, i)
		}
	}
	if source < 0 || target < 0 {
		source, target = twoLanguages(cells, titles, langs)
	}
	if source < 0 {
		return false
	}
	b := t.out.Bitext()
	titles[source].name(b.Source)
	titles[target].name(b.Target)
	t.source, t.target, t.confidence = source, target, confidence
	return true
}

// twoLanguages gives the first two columns that name different languages, -1
// where there are none. "id" and "no" are Indonesian and Norwegian, but more often
// the number of a row.
func twoLanguages(cells []string, titles []title, langs []int) (source, target int) {
	source = -1
	for _, i := range langs {
		switch {
		case len(langs) > 2 && strings.Contains(" id no ", " "+strings.ToLower(strings.TrimSpace(cells[i]))+" "):
		case source < 0:
			source = i
		case titles[i].lang != titles[source].lang:
			return source, i
		}
	}
	return -1, -1
}
