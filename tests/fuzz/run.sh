#!/usr/bin/env bash
# Fuzzes each target for some minutes: tests/fuzz/run.sh MINUTES [TARGET…]. Builds with the preset `fuzz` first; JOBS
# targets at a time (2). What is found stands in build/fuzz/tests/fuzz/finds/TARGET (crash-… is what broke; give it to
# the program as its argument to see it again). New inputs that reach new code are merged into the corpus with MERGE=1.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1

minutes=${1:?how many minutes for each target}
shift
cmake --preset fuzz >/dev/null && cmake --build --preset fuzz || exit 1
programs=build/fuzz/tests/fuzz
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(cd tests/fuzz/corpus && ls)
export programs minutes

fuzz() {
  local name=$1 finds=$programs/finds/$1 log=$programs/$1.log
  local flags=(-max_len=4096 -timeout=20 -rss_limit_mb=1024 -close_fd_mask=3)
  mkdir -p "$finds"
  rm -f "$finds"/crash-*
  "$programs/${name}_fuzz" "${flags[@]}" -max_total_time=$((minutes * 60)) -print_final_stats=1 \
    -artifact_prefix="$finds/crash-" "$finds" "tests/fuzz/corpus/$name" >"$log" 2>&1
  local status=$? runs
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  if [ $status -eq 0 ]; then
    echo "$name: clean, ${runs:-0} runs"
    [ -z "${MERGE:-}" ] ||
      "$programs/${name}_fuzz" "${flags[@]}" -merge=1 "tests/fuzz/corpus/$name" "$finds" >>"$log" 2>&1
  else
    echo "$name: BROKEN, see $log and $finds"
  fi
}
export -f fuzz

summary=$programs/summary
printf '%s\n' "${targets[@]}" | xargs -P "${JOBS:-2}" -I{} bash -c 'fuzz {}' | tee "$summary"
broken=$(grep -c BROKEN "$summary")
echo "${#targets[@]} targets, $minutes minutes each, $broken broken"
[ "$broken" -eq 0 ]
