// Package bilingual reads files that hold a text and its translation, whatever
// their format: XLIFF, TMX, PO, tables. The command line and the review page
// take the same files by it.
//
//	bitexts, err := bilingual.Read("report.xlf", bilingual.Options{})
//
// A file may hold several texts, or one in several languages: each is a bitext
// of its own.
package bilingual

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"bitext/align"
	"bitext/align/po"
	"bitext/align/tmx"
	"bitext/align/txml"
	"bitext/align/xliff"
	"bitext/corpus"
	"bitext/corpus/lang"
	"bitext/corpus/load"
)

// Options says how strictly files are read, and which languages are wanted of
// one that holds several or names none.
type Options struct {
	Source, Target corpus.Lang // maybe with a region ("fr-CA"), which chooses among the texts of a memory; "" takes what the file names, or else what the text is written in; a file that names both the other way round is turned
	Lenient        bool        // XLIFF 2 that breaks constraints
	Fuzzy          bool        // entries of PO that are marked fuzzy

	expect int // how many pairs a large file is expected to have; 0 where that is not known
}

// ErrForm is returned for a file that is none of the bilingual formats.
var ErrForm = errors.New("not a bilingual file (XLIFF, TMX, PO, TSV, CSV, XLSX)")

// Sniff is how many bytes of a file are read to tell its format.
const Sniff = 4096

// most is the size of the largest bilingual file that is read, in bytes: four
// million pairs. Reading takes up to ten times as much memory, more where units are of
// a few letters (.github/BENCHMARKS.md).
const most = 1 << 30

// Extensions are the names' ends of the files that Read takes.
func Extensions() []string {
	return []string{".xlf", ".xliff", ".sdlxliff", ".mxliff", ".mqxliff", ".txlf", ".txml", ".tmx", ".po", ".tsv", ".csv", ".xlsx"}
}

// Form says which bilingual format a file has, "" where none is recognised. The
// content decides; the ending only tells tables and PO files from plain text.
func Form(path string, head []byte) string {
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	plain := strings.ReplaceAll(string(head), "\x00", "") // UTF-16 without its zero bytes
	ext := strings.ToLower(filepath.Ext(path))
	switch {
	case strings.Contains(plain, "<tmx"):
		return "tmx"
	case strings.Contains(plain, "<txml"):
		return "txml"
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

// FormOf tells the format of an open file and goes back to its start. An empty
// file is an error.
func FormOf(path string, f io.ReadSeeker) (string, error) {
	head := make([]byte, Sniff)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return "", err
	}
	if n == 0 {
		return "", fmt.Errorf("%s: the file is empty", path)
	}
	_, err = f.Seek(0, io.SeekStart)
	return Form(path, head[:n]), err
}

// Read reads a file that holds source and target. Errors name the file, and wrap
// ErrForm where it is of another kind.
func Read(path string, opts Options) ([]*align.Bitext, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Size() > most {
		return nil, fmt.Errorf("%s: %w: the limit is %d MB", path, load.ErrTooLarge, most>>20)
	}
	form, err := FormOf(path, f)
	if err != nil {
		return nil, err
	}
	if form == "" {
		return nil, fmt.Errorf("%s: %w", path, ErrForm)
	}
	if opts.expect, err = expected(form, f); err != nil {
		return nil, err
	}
	bitexts, err := decode(path, form, f, opts)
	if err != nil {
		if !strings.HasPrefix(err.Error(), path) {
			err = fmt.Errorf("%s: %w", path, err)
		}
		return nil, err
	}
	source, target := opts.Source.Primary(), opts.Target.Primary()
	bitexts = wanted(bitexts, source, target)
	for _, b := range bitexts {
		if source != "" && target != "" && source != target && b.Source.Lang == target && b.Target.Lang == source {
			turn(b)
		}
		detect(b, opts)
	}
	return bitexts, nil
}

func decode(path, form string, r io.ReadSeeker, opts Options) ([]*align.Bitext, error) {
	one := func(b *align.Bitext, err error) ([]*align.Bitext, error) { return []*align.Bitext{b}, err }
	switch form {
	case "tmx":
		var targets []corpus.Lang
		if opts.Target != "" {
			targets = []corpus.Lang{opts.Target}
		}
		all, err := tmx.Join(path, r, opts.Source, targets...)
		if err == nil && opts.Target != "" && !translated(all) {
			err = fmt.Errorf("%s: no unit has text in %s", path, opts.Target)
		}
		return all, err
	case "xliff":
		return xliff.ReadAll(path, r, xliff.Options{Lenient: opts.Lenient, Expect: opts.expect})
	case "txml":
		return one(txml.Read(path, r))
	case "po":
		return one(readPO(path, r, po.Options{Source: opts.Source.Primary(), Fuzzy: opts.Fuzzy, Expect: opts.expect}))
	}
	return readTables(path, form, r, opts)
}

// wanted leaves out, of a file of several pairs of languages, those that are in others than
// were asked for, where some are in these.
func wanted(bitexts []*align.Bitext, source, target corpus.Lang) []*align.Bitext {
	var out []*align.Bitext
	for _, b := range bitexts {
		if fits(b.Source, source) && fits(b.Target, target) || target != "" && fits(b.Source, target) && fits(b.Target, source) {
			out = append(out, b)
		}
	}
	if len(out) == 0 {
		return bitexts
	}
	return out
}

func fits(d *corpus.Document, l corpus.Lang) bool { return l == "" || d.Lang == "" || d.Lang == l }

// translated reports whether any unit has a translation, or there is none at all.
func translated(all []*align.Bitext) bool {
	units := 0
	for _, b := range all {
		if len(b.Target.Blocks) > 0 {
			return true
		}
		units += len(b.Source.Blocks)
	}
	return units == 0
}

// turn exchanges source and target: the file names the languages that are wanted, but the
// other way round.
func turn(b *align.Bitext) {
	b.Source, b.Target = b.Target, b.Source
	levels := [][]align.Bead{b.Paragraphs, b.Sentences}
	if len(b.Paragraphs) == len(b.Sentences) && len(b.Paragraphs) > 0 && &b.Paragraphs[0] == &b.Sentences[0] {
		levels = levels[:1] // both levels are one list
	}
	for _, beads := range levels {
		for i := range beads {
			beads[i].Source, beads[i].Target = beads[i].Target, beads[i].Source
		}
	}
}

// detect fills in the languages that the file does not name: as asked for, else
// by the text.
func detect(b *align.Bitext, opts Options) {
	detected := 0
	for _, side := range []struct {
		doc   *corpus.Document
		asked corpus.Lang
	}{{b.Source, opts.Source}, {b.Target, opts.Target}} {
		named := side.doc.Lang == side.asked.Primary() && side.doc.Tag != "" // by the file, which knows the region
		if side.asked != "" && !named {
			side.doc.SetLang(string(side.asked))
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
		detected++
	}
	if detected == 2 && b.Source.Lang == b.Target.Lang { // too little text to tell them by
		b.Source.Lang, b.Target.Lang = "", ""
	}
}
