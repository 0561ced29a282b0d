#!/usr/bin/env bash
# Trains every next-occupation model of the table in docs/log.md on one split panel and judges them side by side:
#   runs/survey-table.sh PANEL OUT [THREADS]
# One seed (1) and the defaults; a model that is there already is left alone, so the script goes on where it was
# stopped. JOBTRAIL names another launcher.
set -euo pipefail
panel=$1 out=$2 threads=${3:-1}
jobtrail=${JOBTRAIL:-$(dirname "$0")/../jobtrail}
mkdir -p "$out"

# fit NAME MODEL [OPTIONS...]: trains MODEL into OUT/NAME
fit() {
  local name=$1 model=$2
  shift 2
  [ -e "$out/$name/config.json" ] && return
  echo "$(date +%T) $name" >&2
  local begun=$SECONDS
  "$jobtrail" train --model "$model" --data "$panel" --seed 1 --out "$out/$name" "$@" >"$out/$name.log" 2>&1
  echo "$name $((SECONDS - begun))" >>"$out/seconds.txt"
}

fit uniform uniform
fit marginal marginal
fit counts counts
fit counts-2 counts --set order=2
fit cache counts.cache
fit logit-plain logit --set held_before=false
fit logit logit
for kind in bag career career-informed gru-informed lstm; do
  fit "$kind" "$kind" --threads "$threads"
done
members=("$out"/{cache,logit-plain,logit,career,career-informed,gru-informed})
fit blend blend --of "$(IFS=,; echo "${members[*]}")"
"$jobtrail" leaderboard "$out"/{counts,uniform,marginal,counts-2,cache,logit-plain,logit,bag,lstm,career,career-informed,gru-informed,blend} \
  --data "$panel" --split test --seed 1 --out "$out/leaderboard" "${@:4}"
