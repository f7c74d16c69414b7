package load

import (
	"bytes"
	"errors"
	"fmt"

	"golang.org/x/text/encoding/htmlindex"
)

// ErrNotPlain is returned for a document whose Original is not what the file
// holds: it was taken out of another format.
var ErrNotPlain = errors.New("not a plain text")

// Rewrite puts another text in the place of the one that was read from a file,
// in the character set of the file and with its byte order mark. original is
// what was read, data the bytes of the file: where they are not the same text
// (a packed format, mended line ends) nothing is written.
func Rewrite(data []byte, encoding, original, text string) ([]byte, error) {
	var mark []byte
	enc, err := htmlindex.Get(encoding)
	if err != nil || encoding == "utf-8" {
		enc = nil
	}
	for _, b := range marks {
		if bytes.HasPrefix(data, b.mark) {
			mark, enc = b.mark, b.enc
			break
		}
	}
	encode := func(s string) ([]byte, error) {
		if enc == nil {
			return append(bytes.Clone(mark), s...), nil
		}
		body, err := enc.NewEncoder().String(s)
		return append(bytes.Clone(mark), body...), err
	}
	if before, err := encode(original); err != nil || !bytes.Equal(before, data) {
		return nil, ErrNotPlain
	}
	out, err := encode(text)
	if err != nil {
		return nil, fmt.Errorf("write as %s: %w", encoding, err)
	}
	return out, nil
}
