// Package archive opens the ZIP files that office documents are, with bounds on
// what hostile ones can do: a part that unpacks to more than MaxPart, a file
// that unpacks to more than MaxTotal, and parts that grow by more than MaxRatio
// are errors, before they fill the memory.
package archive

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// Bounds on what a file may unpack to. Reports of a thousand pages with
// pictures stay below a tenth of them; XML shrinks to a twentieth at most
// usually, to a hundredth where one paragraph is repeated.
const (
	MaxPart  = 256 << 20
	MaxTotal = 512 << 20
	MaxRatio = 400
	freeSize = 1 << 20 // parts up to this size may grow by any ratio
)

// Errors of Open and Part.
var (
	ErrProtected = errors.New("protected by a password")
	ErrTooLarge  = errors.New("unpacks to more than the limit")
	ErrDamaged   = errors.New("the archive is cut off or damaged")
	ErrMissing   = errors.New("a part of the document is missing")
)

// Archive is an open ZIP file.
type Archive struct {
	parts map[string]*zip.File
	total int64 // bytes unpacked so far
}

// Open reads the list of parts of a ZIP file in memory.
func Open(data []byte) (*Archive, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	if ofInner(data) {
		return nil, fmt.Errorf("%w: its list of parts is missing", ErrDamaged)
	}
	a := &Archive{parts: map[string]*zip.File{}}
	for _, f := range r.File {
		name := clean(f.Name)
		if a.parts[name] == nil {
			a.parts[name] = f
		}
	}
	return a, nil
}

// Signatures of a ZIP file, and where the record at its end keeps the size and the
// place of the list of parts (APPNOTE 4.3.16).
const (
	startSign = "PK\x03\x04"
	listSign  = "PK\x01\x02"
	endSign   = "PK\x05\x06"
	listSize  = 12
	listPlace = 16
	endSize   = 22
)

// ofInner reports whether the list of parts at the end is that of an archive
// within: the file was cut off behind a document that it holds. Archives with
// something in front, as programs that unpack themselves, begin otherwise.
func ofInner(data []byte) bool {
	end := bytes.LastIndex(data, []byte(endSign))
	if end >= 0 && len(data)-end < endSize { // cut off itself
		end = bytes.LastIndex(data[:end], []byte(endSign))
	}
	if end < 0 || !bytes.HasPrefix(data, []byte(startSign)) {
		return false
	}
	size := int64(binary.LittleEndian.Uint32(data[end+listSize:]))
	place := int64(binary.LittleEndian.Uint32(data[end+listPlace:]))
	if size+place >= int64(end) || place == 0 {
		return false
	}
	return !bytes.HasPrefix(data[place:], []byte(listSign))
}

// clean makes one form of the names that parts and references to them have.
func clean(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, "\\", "/")), "/")
}

// Has reports whether there is a part of that name.
func (a *Archive) Has(name string) bool { return a.parts[clean(name)] != nil }

// Part unpacks one part. A part that is not there gives ErrMissing.
func (a *Archive) Part(name string) ([]byte, error) {
	f := a.parts[clean(name)]
	if f == nil {
		return nil, fmt.Errorf("%w: %s", ErrMissing, name)
	}
	if f.Flags&1 != 0 {
		return nil, ErrProtected
	}
	limit := a.limit(f)
	if f.UncompressedSize64 > uint64(limit) {
		return nil, fmt.Errorf("%s: %w (%d MB)", name, ErrTooLarge, limit>>20)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %v", ErrDamaged, name, err)
	}
	defer r.Close()
	var b bytes.Buffer
	b.Grow(int(f.UncompressedSize64) + bytes.MinRead)
	n, err := b.ReadFrom(io.LimitReader(r, limit+1))
	a.total += n
	switch {
	case n > limit:
		return nil, fmt.Errorf("%s: %w (%d MB)", name, ErrTooLarge, limit>>20)
	case err != nil:
		return nil, fmt.Errorf("%w: %s: %v", ErrDamaged, name, err)
	}
	return b.Bytes(), nil
}

// limit is how many bytes a part may unpack to.
func (a *Archive) limit(f *zip.File) int64 {
	limit := int64(MaxPart)
	if packed := int64(f.CompressedSize64); packed < MaxPart/MaxRatio {
		limit = min(limit, max(packed*MaxRatio, freeSize))
	}
	return max(0, min(limit, MaxTotal-a.total))
}

// Resolve gives the name of a part that another part refers to: relative to
// the folder of the part from, or to the root with a stroke in front.
func Resolve(from, target string) string {
	if strings.HasPrefix(target, "/") {
		return clean(target)
	}
	return clean(path.Join(path.Dir(clean(from)), target))
}
