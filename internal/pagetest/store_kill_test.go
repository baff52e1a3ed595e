package pagetest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"trustbook/internal/browsertest"
)

// A browser that is killed while a reader writes keeps what it had put on the
// disk, and loses no more of an answer than of a bare write at every key.
func TestStoreKill(t *testing.T) {
	if testing.Short() {
		t.Skip("browser tests are left out with -short")
	}
	base, profile := serve(t, build(t, store)), t.TempDir()
	path, err := browsertest.Find()
	if err != nil {
		t.Fatal(err)
	}
	start := func() (context.Context, func()) {
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.DisableGPU)
		allocator, stopAllocator := chromedp.NewExecAllocator(t.Context(), options...)
		ctx, stop := chromedp.NewContext(allocator)
		if err := chromedp.Do(ctx, chromedp.Navigate(base+"/write.html")); err != nil {
			t.Fatal(err)
		}
		eval[bool](t, ctx, `self.workbook.context.ready.then(() => true)`)
		return ctx, func() { stop(); stopAllocator() }
	}
	write := func(ctx context.Context, text string) {
		if err := chromedp.Do(ctx, chromedp.SendKeys(chromedp.CSS(field("words/letter")), text)); err != nil {
			t.Fatal(err)
		}
	}

	ctx, stop := start()
	eval[bool](t, ctx, `!addEventListener("input", ({target}) => localStorage.setItem("bare", target.value), {capture: true})`)
	const first = "the words of the first minutes"
	write(ctx, first)
	waitFor(t, "the browser puts its storage on the disk", func() bool {
		files, _ := filepath.Glob(filepath.Join(profile, "Default", "Local Storage", "leveldb", "*"))
		for _, name := range files {
			if data, err := os.ReadFile(name); err == nil && bytes.Contains(data, []byte(first)) {
				return true
			}
		}
		return false
	})
	write(ctx, ", and of the last second")
	process := chromedp.FromContext(ctx).Browser.Process()
	if err := process.Kill(); err != nil {
		t.Fatal(err)
	}
	stop()

	ctx, stop = start()
	defer stop()
	ours := eval[string](t, ctx, value("words/letter"))
	bare := eval[string](t, ctx, `localStorage.getItem("bare")`)
	if ours != bare || !strings.HasPrefix(ours, first) {
		t.Errorf("after kill -9: %q, and of a bare write %q; want the same, beginning with %q", ours, bare, first)
	}
	t.Logf("kept after kill -9: %q", ours)
}

func eval[T any](t *testing.T, ctx context.Context, js string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("evaluate %s: %v", js, err)
	}
	return v
}

// waitFor waits until something outside the browser is so.
func waitFor(t *testing.T, what string, so func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !so(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not so after a minute: %s", what)
		}
	}
}
