# The console's tool chain: Node.js, npm packages, the build. Sourced by ./lamplight.
#
# Node.js on a bare Debian 12 is too old for Vite; npm brings a current one into build/node. Nothing is
# fetched when everything is in place, and nothing is built when no source is newer than what was built.

console=$root/server/console

# Leaves a Node.js that Vite can use on the PATH.
find_node() {
  local version major minor
  [[ ! -x $root/build/node/node_modules/.bin/node ]] || PATH=$root/build/node/node_modules/.bin:$PATH
  version=$(node --version 2>/dev/null)
  IFS=. read -r major minor _ <<<"${version#v}"
  [[ ${major:-0} -gt 22 || (${major:-0} -eq 22 && $minor -ge 12) || (${major:-0} -eq 20 && $minor -ge 19) ]] && return 0
  say "Fetching Node.js 22 正在获取 Node.js 22"
  mkdir -p "$root/build/node"
  npm install --prefix "$root/build/node" --no-save --no-audit --no-fund --loglevel=error node@22 >&2 </dev/null 9>&- || return 1
  PATH=$root/build/node/node_modules/.bin:$PATH
}

# The console's npm packages, as the lock file names them.
install_console_packages() {
  local done_for=$console/node_modules/.lamplight-installed
  cmp -s "$done_for" "$console/package-lock.json" && return 0
  say "Installing the console's npm packages 正在安装控制台依赖"
  (cd "$console" && npm ci --no-audit --no-fund --loglevel=error >&2 </dev/null 9>&-) || return 1
  cp "$console/package-lock.json" "$done_for"
}

# make_console: server/console/dist, if there is a console and it is older than its sources.
make_console() {
  [[ -f $console/package-lock.json ]] || return 0
  local built=$console/dist/index.html
  [[ ! -f $built || -n $(find "$console" "$root/docs/openapi.json" "$root/docs/asyncapi.yaml" \( -name node_modules -o -name dist -o -name tests -o -name e2e \) -prune -o \
    -type f -newer "$built" -print -quit) ]] || return 0
  install_packages console
  mkdir -p "$root/build"
  (
    exec 9>&- 8>"$root/build/console.lock"
    flock 8
    find_node && install_console_packages && say "Building the console 正在构建控制台" &&
      cd "$console" && NODE_ENV=production npm run --silent build >"$root/build/console.log" 2>&1 </dev/null 8>&- || {
      tail -n 30 "$root/build/console.log" >&2
      exit 1
    }
    touch "$built"
  ) || fail "The console could not be built; the words above say why."
}
