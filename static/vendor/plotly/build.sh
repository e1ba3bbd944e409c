#!/bin/sh
# Makes plotly-oekrainesteun.min.js, plotly.css and the licence files again, from the exact npm packages in
# package-lock.json (every one of them checked by its hash). Run it from anywhere: `sh static/vendor/plotly/build.sh`.
# Give a directory as argument to build there and leave the committed files alone: that is how two builds are compared.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here}
mkdir -p "$out"
out=$(cd "$out" && pwd)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/package-lock.json" "$here/build.mjs" "$work"

cd "$work"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
node build.mjs "$out"

cd "$out"
sha256sum plotly-oekrainesteun.min.js plotly.css LICENSE THIRD-PARTY-LICENSES.txt > SHA256SUMS
sha256sum -c SHA256SUMS
