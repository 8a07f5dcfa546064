#!/bin/bash
# Prints the folder of a Node.js that can build the console (20.19 or newer). The launcher calls it and puts the folder
# in front of PATH. Debian 12 has Node 18: then a current one is installed through npm, once, into .node next to this.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
private=$here/.node

# is_new_enough NODE
is_new_enough() {
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
    2>/dev/null
}

if found=$(command -v node) && is_new_enough "$found"; then
  dirname "$found"
  exit
fi

folder=$private/node_modules/node/bin
if ! is_new_enough "$folder/node"; then
  command -v npm >/dev/null || {
    echo "node.sh: neither a current Node.js nor npm is here; install npm" >&2
    exit 1
  }
  mkdir -p "$private"
  npm install --prefix "$private" --no-audit --no-fund --loglevel=error node@22 >&2
fi
is_new_enough "$folder/node" || {
  echo "node.sh: npm installed no Node.js that runs here" >&2
  exit 1
}
echo "$folder"
