// Package load turns files into documents: it finds out format, character set
// and language, reads, cleans and cuts into sentences; and it finds out which
// files of a folder are translations of each other.
//
//	doc, err := load.File(ctx, "report.docx", load.Options{})
//	groups, alone, err := load.Pairs(ctx, []string{"reports"}, load.PairOptions{})
//
// The content decides on the format, not the name: a Word file called .txt is
// read as a Word file. The name has a say only where the content leaves a
// choice (Markdown or plain text).
//
// Errors name the file and, where there is one, the line. The sentinels of this
// package are for errors.Is.
package load

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"bitext/corpus"
	"bitext/corpus/archive"
	"bitext/corpus/docx"
	"bitext/corpus/epub"
	"bitext/corpus/html"
	"bitext/corpus/lang"
	"bitext/corpus/markdown"
	"bitext/corpus/odt"
	"bitext/corpus/pdf"
	"bitext/corpus/pptx"
	"bitext/corpus/rtf"
	"bitext/corpus/text"
	"bitext/corpus/xlsx"
)

// Options says what is known of a file. The zero value finds everything out.
type Options struct {
	Lang    corpus.Lang // language, maybe with its region ("fr-CA"); "" detects it
	Format  Format      // format; "" detects it
	Changes Changes     // which side of tracked changes to read
}

// Changes chooses between the two texts of a document with tracked changes.
type Changes uint8

// The texts of a document with tracked changes.
const (
	Final    Changes = iota // as if all changes were accepted
	Original                // as if all were rejected
)

// Errors of File. Each comes wrapped with the name of the file.
var (
	ErrEmpty     = errors.New("the file is empty")
	ErrNoText    = errors.New("the file holds no text")
	ErrBinary    = errors.New("not a text or a document of a known format")
	ErrTooLarge  = errors.New("the file is too large")
	ErrEncoding  = errors.New("the text is damaged")
	ErrProtected = errors.New("the file is protected by a password")
	ErrBilingual = errors.New("the file holds a text with its translation, not one document")
	ErrTerms     = errors.New("the file is a termbase (TBX), not a document")
)

// maxLines is how many lines a text may have: those of one of MaxSize at the
// length that lines have. A line takes several hundred bytes.
const maxLines = 2 * text.MaxBlocks

// MaxSize is the size of the largest file that is read, in bytes: a thousand
// times a long report. Reading takes up to ten times as much memory, more where
// blocks are of a few letters (.github/BENCHMARKS.md).
const MaxSize = 128 << 20

// File reads the document at path.
func File(ctx context.Context, path string, opts Options) (*corpus.Document, error) {
	data, err := readAll(path)
	if err != nil {
		return nil, err
	}
	return Bytes(ctx, path, data, opts)
}

// Bytes reads a document that is in memory; path is its name in the document
// and in errors.
func Bytes(ctx context.Context, path string, data []byte, opts Options) (*corpus.Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, fmt.Errorf("%s: %w", path, ErrEmpty)
	}
	d, err := read(ctx, path, data, opts)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	switch n := len(d.Blocks); {
	case n == 0:
		return nil, fmt.Errorf("%s: %w", path, ErrNoText)
	case n > text.MaxBlocks:
		return nil, fmt.Errorf("%s: %w: the limit is %d paragraphs", path, ErrTooLarge, text.MaxBlocks)
	}
	d.Path = path
	if opts.Lang != "" {
		d.SetLang(string(opts.Lang))
	} else {
		d.Lang = language(d)
	}
	Segment(d)
	return d, ctx.Err()
}

// language is the language of a document: the one that its words show. What the
// document itself says decides where they show none, or where it names a language that
// they are not told by: Italian reads like Spanish then.
func language(d *corpus.Document) corpus.Lang {
	if d.Lang != "" && !lang.Detects(d.Lang) {
		return d.Lang
	}
	if code, _ := lang.Detect(sample(d)); code != "" {
		return code
	}
	return d.Lang
}

// Segment cuts the blocks of a document into sentences by the rules of its
// language. The number at the start of a block stays with its first sentence.
func Segment(d *corpus.Document) {
	l := lang.For(d.Lang)
	var lists corpus.Slab[corpus.Segment]
	var segments []corpus.Segment // of the block at hand
	for i := range d.Blocks {
		b := &d.Blocks[i]
		at := len(b.Text) - len(b.Body())
		if at >= len(b.Text) {
			at = 0
		}
		segments = segments[:0]
		for k, s := range l.Sentences(b.Text[at:]) {
			s = s.Shift(at)
			if k == 0 {
				s.Start = 0
			}
			segments = append(segments, corpus.NewSegment(s))
		}
		if len(segments) == 0 {
			segments = append(segments, corpus.NewSegment(corpus.Span{End: len(b.Text)}))
		}
		b.Segments = lists.Copy(segments)
	}
}

// sampleSize is how many bytes of text the language is guessed from: far more
// than is needed to be sure.
const sampleSize = 1 << 16

// sample takes text from the whole of the document, so that a summary in
// another language at its start does not decide.
func sample(d *corpus.Document) string {
	total := 0
	for i := range d.Blocks {
		total += len(d.Blocks[i].Text) + 1
	}
	var b strings.Builder
	every := total/sampleSize + 1
	for i := 0; i < len(d.Blocks) && b.Len() < 2*sampleSize; i += every {
		t := d.Blocks[i].Text
		b.WriteString(strings.ToValidUTF8(t[:min(len(t), sampleSize)], ""))
		b.WriteByte('\n')
	}
	return b.String()
}

// readAll reads a whole file of at most MaxSize bytes.
func readAll(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, plainError(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, plainError(path, err)
	case info.IsDir():
		return nil, fmt.Errorf("%s: is a folder, not a file", path)
	case info.Size() > MaxSize:
		return nil, tooLarge(path)
	}
	var data bytes.Buffer
	data.Grow(int(info.Size()) + bytes.MinRead) // else reading takes three times the file
	if _, err := data.ReadFrom(io.LimitReader(f, MaxSize+1)); err != nil {
		return nil, plainError(path, err)
	}
	if data.Len() > MaxSize {
		return nil, tooLarge(path)
	}
	return data.Bytes(), nil
}

func tooLarge(path string) error {
	return fmt.Errorf("%s: %w: the limit is %d MB", path, ErrTooLarge, MaxSize>>20)
}

// plainError puts the path first and leaves out the name of the system call.
func plainError(path string, err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return fmt.Errorf("%s: %w", path, err)
}

// read finds the format and calls its reader.
func read(ctx context.Context, path string, data []byte, opts Options) (*corpus.Document, error) {
	f := opts.Format
	if f == "" {
		var err error
		if f, err = Detect(filepath.Base(path), data); err != nil {
			return nil, err
		}
	}
	d, err := readFormat(ctx, f, data, opts)
	switch {
	case errors.Is(err, archive.ErrProtected), errors.Is(err, pdf.ErrProtected):
		return nil, ErrProtected
	case errors.Is(err, archive.ErrTooLarge), errors.Is(err, html.ErrTooLarge):
		return nil, fmt.Errorf("%w: %w", ErrTooLarge, err)
	}
	return d, err
}

func readFormat(ctx context.Context, f Format, data []byte, opts Options) (*corpus.Document, error) {
	switch f {
	case DOCX:
		return docx.Read(data, docx.Options{Original: opts.Changes == Original})
	case ODT:
		return odt.Read(data, odt.Options{Original: opts.Changes == Original})
	case PPTX:
		return pptx.Read(data)
	case XLSX:
		return xlsx.Read(data)
	case PDF:
		return pdf.Read(ctx, data)
	case RTF:
		return rtf.Read(data, rtf.Options{Original: opts.Changes == Original})
	case EPUB:
		return epub.Read(data)
	case HTML:
		return readHTML(data)
	case Markdown:
		s, encoding, err := decodeLines(data)
		if err != nil {
			return nil, err
		}
		d := markdown.Read(s)
		d.Encoding = encoding
		return d, nil
	case Text:
		s, encoding, err := decodeLines(data)
		if err != nil {
			return nil, err
		}
		d := text.Read(s)
		d.Encoding = encoding
		return d, nil
	}
	return nil, fmt.Errorf("%w: no reader for %s", ErrBinary, f)
}

// decodeLines is Decode for text that is read line by line.
func decodeLines(data []byte) (s, encoding string, err error) {
	s, encoding, err = Decode(data)
	if err == nil && max(strings.Count(s, "\n"), strings.Count(s, "\r")) > maxLines {
		err = fmt.Errorf("%w: the limit is %d lines", ErrTooLarge, maxLines)
	}
	return s, encoding, err
}

// readHTML reads a page in the character set that it names, or the one that its
// bytes show.
func readHTML(data []byte) (*corpus.Document, error) {
	s, encoding, err := decodeNamed(data)
	if err != nil {
		return nil, err
	}
	d, err := html.Read(s)
	if err != nil {
		return nil, err
	}
	d.Encoding = encoding
	return d, nil
}
