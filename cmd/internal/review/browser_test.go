package review

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"bitext/termbase"
)

// browser is a window of Chromium on a served termbase.
type browser struct {
	t    *testing.T
	ctx  context.Context
	db   *termbase.DB
	base string

	lock sync.Mutex
	logs []string
}

// chromium finds the browser, or skips the test with a message.
func chromium(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("no browser in short tests")
	}
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	t.Skip("no chromium found: install it or name it in CHROMIUM")
	return ""
}

// browse serves a termbase and opens a window on it.
func browse(t *testing.T, db *termbase.DB) *browser {
	t.Helper()
	path := chromium(t)
	h, err := New(db, Options{Author: "reviewer", Token: "secret", Loopback: true})
	must(t, err)
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Flag("lang", "en"),
		chromedp.Flag("font-render-hinting", "none"), chromedp.Flag("hide-scrollbars", false))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	must(t, chromedp.Do(ctx)) // a timeout may not be set before the first
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	b := &browser{t: t, ctx: ctx, db: db, base: server.URL}
	b.listen()
	b.size(1440, 900)
	b.open("/?token=secret")
	return b
}

// do runs steps in the window.
func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.fail(err)
	}
}

func (b *browser) fail(err error) {
	b.t.Helper()
	b.shoot("failed")
	b.t.Fatalf("%v\n%s", err, strings.Join(b.logs, "\n"))
}

// ask evaluates a script in the window.
func ask[T any](b *browser, script string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		b.fail(fmt.Errorf("%s: %w", script, err))
	}
	return v
}

func (b *browser) open(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base+path), chromedp.WaitReady("main"))
}

func (b *browser) size(width, height int64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, height))
}

// dark switches to dark colours, or back.
func (b *browser) dark(on bool) {
	b.t.Helper()
	scheme := "light"
	if on {
		scheme = "dark"
	}
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	must(b.t, err)
}

// keys types keys one after the other.
func (b *browser) keys(keys ...string) {
	b.t.Helper()
	for _, k := range keys {
		b.do(chromedp.KeyEvent(k))
	}
}

// fill types a text into a field, in the place of what stands there.
func (b *browser) fill(field, text string) {
	b.t.Helper()
	b.do(chromedp.WaitVisible(field), chromedp.Focus(field))
	ask[bool](b, fmt.Sprintf("(document.querySelector(%q).value = '', true)", field))
	b.do(chromedp.KeyEvent(text))
}

// idle waits until all that was sent has been answered.
func (b *browser) idle() {
	b.t.Helper()
	time.Sleep(50 * time.Millisecond) // the key must have come in
	b.until("busy === 0")
}

// until waits until a script gives something true. It may be in vain while a
// page is being loaded.
func (b *browser) until(script string) {
	b.t.Helper()
	var err error
	for range 200 {
		var ok bool
		if ok, err = chromedp.Run(b.ctx, chromedp.Evaluate[bool]("Boolean("+script+")")); err == nil && ok {
			return
		}
		time.Sleep(30 * time.Millisecond)
	}
	b.fail(fmt.Errorf("in vain: %s (%v)", script, err))
}

// shoot keeps a picture of the window in the folder SCREENSHOTS, where that is
// set.
func (b *browser) shoot(name string) {
	folder := os.Getenv("SCREENSHOTS")
	if folder == "" {
		return
	}
	picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Log(err)
		return
	}
	must(b.t, os.MkdirAll(folder, 0o755))
	must(b.t, os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644))
}

// shootAll keeps pictures in light and dark, wide, of a tablet and narrow.
func (b *browser) shootAll(name string) {
	if os.Getenv("SCREENSHOTS") == "" {
		return
	}
	b.shoot(name)
	b.dark(true)
	b.shoot(name + "-dark")
	b.dark(false)
	b.size(820, 1180)
	b.shoot(name + "-tablet")
	b.size(390, 844)
	b.shoot(name + "-phone")
	b.size(1440, 900)
}

// listen keeps what the page logs, above all what the policy refuses; errors of
// scripts fail the test.
func (b *browser) listen() {
	must(b.t, chromedp.Listen(b.ctx, func(event any) {
		b.lock.Lock()
		defer b.lock.Unlock()
		switch e := event.(type) {
		case *log.EventEntryAdded:
			b.logs = append(b.logs, e.Entry.Text+" "+e.Entry.URL)
		case *runtime.EventExceptionThrown:
			b.logs = append(b.logs, "Error: "+e.ExceptionDetails.Text)
		}
	}))
	b.t.Cleanup(func() {
		b.lock.Lock()
		defer b.lock.Unlock()
		for _, l := range b.logs {
			if strings.Contains(l, "Content Security Policy") || strings.Contains(l, "Error:") {
				b.t.Error(l)
			}
		}
	})
	_, err := chromedp.Call(b.ctx, log.Enable, cdp.Empty{})
	must(b.t, err)
}
