#!/usr/bin/env bash
# Everything that is checked, from a clean checkout: installs what is missing, builds with `dev` and `asan`, and runs all
# tests. The last line is "N passed, N failed". Give names of parts to run only those:
#   host tidy asan fuzz extension model simulator program chromium firefox
# Not run by default, since they take long: packages (root and a Debian archive, too); windows (or
# --windows), which cross-compiles the Windows program and runs it and its tests under Wine; gcc, which builds by g++;
# endurance, which runs host tests under ThreadSanitizer, and opens 200 consoles through one host under it and under
# valgrind; mutants, which says how much of what can go wrong in the extension its tests notice; model-browsers, which
# runs random sequences in both browsers (SEED=7 for others).
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

parts=("${@#--}")
[ ${#parts[@]} -gt 0 ] || parts=(host tidy asan fuzz extension model simulator program chromium firefox)
passed=0
failed=0
logs=build/test-logs
export stories=$logs/stories
rm -rf "$stories"
mkdir -p "$stories"

wants() { [[ " ${parts[*]} " == *" $1 "* ]]; }

# Each failed test with what it said, or the end of a log that names none.
what_failed() {
  local said
  said=$(grep -E -A 40 '^ *not ok ' "$1" | head -n 400)
  if [ -n "$said" ]; then echo "$said"; else tail -n 80 "$1"; fi
}

# run NAME COMMAND...: runs it, keeps its output, adds up what it counted. A command that fails without having counted a
# failed test is one failed test itself.
run() {
  local name=$1 log="$logs/$1.log" status ok bad
  shift
  echo "== $name"
  local start=$SECONDS
  "$@" >"$log" 2>&1
  status=$?
  # node's runner: "# pass 3" (or "ℹ pass 3"); ctest: "100% tests passed, 0 tests failed out of 9"
  ok=$(sed -nE 's/^(#|ℹ) pass ([0-9]+)$/\2/p' "$log" | awk '{n += $1} END {print n + 0}')
  bad=$(sed -nE 's/^(#|ℹ) (fail|cancelled) ([0-9]+)$/\3/p' "$log" | awk '{n += $1} END {print n + 0}')
  local ctest
  ctest=$(sed -nE 's/^[0-9]+% tests passed, ([0-9]+) tests failed out of ([0-9]+)$/\1 \2/p' "$log" | tail -n 1)
  if [ -n "$ctest" ]; then
    bad=$((bad + ${ctest% *}))
    ok=$((ok + ${ctest#* } - ${ctest% *}))
  elif [ "$status" -eq 0 ] && [ "$ok" -eq 0 ]; then
    ok=1 # a check that counts nothing, such as a build or a lint run
  fi
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  passed=$((passed + ok))
  failed=$((failed + bad))
  if [ "$bad" -gt 0 ]; then
    echo "   FAILED ($bad), in $log:"
    what_failed "$log"
  fi
  echo "   $ok passed, $bad failed, $((SECONDS - start)) s"
  [ "$bad" -eq 0 ]
}

# Files one after another. (Node 18 has no --test-concurrency.)
node_tests_in_turn() {
  local status=0 file
  for file in "$@"; do node --test "$file" || status=1; done
  return $status
}

# one_story BROWSER FILE. The story of policies has the browser to itself: they hold for the whole machine.
one_story() {
  local share=--shared
  [[ "$2" == */managed.test.js ]] && share=--exclusive
  E2E_BROWSER=$1 flock $share "$stories/$1.lock" timeout --kill-after=10 900 node --test "$2" \
    >"$stories/$1-$(basename "$2").log" 2>&1 || touch "$stories/$1.failed"
}
export -f one_story

# stories BROWSER...: two at a time, since they wait more than they compute.
stories() {
  local browser
  for browser in "$@"; do
    # In reverse order, which starts the longest first.
    printf '%s\n' tests/end-to-end/*.test.js | sort -r | sed "s/^/$browser /"
  done | xargs -P 2 -n 2 bash -c 'one_story "$@"' one_story
}
story_results() { cat "$stories/$1"-*.log && [ ! -e "$stories/$1.failed" ]; }

# in_background NAME COMMAND...: starts it; `finished NAME` waits for it and hands its output and its outcome on.
declare -A running
in_background() {
  local name=$1
  shift
  "$@" >"$logs/$name.out" 2>&1 &
  running[$name]=$!
}
finished() {
  local status=0
  wait "${running[$1]}" || status=$?
  cat "$logs/$1.out"
  return $status
}

# In a Windows that keeps running: what is started in it otherwise brings its services along, which hold on to its
# standard output for seconds after its end.
windows_host_tests() {
  local status=0
  export WINEPREFIX=$PWD/build/wine WINEDEBUG=-all
  mkdir -p "$WINEPREFIX"
  /usr/lib/wine/wine64 wineboot.exe >/dev/null 2>&1
  coproc windows { exec /usr/lib/wine/wine64 cmd >/dev/null 2>&1; }
  ctest --test-dir build/windows --output-on-failure --parallel 2 || status=$?
  exec {windows[1]}>&-
  return $status
}

cpp_files() { find host tests -path tests/node_modules -prune -o \( -name '*.cpp' -o -name '*.h' \) -print; }
format() { cpp_files | xargs clang-format --dry-run -Werror; }
tidy() { cmake --preset tidy && run-clang-tidy -quiet -p build/tidy; }
build() { cmake --preset "$1" && cmake --build --preset "$1"; }
# The fuzz targets follow their build at once, while the stories still wait for their browsers.
build_asan() {
  build asan || return
  if wants fuzz; then fuzz >"$logs/fuzz.out" 2>&1 || touch "$logs/fuzz.failed"; fi
}
# Each target replays its corpus, and then looks for five seconds.
fuzz() { ctest --test-dir build/asan --label-regex fuzz --output-on-failure --parallel 2; }
fuzz_results() { cat "$logs/fuzz.out" && [ ! -e "$logs/fuzz.failed" ]; }

run dependencies tests/install-dependencies.sh || { echo "$passed passed, $failed failed"; exit 1; }

if wants host || wants program || wants chromium || wants firefox || wants model-browsers; then
  run build-dev build dev || { echo "$passed passed, $failed failed"; exit 1; }
fi
if wants host; then
  run format format
  run host ctest --test-dir build/dev --output-on-failure --parallel 2
fi
# The stories and the sanitizers' build go on behind the rest.
browsers=()
for browser in firefox chromium; do
  if wants $browser; then browsers+=("$browser"); fi
done
[ ${#browsers[@]} -eq 0 ] || in_background stories stories "${browsers[@]}"
if wants asan || wants fuzz; then
  rm -f "$logs/fuzz.failed"
  in_background build-asan build_asan
  renice -n 10 -p "${running[build-asan]}" >/dev/null
fi
if wants tidy; then
  in_background tidy tidy
  renice -n 10 -p "${running[tidy]}" >/dev/null
fi
if wants extension; then
  run types npm --prefix tests run --silent types
  run lint npm --prefix tests run --silent lint
  run extension node --test tests/extension/*.test.js
  run faults node --test tests/faults/*.test.js
fi
if wants mutants; then
  run mutants node tests/mutants/run.js
  tail -n 1 "$logs/mutants.log"
fi
if wants model; then
  run model tests/model/run.sh
fi
if wants model-browsers; then
  for browser in chromium firefox; do
    run model-$browser env E2E_BROWSER=$browser SEQUENCES=10 node --test tests/end-to-end/model.js
  done
fi
if wants simulator; then
  run simulator node --test tests/simulator/*.test.js tests/benchmark/*.test.js
fi
if wants program; then
  run program node --test tests/program/*.test.js
fi
if wants gcc; then
  run build-gcc build gcc && run gcc ctest --test-dir build/gcc --output-on-failure --parallel 2
fi
if wants endurance; then
  run endurance-dependencies tests/install-dependencies.sh --endurance &&
    run endurance tests/endurance/run.sh
fi
if wants packages; then
  if run packages-dependencies tests/install-dependencies.sh --packages; then
    # Made once, for all tests.
    export JIT_CONSOLE_PACKAGES=$PWD/build/tested-packages
    rm -rf "$JIT_CONSOLE_PACKAGES"
    run packages-made installer/package.sh "$JIT_CONSOLE_PACKAGES" &&
      run packages node_tests_in_turn tests/packages/*.test.js
  fi
fi
if wants windows; then
  if run windows-dependencies tests/install-dependencies.sh --windows &&
    run windows-libraries installer/windows/build-dependencies.sh &&
    run build-windows build windows; then
    run windows-host windows_host_tests
    run windows-program node_tests_in_turn tests/windows/*.test.js
  fi
fi
[ ${#browsers[@]} -eq 0 ] || finished stories
for browser in "${browsers[@]}"; do run end-to-end-$browser story_results "$browser"; done
if wants tidy; then run tidy finished tidy; fi
if wants asan || wants fuzz; then
  if run build-asan finished build-asan; then
    ! wants fuzz || run fuzz fuzz_results
    ! wants asan || run asan ctest --test-dir build/asan --label-exclude fuzz --output-on-failure --parallel 2
  fi
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
