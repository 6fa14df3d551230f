#!/usr/bin/env bash
# Makes the packages for Linux: Debian package, rpm and archive of the host with their bill of materials, the extension for
# the browsers' stores, and the sources. The same commit makes the same bytes, in whatever folder.
#   installer/package.sh [OUTPUT]        OUTPUT: default build/packages
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

output=${1:-build/packages}
case $output in -h | --help) sed -n '2,4s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
# The time that every file in the packages bears.
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct)}"
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 TZ=UTC
umask 022

cmake --preset release
cmake --build --preset release
mkdir -p "$output"
output=$(cd "$output" && pwd)
(cd build/release && cpack -B "$output")
node extension/build.js --package "$output"
rm -rf "$output/_CPack_Packages"
version=$(sed -nE 's/^project\(.* VERSION ([0-9.]+).*/\1/p' CMakeLists.txt)
installer/rpm/package.sh "$output"
git ls-files -z | tar --create --null --files-from=- --sort=name --transform="s,^,jit-console-$version/,SH" --format=gnu \
  --mode=u=rwX,go=rX --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" |
  gzip --no-name --best >"$output/jit-console-$version-source.tar.gz"
node installer/sbom.js build/release "$output/jit-console-$version-$(uname -m).cdx.json"
installer/checksums.sh "$output"
