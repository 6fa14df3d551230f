#!/usr/bin/env bash
# Lays out what a macOS package is made of, as far as that can be done without a Mac: the files as they will be on one, the
# Installer's scripts and its distribution file, and a script that makes the package of them on a Mac. Untried on macOS.
#   installer/macos/layout.sh [PROGRAM] [OUTPUT]
#       PROGRAM: jit-console as built on a Mac; without it make-package.sh wants it later    OUTPUT: default build/macos-package
# JIT_CONSOLE_BUILD is another folder with a build of this system by the preset `release`, which has the manifests and documents.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

case ${1:-} in -h | --help) sed -n '2,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
program=${1:-}
output=${2:-build/macos-package}
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct)}"
umask 022

build=${JIT_CONSOLE_BUILD:-$PWD/build/release}
[ -x "$build/host/jit-console" ] || { cmake --preset release && cmake --build --preset release; }
version=$(sed -nE 's/^project\(.* VERSION ([0-9.]+).*/\1/p' CMakeLists.txt)
rm -rf "$output"
mkdir -p "$output/root" "$output/scripts"
root=$(cd "$output/root" && pwd)

# Below /opt, where Homebrew gives nothing to the person who installed it.
DESTDIR=$root cmake --install "$build" --prefix /opt/jit-console >/dev/null
DESTDIR=$root cmake --install "$build" --prefix /opt/jit-console --component package >/dev/null
rm "$root/opt/jit-console/bin/jit-console" # this system's
[ -z "$program" ] || install -m 0755 "$program" "$root/opt/jit-console/bin/jit-console"
install -m 0755 installer/macos/uninstall.sh "$root/opt/jit-console"
install -m 0644 LICENSE "$root/opt/jit-console/LICENSE.txt"
# /etc is a link to this there.
mkdir -p "$root/private/etc/paths.d"
echo /opt/jit-console/bin >"$root/private/etc/paths.d/jit-console"

# manifest FAMILY FOLDER
manifest() {
  mkdir -p "$root/$2/NativeMessagingHosts"
  sed 's,/usr/bin/jit-console,/opt/jit-console/bin/jit-console,' "$build/manifests/$1/org.jit_console.host.json" \
    >"$root/$2/NativeMessagingHosts/org.jit_console.host.json"
}
manifest chromium "Library/Google/Chrome"
manifest chromium "Library/Application Support/Chromium"
manifest chromium "Library/Microsoft/Edge"
manifest firefox "Library/Application Support/Mozilla"

install -m 0755 installer/macos/postinstall "$output/scripts"
install -m 0755 installer/macos/make-package.sh "$output"
sed "s/@VERSION@/$version/" installer/macos/distribution.xml.in >"$output/distribution.xml"
echo "$version" >"$output/VERSION"
find "$output" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
echo "$output: on a Mac run make-package.sh there"
