package docx

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

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
var ErrChunk = errors.New("a document within the document is none of DOCX, RTF, HTML and text; open and save it in a word processor")

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
		b.Page = int32(s.r.pageNow())
		b.SetOrigin(nil)
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
	case bytes.HasPrefix(head, []byte("mime-version:")):
		page, err := pageOfMail(data)
		if err != nil {
			return nil, err
		}
		return html.Read(page)
	case !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0:
		return nil, ErrChunk
	case bytes.Contains(head, []byte("<html")), bytes.Contains(head, []byte("<body")), bytes.HasPrefix(head, []byte("<p")):
		return html.Read(string(data))
	}
	return text.Read(string(data)), nil
}

// pageOfMail gives the page in a web archive (MHT): the first part of the message
// that is HTML.
func pageOfMail(data []byte) (string, error) {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return "", fmt.Errorf("%w: %v", ErrChunk, err)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return "", fmt.Errorf("%w: %v", ErrChunk, err)
	}
	if kind == "text/html" {
		return decodeTransfer(m.Header.Get("Content-Transfer-Encoding"), m.Body)
	}
	for parts := multipart.NewReader(m.Body, params["boundary"]); ; {
		part, err := parts.NextRawPart()
		if err != nil {
			return "", fmt.Errorf("%w: %v", ErrChunk, err)
		}
		if strings.HasPrefix(part.Header.Get("Content-Type"), "text/html") {
			return decodeTransfer(part.Header.Get("Content-Transfer-Encoding"), part)
		}
	}
}

// decodeTransfer undoes the encoding of a part of a message.
func decodeTransfer(encoding string, r io.Reader) (string, error) {
	switch strings.ToLower(encoding) {
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, r)
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	}
	page, err := io.ReadAll(io.LimitReader(r, archive.MaxPart))
	if err == nil && !utf8.Valid(page) {
		page, err = charmap.Windows1252.NewDecoder().Bytes(page)
	}
	return string(page), err
}
