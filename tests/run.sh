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

step "style" "$BIN/ruff" check .
step "format" "$BIN/ruff" format --check .
step "types" "$BIN/mypy"
step "the arrow" "$BIN/lint-imports" --no-cache
wait $installing
statements=$(mktemp -d)  # what each test asks the database: PostgreSQL need not be asked the same by a thousand
trap 'rm -rf "$statements"' EXIT INT TERM
step "rules and pages (SQLite)" env "TEST_STATEMENTS=$statements" "$PYTHON" -m pytest -n 2 -m "not walk and not browser and not server and not data" \
  --ignore tests/browser --ignore tests/servers  # which need not even be loaded

a_browser >/dev/null || lack "the browser tests: no Chromium"
# A third of the time these wait for processes to start and pages to be drawn: three workers keep two processors busy.
# Only the files with such tests are loaded; their kind stands in them.
step "walks, browser and real processes" env "TEST_STATEMENTS=$statements" "$PYTHON" -m pytest -n 3 --dist worksteal -m "walk or browser or server or data" \
  $(grep -rlE "pytest\.mark\.(walk|browser|server|data)" tests --include="test_*.py" | sort)

if [ -n "$(postgres_bin)" ]; then
  step "rules and pages (PostgreSQL)" env "TEST_STATEMENTS=$statements" sh tests/on_postgres.sh "$(postgres_bin)" "$PYTHON"
else
  lack "the same tests on PostgreSQL: no server"
fi

[ -d ../shared/data ] || lack "the tests on real data: no ../shared/data"

printf '\n'
[ -z "$missing" ] || printf 'LEFT OUT:%s\n' "$missing"
if [ -n "$failed" ]; then printf 'FAILED:%s\n' "$failed"; exit 1; fi
case "$missing" in *browser*|*PostgreSQL*) [ "${CI:-}" = true ] && exit 1 ;; esac
printf 'all checks passed\n'
