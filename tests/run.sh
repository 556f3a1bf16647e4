#!/bin/sh
# Everything `make test` checks, in the order in which it is quickest to hear of a mistake.
# What the machine lacks is installed where that is allowed; otherwise those tests are left out, loudly,
# and with CI=true that is a failure.
set -u
unset PYTHONDONTWRITEBYTECODE  # the steps start Python dozens of times: what one has compiled, the next need not
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-.venv/bin/python}
BIN=$(dirname "$PYTHON")
failed=""
missing=""

step() {
  name=$1; shift
  printf '\n== %s\n' "$name"
  start=$(date +%s)
  "$@" || failed="$failed
  $name"
  printf '   (%s s)\n' "$(($(date +%s) - start))"
}

lack() { missing="$missing
  $1"; printf '\n!! LEFT OUT: %s\n' "$1"; }

install_packages() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null 2>&1
}

postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }
a_browser() { command -v chromium-headless-shell || command -v chromium; }

# What the machine lacks comes while the code is read.
{
  ldconfig -p | grep -q libpangoft2 || install_packages libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk
  a_browser >/dev/null || install_packages chromium-headless-shell fonts-noto-cjk || install_packages chromium fonts-noto-cjk
  [ -n "$(postgres_bin)" ] || install_packages postgresql
} &
installing=$!

notes=$(mktemp -d)
typed=$(mktemp)
seen=$(mktemp)
beside=""  # what runs beside the step on the screen: Ctrl-C does not reach it
tidy() {
  for each in $beside; do pkill -P "$each"; kill "$each"; done 2>/dev/null
  rm -rf "$notes" "$typed" "$seen"
}
trap tidy EXIT
trap 'exit 130' INT TERM

step "style" "$BIN/ruff" check .
step "format" "$BIN/ruff" format --check .
step "the arrow" "$BIN/lint-imports" --no-cache
wait $installing
export TEST_STATEMENTS="$notes"  # what each test asks the database: PostgreSQL need not be asked the same by a thousand
step "rules and pages (SQLite)" "$PYTHON" -m pytest -n 2 -m "not walk and not browser and not server and not data" \
  --ignore tests/browser --ignore tests/servers  # which need not even be loaded

a_browser >/dev/null || lack "the browser tests: no Chromium"
# A third of the time these wait for processes to start and pages to be drawn: three at a time keep two processors busy, and types
# are read beside them. The browser has one of its own, with a town and a service: to each worker that got one of its tests they
# would come again.
walks() {
  "$PYTHON" -m pytest tests/browser >"$seen" 2>&1 &
  browser=$!
  beside="$typing $browser"
  # Only the files with such tests are loaded; their kind stands in them. The longest, right under tests, come first.
  "$PYTHON" -m pytest -n 2 --dist worksteal -m "walk or server or data" \
    $(grep -rlE "pytest\.mark\.(walk|server|data)" tests --include="test_*.py" | sort -r)
  others=$?
  wait $browser
  drawn=$?
  beside=$typing
  cat "$seen"
  [ $others = 0 ] && [ $drawn = 0 ]
}
types() { wait $typing; ended=$?; beside=""; cat "$typed"; return $ended; }
"$BIN/mypy" >"$typed" 2>&1 &
typing=$!
beside=$typing
step "walks, browser and real processes" walks
step "types" types

if [ -n "$(postgres_bin)" ]; then
  step "rules and pages (PostgreSQL)" sh tests/on_postgres.sh "$(postgres_bin)" "$PYTHON"
else
  lack "the same tests on PostgreSQL: no server"
fi

[ -d ../shared/data ] || lack "the tests on real data: no ../shared/data"

printf '\n'
[ -z "$missing" ] || printf 'LEFT OUT:%s\n' "$missing"
if [ -n "$failed" ]; then printf 'FAILED:%s\n' "$failed"; exit 1; fi
case "$missing" in *browser*|*PostgreSQL*) [ "${CI:-}" = true ] && exit 1 ;; esac
printf 'all checks passed\n'
