// Savetoserved measures how long after a save a serve command serves the new
// page, and tells the browser. It makes a workbook of N chapters, runs the
// command in it, edits chapters one after another, and prints for each kind of
// edit the median, the 90th percentile and the minimum.
//
//	go run ./internal/corpus/savetoserved -n 1000 -- trustbook serve . --addr 127.0.0.1:1414
//
// With -hugo it makes a Hugo site of the same texts, which any other generator
// of pages can be given too:
//
//	go run ./internal/corpus/savetoserved -n 1000 -hugo -url http://127.0.0.1:1313 -page 'part-%d/' -events '' -- hugo server --port 1313
package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"trustbook/internal/corpus"
)

type options struct {
	chapters, edits   int
	url, page, events string
	hugo              bool
	command           []string
}

func main() {
	var o options
	flag.IntVar(&o.chapters, "n", 1000, "chapters")
	flag.IntVar(&o.edits, "edits", 50, "edits of each kind")
	flag.StringVar(&o.url, "url", "http://127.0.0.1:1414", "where the command serves")
	flag.StringVar(&o.page, "page", "part-%d.html", "the page of chapter %d, counted from 1")
	flag.StringVar(&o.events, "events", ".trustbook/events", "the stream of server-sent events; empty to measure pages only")
	flag.BoolVar(&o.hugo, "hugo", false, "make a Hugo site of the same texts")
	flag.Parse()
	if o.command = flag.Args(); len(o.command) == 0 {
		fmt.Fprintln(os.Stderr, "savetoserved: no command to measure; name it after --")
		os.Exit(2)
	}
	if err := measure(o); err != nil {
		fmt.Fprintln(os.Stderr, "savetoserved:", err)
		os.Exit(1)
	}
}

func measure(o options) error {
	dir, err := os.MkdirTemp("", "savetoserved")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := makeSite(dir, o); err != nil {
		return err
	}
	start := time.Now()
	c := exec.Command(o.command[0], o.command[1:]...)
	c.Dir, c.Stdout, c.Stderr = dir, io.Discard, os.Stderr
	if err := c.Start(); err != nil {
		return err
	}
	defer func() {
		c.Process.Kill()
		c.Wait()
	}()
	for {
		if _, err := get(o, 0); err == nil {
			break
		} else if time.Since(start) > 10*time.Minute {
			return fmt.Errorf("no page after ten minutes: %w", err)
		}
		time.Sleep(2 * time.Millisecond)
	}
	fmt.Printf("%d chapters: the first page after %d ms, %s\n", o.chapters, time.Since(start).Milliseconds(), memory(c.Process.Pid))
	told, err := listen(o)
	if err != nil {
		return err
	}
	for _, kind := range []string{"text", "title"} {
		var served, events []time.Duration
		for i := range o.edits {
			s, e, err := edit(dir, o, kind, i, told)
			if err != nil {
				return err
			}
			served, events = append(served, s), append(events, e)
			time.Sleep(30 * time.Millisecond) // nobody saves sooner
		}
		fmt.Printf("  %-5s  served %s", kind, figures(served))
		if told != nil {
			fmt.Printf("  event %s", figures(events))
		}
		fmt.Println()
	}
	return nil
}

// makeSite writes the workbook, or what Hugo calls a site.
func makeSite(dir string, o options) error {
	if err := corpus.Write(dir, o.chapters); err != nil || !o.hugo {
		return err
	}
	files := map[string]string{
		"hugo.toml":                    "baseURL = \"/\"\ntitle = \"A corpus\"\ndisableKinds = [\"taxonomy\", \"term\", \"rss\", \"sitemap\"]\n[permalinks]\n\"/\" = \"/:slug/\"\n",
		"layouts/_default/single.html": "<!DOCTYPE html><html><head><title>{{.Title}}</title></head><body><h1>{{.Title}}</h1>{{.Content}}{{with .PrevInSection}}{{.Title}}{{end}}{{with .NextInSection}}{{.Title}}{{end}}</body></html>",
		"layouts/index.html":           "<!DOCTYPE html><html><head><title>x</title></head><body>{{range .Site.RegularPages}}<a href=\"{{.RelPermalink}}\">{{.Title}}</a>{{end}}</body></html>",
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	for i := range o.chapters {
		path := filepath.Join(dir, "content", corpus.Name(i))
		text := strings.Replace(string(corpus.Chapter(i, o.chapters)), "---\n", fmt.Sprintf("---\nslug: part-%d\n", i+1), 1)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return os.Remove(filepath.Join(dir, "content", "book.yaml"))
}

// edit saves a change to a chapter, as editors do, and measures when its page
// holds it and when an event came. The page is asked for again and again, as
// that is the only way to know of a server that has no events.
func edit(dir string, o options, kind string, i int, told *atomic.Int64) (served, event time.Duration, err error) {
	chapter := (i*7919 + 1) % o.chapters
	path := filepath.Join(dir, "content", corpus.Name(chapter))
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, 0, err
	}
	word := fmt.Sprintf("Saved%s%d", kind, i)
	if kind == "text" {
		data = bytes.Replace(data, []byte("\n\n## "), []byte("\n\n"+word+" here.\n\n## "), 1)
	} else {
		data = bytes.Replace(data, []byte(`title: "`), []byte(`title: "`+word+" "), 1)
	}
	if err := os.WriteFile(path+"~", data, 0o644); err != nil {
		return 0, 0, err
	}
	start := time.Now()
	if err := os.Rename(path+"~", path); err != nil {
		return 0, 0, err
	}
	for {
		page, err := get(o, chapter)
		if err != nil {
			return 0, 0, err
		}
		now := time.Now()
		if bytes.Contains(page, []byte(word)) {
			served = now.Sub(start)
			break
		}
		if now.Sub(start) > time.Minute {
			return 0, 0, fmt.Errorf("the page of chapter %d is still old after a minute", chapter+1)
		}
		time.Sleep(100 * time.Microsecond)
	}
	if told == nil {
		return served, 0, nil
	}
	for told.Load() < start.UnixNano() {
		if time.Since(start) > time.Minute {
			return 0, 0, fmt.Errorf("no event after a minute")
		}
		time.Sleep(100 * time.Microsecond)
	}
	return served, time.Duration(told.Load() - start.UnixNano()), nil
}

func get(o options, chapter int) ([]byte, error) {
	r, err := http.Get(o.url + "/" + fmt.Sprintf(o.page, chapter+1))
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err == nil && r.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s", r.Status)
	}
	return data, err
}

// listen notes when the last event came; nil where there are none.
func listen(o options) (*atomic.Int64, error) {
	if o.events == "" {
		return nil, nil
	}
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, o.url+"/"+o.events, nil)
	if err != nil {
		return nil, err
	}
	r, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	last := &atomic.Int64{}
	go func() {
		defer r.Body.Close()
		lines := bufio.NewScanner(r.Body)
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "data:") {
				last.Store(time.Now().UnixNano())
			}
		}
	}()
	return last, nil
}

func figures(all []time.Duration) string {
	slices.Sort(all)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	return fmt.Sprintf("median %.1f p90 %.1f min %.1f ms", ms(all[len(all)/2]), ms(all[len(all)*9/10]), ms(all[0]))
}

// memory is the most that the process held, where the system tells.
func memory(pid int) string {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return ""
	}
	_, rest, _ := strings.Cut(string(data), "VmHWM:")
	value, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSpace(value) + " of memory at most"
}
