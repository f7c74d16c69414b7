package termbase

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/corpus/lang"
)

// Passages are found again by fingerprints of their words, of which some are kept
// by a rule that depends on nothing but the words near by: Schleimer, Wilkerson and
// Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003.
// Two texts that share passageWords + passageWindow - 1 words in a row share one.
const (
	passageWords  = 6 // words of a fingerprint: fewer meet in every other statute
	passageWindow = 2 // fingerprints in a row of which one is kept
)

// SharedWords is how many words in a row two texts must share for UnitsLike to
// find one by the other.
const SharedWords = passageWords + passageWindow - 1

// passageRules changes with what a fingerprint is made of, so that stored ones
// are made anew.
const passageRules = "1"

// UnitsLike goes through the units whose source shares SharedWords words in a row
// with one of the texts, or has the same words but for a number or letter in front.
// Accents, capitals and marks do not count. Units that share less may be among
// them. The order is that of Units.
func (db *DB) UnitsLike(ctx context.Context, f UnitFilter, texts []string) iter.Seq2[Unit, error] {
	wanted := map[uint32]bool{}
	for _, text := range texts {
		for _, print := range fingerprints(text) {
			wanted[print] = true
		}
	}
	return db.unitsWhere(ctx, f, "u.id IN (SELECT value FROM json_each(?))", func(q querier, p *Pair) ([]any, error) {
		ids, err := unitsWith(ctx, q, p, wanted)
		if err != nil || len(ids) == 0 {
			return nil, err
		}
		return []any{list(ids)}, nil
	})
}

// unitsWith lists the units of a pair that have one of the fingerprints.
func unitsWith(ctx context.Context, q querier, p *Pair, wanted map[uint32]bool) ([]int64, error) {
	var packed []byte
	err := q.QueryRowContext(ctx, "SELECT prints FROM passage WHERE pair = ?", p.ID).Scan(&packed)
	if err != nil {
		return nil, fmt.Errorf("passages of pair %d: %w", p.ID, err)
	}
	var ids []int64
	var print uint64
	for len(packed) > 0 {
		step, n := binary.Uvarint(packed)
		unit, m := binary.Uvarint(packed[max(n, 0):])
		if n <= 0 || m <= 0 || unit >= uint64(p.Units) {
			return nil, fmt.Errorf("passages of pair %d: %w", p.ID, ErrCorrupt)
		}
		packed = packed[n+m:]
		if print += step; wanted[uint32(print)] {
			ids = append(ids, p.First+int64(unit))
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// insertPassages stores the fingerprints of the units of a pair in place of what
// was stored of it.
func insertPassages(ctx context.Context, tx *sql.Tx, pair int64, units []Unit) error {
	type found struct {
		print uint32
		unit  int
	}
	var all []found
	for i := range units {
		for _, print := range fingerprints(units[i].Source) {
			all = append(all, found{print, i})
		}
	}
	slices.SortFunc(all, func(a, b found) int { return cmp.Or(cmp.Compare(a.print, b.print), a.unit-b.unit) })
	packed := []byte{}
	var last uint32
	for _, f := range slices.Compact(all) {
		packed = binary.AppendUvarint(packed, uint64(f.print-last))
		packed = binary.AppendUvarint(packed, uint64(f.unit))
		last = f.print
	}
	_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO passage VALUES (?, ?)", pair, packed)
	return err
}

// repairPassages makes the fingerprints of all pairs anew from their units.
func (w *editor) repairPassages() error {
	pairs, err := column[int64](w.ctx, w.tx, "SELECT id FROM pair ORDER BY id")
	if err != nil {
		return err
	}
	for _, id := range pairs {
		sources, err := column[string](w.ctx, w.tx, "SELECT u.source FROM pair p JOIN unit u ON u.id BETWEEN p.first AND p.first + p.units - 1 WHERE p.id = ? ORDER BY u.id", id)
		if err != nil {
			return err
		}
		units := make([]Unit, len(sources))
		for i, s := range sources {
			units[i].Source = s
		}
		if err := insertPassages(w.ctx, w.tx, id, units); err != nil {
			return err
		}
	}
	return nil
}

// fingerprints are those of a text: one for all its words, and those kept of its
// passages.
func fingerprints(text string) []uint32 {
	folded := lang.Fold(text)
	fields := plainWords(folded)
	if len(fields) == 0 {
		return nil
	}
	words := fields
	if spaced := apart(folded); spaced != folded {
		words = plainWords(spaced)
	}
	for len(fields) > 1 && LabelWord(fields[0]) {
		fields = fields[1:]
	}
	out := []uint32{hashWords(hashEach(fields))}
	hashes := hashEach(words)
	var runs []uint32
	kept := -1
	for i := range len(words) - passageWords + 1 {
		runs = append(runs, hashWords(hashes[i:i+passageWords]))
		if first := i - passageWindow + 1; first >= 0 {
			if least := first + lastLeast(runs[first:]); least != kept {
				kept = least
				out = append(out, runs[least])
			}
		}
	}
	return out
}

// plainWords cuts a folded text at all that is no letter or digit.
func plainWords(folded string) []string {
	return strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// lastLeast is the index of the least number, the last one of several.
func lastLeast(list []uint32) int {
	least := 0
	for i, v := range list {
		if v <= list[least] {
			least = i
		}
	}
	return least
}

// LabelWord reports whether a word, as lang.Normal or lang.Fold gives it, may only
// number the paragraph that it begins.
func LabelWord(word string) bool {
	return utf8.RuneCountInString(word) == 1 || strings.Trim(word, "0123456789") == "" || strings.Trim(word, "ivxlc") == ""
}

// hashEach is FNV-1a of each word.
func hashEach(words []string) []uint64 {
	out := make([]uint64, len(words))
	h := fnv.New64a()
	for i, w := range words {
		h.Reset()
		io.WriteString(h, w)
		out[i] = h.Sum64()
	}
	return out
}

// hashWords makes one number of those of the words.
func hashWords(words []uint64) uint32 {
	h := uint64(len(words))
	for _, w := range words {
		h = (h ^ w) * 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	return uint32(h >> 32)
}
