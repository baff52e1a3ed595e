package output

import (
	"context"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// Two builds that differ in every way, and what else is in the folder.
var (
	one = tree{
		"same": "1", "changed": "1", "deep/changed": "1", "dropped": "1", "dropped-folder/a/b": "1", "shared/dropped": "1",
		"file-then-folder": "1", "folder-then-file/a": "1", "folder-then-file/b/c": "1", "Case": "1",
	}
	two = tree{
		"same": "1", "changed": "22", "deep/changed": "2", "added": "2", "added-folder/a/b": "2",
		"file-then-folder/a/b": "2", "folder-then-file": "2", "case": "1",
	}
	foreign = tree{".gitignore": "*", "shared/theirs": "t", "theirs/x": "t"}
)

// prepare makes a folder with the first build in it.
func prepare(t *testing.T) (dir string) {
	dir = t.TempDir()
	foreign.put(t, dir)
	mustWrite(t, dir, one)
	return dir
}

// checkEither reports files that are neither of the old build nor of the new,
// and such of both and of other people that are missing.
func checkEither(t *testing.T, when, dir string, old, new tree) {
	t.Helper()
	now := snapshot(t, dir)
	for p, content := range now {
		if strings.HasSuffix(p, "/") || strings.HasPrefix(p, ownPrefix) {
			continue
		}
		a, inOld := old[p]
		b, inNew := new[p]
		c, theirs := foreign[p]
		if !(inOld && content == a || inNew && content == b || theirs && content == c) {
			t.Errorf("%s: %q = %.50q, want the old or the new file", when, p, content)
		}
	}
	for p := range old {
		_, both := new[p]
		if _, ok := now[p]; both && !ok {
			t.Errorf("%s: %q is missing", when, p)
		}
	}
	for p := range foreign {
		if _, ok := now[p]; !ok {
			t.Errorf("%s: %q is missing", when, p)
		}
	}
}

// checkMended builds next, and reports what is then not as after a build that
// nothing came between.
func checkMended(t *testing.T, when, dir string, next tree) {
	t.Helper()
	res, err := Write(context.Background(), dir, next.all())
	if err != nil || len(res.Warnings) > 0 {
		t.Errorf("%s: next Write = %+v, %v, want no warnings", when, res, err)
	}
	if d := diff(snapshot(t, dir), next.built().and(foreign.withFolders())); d != "" {
		t.Errorf("%s: folder after the next Write:\n%s", when, d)
	}
}

// steps counts the changes to the disk from the first build to the second.
func steps(t *testing.T) int {
	var n atomic.Int64
	_, err := write(context.Background(), prepare(t), two.all(), func() error { n.Add(1); return nil })
	if err != nil || n.Load() < 30 {
		t.Fatalf("write = %v in %d steps, want nil in 30 or more", err, n.Load())
	}
	return int(n.Load())
}

// TestFaults makes each operation fail in turn: once, and with all after it,
// as on a disk that is full and stays so.
func TestFaults(t *testing.T) {
	for n := range steps(t) {
		for _, stays := range []bool{false, true} {
			for _, next := range []tree{one, two} {
				when := fmt.Sprintf("operation %d fails, stays %v", n, stays)
				dir := prepare(t)
				before := snapshot(t, dir)
				var at atomic.Int64
				_, err := write(context.Background(), dir, two.all(), func() error {
					if i := int(at.Add(1)) - 1; i == n || stays && i > n {
						return syscall.ENOSPC
					}
					return nil
				})
				// The last operation sweeps, which is left to the next build.
				if last := err == nil && n == int(at.Load())-1; !last && (err == nil || !strings.Contains(err.Error(), dir)) {
					t.Errorf("%s: write = %v, want an error", when, err)
				}
				checkEither(t, when, dir, one, two)
				if now := snapshot(t, dir); now[manifestName] == before[manifestName] && !stays {
					if d := diff(now, before); d != "" {
						t.Errorf("%s: staging changed the folder:\n%s", when, d)
					}
				}
				checkMended(t, when, dir, next)
			}
		}
	}
}

// child is the process that TestKilled and TestKilledAnywhere start to kill.
func child(t *testing.T, dir string, arguments ...string) *exec.Cmd {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestChild$")
	c.Env = append(os.Environ(), "OUTPUT_TEST_CHILD="+dir+"\n"+strings.Join(arguments, "\n"))
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestChild is that process's whole life, and nothing in a test run.
func TestChild(t *testing.T) {
	dir, rest, ok := strings.Cut(os.Getenv("OUTPUT_TEST_CHILD"), "\n")
	if !ok {
		return
	}
	if rest == "" { // until killed
		for i := 0; ; i++ {
			mustWrite(t, dir, large(i))
		}
	}
	n, _ := strconv.Atoi(rest)
	var at atomic.Int64
	_, err := write(context.Background(), dir, two.all(), func() error {
		if int(at.Add(1))-1 >= n { // all goroutines stop here
			self, _ := os.FindProcess(os.Getpid())
			self.Kill()
			select {}
		}
		return nil
	})
	t.Fatalf("write = %v, want to be dead", err)
}

// TestKilled kills a build at each operation.
func TestKilled(t *testing.T) {
	for n := range steps(t) {
		for _, next := range []tree{one, two} {
			when := fmt.Sprintf("killed at operation %d", n)
			dir := prepare(t)
			if err := child(t, dir, strconv.Itoa(n)).Wait(); err == nil || err.(*exec.ExitError).ExitCode() == 1 {
				t.Fatalf("%s: child = %v, want killed", when, err)
			}
			checkEither(t, when, dir, one, two)
			checkMended(t, when, dir, next)
		}
	}
}

// large is one of two builds that take a while.
func large(i int) tree {
	t := tree{"same": "1", fmt.Sprintf("only-%d/x", i%2): "1"}
	for n := range 300 {
		t[fmt.Sprintf("%d/%d", n%3, n)] = strings.Repeat(strconv.Itoa(i%2), 20_000)
	}
	return t
}

// TestKilledAnywhere kills builds between operations too.
func TestKilledAnywhere(t *testing.T) {
	rounds := 15
	if testing.Short() {
		rounds = 3
	}
	dir := t.TempDir()
	foreign.put(t, dir)
	for i := range rounds {
		mustWrite(t, dir, large(0))
		c := child(t, dir)
		time.Sleep(time.Duration(5+rand.Intn(60)) * time.Millisecond)
		c.Process.Kill()
		c.Wait()
		checkEither(t, "killed", dir, large(0), large(1))
		checkMended(t, "killed", dir, large(i))
	}
	if entries, err := filepath.Glob(filepath.Join(dir, ownPrefix+"*")); err != nil || len(entries) != 1 {
		t.Errorf("Glob = %q, %v, want the manifest alone", entries, err)
	}
}
