package browsertest_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// policy is as strict as the book's own, so that the steps here prove that it
// does not hinder them.
const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'`

const sound = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sound</title>
<link rel="icon" href="icon.png"><link rel="stylesheet" href="style.css"><script src="script.js" defer></script></head>
<body><main><h1>Sound</h1><p id="out">empty</p>
<p><label for="in">Word</label> <input id="in"></p>
<p><button type="button" id="keep">Keep</button></p>
<p><a href="flawed.html">Next</a></p></main></body>
</html>
`

const flawed = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Flawed</title><link rel="icon" href="data:,"></head>
<body><main><h1>Flawed</h1><img src="https://elsewhere.example/pixel.png"><p id="p">text</p id="q"></main>
<script>undefined.nothing</script></body>
</html>
`

const script = `"use strict";
document.querySelector("#keep").addEventListener("click", () => {
	localStorage.setItem("word", document.querySelector("#in").value);
	show();
});
function show() { document.querySelector("#out").textContent = localStorage.getItem("word") ?? "none"; }
show();
`

var pages = map[string]string{
	"sound.html": sound, "flawed.html": flawed, "script.js": script, "icon.png": "",
	"style.css": `p { color: #222; background: #fff; margin: 1em 0 }
		@media print { #out { color: rgb(1, 2, 3) } }`,
	"strict.html": strings.Replace(sound, `<title>`, `<meta http-equiv="Content-Security-Policy" content="`+policy+`"><title>`, 1),
	"inline.html": strings.Replace(flawed, `<title>`, `<meta http-equiv="Content-Security-Policy" content="`+policy+`"><title>`, 1),
}

// folder writes the pages to a folder; serve serves them.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range pages {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func serve(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.FileServer(http.Dir(folder(t))))
	t.Cleanup(server.Close)
	return server.URL
}
