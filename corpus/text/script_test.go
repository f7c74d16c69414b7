package text_test

import (
	"strings"
	"testing"

	"bitext/corpus/text"
)

// wrapAt cuts a text into lines of at most n characters, at spaces where there
// are some.
func wrapAt(s string, n int) string {
	var out []string
	rest := []rune(s)
	for len(rest) > n {
		cut := n
		for cut > n/2 && strings.ContainsRune(s, ' ') && rest[cut] != ' ' {
			cut--
		}
		out = append(out, strings.TrimSpace(string(rest[:cut])))
		rest = []rune(strings.TrimSpace(string(rest[cut:])))
	}
	return strings.Join(append(out, string(rest)), "\n\n")
}

// Hard-wrapped text is put together in scripts without capitals and without
// spaces, too.
func TestScripts(t *testing.T) {
	for name, paragraphs := range map[string][]string{
		"zh": {
			"一、导言",
			"1. 工作组在第三届会议上审议了共有水域监测站网的现状，并注意到秘书处提交的报告，其中介绍了各流域在过去两年中取得的进展以及仍然存在的困难。",
			"2. 若干代表团表示，现有数据不足以对地下水的质量作出评估，因此建议在下一个财政年度结束之前增设监测点，并加强对技术人员的培训。",
			"3. 工作组决定将该项目列入下届会议议程。",
		},
		"ar": {
			"أولا - مقدمة",
			"1 - نظر الفريق العامل في دورته الثالثة في حالة شبكة محطات رصد المياه المشتركة وأحاط علما بالتقرير المقدم من الأمانة الذي يعرض التقدم المحرز في الأحواض خلال السنتين الماضيتين والصعوبات التي لا تزال قائمة.",
			"2 - وذكرت عدة وفود أن البيانات المتاحة لا تكفي لتقييم نوعية المياه الجوفية، ولذلك أوصت بإنشاء نقاط رصد إضافية قبل نهاية السنة المالية القادمة وبتعزيز تدريب الموظفين الفنيين في جميع المحطات.",
			"3 - وقرر الفريق إدراج هذه المسألة في جدول أعمال دورته المقبلة.",
		},
		"ru": {
			"I. Введение",
			"1. На своей третьей сессии Рабочая группа рассмотрела состояние сети станций наблюдения за общими водами и приняла к сведению доклад секретариата, в котором излагаются успехи, достигнутые в бассейнах за два года.",
			"2. Ряд делегаций отметили, что имеющихся данных недостаточно для оценки качества подземных вод, и рекомендовали до конца следующего финансового года создать дополнительные пункты наблюдения.",
		},
	} {
		var lines []string
		for _, p := range paragraphs {
			lines = append(lines, wrapAt(p, map[string]int{"zh": 30, "ar": 60, "ru": 64}[name]))
		}
		d := text.Read(strings.Join(lines, "\n\n"))
		var got []string
		for _, b := range d.Blocks {
			got = append(got, b.Text)
		}
		if strings.Join(got, "\n") != strings.Join(paragraphs, "\n") {
			t.Errorf("%s: got\n%s", name, strings.Join(got, "\n"))
		}
	}
}
