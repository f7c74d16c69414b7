package check

import "sync"

// lazy is a value that is computed when it is first asked for and kept until it
// is forgotten. It is sync.OnceValue for values that are too many to keep. The
// zero value is ready; it must not be copied.
type lazy[T any] struct {
	mu    sync.Mutex
	ready bool
	value T
}

// get gives the value, by compute where it is not there. Both may be called at
// the same time from several goroutines.
func (l *lazy[T]) get(compute func() T) T {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.ready {
		l.value, l.ready = compute(), true
	}
	return l.value
}

// forget drops the value; it is computed again when asked for.
func (l *lazy[T]) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	var none T
	l.value, l.ready = none, false
}
