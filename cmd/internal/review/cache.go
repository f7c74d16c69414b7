package review

import (
	"context"
	"errors"
	"sync"
	"time"
)

// cache keeps what was computed from the termbase until the termbase changes.
// Requests that want the same thing wait for one of them to compute it.
type cache struct {
	generation func(context.Context) (int64, error)
	lock       sync.Mutex
	at         int64
	held       map[string]*cached
	last       map[string]remembered // values of recently, also of before the last change
}

type cached struct {
	done  chan struct{}
	value any
	err   error
}

// recently gives the value of a key for what need not be of this very moment:
// figures, and what filters offer. Where it takes longer than patience, what
// was so before the last change is shown, and the next one who asks sees the
// new. A termbase of usual size is never that slow.
func recently[T any](ctx context.Context, c *cache, key string, compute func(context.Context) (T, error)) (T, error) {
	c.lock.Lock()
	if old, ok := c.last[key]; ok && old.took > patience && time.Since(old.at) < costly*old.took {
		c.lock.Unlock()
		return old.value.(T), nil
	}
	c.lock.Unlock()
	type result struct {
		value T
		err   error
	}
	fresh := make(chan result, 1)
	go func() {
		begun := time.Now()
		value, err := keep(context.WithoutCancel(ctx), c, key, compute)
		if err == nil {
			c.remember(key, value, begun)
		}
		fresh <- result{value, err}
	}()
	select {
	case r := <-fresh:
		return r.value, r.err
	case <-time.After(patience):
	}
	c.lock.Lock()
	old, ok := c.last[key]
	c.lock.Unlock()
	if ok {
		return old.value.(T), nil
	}
	r := <-fresh
	return r.value, r.err
}

// remember keeps a value beyond the next change.
func (c *cache) remember(key string, value any, begun time.Time) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.last == nil || len(c.last) > mostCached {
		c.last = map[string]remembered{}
	}
	c.last[key] = remembered{value, time.Now(), time.Since(begun)}
}

// remembered is a value with when it was computed and how long that took.
type remembered struct {
	value any
	at    time.Time
	took  time.Duration
}

// costly bounds what slow figures cost: they are computed anew only after so
// many times the time that it took, that is in a twentieth of the time.
const costly = 20

// patience is how long a page waits for figures: within the 100 ms that it may
// take as a whole.
const patience = 50 * time.Millisecond

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
