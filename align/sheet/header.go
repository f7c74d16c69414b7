package sheet

import (
	"slices"
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

// idWords are the titles of the column that names rows.
const idWords = " id identifier key key_name keyname keys string_id stringid segment_id resource clé kennung clave chiave ключ "

// title is what the title of a column says.
type title struct {
	source, target bool
	lang           corpus.Lang
	region         string
	alone          bool // whether the title is the language and no more
}

// code is the language with its region.
func (t title) code() corpus.Lang {
	if t.region == "" {
		return t.lang
	}
	return t.lang + corpus.Lang("-"+t.region)
}

// readTitle reads a title: "source", "Target (FR)", "English text", "fr-CA",
// "Français".
func readTitle(cell string) title {
	cell = strings.TrimSpace(strings.TrimPrefix(cell, "\ufeff"))
	t := title{lang: lang.ByName(cell)}
	if t.lang == "" {
		t.lang, t.region = lang.ByTag(cell)
	}
	t.alone = t.lang != ""
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
	d.SetLang(string(t.code()))
}

// header reads the names of the columns; it says whether the row was one.
func (t *table) header(cells []string) bool {
	source, target, confidence, id := -1, -1, -1, -1
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
		if id < 0 && strings.Contains(idWords, " "+strings.ToLower(strings.TrimSpace(c))+" ") {
			id = i
		}
	}
	if source < 0 || target < 0 {
		langs = withoutNumbers(cells, langs)
		if source, target = t.twoLanguages(titles, langs); source >= 0 {
			t.more(titles, langs, source, target)
			t.absent = t.lacks(titles, langs)
		}
	}
	if source < 0 {
		return false
	}
	if id != source && id != target {
		t.id = id
	}
	b := t.out.Bitext()
	titles[source].name(b.Source)
	titles[target].name(b.Target)
	t.source, t.target, t.confidence = source, target, confidence
	return true
}

// withoutNumbers leaves out "id" and "no", which are Indonesian and Norwegian, but more often
// the number of a row, where there are two other languages.
func withoutNumbers(cells []string, langs []int) []int {
	if len(langs) < 3 {
		return langs
	}
	return slices.DeleteFunc(slices.Clone(langs), func(i int) bool {
		return strings.Contains(" id no ", " "+strings.ToLower(strings.TrimSpace(cells[i]))+" ")
	})
}

// twoLanguages gives the columns in the languages that are wanted, or else the first two
// that name different languages; -1 where there are none.
func (t *table) twoLanguages(titles []title, langs []int) (source, target int) {
	source, target = find(titles, langs, t.opts.Source), find(titles, langs, t.opts.Target)
	for _, i := range langs {
		switch {
		case source < 0 && i != target && (target < 0 || titles[i].lang != titles[target].lang):
			source = i
		case source >= 0 && target < 0 && titles[i].lang != titles[source].lang:
			target = i
		}
	}
	if source < 0 || target < 0 || source == target {
		return -1, -1
	}
	return source, target
}

// find gives the column in a language, of its region where one is named and there; -1 for
// none.
func find(titles []title, langs []int, wanted corpus.Lang) int {
	code, region, _ := strings.Cut(string(wanted), "-")
	out := -1
	for _, i := range langs {
		if string(titles[i].lang) != code {
			continue
		}
		if strings.EqualFold(titles[i].region, region) {
			return i
		}
		if out < 0 {
			out = i
		}
	}
	return out
}

// lacks gives a language that is wanted and that no column has, "" for none.
func (t *table) lacks(titles []title, langs []int) corpus.Lang {
	for _, wanted := range []corpus.Lang{t.opts.Source, t.opts.Target} {
		if wanted != "" && find(titles, langs, wanted) < 0 {
			return wanted
		}
	}
	return ""
}

// more tells of the languages that have a column beside those taken, unless one was
// asked for.
func (t *table) more(titles []title, langs []int, source, target int) {
	if t.opts.More == nil || t.opts.Target != "" {
		return
	}
	for _, i := range langs {
		if i != source && i != target && titles[i].alone && titles[i].lang != titles[source].lang {
			t.opts.More(titles[i].code())
		}
	}
}
