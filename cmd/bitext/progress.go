package main

import (
	"fmt"
	"io"
	"time"
)

// progress tells on a terminal how far long work has come, with rate and time
// left; elsewhere it is silent.
type progress struct {
	w       io.Writer // nil where it is silent
	what    string
	n, all  int
	begun   time.Time
	written time.Time
}

// refresh is how often the line is written.
const refresh = 200 * time.Millisecond

// newProgress begins work of so many steps.
func newProgress(w io.Writer, what string, all int) *progress {
	if !isTerminal(w) {
		w = nil
	}
	return &progress{w: w, what: what, all: all, begun: time.Now()}
}

// step counts one step as done.
func (p *progress) step() {
	p.n++
	now := time.Now()
	if p.w == nil || now.Sub(p.written) < refresh {
		return
	}
	p.written = now
	spent := now.Sub(p.begun).Seconds()
	left := time.Duration(spent / float64(p.n) * float64(p.all-p.n) * float64(time.Second)).Round(time.Second)
	fmt.Fprintf(p.w, "\r\x1b[K%s %d/%d, %.1f/s, %s left", p.what, p.n, p.all, float64(p.n)/max(spent, 0.001), left)
}

// done takes the line away.
func (p *progress) done() {
	if p.w != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
