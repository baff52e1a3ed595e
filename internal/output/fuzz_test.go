package output

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzWrite: no path leaves the root, whatever links are there and whatever an
// earlier manifest says.
func FuzzWrite(f *testing.F) {
	digest := strings.Repeat("0", 64) + "  "
	for _, seed := range [][3]string{
		{"index.html", "..", digest + "index.html\n"},
		{"../outside", "../outside", digest + "../outside\n"},
		{"link/outside", "..", digest + "link/outside\n"},
		{"link", "../outside", digest + "link\n"},
		{"link/x", "/", digest + "link/etc/passwd\n"},
		{`..\outside`, "link", digest + "link\n"},
		{"/etc/x", ".", "\n\n"},
		{"a/../../outside", "a", digest + "/etc\r\n"},
		{"con", ".trustbook-tmp", "x"},
		{".trustbook-tmp/0", "../..", digest + ".trustbook-tmp\n"},
		{"a\u0301/\u00e1", "", digest + "\u00e1\n" + digest + "a\u0301\n"},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, path, link, manifest string) {
		base := t.TempDir()
		outside := tree{"outside": "keep", "folder/outside": "keep"}
		outside.put(t, base)
		dir := filepath.Join(base, "public")
		tree{"mine": "keep", manifestName: manifest}.put(t, dir)
		linked := os.Symlink(link, filepath.Join(dir, "link")) == nil
		_, err := Write(context.Background(), dir, tree{path: "new", "other.html": "new"}.all())
		now := snapshot(t, base)
		got := now["outside"] + now["folder/outside"] + now["public/mine"]
		if !strings.HasPrefix(path, "mine") && !strings.Contains(manifest, "mine") && got != "keepkeepkeep" {
			t.Errorf("Write(%q) changed other people's files: %q", path, got)
		}
		for p := range now {
			if _, ok := outside.withFolders()[p]; !ok && p != "public/" && !strings.HasPrefix(p, "public/") {
				t.Errorf("Write(%q) made %q", path, p)
			}
		}
		if err != nil {
			return
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
		if err != nil || string(data) != "new" {
			t.Errorf("Write(%q), then ReadFile = %q, %v, want %q (linked: %v)", path, data, err, "new", linked)
		}
	})
}
