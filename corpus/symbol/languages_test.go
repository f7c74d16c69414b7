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
		{"The session was held in Geneva from 3 to 7 May 2021.", map[corpus.Lang]string{
			"es": "El período de sesiones se celebró en Ginebra del 3 al 7 de mayo de 2021.",
			"ru": "Сессия проходила в Женеве с 3 по 7 мая 2021 года.",
			"ar": "عقدت الدورة في جنيف في الفترة من 3 إلى 7 أيار/مايو 2021.",
			"zh": "会议于2021年5月3日至7日在日内瓦举行。",
			"fr": "La session s’est tenue à Genève du 3 au 7 mai 2021.",
		}},
		{"The rate rose to 45.5 per cent for 1,234 communities by 1 December.", map[corpus.Lang]string{
			"es": "La tasa aumentó al 45,5 por ciento en 1.234 comunidades antes del 1 de diciembre.",
			"ru": "К 1 декабря доля возросла до 45,5 процента в 1234 общинах.",
			"ar": "ارتفع المعدل إلى 45,5 في المائة في 1234 مجتمعا محليا بحلول 1 كانون الأول/ديسمبر.",
			"zh": "截至12月1日，1 234个社区的比率升至45.5％。",
			"fr": "Le taux est passé à 45,5 pour cent pour 1 234 communautés au 1er décembre.",
		}},
		{"Two meetings took place, on 3 and 5 October 2020, and one in January 2021.", map[corpus.Lang]string{
			"es": "Se celebraron dos reuniones, el 3 y el 5 de octubre de 2020, y una en enero de 2021.",
			"ru": "Состоялись два заседания, 3 и 5 октября 2020 года, и одно в январе 2021 года.",
			"ar": "عُقد اجتماعان في 3 و5 تشرين الأول/أكتوبر 2020 وآخر في كانون الثاني/يناير 2021.",
			"zh": "2020年10月3日和5日举行了两次会议，2021年1月举行了一次会议。",
		}},
		{"Document A/CN.4/2021/L.5, section 3, covers 2019–2021 and 2.5 million people.", map[corpus.Lang]string{
			"es": "El documento A/CN.4/2021/L.5, sección 3, abarca el período 2019-2021 y a 2,5 millones de personas.",
			"ru": "Документ A/CN.4/2021/L.5, раздел 3, охватывает 2019–2021 годы и 2,5 миллиона человек.",
			"ar": "تغطي الوثيقة A/CN.4/2021/L.5، القسم 3، الفترة 2019-2021 و 2.5 مليون شخص.",
			"zh": "A/CN.4/2021/L.5号文件第3节涵盖2019-2021年和250万人。",
		}},
	} {
		source := All(c.en, corpus.English)
		for code, text := range c.others {
			target := All(text, code)
			if d := Compare(source, target, Spells(code)); !d.Empty() {
				t.Errorf("%s: %+v\n\t%s", code, d, text)
			}
			for i := range len(text) { // no digit changes unseen
				if text[i] < '0' || text[i] > '9' {
					continue
				}
				changed := text[:i] + string('0'+(text[i]-'0'+1)%10) + text[i+1:]
				if d := Compare(source, All(changed, code), Spells(code)); d.Empty() {
					t.Errorf("%s: unseen: %s", code, changed)
				}
			}
		}
	}
}
