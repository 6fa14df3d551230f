#!/usr/bin/env bash
# What takes long to show. Host tests under ThreadSanitizer (preset tsan); 200 openings through one host: as it is, under
# ThreadSanitizer and under valgrind. A quarter of an hour.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

node tests/endurance/openings.js

cmake --preset tsan >/dev/null
cmake --build --preset tsan
export TSAN_OPTIONS="halt_on_error=1:exitcode=66"
ctest --test-dir build/tsan --output-on-failure
JIT_CONSOLE_HOST=build/tsan/host/jit-console node tests/endurance/openings.js
unset TSAN_OPTIONS

# The program frees by a function of its own, which valgrind has to know of. It can't read clang's debug data. It
# keeps 20 MB of what was freed, to tell later uses of it: less of that, since it would look like growth.
strip -o build/dev/host/jit-console-stripped build/dev/host/jit-console
JIT_CONSOLE_HOST=build/dev/host/jit-console-stripped node tests/endurance/openings.js 200 valgrind -q --error-exitcode=99 \
  --leak-check=full --errors-for-leak-kinds=definite --soname-synonyms=somalloc=NONE --freelist-vol=100000
