# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by packaging/run and packaging/test: what is missing on this machine, and how the programs are built.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf 'weir: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# install GROUP...: installs the packages of those groups of dependencies.txt that are missing, and says which.
install_packages() {
  local wanted missing=() name
  wanted=$(awk -v groups=" $* " '!/^#/ && index(groups, " " $1 " ") { for (i = 2; i <= NF; ++i) print $i }' "$root/packaging/dependencies.txt" | sort -u)
  command -v dpkg-query >/dev/null || die "this script installs Debian packages; on another system install by hand: $(echo $wanted)"
  for name in $wanted; do
    dpkg-query -W -f '${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed || missing+=("$name")
  done
  [ ${#missing[@]} = 0 ] && return 0
  say "installing: ${missing[*]}"
  local sudo=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "not root and no sudo: run 'apt-get install ${missing[*]}' as root, then try again"
    sudo=(sudo)
  fi
  export DEBIAN_FRONTEND=noninteractive
  "${sudo[@]}" apt-get -q update >&2 || say "the package lists could not be brought up to date; trying with those at hand"
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${missing[@]}" >&2 ||
    die "apt-get could not install: ${missing[*]}"
}

# build PRESET [TARGET...]
build() {
  local preset=$1
  shift
  # So that a second checkout finds what the first has compiled.
  export CCACHE_NOHASHDIR=1 CCACHE_BASEDIR=$root
  cd "$root" || exit 1
  if [ ! -f "build/$preset/build.ninja" ]; then
    cmake --preset "$preset" >"/tmp/weir-configure-$preset.$$" 2>&1 || { cat "/tmp/weir-configure-$preset.$$" >&2; die "configuring the $preset preset failed"; }
    rm -f "/tmp/weir-configure-$preset.$$"
  fi
  cmake --build --preset "$preset" ${1:+--target "$@"}
}
