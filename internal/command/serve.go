package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"trustbook/internal/build"
	"trustbook/internal/serve"
	"trustbook/internal/spool"
	"trustbook/internal/watch"
)

func (w World) serve() *cobra.Command {
	var address string
	var open bool
	c := &cobra.Command{
		Use:   "serve [DIR]",
		Short: "Show the workbook in a browser as you write it",
		Long: `Serve shows the workbook in DIR at an address of this machine. When a file is
saved the pages in the browser follow at once. When the workbook has errors the
last good pages stay, and the errors are shown over them until they are mended.

Nothing is written. Ctrl-C ends it.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return w.show(cmd.Context(), folder(args), address, open)
		},
	}
	c.Flags().StringVar(&address, "addr", "127.0.0.1:1414", "address to listen at; the next free port is taken")
	c.Flags().BoolVar(&open, "open", false, "open the cover in the browser")
	return c
}

// show serves the workbook in dir until the context ends.
func (w World) show(ctx context.Context, dir, address string, open bool) error {
	start := time.Now()
	if _, err := build.Open(dir, w.Base); err != nil {
		return err
	}
	texts, err := spool.New()
	if err != nil {
		return err
	}
	defer texts.Close()
	listener, err := w.listen(address)
	if err != nil {
		return err
	}
	// Before the first look at the files, so that no change is missed.
	watcher, err := w.watch(dir, "")
	if err != nil {
		listener.Close()
		return err
	}
	defer watcher.Close()
	session := build.NewSession(dir, w.Base, build.Options{Jobs: runtime.GOMAXPROCS(0), Now: start, Spool: texts})
	handler := serve.New(listener.Addr().String())
	u := session.Update(ctx)
	handler.Publish(u, source)
	url := "http://" + listener.Addr().String() + "/"
	if u.Failed {
		if err := w.complain(u.List, false); err != nil {
			return err
		}
	}
	fmt.Fprintf(w.Out, "%s in %d ms: %s\n", count(u.Pages, "page", "pages"), time.Since(start).Milliseconds(), url)

	return serving(ctx, listener, handler, func(ctx context.Context) {
		if open {
			if err := browse(url); err != nil {
				fmt.Fprintf(w.Err, "trustbook: the browser cannot be opened: %v\n", err)
			}
		}
		w.follow(ctx, session, watcher, func(r rebuilt) {
			handler.Publish(r.Update, source)
			if r.Failed {
				w.complain(r.List, false) // to a terminal that may have gone; the pages say it too
				return
			}
			fmt.Fprintf(w.Out, "%s: %s, %s ms\n", r.told(dir), count(r.Pages, "page", "pages"), milliseconds(r.took))
		})
	})
}

// serving answers requests while do runs, whose context ends if that fails.
func serving(ctx context.Context, listener net.Listener, handler http.Handler, do func(context.Context)) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, ErrorLog: log.New(io.Discard, "", 0)}
	failed := make(chan error, 1)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go func() {
		err := server.Serve(listener)
		stop()
		failed <- err
	}()
	do(ctx)
	server.Close() // at once: streams would never end by themselves
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func milliseconds(d time.Duration) string {
	return strconv.FormatFloat(float64(d.Microseconds())/1000, 'f', 1, 64)
}

// watch watches a workbook's folders; the built-in book has none.
func (w World) watch(dir, skip string) (*watch.Watcher, error) {
	if dir == "" {
		return watch.Nothing(), nil
	}
	return watch.New(dir, layers, skip)
}

// listen takes the address, or the next free port if somebody has that one.
func (w World) listen(address string) (net.Listener, error) {
	host, wanted, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("listen at %s: %w; write it like 127.0.0.1:1414", address, err)
	}
	if host == "" {
		host = "127.0.0.1" // all the world is asked for by name, 0.0.0.0
	}
	port, err := strconv.Atoi(wanted)
	if err != nil || port < 0 || port > 65535 {
		return nil, fmt.Errorf("listen at %s: %q is no port", address, wanted)
	}
	const tries = 20
	for i := range tries {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port+i)))
		if err == nil && i > 0 {
			fmt.Fprintf(w.Err, "trustbook: port %d is taken; using %d\n", port, port+i)
		}
		if err == nil || !errors.Is(err, syscall.EADDRINUSE) || port == 0 || port+i == 65535 {
			return l, err
		}
	}
	return nil, fmt.Errorf("listen at %s: this port and the %d after it are taken; choose another with --addr", address, tries-1)
}

// browse opens an address in the browser of the person at this machine.
func browse(url string) error {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	c := exec.Command(name, args...)
	if err := c.Start(); err != nil {
		return err
	}
	go c.Wait()
	return nil
}
