#!/usr/bin/env bash
# Runs `exproto verify` as the inputs say, writes every report, and ends with its exit code.
set -euo pipefail

fail() {
  echo "::error::$1" >&2
  exit 2
}

is_listening() {
  (exec 3<>"/dev/tcp/${1%:*}/${1##*:}") 2>/dev/null
}

wait_for_handler() {
  local until=$((SECONDS + EXPROTO_WAIT))
  until is_listening "$EXPROTO_HANDLER"; do
    [ $SECONDS -lt $until ] ||
      fail "no handler listens on $EXPROTO_HANDLER after $EXPROTO_WAIT s: start it before this action, or give the input start"
    sleep 0.2
  done
}

options=(--handler "$EXPROTO_HANDLER" --adapter "$EXPROTO_ADAPTER")
if [ -n "$EXPROTO_START" ]; then
  options+=(--start "$EXPROTO_START")
else
  wait_for_handler
fi
if [ -n "$EXPROTO_SERVICE" ]; then options+=(--service "$EXPROTO_SERVICE"); fi
if [ -n "$EXPROTO_PROFILE" ]; then options+=(--profile "$EXPROTO_PROFILE"); fi
if [ -n "$EXPROTO_KNOWN_FAILING" ]; then options+=(--known-failing "$EXPROTO_KNOWN_FAILING"); fi
if [ -n "$EXPROTO_SEED" ]; then options+=(--seed "$EXPROTO_SEED"); fi
samples=()
while IFS= read -r file; do
  if [ -n "$file" ]; then samples+=("$file"); fi
done <<<"$EXPROTO_SAMPLES"
if [ ${#samples[@]} -gt 0 ]; then options+=(--samples "${samples[@]}"); fi
report=$EXPROTO_REPORT
mkdir -p "$report"
options+=(--html "$report/report.html" --json "$report/report.json" --junit "$report/report.xml" --bundle "$report/bundle.json")
read -r -a more <<<"${EXPROTO_ARGUMENTS//$'\n'/ }"

set +e
exproto verify "${options[@]}" "${more[@]}" | tee "$report/report.txt"
code=${PIPESTATUS[0]}
set -e

echo "exit-code=$code" >>"$GITHUB_OUTPUT"
{
  echo '### ExProto handler'
  echo '```text'
  cat "$report/report.txt"
  echo '```'
} >>"$GITHUB_STEP_SUMMARY"
exit "$code"
