#!/usr/bin/env bash
# Installs what the checks need and this machine lacks: a C compiler for the race
# detector, Chromium, Node.js with npm, a Java runtime for the HTML checker, qpdf
# and poppler for PDF files, and fonts for more than the Latin script; then the npm packages of the lock file.
# Says what it installs, and nothing when all is there.
set -euo pipefail
cd "$(dirname "$0")/.."

have() { command -v "$1" >/dev/null 2>&1; }

# The names are those that internal/browsertest looks for, and it says itself
# when what CHROMIUM names is not there.
browser() {
  local name
  if [ -n "${CHROMIUM-}" ]; then return 0; fi
  for name in chromium chromium-browser google-chrome google-chrome-stable chrome \
    '/Applications/Chromium.app/Contents/MacOS/Chromium' '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'; do
    if have "$name"; then return 0; fi
  done
  return 1
}

# A page in a script without a font is drawn as boxes, and measures wrong.
fonts() {
  local lang
  for lang in ar he hi ja; do
    [ -n "$(fc-list ":lang=$lang" file)" ] || return 1
  done
  [ -e /usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf ] # the tests of PDF files read it by its name
}

missing=()
have make || missing+=(make)
have "$(go env CC)" || missing+=(gcc libc6-dev)
browser || missing+=(chromium)
have node && have npm || missing+=(nodejs npm)
have qpdf || missing+=(qpdf)
have pdfinfo && have pdftotext || missing+=(poppler-utils)
java -version >/dev/null 2>&1 || missing+=(default-jre-headless) # macOS has a java that only says there is none
if have apt-get; then # elsewhere the system brings its own
  have fc-list && fonts || missing+=(fontconfig fonts-noto-core fonts-noto-cjk)
fi

if [ ${#missing[@]} -gt 0 ]; then
  if ! have apt-get; then
    echo "setup: please install: ${missing[*]} (these are Debian's names)" >&2
    exit 1
  fi
  root=()
  if [ "$(id -u)" != 0 ]; then root=(sudo); fi
  echo "setup: installing ${missing[*]} with apt-get"
  apt() {
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" >"$log" 2>&1 ||
      { cat "$log" >&2; echo "setup: apt-get $1 failed" >&2; return 1; }
  }
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  apt update
  apt install -y --no-install-recommends "${missing[@]}"
fi

# npm writes the second file last, so it is as old as what is installed.
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  echo 'setup: installing the npm packages of package-lock.json'
  npm ci --loglevel=error
fi
