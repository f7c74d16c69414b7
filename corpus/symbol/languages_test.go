package symbol

import (
	"testing"

	"bitext/corpus"
)

// TestSixLanguages holds the facts of one text against its translations.
func TestSixLanguages(t *testing.T) {
	for _, c := range []struct {
		en     string
		others map[corpus.Lang]string
	}{
		{"On 3 September 2019, 12,500 people (45.5 per cent) met.", map[corpus.Lang]string{
			"es": "El 3 de septiembre de 2019 se reunieron 12.500 personas (45,5 %).",
			"ru": "3 сентября 2019 года собрались 12 500 человек (45,5 процента).",
			"ar": "في 3 أيلول/سبتمبر 2019، اجتمع 12,500 شخص (45.5%).",
			"zh": "2019年9月3日，12,500人（45.5%）开会。",
			"de": "Am 3. September 2019 trafen sich 12.500 Personen (45,5 Prozent).",
			"fr": "Le 3 septembre 2019, 12 500 personnes (45,5 %) se sont réunies.",
		}},
		{"See paragraph 12 of resolution 65/230 and article 5.", map[corpus.Lang]string{
			"es": "Véanse el párrafo 12 de la resolución 65/230 y el artículo 5.",
			"ru": "См. пункт 12 резолюции 65/230 и статью 5.",
			"ar": "انظر الفقرة ١٢ من القرار 65/230 والمادة ٥.",
			"zh": "见第65/230号决议第12段和第5条。",
			"de": "Siehe Ziffer 12 der Resolution 65/230 und Artikel 5.",
		}},
		{"Some 5 million dollars were spent.", map[corpus.Lang]string{
			"es": "Se gastaron unos 5 millones de dólares.",
			"ru": "Было израсходовано около 5 миллионов долларов.",
			"zh": "花费了约500万美元。",
			"ar": "أُنفق نحو 5 ملايين دولار.",
			"de": "Rund 5 Millionen Dollar wurden ausgegeben.",
		}},
	} {
		source := All(c.en, corpus.English)
		for code, text := range c.others {
			target := All(text, code)
			if d := Compare(source, target, Spells(code)); !d.Empty() {
				t.Errorf("%s: %+v\n\t%s", code, d, text)
			}
		}
	}
}
