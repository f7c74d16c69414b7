package lang

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"bitext/corpus"
)

// named are the languages that people write above columns and into names of
// files, by their codes; naming are those in which they do so. Finnish and
// Hungarian are not among these: their names of languages are the names of
// countries and persons elsewhere (Malta, Finn).
const (
	named = "en fr es ru ar zh de it pt nl pl sv da no fi cs el hu ro bg hr sk sl uk tr ja ko he fa vi et lv lt ga mt ca th eu gl" +
		" is sr bs mk sq hi ur bn id ms sw am so ka hy az kk be cy lb mn ne si ta te km lo my tl af"
	naming = "en fr es de it pt nl ru pl sv da no cs ar zh"
)

// otherNames are names that the tables of Unicode do not have.
const otherNames = "norwegian=no norvégien=no norwegisch=no norsk=no noruego=no norvegese=no norueguês=no noors=no castilian=es castellano=es castillan=es" +
	" farsi=fa flemish=nl vlaams=nl flamand=nl mandarin=zh 英文=en 法文=fr 汉语=zh 漢語=zh 日本語=ja 한국어=ko bengali=bn tagalog=tl filipino=tl"

// noNames are names of languages that are words of English: Latvian and Finnish
// in Dutch, Finnish in Hungarian.
const noNames = " lets fins "

// names are the folded names of the languages. Unicode's tables (CLDR, by way of
// x/text) give them in every language of naming, and in their own.
var names = sync.OnceValue(func() map[string]corpus.Lang {
	out := map[string]corpus.Lang{}
	add := func(name string, code corpus.Lang) {
		if name = Fold(name); name != "" && out[name] == "" && !strings.Contains(noNames, " "+name+" ") {
			out[name] = code
		}
	}
	for code := range strings.FieldsSeq(named) {
		tag := language.MustParse(code)
		for in := range strings.FieldsSeq(naming) {
			add(display.Languages(language.MustParse(in)).Name(tag), corpus.Lang(code))
		}
		add(display.Self.Name(tag), corpus.Lang(code))
	}
	for entry := range strings.FieldsSeq(otherNames) {
		name, code, _ := strings.Cut(entry, "=")
		add(name, corpus.Lang(code))
	}
	return out
})

// ByName gives the language of a name, in its own or another usual language,
// with or without accents and capitals: "French", "français", "Französisch"; ""
// for anything else.
func ByName(name string) corpus.Lang {
	return names()[Fold(strings.TrimSpace(name))]
}

// ByTag reads a language tag as tools write them ("fr", "FR", "fr-CA", "fr_CA",
// "fra", "zh-Hans-CN") and gives the language and what stands behind it. Codes of
// three letters must have a form of two, or something behind them: by themselves
// they are words too often ("law", "act").
func ByTag(tag string) (code corpus.Lang, region string) {
	tag = strings.ReplaceAll(strings.TrimSpace(tag), "_", "-")
	first, rest, _ := strings.Cut(tag, "-")
	if len(first) != 2 && len(first) != 3 {
		return "", ""
	}
	if _, err := language.Parse(tag); err != nil { // "en-status" is none
		return "", ""
	}
	base, err := language.ParseBase(first)
	if err != nil || len(base.String()) != 2 && rest == "" {
		return "", ""
	}
	return corpus.Lang(base.String()), rest
}

// ByUser reads a language as a person names it: by a tag ("fr", "fr_CA", "FRA") or by its
// name ("French"). The tag has the language in its shortest form, then what stood behind
// it; it is "" for anything else.
func ByUser(name string) (tag string) {
	if code := ByName(name); code != "" {
		return string(code)
	}
	name = strings.ReplaceAll(strings.TrimSpace(name), "_", "-")
	if _, err := language.Parse(name); err != nil {
		return ""
	}
	first, rest, more := strings.Cut(name, "-")
	base, err := language.ParseBase(first)
	if err != nil {
		return ""
	}
	if more {
		return base.String() + "-" + rest
	}
	return base.String()
}
