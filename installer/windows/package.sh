#!/usr/bin/env bash
# Makes the packages of the Windows program (MSI), for one user and for the machine, by wixl from a build with the preset
# `windows`, and its bill of materials; adds them to the folder's checksums. The same program makes the same bytes.
#   installer/windows/package.sh [OUTPUT]        OUTPUT: default build/packages
# JIT_CONSOLE_WINDOWS_BUILD is another folder with such a build, JIT_CONSOLE_MSI_VERSION another version. Needs what
# tests/install-dependencies.sh --windows installs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

output=${1:-build/packages}
case $output in -h | --help) sed -n '2,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
build=${JIT_CONSOLE_WINDOWS_BUILD:-build/windows}
version=${JIT_CONSOLE_MSI_VERSION:-$(sed -nE 's/^project\(.* VERSION ([0-9.]+).*/\1/p' CMakeLists.txt)}
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct)}"
[ -f "$build/host/jit-console.exe" ] || { echo "package.sh: no $build/host/jit-console.exe; build it first" >&2; exit 1; }

files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT
cp "$build/host/jit-console.exe" "$files"
cp LICENSE "$files/LICENSE.txt"
cp installer/windows/jit-console.wxs "$files"
# Beside the program, wherever that is.
for family in chromium firefox; do
  sed 's,/usr/bin/jit-console,jit-console.exe,' "$build/manifests/$family/org.jit_console.host.json" >"$files/$family.json"
done
find "$files" -exec touch --date="@$SOURCE_DATE_EPOCH" {} +

# code TEXT: an id that is the same for the same text.
code() {
  printf 'jit-console %s' "$1" | sha256sum |
    sed -E 's/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/\U\1-\2-5\3-8\4-\5/'
}

# Both programs write the time into the file.
at_that_time() { TZ=UTC faketime -f "$(date --utc --date="@$SOURCE_DATE_EPOCH" '+%F %T')" "$@"; }

# package SCOPE FOLDER ROOT FILE. The upgrade code stays for all versions; each product and package has a code of its own.
package() {
  local msi="$output/$4" content
  content=$(cat "$files"/* | sha256sum)
  at_that_time wixl --arch x64 --output "$msi" \
    -D "Version=$version" -D "ProductCode=$(code "product $1 $version")" -D "UpgradeCode=$(code "upgrade $1")" \
    -D "ComponentCode=$(code "component $1")" -D "Scope=$1" -D "Folder=$2" -D "Root=$3" "$files/jit-console.wxs"
  at_that_time msibuild "$msi" \
    -s "jit-console $version" "the jit-console developers" "x64;1033" "{$(code "package $1 $version $content")}"
  echo "$msi"
}

mkdir -p "$output"
package perUser LocalAppDataFolder HKCU "jit-console-$version-x64-user.msi"
package perMachine ProgramFiles64Folder HKLM "jit-console-$version-x64.msi"
node installer/sbom.js "$build" "$output/jit-console-$version-windows-x64.cdx.json"
installer/checksums.sh "$output"
