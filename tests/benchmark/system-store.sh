#!/bin/sh
# Runs a command that sees a copy of the system's certificate authorities in /etc/ssl/certs, to which it may add its own:
#     tests/benchmark/system-store.sh COMMAND…
set -eu
JIT_CONSOLE_STORE=$(mktemp -d)
export JIT_CONSOLE_STORE
trap 'rm -rf "$JIT_CONSOLE_STORE"' EXIT
cp -rL /etc/ssl/certs/. "$JIT_CONSOLE_STORE"
unshare --map-root-user --mount \
  sh -c 'mount --bind "$JIT_CONSOLE_STORE" /etc/ssl/certs && exec "$@"' sh "$@"
