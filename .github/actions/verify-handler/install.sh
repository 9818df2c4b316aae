#!/usr/bin/env bash
# Installs exproto-kit beside the workspace, and puts it on the path of the steps that follow.
set -euo pipefail

if ! command -v npm >/dev/null; then
  echo '::error::Node.js is missing: put actions/setup-node before this action' >&2
  exit 2
fi

folder=$RUNNER_TEMP/exproto-kit
npm install --prefix "$folder" --no-save --no-audit --no-fund --ignore-scripts --prefer-offline --loglevel=error \
  "$EXPROTO_PACKAGE"
echo "$folder/node_modules/.bin" >>"$GITHUB_PATH"
