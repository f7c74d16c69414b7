package word

import "testing"

// Words of nothing but combining signs have no spelling left.
func TestLikenessOfNothing(t *testing.T) {
	sign := spelling("\u09be\u0302") // a vowel sign of Bengali is a letter's part, a circumflex no letter
	for _, pair := range [][2]string{{"", ""}, {spelling("\u0941"), ""}, {sign, ""}, {"water", ""}} {
		if got := likeness(pair[0], pair[1]); got != 0 {
			t.Errorf("%q and %q: %g", pair[0], pair[1], got)
		}
	}
	if likeness("2024", "2024") != identical || likeness("de", "de") != cognate {
		t.Error("equal words are not alike")
	}
}
