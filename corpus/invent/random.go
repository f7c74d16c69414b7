package invent

// random is the generator SplitMix64 (Steele, Lea and Flood 2014): three lines
// that give the same numbers on every machine and in every version of Go.
type random uint64

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below gives a number from 0 to n-1, each as likely as the others.
func (r *random) below(n int) int { return int(r.next() % uint64(n)) }

// chance is true in so many of a hundred cases.
func (r *random) chance(percent int) bool { return r.below(100) < percent }

// steep gives a number from 0 to n-1, small ones far more often: words are
// distributed like that (Zipf).
func (r *random) steep(n int) int { return r.below(r.below(r.below(n)+1) + 1) }

// pick gives one of a list.
func pick[T any](r *random, list []T) T { return list[r.below(len(list))] }
