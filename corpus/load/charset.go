package load

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	uni "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Decode turns text in any usual character set into UTF-8 and names the set as
// IANA does. A byte order mark decides, then valid UTF-8, then what the bytes
// look like: UTF-16 without mark, or one of the sets of one byte a character.
// UTF-8 with damaged places is an error that names the first of them, so that
// a file cut in the middle of a character is not taken for another set.
func Decode(data []byte) (text, name string, err error) {
	for _, b := range marks {
		if bytes.HasPrefix(data, b.mark) {
			return decodeWith(b.enc, b.name, data[len(b.mark):])
		}
	}
	if utf8.Valid(data) {
		return plainText(string(data), "utf-8")
	}
	if e, n := wideWithoutMark(data); e != nil {
		return decodeWith(e, n, data)
	}
	if n, at := damage(data); n > 0 {
		line, column := position(data, at)
		return "", "", fmt.Errorf("%w: line %d, character %d: byte 0x%02x is not UTF-8", ErrEncoding, line, column, data[at])
	}
	return decodeBytes(data)
}

// marks are the byte order marks; that of UTF-32 must come before that of
// UTF-16, which it begins with.
var marks = [...]struct {
	mark []byte
	enc  encoding.Encoding
	name string
}{
	{[]byte{0xEF, 0xBB, 0xBF}, nil, "utf-8"},
	{[]byte{0xFF, 0xFE, 0, 0}, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32le"},
	{[]byte{0, 0, 0xFE, 0xFF}, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "utf-32be"},
	{[]byte{0xFF, 0xFE}, uni.UTF16(uni.LittleEndian, uni.IgnoreBOM), "utf-16le"},
	{[]byte{0xFE, 0xFF}, uni.UTF16(uni.BigEndian, uni.IgnoreBOM), "utf-16be"},
}

func decodeWith(e encoding.Encoding, name string, data []byte) (string, string, error) {
	if e == nil {
		if at := invalidAt(data); at >= 0 {
			line, column := position(data, at)
			return "", "", fmt.Errorf("%w: line %d, character %d: byte 0x%02x is not UTF-8", ErrEncoding, line, column, data[at])
		}
		return plainText(string(data), name)
	}
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", fmt.Errorf("%w: read as %s: %v", ErrEncoding, name, err)
	}
	if unit := brokenUnit(data, name); unit >= 0 {
		before, _ := e.NewDecoder().Bytes(data[:unit]) // was decoded already
		line, column := position(before, len(before))
		return "", "", fmt.Errorf("%w: line %d, character %d: half of a character of %s", ErrEncoding, line, column, name)
	}
	return plainText(string(out), name)
}

// brokenUnit is where text in UTF-16 has a half of a character by itself, in bytes,
// -1 where it has none.
func brokenUnit(data []byte, name string) int {
	var order binary.ByteOrder = binary.LittleEndian
	switch name {
	case "utf-16le":
	case "utf-16be":
		order = binary.BigEndian
	default:
		return -1
	}
	for i := 0; i+1 < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		if !utf16.IsSurrogate(r) {
			continue
		}
		if i+3 >= len(data) || utf16.DecodeRune(r, rune(order.Uint16(data[i+2:]))) == utf8.RuneError {
			return i
		}
		i += 2
	}
	if len(data)%2 != 0 {
		return len(data) - 1
	}
	return -1
}

// namedSet finds the character set that a page names in its head.
var namedSet = regexp.MustCompile(`(?i)<(?:meta|\?xml)[^>]*(?:charset|encoding)\s*=\s*["']?\s*([-\w:]+)`)

// decodeNamed is Decode for pages: what is not UTF-8 is read in the set that
// the page names.
func decodeNamed(data []byte) (text, name string, err error) {
	m := namedSet.FindSubmatch(data[:min(len(data), 4096)])
	if m == nil || utf8.Valid(data) {
		return Decode(data)
	}
	for _, b := range marks {
		if bytes.HasPrefix(data, b.mark) {
			return Decode(data)
		}
	}
	e, err := htmlindex.Get(string(m[1]))
	if err != nil {
		return Decode(data)
	}
	if name, err = htmlindex.Name(e); err != nil || name == "utf-8" {
		return Decode(data)
	}
	return decodeWith(e, name, data)
}

// maxControls is the share of control characters above which something is no
// text.
const maxControls = 0.005

// plainText refuses what no text holds: many control characters.
func plainText(s, name string) (string, string, error) {
	controls := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && (c < '\t' || c > '\r') && c != 0x1a && c != 0x1b {
			controls++
		}
	}
	if float64(controls) > maxControls*float64(len(s)) {
		return "", "", ErrBinary
	}
	return s, name, nil
}

// wideWithoutMark recognises UTF-16 by its zero bytes: every other one in text
// of Latin script.
func wideWithoutMark(data []byte) (encoding.Encoding, string) {
	if len(data) < 4 {
		return nil, ""
	}
	head := data[:min(len(data), 4096)&^1]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	half := len(head) / 2
	switch {
	case zeros[1] > half*4/10 && zeros[0] == 0:
		return uni.UTF16(uni.LittleEndian, uni.IgnoreBOM), "utf-16le"
	case zeros[0] > half*4/10 && zeros[1] == 0:
		return uni.UTF16(uni.BigEndian, uni.IgnoreBOM), "utf-16be"
	}
	return nil, ""
}

// damage counts the bytes that are not UTF-8 in a text that otherwise is: it
// has more good characters of several bytes than bad places. It gives 0 for
// text in another set.
func damage(data []byte) (bad, first int) {
	good, first := 0, -1
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size <= 1:
			if first < 0 {
				first = i
			}
			bad++
		case size > 1:
			good++
		}
		i += max(size, 1)
	}
	if good > bad || good > 0 && first >= len(data)-3 {
		return bad, first
	}
	return 0, -1
}

func invalidAt(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return -1
}

// position gives line and character of a byte, from 1.
func position(data []byte, at int) (line, column int) {
	before := data[:at]
	return bytes.Count(before, []byte{'\n'}) + 1, utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
}

// candidates are the sets of one byte a character, with the letters that are
// frequent in the languages written with them. Latin first: it wins a draw.
var candidates = [...]struct {
	name  string
	set   *charmap.Charmap
	usual string
}{
	{"windows-1252", charmap.Windows1252, "éèàêçùôîâûëïüöäßñáíóúœÉÀÈÊÇÔÎÖÜÄÁÑåæøãõ’‘“”«»–—…°§€\u00a0·©®"},
	{"iso-8859-15", charmap.ISO8859_15, "éèàêçùôîâûëïüöäßñáíóúœÉÀÈÊÇÔÎÖÜÄÁÑåæøãõ«»°§€\u00a0·©®"},
	{"macintosh", charmap.Macintosh, "éèàêçùôîâûëïüöäßñáíóúœÉÀÈÊÇÔÎÖÜÄÁÑåæøãõ’‘“”«»–—…°§\u00a0"},
	{"windows-1250", charmap.Windows1250, "ąćęłńóśźżěščřžýáíéúůďťňőűăâîșțşţ’“”„–—\u00a0"},
	{"windows-1251", charmap.Windows1251, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъОЕАИНТСРВЛКМДПУГЗБ«»–—№\u00a0"},
	{"koi8-r", charmap.KOI8R, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъОЕАИНТСРВЛКМДПУГЗБ"},
	{"windows-1256", charmap.Windows1256, "اليمنوترةبدسعقفحهجكشطصخضأإذغثزءئىآؤظ،؟؛«»\u00a0"},
	{"windows-1253", charmap.Windows1253, "αοιτεσνηυρκπλμςάίόέήύώθγδβφχΑΟΙΤΕΣΝΚΠΜ«»–\u00a0"},
}

// minUsual is the share of the characters above ASCII that must be usual
// letters of the best set: below it the bytes are no text. French and Russian
// texts reach 0.95 and more.
const minUsual = 0.6

// decodeBytes chooses the set of one byte a character that makes most letters
// of the text usual ones, and words of one script.
func decodeBytes(data []byte) (string, string, error) {
	best, bestScore := -1, 0.0
	var counts byteCounts
	counts.count(data)
	for i := range candidates {
		if s := usualShare(&counts, i); s > bestScore+0.01 {
			best, bestScore = i, s
		}
	}
	if best < 0 || bestScore < minUsual || counts.apart[0] > 0 {
		return "", "", ErrBinary
	}
	out, err := candidates[best].set.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", fmt.Errorf("%w: %v", ErrEncoding, err)
	}
	return plainText(string(out), candidates[best].name)
}

// byteCounts counts the bytes that stand beside a letter, and those that do not.
type byteCounts struct{ beside, apart [256]int }

func (b *byteCounts) count(data []byte) {
	letter := func(i int) bool {
		return i >= 0 && i < len(data) && (data[i] >= 0x80 || data[i]|0x20 >= 'a' && data[i]|0x20 <= 'z')
	}
	for i, c := range data {
		if letter(i-1) || letter(i+1) {
			b.beside[c]++
		} else {
			b.apart[c]++
		}
	}
}

// usualShare is the share of the bytes above ASCII that are usual characters
// in a set; letters that are rare count little, undefined bytes and letters
// that stand beside no letter against it.
func usualShare(counts *byteCounts, i int) float64 {
	c := candidates[i]
	all, usual := 0.0, 0.0
	for b := 0x80; b < 0x100; b++ {
		n := float64(counts.beside[b] + counts.apart[b])
		if n == 0 {
			continue
		}
		r := c.set.DecodeByte(byte(b))
		all += n
		if unicode.IsLetter(r) { // a letter between digits is none
			usual -= float64(counts.apart[b])
			n -= float64(counts.apart[b])
		}
		switch k := strings.IndexRune(c.usual, r); {
		case r == unicode.ReplacementChar || unicode.IsControl(r):
			usual -= n
		case k >= 0:
			usual += n * (1 - 0.3*float64(k)/float64(len(c.usual)))
		case unicode.IsLetter(r):
			usual += 0.2 * n
		}
	}
	if all == 0 {
		return 0
	}
	return usual / all
}
