#!/usr/bin/env bash
# Random sequences of what people and the world do, against the whole background (README.md).
#   tests/model/run.sh             2,000 sequences of up to 40 steps
#   tests/model/run.sh MINUTES     as many as fit into that time
# SEED brings the same sequences back. What fails is shrunk and printed with its seed and path, for
#   node tests/model/run.js --seed SEED --path PATH
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

seed=()
[ -z "${SEED:-}" ] || seed=(--seed "$SEED")
if [ $# -gt 0 ]; then
  exec node run.js --minutes "$1" "${seed[@]}"
fi
exec node run.js --sequences 2000 "${seed[@]}"
