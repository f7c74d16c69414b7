// Package place names places in the stored texts as a person would: the file,
// and the paragraph by its number as written, or counted where it has none
// ("en/risk-2022.txt ¶12", "survey.docx #7").
package place

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"bitext/corpus"
	"bitext/termbase"
)

// Namer names places. It reads each document once, and is safe for concurrent
// use.
type Namer struct {
	db *termbase.DB

	lock   sync.Mutex
	at     int64 // the state of the termbase that pairs and same are of
	pairs  map[int64]termbase.Pair
	same   map[string]bool // names that files in several languages have
	labels map[key]*labels
}

// labels are those of the blocks of a document, read once.
type labels struct {
	sync.Once
	list []string
	err  error
}

// key names a document. Numbers of pairs are never used twice, those of
// documents are.
type key struct{ pair, text int64 }

// mostLabels bounds the documents that are remembered.
const mostLabels = 4000

// NewNamer makes a namer over an open termbase.
func NewNamer(db *termbase.DB) *Namer { return &Namer{db: db, labels: map[key]*labels{}} }

// Pair gives a stored pair; one that does not exist is empty.
func (n *Namer) Pair(ctx context.Context, id int64) (termbase.Pair, error) {
	n.lock.Lock()
	defer n.lock.Unlock()
	err := n.read(ctx)
	return n.pairs[id], err
}

// read brings the list of pairs up to date.
func (n *Namer) read(ctx context.Context) error {
	now, err := n.db.Generation(ctx)
	if err != nil || n.pairs != nil && n.at == now {
		return err
	}
	all, err := n.db.Pairs(ctx)
	if err != nil {
		return err
	}
	n.at, n.pairs, n.same = now, map[int64]termbase.Pair{}, map[string]bool{}
	langs := map[string]corpus.Lang{}
	for _, p := range all {
		n.pairs[p.ID] = p
		for _, t := range []termbase.Text{p.Source, p.Target} {
			name := filepath.Base(t.Path)
			if code, ok := langs[name]; ok && code != t.Lang {
				n.same[name] = true
			}
			langs[name] = t.Lang
		}
	}
	return nil
}

// File names a stored text: by its file's name, with the folder before it where
// texts in different languages bear the same name.
func (n *Namer) File(ctx context.Context, text termbase.Text) (string, error) {
	n.lock.Lock()
	defer n.lock.Unlock()
	if err := n.read(ctx); err != nil {
		return "", err
	}
	name := filepath.Base(text.Path)
	if n.same[name] {
		name = filepath.Join(filepath.Base(filepath.Dir(text.Path)), name)
	}
	return name, nil
}

// Label is how a block of a text of a pair is numbered; block counts from 0,
// and below it the label is empty.
func (n *Namer) Label(ctx context.Context, pair termbase.Pair, text termbase.Text, block int) (string, error) {
	if block < 0 {
		return "", nil
	}
	l := n.document(key{pair.ID, text.ID})
	l.Do(func() {
		l.list, l.err = n.db.Labels(ctx, text.ID)
		for i, label := range l.list {
			l.list[i] = of(label, i)
		}
	})
	if l.err != nil || block >= len(l.list) {
		return "#" + strconv.Itoa(block+1), l.err
	}
	return l.list[block], nil
}

// document gives the labels of a document, which may be still to be read.
func (n *Namer) document(k key) *labels {
	n.lock.Lock()
	defer n.lock.Unlock()
	l := n.labels[k]
	if l == nil {
		if len(n.labels) >= mostLabels {
			clear(n.labels)
		}
		l = &labels{}
		n.labels[k] = l
	}
	return l
}

// Of is the label of a block with the index i: its number as written, or
// counted.
func Of(b *corpus.Block, i int) string { return of(b.Label, i) }

func of(label string, i int) string {
	label = strings.TrimSuffix(label, ".")
	if !strings.Contains(strings.TrimPrefix(label, "("), "(") {
		label = strings.Trim(label, "()") // "(a)", "a)", but not "137 (1)"
	}
	if label = strings.TrimSuffix(label, "."); label != "" {
		return "¶" + label
	}
	return "#" + strconv.Itoa(i+1)
}

// Name is file and label in one.
func (n *Namer) Name(ctx context.Context, pair termbase.Pair, text termbase.Text, block int) (string, error) {
	file, err := n.File(ctx, text)
	if err != nil {
		return "", err
	}
	label, err := n.Label(ctx, pair, text, block)
	if label != "" {
		file += " " + label
	}
	return file, err
}
