package main

import (
	"fmt"
	"hash/fnv"
	"path/filepath"
	"strings"
)

// part is one of several shares of the pairs: number i of n, from 1. The zero
// value is all of them.
type part struct{ i, n int }

// parsePart reads "2/4".
func parsePart(s string) (p part, err error) {
	if s == "" {
		return p, nil
	}
	if n, _ := fmt.Sscanf(s+"|", "%d/%d|", &p.i, &p.n); n != 2 || p.i < 1 || p.i > p.n || fmt.Sprintf("%d/%d", p.i, p.n) != s {
		return p, withHint(fmt.Errorf("build: --part %s is not a part of a whole", s), "bitext build FOLDER --part 1/4")
	}
	return p, nil
}

// whole reports whether nothing is left to others.
func (p part) whole() bool { return p.n <= 1 }

// has reports whether a pair belongs to the part: by the path of its original
// below the given folder, whatever folders there are above on this machine. The
// translations of one original stay together.
func (p part) has(folders []string, j job) bool {
	if p.whole() {
		return true
	}
	name := filepath.Base(j.Source.Path)
	for _, f := range folders {
		if rel, err := filepath.Rel(f, j.Source.Path); err == nil && rel != "." && !strings.HasPrefix(rel, "..") {
			name = rel
			break
		}
	}
	h := fnv.New32a()
	h.Write([]byte(filepath.ToSlash(name)))
	return int(h.Sum32()%uint32(p.n)) == p.i-1
}
