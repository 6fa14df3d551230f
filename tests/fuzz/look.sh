#!/usr/bin/env bash
# look.sh PROGRAM CORPUS [FLAG…]: one fuzz target looks for five seconds further than its corpus. What it finds is told
# with the input, so that it can be seen again from the log alone.
set -uo pipefail

program=$1
corpus=$2
shift 2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/new" "$scratch/broke"
"$program" -max_total_time=5 "$@" -artifact_prefix="$scratch/broke/" "$scratch/new" "$corpus" >"$scratch/log" 2>&1 && exit
status=$?

grep -m 1 -A 15 -E 'property broken|terminate called|ERROR:|runtime error:' "$scratch/log" || tail -n 15 "$scratch/log"
for input in "$scratch"/broke/*; do
  [ -f "$input" ] || continue
  echo "To see it again (then keep the input in $corpus):"
  echo "  echo $(base64 -w 0 "$input") | base64 -d >/tmp/found; $program /tmp/found"
done
exit $status
