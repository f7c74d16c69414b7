package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
)

// The limit gives way to what is in use: else the collector runs without end.
func TestMemoryGuard(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	g := &memoryGuard{limit: 1 << 20}
	debug.SetMemoryLimit(g.limit)
	held := make([]*[1 << 10]byte, 64<<10) // 64 MB
	for i := range held {
		held[i] = new([1 << 10]byte)
	}
	runtime.GC()
	g.watch()
	if now := debug.SetMemoryLimit(-1); now < 64<<20 || now == math.MaxInt64 {
		t.Errorf("the limit is %d", now)
	}
	runtime.KeepAlive(held)
}
