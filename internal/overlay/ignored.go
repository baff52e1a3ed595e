package overlay

import (
	"slices"
	"strings"
)

// Ignored reports whether an element of the slash-separated path name is a
// dotfile, or a file that an editor or the system keeps beside people's files:
// backups, swap files, locks, probes, downloads under way, thumbnails. A book
// never has them, and a watcher need not look at them.
func Ignored(name string) bool {
	for element := range strings.SplitSeq(name, "/") {
		if element != "." && element != ".." && ignored(element) {
			return true
		}
	}
	return false
}

func ignored(element string) bool {
	switch {
	case strings.HasPrefix(element, "."), // .x.swp, .#x, .DS_Store, ._x, .git
		strings.HasPrefix(element, "~$"),                                         // Word's locks
		strings.HasSuffix(element, "~"),                                          // Emacs, Vim, gedit, Kate
		len(element) > 1 && element[0] == '#' && strings.HasSuffix(element, "#"), // Emacs
		strings.Contains(element, ".sb-"),                                        // TextEdit's safe save: x.md.sb-1a2b3c4d-AbCdEf
		element == "4913":                                                        // Vim tries with it whether it may write
		return true
	}
	lower := strings.ToLower(element)
	for _, ending := range []string{
		".tmp", ".temp", ".bak", ".swp", ".swo", ".swx", ".part", ".crdownload",
		"___jb_tmp___", "___jb_old___", // JetBrains' safe write
	} {
		if strings.HasSuffix(lower, ending) {
			return true
		}
	}
	return slices.Contains([]string{"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "icon\r"}, lower)
}
