package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"bitext/corpus"
)

// mojibakeRule reports characters that were read in the wrong encoding.
func mojibakeRule() Rule {
	return Rule{
		Name:  "mojibake",
		Title: "characters were garbled on their way",
		Explanation: "UTF-8 that was read as windows-1252 (Ã© for é, â€™ for ’), replacement characters (U+FFFD), a question mark, control character or space without width inside a word, " +
			"and entities of HTML that were left standing (&eacute;). Where the right characters are certain it can be mended without asking.",
		Wrong:    "the States → les Ã‰tats",
		Right:    "the States → les États",
		Severity: Error,
		Mono:     true,
		Row:      mojibake,
	}
}

func mojibake(p *Pass, r *Row) []Finding {
	var out []Finding
	for i := range r.Target.Blocks {
		text := r.Target.Block(i).Text
		for _, e := range append(garbled(text), p.zeroWidth(text, r.Source.Text)...) {
			if got := e.Span.In(text); got[0] == '&' && strings.Contains(r.Source.Text, got) {
				continue // the source is written with entities
			}
			f := Finding{
				Message: "garbled characters", Source: r.Source.All(),
				Target: Side{Index: r.Target.Blocks[i], Text: text, Span: e.Span},
				Got:    e.Span.In(text),
			}
			if e.Text != "" {
				f.Want, f.Fix = []string{e.Text}, []Edit{e}
			}
			out = append(out, f)
		}
	}
	return out
}

// zeroWidth lists the characters without width inside a text: some scripts part
// words with them, in others they come in with a copy and hide a word from every
// search.
func (p *Pass) zeroWidth(text, source string) []Edit {
	switch p.Target.Code() {
	case "km", "th", "lo", "my", "ja", "bo":
		return nil
	}
	var out []Edit
	for _, mark := range [...]string{"\u200b", "\ufeff"} {
		if strings.Contains(source, mark) {
			continue
		}
		for from := 0; ; {
			i := strings.Index(text[from:], mark)
			if i < 0 {
				break
			}
			at := from + i
			out = append(out, Edit{Span: corpus.Span{Start: at, End: at + len(mark)}})
			from = at + len(mark)
		}
	}
	return out
}

// garbled lists the places where characters went wrong, with what belongs
// there where that is certain.
func garbled(text string) []Edit {
	var out []Edit
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r < utf8.RuneSelf && r >= ' ' && r != '?' && r != '&' {
			i++
			continue
		}
		e := garbledAt(text, i, r, size)
		if e.Span.Len() > 0 {
			out = append(out, e)
			i = e.Span.End
			continue
		}
		i += size
	}
	return out
}

func garbledAt(text string, i int, r rune, size int) Edit {
	at := func(n int, right string) Edit {
		return Edit{Span: corpus.Span{Start: i, End: i + n}, Text: right}
	}
	switch {
	case r == utf8.RuneError, 0x80 <= r && r < 0xa0, 0xe000 <= r && r <= 0xf8ff, r < ' ' && r != '\t' && r != '\n' && r != '\r':
		return at(size, "")
	case 0xc2 <= r && r <= 0xf4:
		if right, n := twiceEncoded(text[i:]); n > 0 {
			return at(n, right)
		}
	case r == '?' && insideWord(text, i):
		return at(1, "")
	case r == '&':
		if n := entity(text[i:]); n > 0 {
			return at(n, "")
		}
	}
	return Edit{}
}

// twiceEncoded undoes UTF-8 that was read as windows-1252, for one character:
// what it was, and how many bytes of text stood for it.
func twiceEncoded(text string) (right string, n int) {
	var raw []byte
	want := 0
	for i, r := range text {
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok {
			return "", 0
		}
		if raw = append(raw, b); len(raw) == 1 {
			switch {
			case b >= 0xc2 && b < 0xe0:
				want = 2
			case b >= 0xe0 && b < 0xf0:
				want = 3
			case b >= 0xf0 && b < 0xf5:
				want = 4
			default:
				return "", 0
			}
		} else if b < 0x80 || b >= 0xc0 {
			return "", 0
		}
		if len(raw) == want {
			if !utf8.Valid(raw) {
				return "", 0
			}
			return string(raw), i + utf8.RuneLen(r)
		}
	}
	return "", 0
}

// insideWord reports whether the mark at i stands between small letters, as
// where an accent or apostrophe was lost ("r?union", "l?État"). Addresses with a
// query pass.
func insideWord(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	if !unicode.IsLetter(before) || !unicode.IsLetter(after) {
		return false
	}
	start := strings.LastIndexFunc(text[:i], unicode.IsSpace) + 1
	end := len(text)
	if n := strings.IndexFunc(text[i:], unicode.IsSpace); n >= 0 {
		end = i + n
	}
	return !strings.ContainsAny(text[start:end], "/=@.")
}

// entity is the length of an HTML entity at the start of text, 0 where there
// is none.
func entity(text string) int {
	end := strings.IndexByte(text, ';')
	if end < 3 || end > 9 {
		return 0
	}
	for i, r := range text[1:end] {
		if !(unicode.IsLetter(r) && r < utf8.RuneSelf) && !unicode.IsDigit(r) && !(i == 0 && r == '#') {
			return 0
		}
	}
	if text[1] != '#' && !unicode.IsLetter(rune(text[1])) {
		return 0
	}
	return end + 1
}
