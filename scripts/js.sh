#!/usr/bin/env bash
# Runs the tests of the browser's JavaScript, when there are any. They are named
# one by one: older versions of Node.js take no patterns.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t tests < <(find static/js -name '*.test.js' 2>/dev/null | sort)
if [ ${#tests[@]} -gt 0 ]; then
  node --test "${tests[@]}"
fi
