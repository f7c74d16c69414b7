package review

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// What rules report they write in English, see package check. The words of
// another language of the interface hold the forms of these messages, with %s
// and %q where texts stand in them:
//
//	"message:%q stands as %q" = "« %s » devient « %s »"
//
// and under "part:" what may stand in such a place and is a word of the rules
// itself. A message of no known form (a rule of somebody's own) stays as it is.

// messageForm is a form of messages with what it is in another language.
type messageForm struct {
	english *regexp.Regexp
	text    string // with %s in the places of the English ones, in their order or as %[2]s
	fixed   int    // how much of the form is not a place: the most telling one is taken
}

// messages says what rules report in a language of the interface.
type messages struct {
	forms []messageForm
	parts map[string]string
}

func newMessages(words map[string]any) (*messages, error) {
	m := &messages{parts: map[string]string{}}
	for key, value := range words {
		text, _ := value.(string)
		if part, ok := strings.CutPrefix(key, "part:"); ok {
			m.parts[part] = text
			continue
		}
		english, ok := strings.CutPrefix(key, "message:")
		if !ok {
			continue
		}
		pattern := regexp.QuoteMeta(english)
		pattern = strings.NewReplacer("%q", `("(?:[^"\\]|\\.)*")`, "%s", `(.+?)`).Replace(pattern)
		re, err := regexp.Compile(`(?s)^` + pattern + `$`)
		if err != nil {
			return nil, err
		}
		m.forms = append(m.forms, messageForm{re, text, len(strings.NewReplacer("%q", `""`, "%s", "").Replace(english))})
	}
	slices.SortFunc(m.forms, func(a, b messageForm) int {
		return cmp.Or(b.fixed-a.fixed, strings.Compare(a.english.String(), b.english.String()))
	})
	return m, nil
}

// say gives a message in the other language, and whether it has a form there.
func (m *messages) say(message string) (string, bool) {
	for _, f := range m.forms {
		found := f.english.FindStringSubmatch(message)
		if found == nil {
			continue
		}
		places := make([]string, 0, 2*len(found))
		for i, text := range found[1:] {
			if quoted, err := strconv.Unquote(text); err == nil && strings.HasPrefix(text, `"`) {
				text = quoted
			} else if part, ok := m.parts[text]; ok {
				text = part
			}
			places = append(places, "%["+strconv.Itoa(i+1)+"]s", text)
		}
		return strings.NewReplacer(places...).Replace(numbered(f.text)), true
	}
	return message, false
}

// numbered writes the places of a text with their numbers.
func numbered(text string) string {
	for n := 1; strings.Contains(text, "%s"); n++ {
		text = strings.Replace(text, "%s", "%["+strconv.Itoa(n)+"]s", 1)
	}
	return text
}
