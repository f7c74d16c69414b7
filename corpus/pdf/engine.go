package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// memoryPages bounds the memory of one PDFium, in pages of 64 kB: 1 GB. A
// report of a thousand pages needs a tenth.
const memoryPages = 16384

// maxEngines bounds how many files are read at once.
const maxEngines = 4

// startTimeout is how long to wait for a free engine.
const startTimeout = 10 * time.Minute

// engines starts PDFium once for the whole program. Its module is compiled to
// machine code on first use, which takes seconds; the result is kept in the
// user's cache folder, where there is one, so that later starts take a
// fraction of one. The program gets no files to see.
var engines = sync.OnceValues(func() (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages)
	if cache := compiled(); cache != nil {
		config = config.WithCompilationCache(cache)
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context: context.Background(),
		MinIdle: 0, MaxIdle: 1, MaxTotal: min(maxEngines, runtime.NumCPU()),
		FSConfig:      wazero.NewFSConfig(),
		RuntimeConfig: config,
		Stdout:        io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return nil, fmt.Errorf("start PDFium: %w", err)
	}
	return pool, nil
})

// compiled opens the cache of compiled modules; nil where there is no folder
// to write to.
func compiled() wazero.CompilationCache {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "bitext", "pdfium"))
	if err != nil {
		return nil
	}
	return cache
}

// withEngine calls f with an engine of its own and takes it down afterwards, so
// that no file leaves anything behind. A crash of PDFium is an error.
func withEngine(ctx context.Context, f func(pdfium.Pdfium) error) (err error) {
	pool, err := engines()
	if err != nil {
		return err
	}
	wait, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	engine, err := pool.GetInstanceWithContext(wait)
	if err != nil {
		return fmt.Errorf("start PDFium: %w", err)
	}
	defer func() {
		if r := recover(); r != nil {
			err = errors.Join(ErrDamaged, fmt.Errorf("PDFium stopped: %v", r))
		}
		engine.Close()
	}()
	return f(engine)
}
