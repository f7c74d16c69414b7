package docx

import (
	"bytes"
	"errors"
	"fmt"

	"bitext/corpus"
	"bitext/corpus/archive"
	"bitext/corpus/html"
	"bitext/corpus/rtf"
	"bitext/corpus/text"
)

// maxChunks bounds how deep documents may stand within documents.
const maxChunks = 4

// ErrChunk is returned for a document within a document in a format that is not
// read there.
var ErrChunk = errors.New("a document within the document is neither DOCX, RTF nor HTML; open and save it in a word processor")

// chunk reads a document that stands as a whole in a part of this one
// (altChunk), as programs that put reports together leave it.
func (s *story) chunk(id string) error {
	part := ""
	for _, r := range s.r.related {
		if r.ID == id {
			part = r.Part
		}
	}
	if part == "" || !s.r.parts.Has(part) {
		return nil
	}
	data, err := s.r.parts.Part(part)
	if err != nil {
		return err
	}
	d, err := readChunk(data, s.r.opts, s.r.depth+1)
	if err != nil {
		return fmt.Errorf("%s: %w", part, err)
	}
	if s.r.chunked += len(d.Original); s.r.chunked > archive.MaxPart {
		return fmt.Errorf("%s: %w (%d MB of text)", part, archive.ErrTooLarge, archive.MaxPart>>20)
	}
	for _, b := range d.Blocks {
		b.Page, b.Origin = s.r.pageNow(), nil
		s.emit(b)
	}
	return nil
}

func readChunk(data []byte, opts Options, depth int) (*corpus.Document, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	head := bytes.ToLower(data[:min(len(data), 1024)])
	switch {
	case depth > maxChunks:
		return nil, archive.ErrTooLarge
	case bytes.HasPrefix(data, []byte("PK")):
		return read(data, opts, depth)
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		return rtf.Read(data, rtf.Options{Original: opts.Original})
	case bytes.Contains(head, []byte("<html")), bytes.Contains(head, []byte("<body")), bytes.HasPrefix(head, []byte("<p")):
		var b text.Builder
		if _, err := html.Into(&b, string(data)); err != nil {
			return nil, err
		}
		return b.Document(), nil
	}
	return nil, ErrChunk
}
