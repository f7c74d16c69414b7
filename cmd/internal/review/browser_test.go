package review

import (
	"context"
	"errors"
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
	t    testing.TB
	ctx  context.Context
	db   *termbase.DB
	base string

	lock sync.Mutex
	logs []string
}

// chromium looks for the browser, and skips the test with a message where there
// is none.
func chromium(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("no browser in short tests")
	}
	if chromiumPath() == "" {
		t.Skip("no chromium found: install it or name it in CHROMIUM")
	}
}

func chromiumPath() string {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	return ""
}

// window starts the one Chromium of all tests; TestMain ends it.
var window = sync.OnceValues(func() (context.Context, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromiumPath()), chromedp.NoSandbox, chromedp.IgnoreCertErrors,
		chromedp.Flag("lang", "en"), chromedp.Flag("font-render-hinting", "none"), chromedp.Flag("hide-scrollbars", false))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	closeWindow = cancel
	ctx, _ = chromedp.NewContext(ctx)
	return ctx, chromedp.Do(ctx)
})

var closeWindow func()

func TestMain(m *testing.M) {
	code := m.Run()
	if closeWindow != nil {
		closeWindow()
	}
	os.Exit(code)
}

// browse serves a termbase and comes in with a window.
func browse(t testing.TB, db *termbase.DB) *browser {
	t.Helper()
	h, err := New(db, Options{Author: "reviewer", Token: "secret", Loopback: true})
	must(t, err)
	chromium(t)
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	b := visitWith(t, db, server.URL)
	b.open("/?token=secret")
	return b
}

// visitWith opens a window with cookies of its own on a server.
func visitWith(t testing.TB, db *termbase.DB, base string) *browser {
	t.Helper()
	all, err := window()
	must(t, err)
	ctx, cancel := chromedp.NewContext(all, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	must(t, chromedp.Do(ctx)) // a timeout may not be set before the first
	b := &browser{t: t, ctx: ctx, db: db, base: base}
	b.listen()
	b.size(1440, 900)
	return b
}

// stepTime is how long a step in the browser may take: twenty times what one
// takes on a busy machine.
const stepTime = 15 * time.Second

// bounded is the window for one step.
func (b *browser) bounded() (context.Context, context.CancelFunc) {
	return context.WithTimeout(b.ctx, stepTime)
}

// do runs steps in the window.
func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := b.bounded()
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.fail(err)
	}
}

// fail ends the test with what the window shows and has logged.
func (b *browser) fail(err error) {
	b.t.Helper()
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("a step took more than %v: %w", stepTime, err)
	}
	b.shoot("failed-" + b.t.Name())
	ctx, cancel := b.bounded()
	defer cancel()
	at, _ := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + "\n" + document.body.innerText.slice(0, 600)`))
	b.t.Fatalf("%v\nthe window: %s\n%s", err, at, strings.Join(b.logs, "\n"))
}

// ask evaluates a script in the window.
func ask[T any](b *browser, script string) T {
	b.t.Helper()
	ctx, cancel := b.bounded()
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	if err != nil {
		b.fail(fmt.Errorf("%s: %w", script, err))
	}
	return v
}

func (b *browser) open(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + path))
	b.until(ready)
}

// ready holds once the script of the page listens to keys.
const ready = `document.documentElement.classList.contains("ready")`

// goes waits until a key or a click has led to an address.
func (b *browser) goes(path string) {
	b.t.Helper()
	b.until(fmt.Sprintf("location.pathname === %q && %s", path, ready))
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
	b.visible(field)
	b.do(chromedp.Focus(field))
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
	ctx, cancel := b.bounded()
	defer cancel()
	var err error
	for ctx.Err() == nil {
		var ok bool
		if ok, err = chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+script+")")); err == nil && ok {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.fail(fmt.Errorf("waited %v in vain for %s (%w)", stepTime, script, err))
}

// visible waits until what a selector names can be seen.
func (b *browser) visible(selector string) {
	b.t.Helper()
	b.until(fmt.Sprintf("(e => e && e.checkVisibility({visibilityProperty: true}))(document.querySelector(%q))", selector))
}

// click clicks at the middle of what a selector names, once it can be seen.
func (b *browser) click(selector string) {
	b.t.Helper()
	b.visible(selector)
	b.do(chromedp.Click(selector))
}

// pictures reports whether pictures are wanted.
func pictures() bool { return os.Getenv("SCREENSHOTS") != "" }

// shoot keeps a picture of the window in the folder SCREENSHOTS, where that is
// set.
func (b *browser) shoot(name string) {
	if !pictures() {
		return
	}
	folder := os.Getenv("SCREENSHOTS")
	ctx, cancel := b.bounded()
	defer cancel()
	picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Log(err)
		return
	}
	must(b.t, os.MkdirAll(folder, 0o755))
	must(b.t, os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644))
}

// shootAll keeps pictures in light and dark, wide, of a tablet and narrow.
func (b *browser) shootAll(name string) {
	if !pictures() {
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
			text := "Error: " + e.ExceptionDetails.Text
			if x := e.ExceptionDetails.Exception; x != nil {
				text += " " + x.Description
			}
			b.logs = append(b.logs, text)
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
