package score

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"bitext/align"
)

// Read reads beads, one a line, in either of two forms, told apart by the
// first character: `[0, 1]:[0]:0.93` (the links form of bitext; the confidence
// may be absent) or `0,1<TAB>0` (an empty field where there is no
// counterpart). Blank lines are passed over.
func Read(r io.Reader) ([]align.Bead, error) {
	var beads []align.Bead
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<26)
	for n := 1; in.Scan(); n++ {
		line := strings.TrimRight(in.Text(), "\r")
		if strings.TrimSpace(line) == "" {
			continue
		}
		b, err := parse(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		beads = append(beads, b)
	}
	return beads, in.Err()
}

func parse(line string) (b align.Bead, err error) {
	separator := "\t"
	if strings.HasPrefix(strings.TrimSpace(line), "[") {
		separator = ":"
	}
	fields := strings.Split(line, separator)
	if len(fields) < 2 && separator == ":" {
		return b, fmt.Errorf("not a bead: %q", line)
	}
	if b.Source, err = numbers(fields[0]); err != nil {
		return b, err
	}
	if len(fields) > 1 {
		b.Target, err = numbers(fields[1])
	}
	if err == nil && separator == ":" && len(fields) > 2 {
		b.Confidence, err = strconv.ParseFloat(strings.TrimSpace(fields[2]), 64)
	}
	return b, err
}

func numbers(list string) ([]int, error) {
	var out []int
	for f := range strings.FieldsFuncSeq(list, func(r rune) bool { return strings.ContainsRune("[], ", r) }) {
		n, err := strconv.Atoi(f)
		if err != nil || n < 0 {
			return nil, fmt.Errorf("not a segment number: %q", f)
		}
		out = append(out, n)
	}
	return out, nil
}
