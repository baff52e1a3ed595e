package output

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

var writes = []struct {
	name    string
	earlier tree // an earlier build
	hand    tree // what somebody did then
	build   tree
	foreign tree // what is there beside the build afterwards
	want    Result
}{
	{
		name:  "first build",
		build: tree{"index.html": "a", "worksheets/one.html": "b", "empty": ""},
		want:  Result{Written: 3},
	}, {
		name:    "nothing changed",
		earlier: tree{"index.html": "a", "worksheets/one.html": "b", "empty": ""},
		build:   tree{"index.html": "a", "worksheets/one.html": "b", "empty": ""},
		want:    Result{Unchanged: 3},
	}, {
		name:    "one changed, one added, one dropped",
		earlier: tree{"a": "1", "b": "1", "c": "1"},
		build:   tree{"a": "1", "b": "2", "d": "1"},
		want:    Result{Written: 2, Unchanged: 1, Removed: 1},
	}, {
		name:    "same size and large",
		earlier: tree{"a": strings.Repeat("x", 200_000) + "1"},
		build:   tree{"a": strings.Repeat("x", 200_000) + "2"},
		want:    Result{Written: 1},
	}, {
		name:    "no files: emptied folders go",
		earlier: tree{"a/b/c/1": "1", "a/b/2": "2", "d/3": "3"},
		want:    Result{Removed: 3},
	}, {
		name:    "folders with other people's files stay",
		earlier: tree{"a/b/1": "1", "c/1": "1"},
		hand:    tree{"a/theirs": "t", "a/empty/": "", "c/empty/": ""},
		build:   tree{"x": "1"},
		foreign: tree{"a/theirs": "t", "a/empty/": "", "c/empty/": ""},
		want:    Result{Written: 1, Removed: 2},
	}, {
		name:    "other people's files are left alone",
		hand:    tree{".gitignore": "*", "CNAME": "example.org", ".git/config": "x", "theirs/": ""},
		earlier: tree{"index.html": "a"},
		build:   tree{"index.html": "b", "theirs/x": "1"},
		foreign: tree{".gitignore": "*", "CNAME": "example.org", ".git/config": "x"},
		want:    Result{Written: 2},
	}, {
		name:    "changed by hand",
		earlier: tree{"a": "1", "b": "1", "c": "11"},
		hand:    tree{"a": "2", "b": "longer", "c": "22"},
		build:   tree{"a": "1", "b": "1", "c": "22"},
		want: Result{Written: 2, Unchanged: 1, Warnings: []string{
			"DIR/a was changed by hand; this build replaced it",
			"DIR/b was changed by hand; this build replaced it",
		}},
	}, {
		name:    "changed by hand and dropped",
		earlier: tree{"a/1": "1", "b/1": "1"},
		hand:    tree{"a/1": "2"},
		foreign: tree{"a/1": "2"},
		want: Result{Removed: 1, Warnings: []string{
			"DIR/a/1 was changed by hand; it is no longer part of the book, and was kept",
		}},
	}, {
		name:    "removed by hand",
		earlier: tree{"a/1": "1", "b/1": "1", "c/1": "1"},
		hand:    tree{"a/1": gone, "b": gone, "c": gone},
		build:   tree{"c/1": "1"},
		want:    Result{Written: 1},
	}, {
		name:    "a lost manifest",
		earlier: tree{"a": "1", "b": "1"},
		hand:    tree{manifestName: gone},
		build:   tree{"a": "1", "c": "1"},
		foreign: tree{"b": "1"},
		want:    Result{Written: 1, Unchanged: 1},
	}, {
		name:    "a manifest with a conflict's marks",
		earlier: tree{"a": "1"},
		hand:    tree{manifestName: "<<<<<<< HEAD\nx  ../y\n\n" + strings.Repeat("a", 64) + "  ../../etc/passwd\n" + strings.Repeat("z", 64) + "  a\n"},
		build:   tree{"a": "1"},
		want:    Result{Unchanged: 1},
	}, {
		name:    "what a killed build left",
		earlier: tree{"a": "1"},
		hand:    tree{stagingName + "/0": "half", stagingName + "/sub/x": "y"},
		build:   tree{"a": "1"},
		want:    Result{Unchanged: 1},
	}, {
		name:    "a file becomes a folder",
		earlier: tree{"a": "1", "b": "2"},
		build:   tree{"a/b/c": "1", "b": "2"},
		want:    Result{Written: 1, Unchanged: 1, Removed: 1},
	}, {
		name:    "a folder becomes a file",
		earlier: tree{"a/b/c": "1", "b": "2"},
		build:   tree{"a": "1", "b": "2"},
		want:    Result{Written: 1, Unchanged: 1, Removed: 1},
	}, {
		name:    "another case",
		earlier: tree{"About.html": "1", "Images/x.png": "2"},
		build:   tree{"about.html": "1", "images/x.png": "2"},
		want:    Result{Written: 2, Removed: 2},
	}, {
		name:    "a link within the folder is followed",
		earlier: tree{"real/x": "1"},
		hand:    tree{"link": "-> real"},
		build:   tree{"real/x": "1", "link/y": "2"},
		foreign: tree{"link": "-> real", "real/y": "2"},
		want:    Result{Written: 1, Unchanged: 1},
	}, {
		name:    "a file of ours that became a link is replaced, not followed",
		earlier: tree{"a": "1", "b": "1", "c": "1"},
		hand:    tree{"a": "-> ../outside", "b": "-> nowhere"},
		build:   tree{"a": "2", "b": "2", "c": "2"},
		want: Result{Written: 3, Warnings: []string{
			"DIR/a was changed by hand; this build replaced it",
			"DIR/b was changed by hand; this build replaced it",
		}},
	}, {
		name:    "a link is not removed through",
		earlier: tree{"a/x": "1", "b": "1"},
		hand:    tree{"a": "-> ../outside-folder", "b": "-> ../outside"},
		foreign: tree{"a": "-> ../outside-folder", "b": "-> ../outside"},
		want:    Result{Warnings: []string{"DIR/b was changed by hand; it is no longer part of the book, and was kept"}},
	},
}

func TestWrite(t *testing.T) {
	for _, test := range writes {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			outside := tree{"../outside": "keep", "../outside-folder/x": "1"}
			outside.put(t, dir)
			if test.earlier != nil {
				mustWrite(t, dir, test.earlier)
			}
			test.hand.put(t, dir)
			got := mustWrite(t, dir, test.build)
			for i, w := range got.Warnings {
				got.Warnings[i] = strings.Replace(filepath.ToSlash(w), filepath.ToSlash(dir), "DIR", 1)
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("Write = %+v, want %+v", got, test.want)
			}
			want := test.build.built().and(test.foreign.withFolders())
			if _, ok := test.foreign["link"]; ok {
				delete(want, "link/") // WalkDir does not follow it
				delete(want, "link/y")
			}
			now := snapshot(t, dir)
			if d := diff(now, want); d != "" {
				t.Errorf("folder after Write:\n%s", d)
			}
			again := mustWrite(t, dir, test.build)
			if want := (Result{Unchanged: len(test.build)}); !reflect.DeepEqual(again, want) {
				t.Errorf("second Write = %+v, want %+v", again, want)
			}
			if d := diff(snapshot(t, dir), now); d != "" {
				t.Errorf("second Write changed the folder:\n%s", d)
			}
			got2 := snapshot(t, filepath.Dir(dir))
			if got2["outside"] != "keep" || got2["outside-folder/x"] != "1" {
				t.Errorf("Write changed what is outside the folder")
			}
		})
	}
}

var refusals = []struct {
	name    string
	earlier tree
	hand    tree
	build   tree
	want    string // in the error
}{
	{"foreign file", nil, tree{"index.html": "mine"}, tree{"a": "1", "index.html": "2"}, "DIR/index.html is in the way"},
	{"foreign file, later", tree{"a": "1"}, tree{"b": "mine"}, tree{"a": "2", "b": "2", "c": "1"}, "DIR/b is in the way"},
	{"foreign file of another case", tree{"B": "1"}, tree{"b": "mine"}, tree{"b": "2"}, "DIR/b is in the way"},
	{"foreign folder", nil, tree{"a/": ""}, tree{"a": "1"}, "DIR/a is in the way"},
	{"foreign file for a folder", nil, tree{"a": "mine"}, tree{"a/b/c": "1"}, "DIR/a is in the way"},
	{"foreign link that leads out", nil, tree{"a": "-> ../outside"}, tree{"a": "1"}, "DIR/a is in the way"},
	{"foreign link that leads nowhere", nil, tree{"a": "-> nowhere"}, tree{"a": "1"}, "DIR/a is in the way"},
	{"foreign link for a folder", nil, tree{"a": "-> .."}, tree{"a/b": "1"}, "DIR/a is in the way"},
	{"link to itself", nil, tree{"a": "-> a"}, tree{"a/b": "1"}, "DIR/a is in the way"},
	{"twice", tree{"a": "1"}, nil, tree{"a": "2", "A": "1"}, `write "a": some systems take it for "A"`},
	{"bad path", tree{"a": "1"}, nil, tree{"a": "2", "b\x00": "1"}, `write "b\x00": file names cannot have control`},
}

// TestRefuse also checks that staging leaves everything as it was.
func TestRefuse(t *testing.T) {
	for _, test := range refusals {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			if test.earlier != nil {
				mustWrite(t, dir, test.earlier)
			}
			test.hand.put(t, dir)
			before := snapshot(t, filepath.Dir(dir))
			_, err := Write(context.Background(), dir, test.build.all())
			message := strings.ReplaceAll(filepath.ToSlash(fmt.Sprint(err)), filepath.ToSlash(dir), "DIR")
			if !strings.Contains(message, test.want) {
				t.Errorf("Write = %v, want %v", message, test.want)
			}
			if d := diff(snapshot(t, filepath.Dir(dir)), before); d != "" {
				t.Errorf("Write failed and changed the folder:\n%s", d)
			}
		})
	}
}

// A folder of ours that somebody put a file into cannot become a file, which
// turns out while committing.
func TestFolderStays(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, tree{"a/b": "1", "c": "1"})
	tree{"a/mine": "x"}.put(t, dir)
	_, err := Write(context.Background(), dir, tree{"a": "2", "c": "2"}.all())
	if want := filepath.Join(dir, "a") + " is in the way"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("Write = %v, want %v", err, want)
	}
	tree{"a/mine": gone}.put(t, dir)
	mustWrite(t, dir, tree{"a": "2", "c": "2"})
	if d := diff(snapshot(t, dir), tree{"a": "2", "c": "2"}.built()); d != "" {
		t.Errorf("folder after Write:\n%s", d)
	}
}

// A hard link stands for a file that the system finds under either spelling.
func TestOtherSpelling(t *testing.T) {
	for _, content := range []string{"same", "new"} {
		dir := t.TempDir()
		mustWrite(t, dir, tree{"About.html": "same"})
		if err := os.Link(filepath.Join(dir, "About.html"), filepath.Join(dir, "about.html")); err != nil {
			t.Fatal(err)
		}
		build := tree{"about.html": content}
		got := mustWrite(t, dir, build)
		if want := (Result{Written: 1, Removed: 1}); !reflect.DeepEqual(got, want) {
			t.Errorf("Write(%q) = %+v, want %+v", content, got, want)
		}
		if d := diff(snapshot(t, dir), build.built()); d != "" {
			t.Errorf("folder after Write(%q):\n%s", content, d)
		}
	}
}

func TestUnchangedIsNotTouched(t *testing.T) {
	dir := t.TempDir()
	build := tree{"a": "1", "b/c": "1"}
	mustWrite(t, dir, build)
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	for _, p := range []string{"a", "b/c", "b", manifestName, "."} {
		if err := os.Chtimes(filepath.Join(dir, p), old, old); err != nil {
			t.Fatal(err)
		}
	}
	mustWrite(t, dir, build)
	for _, p := range []string{"a", "b/c", "b", manifestName, "."} {
		if info, err := os.Stat(filepath.Join(dir, p)); err != nil || !info.ModTime().Equal(old) {
			t.Errorf("Stat(%q) = %v, %v, want %v", p, info.ModTime(), err, old)
		}
	}
}

func TestOrder(t *testing.T) {
	build := tree{}
	for i := range 200 {
		build[fmt.Sprintf("%d/%d.html", i%7, i)] = fmt.Sprint(i)
	}
	paths := slices.Sorted(build.paths())
	for range 5 {
		rand.Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
		dir := t.TempDir()
		got, err := Write(context.Background(), dir, yielding(paths, build, nil))
		if want := (Result{Written: len(build)}); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("Write = %+v, %v, want %+v", got, err, want)
		}
		if d := diff(snapshot(t, dir), build.built()); d != "" {
			t.Errorf("folder after Write:\n%s", d)
		}
	}
}

func TestFirstError(t *testing.T) {
	build, hand := tree{}, tree{}
	for i := range 200 {
		build[fmt.Sprintf("%03d", i)] = "1"
		if i >= 50 {
			hand[fmt.Sprintf("%03d", i)] = "mine"
		}
	}
	dir := t.TempDir()
	hand.put(t, dir)
	for range 20 {
		_, err := Write(context.Background(), dir, build.all())
		if err == nil || !strings.Contains(err.Error(), "050 is in the way") {
			t.Fatalf("Write = %v, want %v", err, "050 is in the way")
		}
	}
}

func TestSequenceFails(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, tree{"a": "1", "b": "1"})
	before := snapshot(t, dir)
	bad := errors.New("chapter 7 cannot be rendered")
	_, err := Write(context.Background(), dir, yielding([]string{"a", "c"}, tree{"a": "2", "c": "2"}, bad))
	if err != bad {
		t.Errorf("Write = %v, want %v", err, bad)
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, err = Write(ctx, dir, func(yield func(File, error) bool) {
		yield(File{"a", []byte("2")}, nil)
		cancel()
		yield(File{"b", []byte("2")}, nil)
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Write = %v, want %v", err, context.Canceled)
	}
	if d := diff(snapshot(t, dir), before); d != "" {
		t.Errorf("Write failed and changed the folder:\n%s", d)
	}
}

func TestTwoAtOnce(t *testing.T) {
	dir := t.TempDir()
	_, err := Write(context.Background(), dir, func(yield func(File, error) bool) {
		_, err := Write(context.Background(), dir, tree{"a": "2"}.all())
		if err == nil || !strings.Contains(err.Error(), "another build is writing there") {
			t.Errorf("Write = %v, want %v", err, "another build is writing there")
		}
		yield(File{"a", []byte("1")}, nil)
	})
	if err != nil {
		t.Errorf("Write = %v, want nil", err)
	}
	if d := diff(snapshot(t, dir), tree{"a": "1"}.built()); d != "" {
		t.Errorf("folder after Write:\n%s", d)
	}
}
