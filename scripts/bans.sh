#!/usr/bin/env bash
# What this project does not do, found by reading its files. Each finding is a
# line, what it is and then file:line and the text there; one is enough to fail.
set -euo pipefail
cd "$(dirname "$0")/.."

found=0
report() { # report WHAT: fails if anything comes in, and repeats it, bundles' lines cut short
  local line
  while IFS= read -r line; do
    line=${line#./}
    printf '%s: %s\n' "$1" "${line:0:200}" >&2
    found=1
  done
}

sources() { # sources DIR PATTERN…: files by name, ours only
  local dir=$1 names=() pattern
  shift
  [ -d "$dir" ] || return 0
  for pattern; do names+=(-o -name "$pattern"); done
  find "$dir" \( -name .git -o -name node_modules -o -path './public' -o -name testdata \) -prune \
    -o -type f \( "${names[@]:1}" \) -print
}

# in_files REGEX [WITHOUT]: file:line of each match in the files named on
# standard input, unless the line matches WITHOUT too.
in_files() {
  local files
  mapfile -t files
  [ ${#files[@]} -gt 0 ] || return 0
  grep -HnIE -e "$1" -- "${files[@]}" | { if [ -n "${2-}" ]; then grep -vE -e "$2"; else cat; fi; } || true
}

longer_than() { # longer_than LINES, of the files named on standard input
  local file lines
  while IFS= read -r file; do
    lines=$(wc -l <"$file")
    if [ "$lines" -gt "$1" ]; then echo "$file:$lines"; fi
  done
}

# Only internal/output touches the output folder, atomically and inside it.
# Beside it, new writes a start into a folder of the author's, a large book's texts
# wait in a temporary file, and benchmarks make their books.
writers='^\./internal/(output|browsertest|spool|scaffold|corpus)/|_test\.go$'
report 'a file is written outside internal/output' < <(sources . '*.go' | { grep -vE "$writers" || true; } |
  in_files 'os\.(WriteFile|Create|CreateTemp|OpenFile|Rename)\(')

# Readers' answers go through one module, or two would disagree on what a key means.
for storage in localStorage sessionStorage; do
  keepers=$(sources static/js '*.js' | { grep -v '\.test\.js$' || true; } |
    in_files "$storage" | cut -d: -f1 | sort -u)
  if [ "$(printf '%s' "$keepers" | grep -c .)" -gt 1 ]; then
    report "$storage in more than one module" <<<"$keepers"
  fi
done

# A page asks nobody but its own site for anything. Addresses in comments are
# fine, and so are namespaces and links that say they lead elsewhere.
outside='["'"'"'`]((https?|wss?):)?//[a-zA-Z0-9]|=(https?:)?//[a-zA-Z0-9]|url\( *(https?:)?//'
report 'an address outside the site' < <({ sources templates '*'; sources static '*'; } |
  in_files "$outside" 'rel="(license|external)|w3\.org/')

# Files that can be read in one sitting.
report 'over 400 lines' < <(sources . '*.go' | longer_than 400)
report 'over 150 lines' < <(sources static '*.js' '*.css' | { grep -v '^static/dist/' || true; } | longer_than 150)

exit $found
