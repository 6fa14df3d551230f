#!/usr/bin/env bash
# Installs what building and testing need and this machine lacks: Debian's packages (as root, or by sudo) and the npm
# packages of tests/package-lock.json. With --build: only what building needs; with --demo: that and what installer/demo.sh
# needs; with --packages: that and what making and testing packages needs; with --endurance: that and what the part `endurance`
# needs; with --benchmark: that and what tests/benchmark needs; with --windows: that and what the Windows program needs to be built and to run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packages=(g++ cmake ninja-build pkg-config libcurl4-openssl-dev libssl-dev nlohmann-json3-dev libboost-dev
  libboost-program-options-dev libboost-test-dev libyaml-cpp-dev libsecret-1-dev)
if [ "${1:-}" = --windows ]; then
  packages+=(openssl)
elif [ "${1:-}" != --build ]; then
  packages+=(chromium xvfb libnss3-tools openssl)
fi
if [ "${1:-}" != --build ]; then
  # A Node.js of one's own, 18 or later, does as well.
  command -v node >/dev/null || packages+=(nodejs)
  command -v npm >/dev/null || packages+=(npm)
fi
if [ "${1:-}" = --packages ]; then
  packages+=(firefox-esr dpkg-dev lintian debootstrap git apt-utils gpg rpm ruby rubocop nix-bin makepkg pacman-package-manager
    msitools shellcheck libxml2-utils)
fi
if [ "${1:-}" = --windows ]; then
  packages+=(g++-mingw-w64-x86-64-posix wine64 xz-utils make perl msitools wixl faketime ruby)
fi
if [ "${1:-}" = "" ]; then
  packages+=(clang clang-format clang-tidy libclang-rt-14-dev firefox-esr xauth x11-utils xdotool python3 awscli python3-boto3 faketime fzf python3-dbus gnome-keyring dbus man-db zsh fish valgrind)
  # A kubectl of one's own does as well.
  command -v kubectl >/dev/null || packages+=(kubernetes-client)
fi

if [ "${1:-}" = --benchmark ]; then
  packages+=(curl jq python3 python3-requests keepassxc)
fi
if [ "${1:-}" = --endurance ]; then
  packages+=(clang libclang-rt-14-dev valgrind)
fi

missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "installing: ${missing[*]}"
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

if [ "${1:-}" != --build ]; then
  lock=tests/node_modules/.package-lock.json
  if [ ! -f "$lock" ] || [ tests/package-lock.json -nt "$lock" ]; then
    npm --prefix tests ci --no-audit --no-fund
  fi
fi
