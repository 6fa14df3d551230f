#!/usr/bin/env bash
# Measures everything that RESULTS.md holds, on this machine, and writes it anew: builds the release, then takes about ten minutes.
#     tests/benchmark/run.sh [ROUNDS]        by default 21; needs what tests/install-dependencies.sh installs
# Nothing else should run meanwhile. The figures are also in build/benchmark, as JSON.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rounds=${1:-21}

cmake --preset release -DJIT_CONSOLE_BENCHMARK=ON >/dev/null
cmake --build --preset release
export JIT_CONSOLE_HOST=$PWD/build/release/host/jit-console

rm -f build/benchmark/*.json
# Where no namespaces may be made, the system's trust store is left out.
store=tests/benchmark/system-store.sh
"$store" true 2>/dev/null || store=env
"$store" node tests/benchmark/host.js "$rounds"
node tests/benchmark/credentials.js "$rounds"
node tests/benchmark/growth.js "$rounds"
node tests/benchmark/painter.js
for tenants in 1 100 10000; do
  echo "== popup, $tenants tenants (milliseconds)"
  node tests/benchmark/popup.js "$tenants"
done
echo "== pages of 1,000,000 ARNs"
build/release/tests/benchmark/console_page_benchmark 1000000
node tests/benchmark/table.js
echo "written: tests/benchmark/RESULTS.md"
