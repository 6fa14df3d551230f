#!/usr/bin/env bash
# The figures of README's table, on this machine: the machine and versions, what each happening costs the browser with
# many tabs, the popup with 100 and 10,000 tenants in Chromium, and how fast pages of ARNs are found. For figures of time that
# count, nothing else should run, and the host should be the release's (its build includes the last one):
#     cmake --preset release -DJIT_CONSOLE_BENCHMARK=ON && cmake --build --preset release
#     JIT_CONSOLE_HOST=build/release/host/jit-console tests/benchmark/run.sh
# The figures are also in build/benchmark, as JSON.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

echo "== machine"
echo "$(nproc) × $(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1), load $(cut -d ' ' -f 1 /proc/loadavg)"
echo "== versions"
git log -1 --format='jit-console %h' 2>/dev/null || true
echo "node $(node --version)"
for browser in chromium firefox-esr; do
  if command -v "$browser" >/dev/null; then "$browser" --version 2>/dev/null | head -n 1; fi
done

echo "== calls of the browser, by tabs (counted, so the same on every machine)"
node tests/benchmark/painter.js
for tenants in 100 10000; do
  echo "== popup, $tenants tenants (milliseconds)"
  node tests/benchmark/popup.js "$tenants"
done

pages=build/release/tests/benchmark/console_page_benchmark
if [ -x "$pages" ]; then
  echo "== pages of 1,000,000 ARNs"
  "$pages" 1000000
else
  echo "== pages of ARNs: not built (see the head of $0)"
fi
