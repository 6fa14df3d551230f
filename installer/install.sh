#!/usr/bin/env bash
# Builds jit-console from this checkout, puts it under a prefix and registers it with the browsers that are there.
#   installer/install.sh [--prefix DIR] [--browser BROWSER]... [--uninstall]
# Run it again to upgrade, also while a browser runs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

prefix="$HOME/.local"
uninstall=false
browsers=()
while [ $# -gt 0 ]; do
  case $1 in
    --prefix) prefix=${2:?--prefix needs a folder}; shift 2 ;;
    --browser) browsers+=(--browser "${2:?--browser needs a name}"); shift 2 ;;
    --uninstall) uninstall=true; shift ;;
    -h | --help) sed -n '2,4s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "install.sh: unknown option $1 (see --help)" >&2; exit 2 ;;
  esac
done
case $prefix in /*) ;; *) prefix="$PWD/$prefix" ;; esac
program="$prefix/bin/jit-console"

if $uninstall; then
  if [ -x "$program" ]; then "$program" uninstall "${browsers[@]}" || true; fi
  rm -f "$program"
  rmdir --ignore-fail-on-non-empty "$prefix/bin" 2>/dev/null || true
  echo "removed $program"
  exit 0
fi

tests/install-dependencies.sh --build
cmake --preset release
cmake --build --preset release
# Beside the old one and over it: a browser that runs the old one keeps it until it lets go.
mkdir -p "$prefix/bin"
install -m 0755 build/release/host/jit-console "$program.new"
mv -f "$program.new" "$program"
echo "installed $("$program" --version) as $program"
"$program" install "${browsers[@]}" || echo "start the browser once, then run: $program install" >&2

cat <<EOF

Now load the extension:
  Chrome, Chromium, Edge, Brave, Vivaldi: chrome://extensions, "Developer mode", "Load unpacked", $PWD/extension
  Firefox: node extension/build.js, then about:debugging, "This Firefox", "Load Temporary Add-on",
           $PWD/build/extension/firefox/manifest.json
EOF
