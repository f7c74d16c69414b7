package lang

import (
	"bytes"
	"encoding/gob"
	"slices"
	"strings"
	"sync"

	"github.com/jdkato/prose/v2"
)

// proseTagger runs the English tagger of prose/v2: its own weights, read from
// the package, its own features, its own dictionary of certain words. Only the
// loop is ours, for four faults of the package:
//
//   - all repeats of a word in a document share one token and get the tag of
//     the last of them ("States report … . The report …");
//   - it sums weights in the order of a map, so that equal scores fall out
//     differently from run to run, and two runs must give the same bytes;
//   - it cuts the words by itself and keeps no offsets;
//   - it makes some fifty strings and maps for every word: 56,000 words a
//     second, which would be the slowest part of everything.
//
// TestProse holds that the tags are those of prose.NewDocument. A word that is
// in the dictionary of certain words costs one look-up.
type proseTagger struct {
	certain map[string]uint8 // words that have one tag always
	classes []string         // Penn tags
	slots   []proseSlot      // features, open addressing
	weights []proseWeight
}

type proseSlot struct {
	key      uint64 // hash of the feature, 0 where the slot is free
	from, to uint32 // of weights
}

type proseWeight struct {
	class  uint8
	weight float64
}

// prose loads the model once, when the first English sentence is analysed.
var proseModel = sync.OnceValue(loadProse)

func loadProse() *proseTagger {
	var t proseTagger
	var tags map[string]string
	var weights map[string]map[string]float64
	decodeProse("classes", &t.classes)
	decodeProse("tags", &tags)
	decodeProse("weights", &weights)
	slices.Sort(t.classes)
	class := make(map[string]uint8)
	for i, name := range t.classes {
		class[name] = uint8(i)
	}
	t.certain = make(map[string]uint8, len(tags))
	for word, tag := range tags {
		if _, known := class[tag]; !known {
			class[tag] = uint8(len(t.classes))
			t.classes = append(t.classes, tag)
		}
		t.certain[word] = class[tag]
	}
	t.build(weights, class)
	return &t
}

// decodeProse reads one part of the model that the package carries.
func decodeProse(part string, into any) {
	data, err := prose.Asset("model/AveragedPerceptron/" + part + ".gob")
	if err == nil {
		err = gob.NewDecoder(bytes.NewReader(data)).Decode(into)
	}
	must(err)
}

func (t *proseTagger) build(weights map[string]map[string]float64, class map[string]uint8) {
	size := 1024
	for size < 2*len(weights) {
		size *= 2
	}
	t.slots = make([]proseSlot, size)
	for feature, row := range weights {
		from := len(t.weights)
		for tag, w := range row {
			t.weights = append(t.weights, proseWeight{class[tag], w})
		}
		h := proseHash(proseSeed, feature)
		at := h & uint64(size-1)
		for t.slots[at].key != 0 {
			at = (at + 1) & uint64(size-1)
		}
		t.slots[at] = proseSlot{h, uint32(from), uint32(len(t.weights))}
	}
}

const proseSeed = uint64(14695981039346656037)

// proseHash goes on with an FNV-1a hash.
func proseHash(h uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// tag writes the Penn tag of each word, as an index of classes. words are the
// texts of the tokens with ASCII quotes; context has room for four more.
func (t *proseTagger) tag(words []string, tags []uint8, context []string) {
	context = append(context[:0], "-START-", "-START2-")
	for _, w := range words {
		context = append(context, proseNormal(w))
	}
	context = append(context, "-END-", "-END2-")
	p1, p2 := "-START-", "-START2-"
	for i, w := range words {
		tag, certain := t.certain[w]
		if !certain {
			tag = t.predict(context, i+2, w, p1, p2)
		}
		tags[i] = tag
		p1, p2 = t.classes[tag], p1
	}
}

// predict scores the classes by the fourteen features of prose (its tag.go,
// after the tagger of TextBlob).
func (t *proseTagger) predict(ctx []string, i int, w, p1, p2 string) uint8 {
	var scores [64]float64
	t.add(&scores, "bias")
	t.add(&scores, "i suffix ", w[max(0, len(w)-3):])
	t.add(&scores, "i pref1 ", firstByte(w))
	t.add(&scores, "i-1 tag ", p1)
	t.add(&scores, "i-2 tag ", p2)
	t.add(&scores, "i tag+i-2 tag ", p1, " ", p2)
	t.add(&scores, "i word ", ctx[i])
	t.add(&scores, "i-1 tag+i word ", p1, " ", ctx[i])
	t.add(&scores, "i-1 word ", ctx[i-1])
	t.add(&scores, "i-1 suffix ", ctx[i-1][max(0, len(ctx[i-1])-3):])
	t.add(&scores, "i-2 word ", ctx[i-2])
	t.add(&scores, "i+1 word ", ctx[i+1])
	t.add(&scores, "i+1 suffix ", ctx[i+1][max(0, len(ctx[i+1])-3):])
	t.add(&scores, "i+2 word ", ctx[i+2])
	best := 0
	for c := range t.classes {
		if scores[c] > scores[best] {
			best = c
		}
	}
	return uint8(best)
}

func (t *proseTagger) add(scores *[64]float64, parts ...string) {
	h := proseSeed
	for _, p := range parts {
		h = proseHash(h, p)
	}
	mask := uint64(len(t.slots) - 1)
	for at := h & mask; t.slots[at].key != 0; at = (at + 1) & mask {
		if s := &t.slots[at]; s.key == h {
			for _, w := range t.weights[s.from:s.to] {
				scores[w.class] += w.weight
			}
			return
		}
	}
}

// firstByte is the first byte of a word as prose writes it: a character of its
// own.
func firstByte(w string) string {
	if w == "" {
		return ""
	}
	if w[0] < 0x80 {
		return w[:1]
	}
	return string(rune(w[0]))
}

// proseNormal is the form of a word in the features of its neighbours.
func proseNormal(w string) string {
	switch {
	case w == "":
		return w
	case strings.Contains(w, "-") && w[0] != '-':
		return "!HYPHEN"
	case len(w) == 4 && isNumberOf(w):
		return "!YEAR"
	case isDigit(w[0]):
		return "!DIGITS"
	}
	return strings.ToLower(w)
}
