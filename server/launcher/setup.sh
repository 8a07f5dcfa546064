# The set-up: Debian packages that are missing, and nothing when none is. Sourced by ./lamplight.
#
# Asks for nothing: as root apt installs, as an ordinary user sudo does, or the line that an
# administrator must run is printed.

# missing_packages PURPOSE…: those of packages.txt that are wanted for a purpose and not installed.
# Looks at dpkg's own list, so it never touches the network.
missing_packages() {
  local -A wanted=() installed=()
  local purpose package command status rest
  while read -r status package rest; do
    [[ $status != installed ]] || installed[$package]=1
  done < <(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n')
  for purpose in "$@"; do wanted[$purpose]=1; done
  while read -r purpose package command; do
    [[ $purpose != '#'* && -n ${wanted[$purpose]:-} && -z ${installed[$package]:-} ]] || continue
    [[ -n $command ]] && type -P "$command" >/dev/null && continue
    printf '%s\n' "$package"
  done <"$root/server/launcher/packages.txt"
}

# install_packages PURPOSE…
install_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [[ ${#missing[@]} -gt 0 ]] || return 0
  type -P apt-get >/dev/null || fail "These Debian packages are missing, and this is no Debian: ${missing[*]}"

  local -a as_root=()
  if [[ $EUID -ne 0 ]]; then
    if type -P sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then
      as_root=(sudo)
    else
      fail "Packages are missing. An administrator must run:
  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
    fi
  fi
  say "Installing ${#missing[@]} Debian packages 正在安装软件包: ${missing[*]}"
  # In a shell of root's own, because the file that holds services back must go away whatever happens.
  "${as_root[@]}" bash "$root/server/launcher/install_packages" "${missing[@]}" >&2 ||
    fail "apt-get could not install what is missing; its words are above."
}
