// Trustbook turns a folder of Markdown chapters, whose front matter declares
// exercises, into a workbook: a static site, worksheets, editions. See
// README.md for how to use it and ARCHITECTURE.md for how it is made.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"trustbook/internal/command"
)

// The bundles that pages load. They are committed, as bundling takes longer than
// all the rest of a build; a test compares them with their sources.
//go:generate go tool esbuild static/js/main.js --bundle --minify --format=iife --target=es2020 --charset=utf8 --legal-comments=none --log-level=warning --outfile=static/dist/site.js
//go:generate go tool esbuild static/js/answers-main.js --bundle --minify --format=iife --target=es2020 --charset=utf8 --legal-comments=none --log-level=warning --outfile=static/dist/answers.js
//go:generate go tool esbuild static/js/repeating-main.js --bundle --minify --format=iife --target=es2020 --charset=utf8 --legal-comments=none --log-level=warning --outfile=static/dist/repeating.js
//go:generate go tool esbuild static/js/searching-main.js --bundle --minify --format=iife --target=es2020 --charset=utf8 --legal-comments=none --log-level=warning --outfile=static/dist/searching.js
//go:generate go tool esbuild static/js/early-main.js --bundle --minify --format=iife --target=es2020 --charset=utf8 --legal-comments=none --log-level=warning --outfile=static/dist/early.js
//go:generate go tool esbuild static/css/main.css --bundle --minify --target=chrome109,firefox115,safari15.4 --charset=utf8 --log-level=warning --outfile=static/dist/site.css
//go:generate go tool esbuild static/css/404.css --minify --target=chrome109,firefox115,safari15.4 --charset=utf8 --log-level=warning --outfile=static/dist/404.css
//go:generate go tool esbuild static/css/leave.css --minify --target=chrome109,firefox115,safari15.4 --charset=utf8 --log-level=warning --outfile=static/dist/leave.css

func main() {
	// A build is short and allocates evenly: collecting half as often saves a
	// tenth of the time. Only a book of thousands of chapters comes near the
	// limit, and then collects more often. GOGC and GOMEMLIMIT overrule both.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(250 << 20)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := command.Run(ctx, os.Args[1:], command.World{
		Base: base, Out: os.Stdout, Err: os.Stderr, Env: os.Getenv,
		Terminal: isTerminal(os.Stderr),
	})
	stop()
	os.Exit(code)
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
