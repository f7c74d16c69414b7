package text_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bitext/corpus"
	"bitext/corpus/text"
)

// In type that is spread to both margins a line that falls short ends a paragraph, though
// the long word behind it would hardly have fitted.
func TestShortLineInJustifiedType(t *testing.T) {
	full := []string{
		"the board is to be told of every work that is begun on the mole,",
		"of the men who are sent to it and of the stones that are laid by",
		"them, and of the day on which the work is to end, so that it can",
		"tell the pilots and the owners of the boats which lie inside the",
		"harbour what they may count on and what they had better not take",
	}
	var lines []text.Line
	add := func(s string, left, right float64) {
		lines = append(lines, text.Line{Text: s, Page: 1, Left: left, Right: right, Y: 60 + 12*float64(len(lines)), Size: 10})
	}
	for _, s := range full {
		add(s, 60, 380)
	}
	add("for granted before the works have ended and the light is lit;", 60, 300)
	add("notwithstanding what was said before of the mole and the boats of", 75, 380)
	for _, s := range full[1:] {
		add(s, 60, 380)
	}
	add("for granted.", 60, 120)
	var got []string
	for _, b := range text.FromLines(lines).Blocks {
		got = append(got, b.Text[:20])
	}
	if want := "the board is to be t|notwithstanding what"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}

// TeX sets hyphens at line ends as those that do not break.
func TestHyphenThatDoesNotBreak(t *testing.T) {
	d := text.FromLines([]text.Line{
		{Text: "the requirement of the board in this par\u2011", Page: 1, Left: 60, Right: 380, Y: 60, Size: 10},
		{Text: "ticular case is that the particular mole is", Page: 1, Left: 60, Right: 380, Y: 72, Size: 10},
		{Text: "mended before the gales of the autumn come,", Page: 1, Left: 60, Right: 380, Y: 84, Size: 10},
		{Text: "and not after them.", Page: 1, Left: 60, Right: 200, Y: 96, Size: 10},
	})
	if got := d.Blocks[0].Text; !strings.Contains(got, "this particular case") {
		t.Errorf("got %q", got)
	}
}

// Sentences end within lines of scripts without capitals, too; so a full stop at the end
// of a full line ends no paragraph there.
func TestStopsWithoutCapitals(t *testing.T) {
	var lines []text.Line
	for i, s := range slices.Repeat([]string{
		"اجتمع مجلس الميناء في الربيع. ونظر في حال الرصيف الشمالي الذي",
		"أصابته العواصف في الشتاء. وقرر المجلس أن يصلح الرصيف في الصيف.",
		"وطلب من المهندس أن يعد الرسوم. وقال المهندس إن العمل يبدأ في",
		"حزيران إذا وصلت الحجارة. ووافق المجلس على ذلك بعد نقاش طويل.",
		"وسيعود المجلس إلى الأمر في الخريف. وينتهي العمل قبل العواصف و",
		"قبل أن تعود السفن إلى الميناء.",
	}, 6) {
		right := 380.0
		if i%6 == 5 {
			right = 220
		}
		lines = append(lines, text.Line{Text: s, Page: 1, Left: 60, Right: right, Y: 60 + 12*float64(i), Size: 10})
	}
	if d := text.FromLines(lines); len(d.Blocks) != 6 {
		t.Errorf("%d blocks", len(d.Blocks))
	}
}

// An entry of a table of contents is no heading, with a tab or dots before its number.
func TestContentsAreNoHeadings(t *testing.T) {
	var b text.Builder
	for _, s := range []string{"The northern mole\t3", "The southern mole . . . . . . 12", "The northern mole"} {
		b.Add(corpus.Block{Text: s})
	}
	var got []string
	for _, block := range b.Document().Blocks {
		got = append(got, block.Kind.String())
	}
	if want := "paragraph paragraph heading"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A foot that is a sentence or begins with a number is a foot, if it stands on all pages.
func TestFootThatIsASentence(t *testing.T) {
	var lines []text.Line
	bodies := []string{"The board met in spring and heard the engineer.", "It ordered new blocks for the northern mole.", "The light was moved to the elbow of the mole.", "The pilots were told of it in good time."}
	for page, s := range bodies {
		lines = append(lines,
			text.Line{Text: s, Page: page + 1, Left: 60, Right: 300, Y: 768, Size: 10},
			text.Line{Text: fmt.Sprintf("%d - As of May. Ask the port for later changes.", page+1), Page: page + 1, Left: 60, Right: 300, Y: 780, Size: 10})
	}
	d := text.FromLines(lines)
	if len(d.Blocks) != len(bodies) || len(d.LeftOut) != len(bodies) {
		t.Errorf("%d blocks, %d left out", len(d.Blocks), len(d.LeftOut))
	}
}
