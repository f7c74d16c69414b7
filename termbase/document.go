package termbase

import (
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"bitext/align"
	"bitext/corpus"
)

// A document's blocks and a pair's beads are read whole or not at all, so each
// is one compressed value: four times smaller than rows and ten times faster
// to write.

// storedBlock is a block as it is stored: without the way back to the original.
type storedBlock struct {
	Kind     corpus.Kind `json:"k,omitempty"`
	Level    int16       `json:"l,omitempty"`
	Label    string      `json:"n,omitempty"`
	Page     int32       `json:"p,omitempty"`
	Text     string      `json:"t"`
	Segments []int32     `json:"s,omitempty"` // start and end of each by turns
}

// storedBeads are both levels of a pair.
type storedBeads struct {
	Paragraphs []storedBead `json:"p"`
	Sentences  []storedBead `json:"s"` // null where only paragraphs were aligned
}

type storedBead struct {
	Source     []int   `json:"s,omitempty"`
	Target     []int   `json:"t,omitempty"`
	Confidence float64 `json:"c,omitempty"`
	Fixed      bool    `json:"f,omitempty"`
}

func packBlocks(blocks []corpus.Block) []storedBlock {
	out := make([]storedBlock, len(blocks))
	for i, b := range blocks {
		segments := make([]int32, 0, 2*len(b.Segments))
		for _, s := range b.Segments {
			segments = append(segments, s.Start, s.End)
		}
		out[i] = storedBlock{b.Kind, b.Level, b.Label, b.Page, b.Text, segments}
	}
	return out
}

func unpackBlocks(stored []storedBlock) ([]corpus.Block, error) {
	out := make([]corpus.Block, len(stored))
	for i, b := range stored {
		out[i] = corpus.Block{Kind: b.Kind, Level: b.Level, Label: b.Label, Page: b.Page, Text: b.Text}
		for j := 0; j+1 < len(b.Segments); j += 2 {
			s := corpus.Segment{Start: b.Segments[j], End: b.Segments[j+1]}
			if s.Start < 0 || s.End < s.Start || int(s.End) > len(b.Text) {
				return nil, fmt.Errorf("%w: block %d has a segment outside its text", ErrCorrupt, i)
			}
			out[i].Segments = append(out[i].Segments, s)
		}
	}
	return out, nil
}

func packBeads(b *align.Bitext) storedBeads {
	pack := func(beads []align.Bead) []storedBead {
		if beads == nil {
			return nil
		}
		out := make([]storedBead, len(beads))
		for i, b := range beads {
			out[i] = storedBead(b)
		}
		return out
	}
	return storedBeads{pack(b.Paragraphs), pack(b.Sentences)}
}

func unpackBeads(stored []storedBead) []align.Bead {
	if stored == nil {
		return nil
	}
	out := make([]align.Bead, len(stored))
	for i, b := range stored {
		out[i] = align.Bead(b)
	}
	return out
}

// deflate compresses v as JSON and gives the SHA-256 of what it compressed.
func deflate(v any) (packed, digest []byte, err error) {
	plain, err := json.Marshal(v)
	if err != nil {
		return nil, nil, err
	}
	var buf bytes.Buffer
	w, err := flate.NewWriter(&buf, flate.BestSpeed)
	if err != nil {
		return nil, nil, err
	}
	if _, err := w.Write(plain); err != nil {
		return nil, nil, err
	}
	if err := w.Close(); err != nil {
		return nil, nil, err
	}
	sum := sha256.Sum256(plain)
	return buf.Bytes(), sum[:], nil
}

// inflate is the inverse of deflate.
func inflate(packed []byte, v any) error {
	plain, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	if err == nil {
		err = json.Unmarshal(plain, v)
	}
	if err != nil {
		return fmt.Errorf("%w: %v", ErrCorrupt, err)
	}
	return nil
}

// putDocument stores a document unless it stands there already, and gives its ID.
func putDocument(ctx context.Context, tx *sql.Tx, d *corpus.Document) (id int64, err error) {
	body, digest, err := deflate(packBlocks(d.Blocks))
	if err != nil {
		return 0, err
	}
	return insertDocument(ctx, tx, Text{Path: d.Path, Lang: d.Lang, Blocks: len(d.Blocks)}, d.Encoding, digest, body)
}

// insertDocument stores a packed document unless it stands there already, and
// gives its ID.
func insertDocument(ctx context.Context, tx *sql.Tx, t Text, encoding string, digest, body []byte) (id int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT id FROM document WHERE path = ? AND lang = ? AND digest = ?", t.Path, t.Lang, digest).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	done, err := tx.ExecContext(ctx, "INSERT INTO document (path, lang, encoding, blocks, digest, body) VALUES (?, ?, ?, ?, ?, ?)",
		t.Path, t.Lang, encoding, t.Blocks, digest, body)
	if err != nil {
		return 0, err
	}
	return done.LastInsertId()
}

// Document reads a stored document back. It has no Original, and its blocks
// have no Origin: the file itself has those.
func (db *DB) Document(ctx context.Context, id int64) (*corpus.Document, error) {
	d, err := loadDocument(ctx, db.sql, id)
	return d, explain(err)
}

// Labels reads the labels of the blocks of a stored document.
func (db *DB) Labels(ctx context.Context, id int64) ([]string, error) {
	var body []byte
	if err := db.sql.QueryRowContext(ctx, "SELECT body FROM document WHERE id = ?", id).Scan(&body); err != nil {
		return nil, fmt.Errorf("document %d: %w", id, explain(err))
	}
	var stored []struct {
		Label string `json:"n"` // as in storedBlock; what is not asked for is not built
	}
	if err := inflate(body, &stored); err != nil {
		return nil, fmt.Errorf("document %d: %w", id, err)
	}
	labels := make([]string, len(stored))
	for i, b := range stored {
		labels[i] = b.Label
	}
	return labels, nil
}

func loadDocument(ctx context.Context, q querier, id int64) (*corpus.Document, error) {
	d := &corpus.Document{}
	var body []byte
	err := q.QueryRowContext(ctx, "SELECT path, lang, encoding, body FROM document WHERE id = ?", id).
		Scan(&d.Path, &d.Lang, &d.Encoding, &body)
	if err != nil {
		return nil, fmt.Errorf("document %d: %w", id, err)
	}
	var stored []storedBlock
	if err := inflate(body, &stored); err != nil {
		return nil, fmt.Errorf("document %s: %w", d.Path, err)
	}
	if d.Blocks, err = unpackBlocks(stored); err != nil {
		return nil, fmt.Errorf("document %s: %w", d.Path, err)
	}
	return d, nil
}
