package check

import "sync"

// newLazy makes a function that computes a value at its first call and keeps
// it until drop is called. Both are safe for concurrent use. It is
// sync.OnceValue for values that are too many to keep.
func newLazy[T any](compute func() T) (get func() T, drop func()) {
	var mu sync.Mutex
	var ready bool
	var value T
	get = func() T {
		mu.Lock()
		defer mu.Unlock()
		if !ready {
			value, ready = compute(), true
		}
		return value
	}
	drop = func() {
		mu.Lock()
		defer mu.Unlock()
		var none T
		value, ready = none, false
	}
	return get, drop
}
