#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the pinned Python clients of the interop tests into a venv in the test cache, once, and, where npm is, the client
# for Node beside it. Prints the python of the venv.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${WEIR_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/weir-tests}
stamp=$(sha256sum "$here/requirements.txt" | cut -c1-16)
venv=$cache/venv-$stamp
if [ ! -f "$venv/.complete" ]; then
  rm -rf "$venv"
  mkdir -p "$cache"
  /usr/bin/python3 -m venv "$venv"
  "$venv/bin/pip" install -q --disable-pip-version-check -r "$here/requirements.txt" >&2
  touch "$venv/.complete"
fi

kafkajs=2.2.4
integrity=sha512-j/YeapB1vfPT2iOIUn/vxdyKEuhuY2PxMBvf5JWux6iSaukAccrMtXEY/Lb7OvavDhOWME589bpLrEdnVHjfjA==
modules=$cache/kafkajs-$kafkajs
if [ ! -f "$modules/node_modules/.complete" ] && command -v npm >/dev/null; then
  rm -rf "$modules"
  mkdir -p "$modules"
  if npm install --silent --no-audit --no-fund --prefix "$modules" "kafkajs@$kafkajs" >&2 && grep -qF "$integrity" "$modules/package-lock.json"; then
    touch "$modules/node_modules/.complete"
  else
    rm -rf "$modules"
    echo "kafkajs $kafkajs could not be installed; its test is skipped" >&2
  fi
fi
echo "$venv/bin/python"
