package pagetest

import (
	"testing"

	"trustbook/internal/browsertest"
)

// Pages that do not share a storage are noticed on the second of them; those
// that do are not troubled.
func TestCanaryApart(t *testing.T) {
	base := browsertest.FileURL(build(t, store))
	tab := browsertest.New(t)
	for _, page := range []string{"read.html", "write.html", "read.html", "write.html"} {
		openStore(tab, base, page)
		want(t, tab, page, statusLine, "")
	}
	// Chromium shares one storage between files, so each page is given a part of
	// it that is its own, as other browsers do.
	apart := browsertest.New(t)
	apart.Do(atStart(`{
		const own = location.pathname, get = Storage.prototype.getItem, set = Storage.prototype.setItem, key = Storage.prototype.key;
		Storage.prototype.getItem = function (k) { return get.call(this, own + k); };
		Storage.prototype.setItem = function (k, v) { set.call(this, own + k, v); };
		Storage.prototype.key = function (i) { const k = key.call(this, i); return k?.startsWith(own) ? k.slice(own.length) : k; };
	}`))
	openStore(apart, base, "read.html")
	for range 2 { // also when its own mark from before is there
		openStore(apart, base, "write.html")
		apart.Wait(statusLine + `.startsWith("Saved for this page alone")`)
		openStore(apart, base, "read.html")
	}
	// A storage that takes no mark is not one that is apart.
	full := browsertest.New(t)
	full.Do(atStart(`self.set = Storage.prototype.setItem; Storage.prototype.setItem = function () { throw new DOMException("no", "QuotaExceededError") }`))
	openStore(full, base, "read.html")
	openStore(full, base, "write.html")
	full.Wait(statusLine + `.includes("no room")`)
	full.Eval(`Storage.prototype.setItem = set; 0`, nil)
	full.Type(field("words/short"), "x")
	full.Wait(statusLine + ` === "Saved"`)
}

// A private window that lets itself be known is, once there is something to
// forget.
func TestCanaryPrivate(t *testing.T) {
	base := serve(t, build(t, store))
	tab := browsertest.New(t)
	tab.Do(atStart(`StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException("no", "SecurityError"))`))
	openStore(tab, base, "write.html")
	want(t, tab, "before anything is written", statusLine, "")
	tab.Type(field("words/short"), "x")
	tab.Wait(statusLine + `.includes("private window")`)
}
