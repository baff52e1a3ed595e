package servetest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"trustbook/internal/browsertest"
	"trustbook/internal/command"
)

// ends waits for the program to end and gives its exit code.
func (s *server) ends() int {
	s.t.Helper()
	select {
	case <-s.exited:
		return s.cmd.ProcessState.ExitCode()
	case <-time.After(patience):
		s.t.Fatal("it does not end")
	}
	return -1
}

// Ctrl-C ends at once, whoever listens, and is no error.
func TestInterrupt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot be interrupted from another there")
	}
	s := serve(t, book(t))
	s.next(s.listen())
	begin := time.Now()
	must(t, s.cmd.Process.Signal(os.Interrupt))
	if code := s.ends(); code != 0 {
		t.Errorf("exit code %d, want 0", code)
	}
	if took := time.Since(begin); took > 2*time.Second {
		t.Errorf("it took %v to end", took)
	}
}

// A port that is taken is said aloud, and the next one used.
func TestPortTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	s := start(t, "serve", book(t), "--addr", taken.Addr().String())
	s.wait("the server to be ready", func() bool { return address.MatchString(s.said()) })
	if !strings.Contains(s.said(), fmt.Sprintf("port %d is taken; using ", port)) {
		t.Errorf("it said\n%s", s.said())
	}
	for _, wrong := range []string{"nonsense", "127.0.0.1:99999", "127.0.0.1:x"} {
		if w := start(t, "serve", book(t), "--addr", wrong); w.ends() != 2 {
			t.Errorf("--addr %s is taken for an address", wrong)
		}
	}
	if w := start(t, "serve", t.TempDir()); w.ends() != 2 {
		t.Error("a folder that is no workbook is served")
	}
}

// What a page elsewhere, or somebody curious, may ask for.
func TestRefused(t *testing.T) {
	s := serve(t, book(t))
	for _, c := range []struct {
		method, path, host, fetch string
		want                      int
	}{
		{"GET", "/", "", "", 200},
		{"HEAD", "/one.html", "", "", 200},
		{"GET", "/", "localhost:1414", "", 200},
		{"GET", "/", "[::1]:1414", "", 200},
		{"GET", "/", "evil.example", "", 421},
		{"GET", "/", "evil.example:1414", "", 421},
		{"GET", "/", "192.168.1.7:1414", "", 421},
		{"GET", "/.trustbook/events", "evil.example", "", 421},
		{"GET", "/.trustbook/events", "", "cross-site", 403},
		{"POST", "/", "", "", 405},
		{"GET", "/none.html", "", "", 404},
		{"GET", "/../../../etc/passwd", "", "", 404},
		{"GET", "/%2e%2e/%2e%2e/etc/passwd", "", "", 404},
		{"GET", "/assets/../../content/book.yaml", "", "", 404},
		{"GET", "/content/book.yaml", "", "", 404},
		{"GET", "/.trustbook/../serve.go", "", "", 404},
		{"GET", "/.trustbook/..%2f..%2fserve.go", "", "", 404},
		{"GET", "/.trustbook/", "", "", 404},
		{"GET", "//evil.example/", "", "", 404},
	} {
		got := s.raw(c.method, c.path, c.host, c.fetch)
		if got != c.want {
			t.Errorf("%s %s, host %q, %q: %d, want %d", c.method, c.path, c.host, c.fetch, got, c.want)
		}
	}
}

// raw sends a request as it is, dots and all, and gives the answer's status.
func (s *server) raw(method, path, host, fetch string) (status int) {
	s.t.Helper()
	addr := strings.TrimPrefix(s.url, "http://")
	if host == "" {
		host = addr
	}
	c, err := net.Dial("tcp", addr)
	must(s.t, err)
	defer c.Close()
	if fetch != "" {
		fetch = "Sec-Fetch-Site: " + fetch + "\r\n"
	}
	fmt.Fprintf(c, "%s %s HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n\r\n", method, path, host, fetch)
	if _, err := fmt.Fscanf(c, "HTTP/1.1 %d", &status); err != nil {
		s.t.Fatal(err)
	}
	return status
}

// Everything that a build writes is served, and differs in nothing but what
// the server says that it adds.
func TestServesWhatBuildWrites(t *testing.T) {
	dir, out := book(t), t.TempDir()
	if b := start(t, "build", dir, "-o", out); b.ends() != 0 {
		t.Fatal("the build failed")
	}
	s := serve(t, dir)
	must(t, filepath.WalkDir(out, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".trustbook") {
			return err
		}
		rel, _ := filepath.Rel(out, path)
		want, err := os.ReadFile(path)
		must(t, err)
		r, err := http.Get(s.url + "/" + filepath.ToSlash(rel))
		must(t, err)
		got, err := io.ReadAll(r.Body)
		r.Body.Close()
		must(t, err)
		if filepath.Ext(path) != ".html" {
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs", rel)
			}
			return nil
		}
		page := string(got)
		before, rest, ok := strings.Cut(page, "\n<script type=\"module\" src=\"/.trustbook/reload.js\"")
		_, after, _ := strings.Cut(rest, "</script>")
		_, wantAfter, _ := strings.Cut(string(want), "<meta name=\"referrer\"")
		_, gotAfter, _ := strings.Cut(after, "<meta name=\"referrer\"")
		if !ok || gotAfter != wantAfter || !strings.Contains(before, "connect-src 'self'") {
			t.Errorf("%s differs by more than the script and the policy", rel)
		}
		if bytes.Contains(want, []byte(".trustbook/")) {
			t.Errorf("the build's %s knows of the server", rel)
		}
		return nil
	}))
}

// inProcess runs serve in this process, so that its goroutines can be counted.
func inProcess(t *testing.T, dir string) (s *server, stop func()) {
	t.Helper()
	s = &server{t: t}
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		command.Run(ctx, []string{"serve", dir, "--addr", "127.0.0.1:0"}, command.World{
			Base: os.DirFS(browsertest.Root(t)), Out: s, Err: s, Env: os.Getenv,
		})
	})
	s.wait("the server to be ready", func() bool {
		m := address.FindStringSubmatch(s.said())
		if m != nil {
			s.url = m[1]
		}
		return m != nil
	})
	return s, func() { cancel(); running.Wait() }
}

// After 1,000 saves there are as many files open and goroutines as before, and
// after the end as many as at the start.
func TestNothingLeaks(t *testing.T) {
	saves := 1000
	if testing.Short() {
		saves = 50
	}
	http.DefaultClient.CloseIdleConnections()
	before := runtime.NumGoroutine()
	dir := book(t)
	s, stop := inProcess(t, dir)
	save := func(i int) {
		text := fmt.Sprintf("Save number %d.", i)
		title := "One"
		if i%10 == 9 {
			title = fmt.Sprint("One ", i) // a title
		}
		write(t, dir, "content/01-one.md", chapter(title, text))
		if i%50 == 49 { // an error, mended
			write(t, dir, "content/02-two.md", "nothing")
			write(t, dir, "content/02-two.md", chapter("Two", text))
			s.shows("two.html", text)
		}
		s.shows("one.html", text)
	}
	for i := range 20 {
		save(i)
	}
	goroutines, files := settled(runtime.NumGoroutine), settled(openFiles)
	for i := range saves {
		save(i)
	}
	if n := settled(runtime.NumGoroutine); n > goroutines {
		t.Errorf("%d goroutines, %d before", n, goroutines)
	}
	if n := settled(openFiles); n > files {
		t.Errorf("%d open files, %d before", n, files)
	}
	stop()
	http.DefaultClient.CloseIdleConnections()
	s.wait("the goroutines to end", func() bool { return runtime.NumGoroutine() <= before })
}

// settled is the least that a number is for a moment.
func settled(number func() int) int {
	least := number()
	for range 50 {
		time.Sleep(2 * time.Millisecond)
		least = min(least, number())
	}
	return least
}

// openFiles is the number of this process's open files, 0 where the system
// does not tell.
func openFiles() int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}

// A page that does not read what it is told holds nobody up.
func TestSlowReader(t *testing.T) {
	dir := book(t)
	s := serve(t, dir)
	addr := strings.TrimPrefix(s.url, "http://")
	for range 100 { // more than are let in
		c, err := net.Dial("tcp", addr)
		must(t, err)
		defer c.Close()
		fmt.Fprintf(c, "GET /.trustbook/events HTTP/1.1\r\nHost: %s\r\n\r\n", addr)
	}
	for i := range 20 {
		text := fmt.Sprintf("In spite of sleepers %d.", i)
		write(t, dir, "content/01-one.md", chapter("One", text))
		s.shows("one.html", text)
	}
	if got := s.raw("GET", "/.trustbook/events", "", ""); got != http.StatusServiceUnavailable {
		t.Errorf("one stream too many: %d, want 503", got)
	}
}

// Nothing is done while nothing changes.
func TestIdle(t *testing.T) {
	s := serve(t, book(t))
	s.next(s.listen())
	ticks := func() (user, system int) {
		data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
		if err != nil {
			t.Skip("the system does not tell")
		}
		_, rest, _ := strings.Cut(string(data), ") ")
		f := strings.Fields(rest)
		fmt.Sscan(f[11], &user)
		fmt.Sscan(f[12], &system)
		return user, system
	}
	time.Sleep(300 * time.Millisecond) // what is left of the start
	user, system := ticks()
	time.Sleep(time.Second)
	if u, s := ticks(); u+s-user-system > 1 { // of 100 a second
		t.Errorf("%d ticks of processor time in an idle second", u+s-user-system)
	}
}
