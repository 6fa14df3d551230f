#!/usr/bin/env bash
# How large the sources are, by folder: tests/size.sh REVISION FOLDER ENDING…
#   tests/size.sh HEAD extension/src js ts
#   tests/size.sh HEAD host cpp h
set -euo pipefail
cd "$(dirname "$0")/.."
revision=$1 folder=$2
shift 2
printf '%-12s %5s %6s %6s  %s\n' folder files lines median largest
git grep -c '' "$revision" -- "${@/#/":(glob)$folder/**/*."}" | sed "s|^$revision:$folder/||" | sort -t: -k2,2n |
  awk -F: '
    function add(group) { lines[group, ++files[group]] = $2; sum[group] += $2; largest[group] = $1 " " $2 }
    { add("total"); add(split($1, path, "/") > 1 ? path[1] : ".") }
    END {
      for (group in files)
        printf "%-12s %5d %6d %6d  %s\n", group, files[group], sum[group], lines[group, int((files[group] + 1) / 2)], largest[group]
    }' | sort
