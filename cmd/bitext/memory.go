package main

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"

	"github.com/urfave/cli/v2"
)

// largeInput is the size from which files are read with an eye on memory, in
// bytes: office documents of a thousand pages and texts of two thousand stay below.
const largeInput = 4 << 20

// largeGC is the percentage by which the heap may grow between two collections
// then. Reading takes a tenth more time and up to a third less memory than with 100.
const largeGC = 40

// These are how many times the size of its files, unpacked, a command may take before
// the collector works hard, and a bound below which it never does. With seven,
// readers and aligner stay below ten times: some more is allocated while
// the collector runs, and the program itself takes 30 MB. A check holds the words
// of both sides with their lemmas, and is bounded where more would be waste: at
// twenty times a million words take a third more processor time.
const (
	readShare   = 7
	checkShare  = 40
	leastMemory = 160 << 20
)

// spareMemory makes the garbage collector work harder where the files of a
// command are large together, and harder still from so many times their size on,
// unless the environment says otherwise.
func spareMemory(c *cli.Context, share int64) {
	total := int64(0)
	for _, path := range c.Args().Slice() {
		total += unpackedSize(path)
	}
	if total < largeInput {
		return
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(largeGC)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		g := &memoryGuard{limit: max(leastMemory, share*total)}
		debug.SetMemoryLimit(g.limit)
		g.watch()
	}
}

// headroom is by how much the limit stays above what is in use. Below it the
// collector runs without end: a table of a few letters a row took ten times the
// processor time.
const headroom = 1.15

// memoryGuard raises the limit where what is in use comes near to it: it bounds
// what is garbage, not what is needed.
type memoryGuard struct{ limit int64 }

// watch looks at the end of each collection, by an object that the next one finds
// to be garbage.
func (g *memoryGuard) watch() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if needed := int64(headroom * float64(live[0].Value.Uint64())); needed > g.limit {
		g.limit = needed
		debug.SetMemoryLimit(needed)
	}
	// Without a pointer in it the object would share its place with others.
	mark := &struct{ guard *memoryGuard }{g}
	runtime.SetFinalizer(mark, func(m *struct{ guard *memoryGuard }) { m.guard.watch() })
}

// unpackedSize is the size of a file, or of the parts with text in an archive; 0
// for what cannot be opened, and for PDF, whose text is a small part of it.
func unpackedSize(path string) int64 {
	f, err := os.Open(path)
	if err != nil {
		return 0
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return 0
	}
	var start [4]byte
	if _, err := io.ReadFull(f, start[:]); err != nil {
		return info.Size()
	}
	switch {
	case bytes.Equal(start[:], []byte("%PDF")):
		return 0
	case bytes.Equal(start[:], []byte("PK\x03\x04")):
		return textSize(f, info.Size())
	}
	return info.Size()
}

// textSize is the size of the parts with text in an archive.
func textSize(f io.ReaderAt, size int64) int64 {
	r, err := zip.NewReader(f, size)
	if err != nil {
		return size
	}
	total := int64(0)
	for _, part := range r.File {
		switch filepath.Ext(part.Name) {
		case ".xml", ".xhtml", ".html", ".htm":
			total += int64(min(part.UncompressedSize64, math.MaxInt32))
		}
	}
	return total
}
