#!/usr/bin/env bash
# Stories under switches: what real portals, AWS and networks may do otherwise than guessed.
#     tests/end-to-end/under-switches.sh chromium no-validity,camel                # all stories, both switches at once
#     tests/end-to-end/under-switches.sh firefox resets session-end tabs           # a chance of chances.js, two stories
# Switches are those of switches.js; one chance (slow, login-page, resets) may be among them, with E2E_SEED and E2E_SHARE.
# Prints a line for each story, and what failed; adds the lines to build/under-switches/results.tsv, beside the logs.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

browser=${1:?chromium or firefox} asked=${2:?switches, joined by commas}
shift 2
# Stories of other portals and of policies for the whole machine know no switches; unkind has its own.
own='second-portal|second-portal-access|second-aws|managed|unkind'
[ $# -gt 0 ] || set -- $(cd tests/end-to-end && ls *.test.js | sed 's/\.test\.js$//' | grep -vxE "$own")

switches='' chance=''
for name in ${asked//,/ }; do
  case $name in
    slow | login-page | resets) chance=$name ;;
    *) switches=${switches:+$switches,}$name ;;
  esac
done
logs=build/under-switches
mkdir -p $logs
echo "# $browser, $asked, E2E_SEED=${E2E_SEED:=1} E2E_SHARE=${E2E_SHARE:-}"

count() { sed -nE "s/^(#|ℹ) $1 ([0-9]+)$/\2/p" "$log" | awk '{n += $1} END {print n + 0}'; }
for story in "$@"; do
  log="$logs/$browser $asked $story.log"
  start=$SECONDS
  env E2E_BROWSER="$browser" E2E_SWITCH="$switches" ${chance:+E2E_CHANCE=$chance} E2E_SEED="$E2E_SEED" \
    timeout --kill-after=10 600 node --test "tests/end-to-end/$story.test.js" >"$log" 2>&1
  failed=$(($(count fail) + $(count cancelled)))
  line="$browser	$asked	$E2E_SEED	$story	$(count pass) passed	$failed failed"
  [ "$chance" = '' ] || line="$line	$(grep -c 'lost, and told' "$log") of them told"
  echo "$line	$((SECONDS - start)) s" | tee -a $logs/results.tsv
  grep -E '^ +not ok ' "$log" | grep -vE '\.test\.js$'
done
