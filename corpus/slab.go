package corpus

// slabSize is how many elements a Slab takes at once.
const slabSize = 1024

// Slab hands out short slices that are cut from long ones: a file of a million
// units has as many lists of one sentence, and each by itself costs an allocation
// and the rounding of its size. The zero value is ready. What is handed out
// cannot grow into its neighbour, but is let go only with all of its long slice.
type Slab[T any] struct{ free []T }

// One gives a slice of one element.
func (s *Slab[T]) One(v T) []T { return s.Copy([]T{v}) }

// Copy gives a copy of a slice, nil for an empty one.
func (s *Slab[T]) Copy(v []T) []T {
	if len(v) == 0 {
		return nil
	}
	if len(v) > slabSize/8 {
		return append([]T(nil), v...)
	}
	if cap(s.free)-len(s.free) < len(v) {
		s.free = make([]T, 0, slabSize)
	}
	n := len(s.free)
	s.free = append(s.free, v...)
	return s.free[n:len(s.free):len(s.free)]
}

// Whole gives the segments of a text that is one segment.
func Whole(s *Slab[Segment], text string) []Segment {
	return s.One(Segment{End: int32(len(text))})
}
