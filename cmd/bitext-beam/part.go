package main

import (
	"bytes"
	"compress/flate"
	"encoding/gob"
	"errors"
	"fmt"

	"bitext/align"
)

// part is what one pair gives.
type part struct {
	N        int
	Digest   string
	Doubt    string // why it looks like no translation, "" where it does not
	Bitext   *align.Bitext
	Analysis []byte // of its units, as package extract packs it
}

// pack writes a part as bytes.
func (p *part) pack() ([]byte, error) {
	var b bytes.Buffer
	z, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(gob.NewEncoder(z).Encode(p), z.Close()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// readPart is the inverse of pack.
func readPart(data []byte) (*part, error) {
	p := &part{}
	if err := gob.NewDecoder(flate.NewReader(bytes.NewReader(data))).Decode(p); err != nil {
		return nil, fmt.Errorf("read the part of a worker: %w", err)
	}
	return p, nil
}
