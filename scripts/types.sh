#!/usr/bin/env bash
# Type-checks the browser's JavaScript by its JSDoc. The compiler takes no files
# at all for a mistake in its configuration; here it is none.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -n "$(find static/js -name '*.js' ! -name '*.test.js' -print -quit 2>/dev/null)" ]; then
  npx --no-install tsc
fi
