package lexicon

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// Reading is an analysis with its lemma written out, as a builder collects it.
type Reading struct {
	Tag    uint8
	Mood   uint8
	Gender byte
	Number byte
	Lemma  string
}

// Pack writes a dictionary: for every normal form its readings, the likeliest
// of each part of speech first, and its cluster. A form may have a cluster and no
// reading. Forms longer than 250 bytes are left out.
func Pack(words map[string][]Reading, clusters map[string]uint8) []byte {
	forms := make([]string, 0, len(words))
	for form := range words {
		if len(form) > 0 && len(form) <= 250 {
			forms = append(forms, form)
		}
	}
	for form := range clusters {
		if _, known := words[form]; !known && len(form) > 0 && len(form) <= 250 {
			forms = append(forms, form)
		}
	}
	slices.Sort(forms)
	numbers, paradigms := number(words, forms)
	out := binary.AppendUvarint(nil, uint64(len(paradigms)))
	for _, p := range paradigms {
		out = append(out, p...)
	}
	blocks, body := frontCode(forms, numbers, clusters)
	out = binary.AppendUvarint(out, uint64(len(blocks)))
	last := 0
	for _, b := range blocks {
		out = binary.AppendUvarint(out, uint64(b-last))
		last = b
	}
	return append(out, body...)
}

// number gives every form the number of its paradigm, the commonest paradigms
// first, so that their numbers are short.
func number(words map[string][]Reading, forms []string) ([]int, []string) {
	count := make(map[string]int)
	coded := make([]string, len(forms))
	for i, form := range forms {
		coded[i] = paradigm(form, words[form])
		count[coded[i]]++
	}
	all := make([]string, 0, len(count))
	for p := range count {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	index := make(map[string]int, len(all))
	for i, p := range all {
		index[p] = i
	}
	numbers := make([]int, len(forms))
	for i := range forms {
		numbers[i] = index[coded[i]]
	}
	return numbers, all
}

// paradigm is the readings of a form as bytes.
func paradigm(form string, readings []Reading) string {
	out := binary.AppendUvarint(nil, uint64(len(readings)))
	for _, r := range readings {
		common := 0
		for common < len(form) && common < len(r.Lemma) && form[common] == r.Lemma[common] {
			common++
		}
		out = append(out, r.Tag, r.Mood, r.Gender, r.Number, byte(len(form)-common))
		out = binary.AppendUvarint(out, uint64(len(r.Lemma)-common))
		out = append(out, r.Lemma[common:]...)
	}
	return string(out)
}

// frontCode writes the sorted forms in blocks: length shared with the form
// before, length of the rest, cluster, bytes of the rest, number of the paradigm.
func frontCode(forms []string, numbers []int, clusters map[string]uint8) (blocks []int, body []byte) {
	last := ""
	for i, form := range forms {
		common := 0
		if i%blockSize == 0 {
			blocks = append(blocks, len(body))
		} else {
			for common < len(form) && common < len(last) && form[common] == last[common] {
				common++
			}
		}
		body = append(body, byte(common), byte(len(form)-common), clusters[form])
		body = append(body, form[common:]...)
		body = binary.AppendUvarint(body, uint64(numbers[i]))
		last = form
	}
	return blocks, body
}

// String shows a reading for people who debug the builder.
func (r Reading) String() string {
	return fmt.Sprintf("%d/%d %s", r.Tag, r.Mood, r.Lemma)
}
