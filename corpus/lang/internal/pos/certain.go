package pos

import (
	"encoding/binary"
	"errors"
	"slices"

	"bitext/corpus/lang/internal/perceptron"
)

// Words that were seen at least this often with one tag only keep it without
// being scored: half of a text is such words.
const certainCount = 20

// Certain finds them: seen lists how often a normal form had each tag.
func Certain(seen map[string]map[uint8]int) map[string]uint8 {
	certain := make(map[string]uint8)
	for form, tags := range seen {
		for tag, n := range tags {
			if len(tags) == 1 && n >= certainCount {
				certain[form] = tag
			}
		}
	}
	return certain
}

// Pack writes the certain words before a packed model.
func Pack(certain map[string]uint8, model []byte) []byte {
	forms := make([]string, 0, len(certain))
	for form := range certain {
		forms = append(forms, form)
	}
	slices.Sort(forms)
	out := binary.AppendUvarint(nil, uint64(len(forms)))
	for _, form := range forms {
		out = append(out, certain[form], byte(len(form)))
		out = append(out, form...)
	}
	return append(out, model...)
}

var errDamaged = errors.New("damaged tagger")

// Read makes a Tagger of what Pack wrote.
func Read(data []byte) (*Tagger, error) {
	count, n := binary.Uvarint(data)
	if n <= 0 || count > uint64(len(data)) {
		return nil, errDamaged
	}
	data = data[n:]
	t := &Tagger{certain: make(map[string]uint8, count)}
	for range count {
		if len(data) < 2 || len(data) < 2+int(data[1]) {
			return nil, errDamaged
		}
		end := 2 + int(data[1])
		t.certain[string(data[2:end])] = data[0]
		data = data[end:]
	}
	var err error
	t.model, err = perceptron.Read(data)
	return t, err
}
