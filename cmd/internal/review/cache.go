package review

import (
	"context"
	"errors"
	"sync"
)

// cache keeps what was computed from the termbase until the termbase changes.
// Requests that want the same thing wait for one of them to compute it.
type cache struct {
	generation func(context.Context) (int64, error)
	lock       sync.Mutex
	at         int64
	held       map[string]*cached
}

type cached struct {
	done  chan struct{}
	value any
	err   error
}

// mostCached bounds what is kept: beyond, everything is forgotten.
const mostCached = 500

// keep gives the value of a key, computed at most once for each state of the
// termbase. What failed is not kept.
func keep[T any](ctx context.Context, c *cache, key string, compute func(context.Context) (T, error)) (T, error) {
	var none T
	now, err := c.generation(ctx)
	if err != nil {
		return none, err
	}
	c.lock.Lock()
	if c.held == nil || c.at != now || len(c.held) > mostCached {
		c.at, c.held = now, map[string]*cached{}
	}
	x := c.held[key]
	if x != nil {
		c.lock.Unlock()
		<-x.done
	} else {
		x = &cached{done: make(chan struct{}), err: errors.New("not computed")} // stays so after a panic
		c.held[key] = x
		held := c.held
		c.lock.Unlock()
		func() {
			defer close(x.done)
			// Others may wait for it: not ended with the request that came first.
			x.value, x.err = compute(context.WithoutCancel(ctx))
		}()
		if x.err != nil {
			c.lock.Lock()
			delete(held, key)
			c.lock.Unlock()
		}
	}
	if x.err != nil {
		return none, x.err
	}
	return x.value.(T), nil
}
