#!/usr/bin/env bash
# Shows jit-console on a simulated portal and a simulated AWS; nothing leaves this machine but the download of packages.
#
#   installer/demo.sh              opens Chromium to try it by hand; ends when Chromium is closed
#   installer/demo.sh --headless   runs the whole demo unattended, as it does without a display: writes build/demo/transcript.json
#                                  and pictures; exit code 0 only if every step succeeded
#   installer/demo.sh --pictures   the same, then records README's moving picture and makes all pictures of extension/store anew
#
# Installs the Debian packages that are missing (as root, or by sudo); not needed when they are installed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

case "${1:-}" in
  "" | --headless | --pictures) ;;
  *)
    sed -n '2,/^set/{/^set/!s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac

tests/install-dependencies.sh --demo
# A folder of its own, so that packages made later in `release` are what they always are.
cmake --preset quick
cmake --build --preset quick
if [ "${1:-}" = --pictures ]; then
  node installer/demo/story.js
  node installer/demo/film.js
  exec node installer/demo/store-pictures.js
fi
if [ "${1:-}" = --headless ] || [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec node installer/demo/story.js
fi
exec node installer/demo/by-hand.js
