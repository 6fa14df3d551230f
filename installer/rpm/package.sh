#!/usr/bin/env bash
# Makes the rpm package of the host from a build with the preset `release`, which it makes where it is missing.
#   installer/rpm/package.sh [OUTPUT]        OUTPUT: default build/packages
# JIT_CONSOLE_BUILD is another folder with such a build, JIT_CONSOLE_RPM_VERSION another version.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

output=${1:-build/packages}
case $output in -h | --help) sed -n '2,4s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct)}"
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 TZ=UTC
umask 022

build=${JIT_CONSOLE_BUILD:-$PWD/build/release}
[ -x "$build/host/jit-console" ] || { cmake --preset release && cmake --build --preset release; }
mkdir -p "$output"
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
# Where rpm isn't the system's own package manager it doesn't know what is installed.
[ -e /var/lib/dpkg/status ] && options=(--nodeps) || options=()
version=${JIT_CONSOLE_RPM_VERSION:-$(sed -nE 's/^project\(.* VERSION ([0-9.]+).*/\1/p' CMakeLists.txt)}
rpmbuild -bb --quiet "${options[@]}" --define "_topdir $top" --define "jit_version $version" --define "jit_source $PWD" \
  --define "jit_build $build" --define "_prefix /usr" installer/rpm/jit-console.spec
cp "$top"/RPMS/*/*.rpm "$output"
