#!/usr/bin/env bash
# Runs every fuzz target for a while each (FUZZTIME, 60s), found by its name.
set -euo pipefail
cd "$(dirname "$0")/.."

find . -name node_modules -prune -o -name '*_test.go' -print0 |
  xargs -0 grep -HoE '^func Fuzz[A-Za-z0-9_]*' | sort |
  while IFS=: read -r file name; do
    name=${name#func }
    echo "fuzz: $name in $(dirname "$file")"
    go test -run='^$' -fuzz="^$name\$" -fuzztime="${FUZZTIME:-60s}" -fuzzminimizetime=1s "$(dirname "$file")" </dev/null
  done
