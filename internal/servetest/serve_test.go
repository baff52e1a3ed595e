// Package servetest tests trustbook serve and build --watch as an author uses
// them: the real binary, real files, real editors' ways of saving, and pages in
// a browser.
package servetest

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"trustbook/internal/browsertest"
)

// patience is far above what anything here takes, as tests share their machine.
const patience = 30 * time.Second

var binary string

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "servetest")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "trustbook.exe")
	if out, err := exec.Command("go", "build", "-o", binary, "trustbook").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%v\n%s", err, out)
		return 1
	}
	return browsertest.Shared(m).Run()
}

// book makes a workbook folder with two chapters.
func book(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "content/book.yaml", "id: test\ntitle: A book\nlanguage: en\nrevised: 2026-01-01\nstop: Stop if it gets too much.\nexit: https://www.bbc.co.uk/weather\n")
	write(t, dir, "content/01-one.md", chapter("One", "Some words."))
	write(t, dir, "content/02-two.md", chapter("Two", "Other words."))
	return dir
}

func chapter(title, text string) string {
	return fmt.Sprintf("---\ntitle: %s\nexercises:\n  - id: ex-%s\n    title: Try\n    minutes: 5\n    keep: never\n    prompt: Think.\n    fields:\n      - {id: f, kind: longtext, label: \"What?\"}\n---\n%s\n", title, strings.ToLower(strings.Fields(title)[0]), text)
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	must(t, os.MkdirAll(filepath.Dir(path), 0o755))
	must(t, os.WriteFile(path, []byte(text), 0o644))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// server is a running trustbook.
type server struct {
	t   *testing.T
	url string
	cmd *exec.Cmd

	mu     sync.Mutex
	out    strings.Builder
	exited chan error
}

func (s *server) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.Write(p)
}

// said is all that it has printed.
func (s *server) said() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.String()
}

// start runs trustbook with arguments until the test ends.
func start(t *testing.T, args ...string) *server {
	t.Helper()
	s := &server{t: t, cmd: exec.Command(binary, args...), exited: make(chan error, 1)}
	s.cmd.Stdout, s.cmd.Stderr = s, s
	s.cmd.Env = append(os.Environ(), "NO_COLOR=1")
	must(t, s.cmd.Start())
	go func() { s.exited <- s.cmd.Wait() }()
	t.Cleanup(func() {
		s.cmd.Process.Kill()
		if t.Failed() {
			t.Logf("trustbook %s said:\n%s", strings.Join(args, " "), s.said())
		}
	})
	return s
}

var address = regexp.MustCompile(`ms: (http://\S+)/\n`)

// serve runs trustbook serve, and waits until it is ready.
func serve(t *testing.T, dir string) *server {
	t.Helper()
	s := start(t, "serve", dir, "--addr", "127.0.0.1:0")
	s.wait("the server to be ready", func() bool {
		m := address.FindStringSubmatch(s.said())
		if m != nil {
			s.url = m[1]
		}
		return m != nil
	})
	return s
}

func (s *server) wait(what string, is func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(patience); !is(); {
		if time.Now().After(deadline) {
			s.t.Fatalf("waited for %s in vain", what)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// get is a page, and "" while there is none.
func (s *server) get(name string) string {
	s.t.Helper()
	r, err := http.Get(s.url + "/" + name)
	if err != nil {
		s.t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if r.StatusCode != http.StatusOK {
		return ""
	}
	return string(data)
}

// shows waits until a page holds a text.
func (s *server) shows(name, text string) {
	s.t.Helper()
	s.wait(name+" with "+text, func() bool { return strings.Contains(s.get(name), text) })
}

// state is what a page is told.
type state struct {
	Version  string
	Problems []struct{ Where, Message, Hint string }
}

// listen gives the states that pages are told.
func (s *server) listen() <-chan state {
	s.t.Helper()
	ctx, cancel := context.WithCancel(s.t.Context())
	s.t.Cleanup(cancel)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/.trustbook/events", nil)
	must(s.t, err)
	r, err := http.DefaultClient.Do(request)
	must(s.t, err)
	states := make(chan state, 100)
	go func() {
		defer r.Body.Close()
		defer close(states)
		lines := bufio.NewScanner(r.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var st state
				if json.Unmarshal([]byte(data), &st) == nil {
					states <- st
				}
			}
		}
	}()
	return states
}

// next is the next state that pages are told.
func (s *server) next(states <-chan state) state {
	s.t.Helper()
	select {
	case st, ok := <-states:
		if !ok {
			s.t.Fatal("the stream ended")
		}
		return st
	case <-time.After(patience):
		s.t.Fatal("no event")
	}
	return state{}
}
