package review

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"bitext/corpus"
)

// piece is a part of a text, marked or not.
type piece struct {
	Text string
	Mark bool
}

// around is how many characters of a text are kept on either side of what is
// marked: a sentence of usual length stays whole.
const around = 140

// excerpt marks spans of a text and cuts off what is far from them, at words.
func excerpt(text string, spans ...corpus.Span) []piece {
	var out []piece
	at := 0
	for i, s := range spans {
		if s.Len() == 0 || s.Start < at || s.End > len(text) {
			continue
		}
		before := text[at:s.Start]
		if len(out) == 0 && i == 0 {
			before = tail(before)
		}
		out = append(out, piece{Text: before}, piece{text[s.Start:s.End], true})
		at = s.End
	}
	rest := text[at:]
	if len(out) > 0 {
		rest = head(rest, around)
	} else {
		rest = head(rest, 3*around)
	}
	return append(out, piece{Text: rest})
}

// inOrder sorts spans by where they begin.
func inOrder(spans []corpus.Span) []corpus.Span {
	out := slices.Clone(spans)
	slices.SortFunc(out, func(a, b corpus.Span) int { return a.Start - b.Start })
	return out
}

// mark cuts a text into what is marked and what is not, and leaves out nothing.
func mark(text string, spans []corpus.Span) []piece {
	var out []piece
	at := 0
	for _, s := range spans {
		if s.Len() == 0 || s.Start < at || s.End > len(text) {
			continue
		}
		out = append(out, piece{Text: text[at:s.Start]}, piece{text[s.Start:s.End], true})
		at = s.End
	}
	return append(out, piece{Text: text[at:]})
}

// tail keeps the end of a text.
func tail(text string) string {
	if utf8.RuneCountInString(text) <= around {
		return text
	}
	runes := []rune(text)
	cut := string(runes[len(runes)-around:])
	if i := strings.IndexByte(cut, ' '); i >= 0 {
		cut = cut[i:]
	}
	return "…" + cut
}

// head keeps the beginning of a text.
func head(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	cut := string([]rune(text)[:most])
	if i := strings.LastIndexByte(cut, ' '); i >= 0 {
		cut = cut[:i]
	}
	return cut + " …"
}

func moreAddress(entry int64, code corpus.Lang, text string, from int) string {
	v := url.Values{"lang": {string(code)}, "text": {text}, "from": {fmt.Sprint(from)}}
	return fmt.Sprintf("/terms/%d/contexts?%s", entry, v.Encode())
}
