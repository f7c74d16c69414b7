package text

// The private place of Unicode in which programs keep the characters of symbol fonts;
// what they show depends on the font.
const (
	FirstPrivate = '\uF000'
	LastPrivate  = '\uF0FF'
)

// Dingbat gives what a character from the private place of symbol fonts shows in
// Wingdings and Symbol, by its code in the font: the marks that lists begin with (dots,
// squares, arrows, a tick) and a few signs; -1 for a picture. Other characters stay.
func Dingbat(r rune) rune {
	if r < FirstPrivate || r > LastPrivate {
		return r
	}
	switch r - FirstPrivate {
	case 0xB7, 0xA7, 0xD8, 0x76, 0xFC, 0x6F, 0x6C, 0x6E, 0x71, 0xA8:
		return '•'
	case 0x2D, 0xBE:
		return '–'
	case 0xE0:
		return '→'
	case 0xB0:
		return '°'
	case 0xB1:
		return '±'
	case 0xB4:
		return '×'
	case 0xA3:
		return '≤'
	case 0xB3:
		return '≥'
	}
	return -1
}
