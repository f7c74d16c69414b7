package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"bitext/align"
	"bitext/align/po"
	"bitext/align/sheet"
	"bitext/align/tmx"
	"bitext/align/xliff"
	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/corpus/load"
)

// bilingualForm says which bilingual format a file has, "" where none is
// recognised. The content decides; the ending only tells tables and PO files
// from plain text.
func bilingualForm(path string, head []byte) string {
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	plain := strings.ReplaceAll(string(head), "\x00", "") // UTF-16 without its zero bytes
	ext := strings.ToLower(filepath.Ext(path))
	switch {
	case strings.Contains(plain, "<tmx"):
		return "tmx"
	case strings.Contains(plain, "<xliff"), strings.Contains(plain, ":xliff "):
		return "xliff"
	case bytes.HasPrefix(head, []byte("PK")) && ext == ".xlsx":
		return "xlsx"
	case ext == ".po" || ext == ".pot":
		return "po"
	case ext == ".tsv" || ext == ".tab":
		return "tsv"
	case ext == ".csv":
		return "csv"
	}
	return ""
}

// sniff is how many bytes of a file are read to tell its format.
const sniff = 4096

// sniffBilingual opens a file to tell its bilingual format, "" for others.
func sniffBilingual(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", pathError(err)
	}
	defer f.Close()
	return sniffOpen(path, f)
}

// sniffOpen tells the format of an open file and goes back to its start.
func sniffOpen(path string, f *os.File) (string, error) {
	head := make([]byte, sniff)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return "", pathError(err)
	}
	if n == 0 {
		return "", fmt.Errorf("%s: the file is empty", path)
	}
	_, err = f.Seek(0, io.SeekStart)
	return bilingualForm(path, head[:n]), pathError(err)
}

// lenience says how strictly bilingual files are read.
type lenience struct {
	lenient bool // XLIFF 2 that breaks constraints
	fuzzy   bool // entries of PO that are marked fuzzy
}

func lenientFlag() cli.Flag {
	return &cli.BoolFlag{Name: "lenient", Usage: "read XLIFF 2 files, too, that break a constraint of the standard"}
}

func fuzzyFlag() cli.Flag {
	return &cli.BoolFlag{Name: "fuzzy", Usage: "read the entries of PO files, too, that are marked fuzzy"}
}

func bilingualOptions(c *cli.Context) lenience {
	return lenience{c.Bool("lenient"), c.Bool("fuzzy")}
}

// maxBilingual is the size of the largest bilingual file that is read, in
// bytes: four million pairs. Reading takes up to ten times as much memory.
const maxBilingual = 1 << 30

// readBilingual reads one file that holds source and target. source and
// target pick the languages of a file that holds several; they may be empty.
func readBilingual(path string, source, target corpus.Lang, opts lenience) ([]*align.Bitext, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, pathError(err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Size() > maxBilingual {
		return nil, fmt.Errorf("%s: %w: the limit is %d MB", path, load.ErrTooLarge, maxBilingual>>20)
	}
	form, err := sniffOpen(path, f)
	if err != nil {
		return nil, err
	}
	if form == "" {
		return nil, withHint(fmt.Errorf("%s: not a bilingual file (XLIFF, TMX, PO, TSV, CSV, XLSX)", path), "bitext check SOURCE TARGET")
	}
	bitexts, err := decodeBilingual(path, form, f, source, target, opts)
	if err != nil {
		if !strings.HasPrefix(err.Error(), path) {
			err = fmt.Errorf("%s: %w", path, err)
		}
		if errors.Is(err, xliff.ErrConstraint) {
			err = withHint(err, "bitext read "+path+" --lenient")
		}
		return nil, err
	}
	for _, b := range bitexts {
		detectSides(b, source, target)
	}
	return bitexts, nil
}

func decodeBilingual(path, form string, r io.Reader, source, target corpus.Lang, opts lenience) ([]*align.Bitext, error) {
	one := func(b *align.Bitext, err error) ([]*align.Bitext, error) { return []*align.Bitext{b}, err }
	switch form {
	case "tmx":
		var targets []corpus.Lang
		if target != "" {
			targets = []corpus.Lang{target}
		}
		return tmx.Join(path, r, source, targets...)
	case "xliff":
		return xliff.ReadAll(path, r, xliff.Options{Lenient: opts.lenient})
	case "xlsx":
		return one(sheet.ReadXLSX(path, r))
	case "po":
		return one(po.Read(path, r, po.Options{Source: source, Fuzzy: opts.fuzzy}))
	case "csv":
		return one(readCSV(path, r))
	}
	return one(sheet.ReadText(path, r, '\t'))
}

// readCSV takes the separator that stands more often in the first line.
func readCSV(path string, r io.Reader) (*align.Bitext, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	first, _, _ := bytes.Cut(data, []byte("\n"))
	comma := ','
	if bytes.Count(first, []byte(";")) > bytes.Count(first, []byte(",")) {
		comma = ';'
	}
	return sheet.ReadText(path, bytes.NewReader(data), comma)
}

// detectSides fills in the languages that the file does not name: as asked
// for, else by the text.
func detectSides(b *align.Bitext, source, target corpus.Lang) {
	for _, side := range []struct {
		doc   *corpus.Document
		asked corpus.Lang
	}{{b.Source, source}, {b.Target, target}} {
		if side.asked != "" {
			side.doc.Lang = side.asked
		}
		if side.doc.Lang != "" {
			continue
		}
		var text strings.Builder
		for i := range side.doc.Blocks {
			text.WriteString(side.doc.Blocks[i].Text + "\n")
			if text.Len() > 1<<16 {
				break
			}
		}
		side.doc.Lang, _ = lang.Detect(text.String())
	}
}
