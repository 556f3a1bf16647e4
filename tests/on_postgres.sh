#!/bin/sh
# Runs the tests on a PostgreSQL server of their own, on a socket in a folder of its own, gone afterwards.
# Every test gets a database of its own, so where there is room the folder is in memory.
# usage: on_postgres.sh POSTGRES_BIN PYTHON
set -eu
bin=$1
python=$2
memory=$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)
if [ "${memory:-0}" -gt 2000000 ]; then folder=$(mktemp -d -p /dev/shm); else folder=$(mktemp -d); fi
# PostgreSQL refuses to run as root.
as_server() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "$*"; else sh -c "$*"; fi; }
if [ "$(id -u)" = 0 ]; then
  id postgres >/dev/null 2>&1 || useradd --system postgres
  chown postgres "$folder"
fi
chmod 755 "$folder"
stop() { as_server "$bin/pg_ctl -D $folder/data -m immediate stop" >/dev/null 2>&1 || true; rm -rf "$folder"; }
trap stop EXIT INT TERM
as_server "$bin/initdb -D $folder/data -U musubite --auth=trust --encoding=UTF8 --locale=C" >/dev/null
as_server "$bin/pg_ctl -D $folder/data -w -o '-k $folder -h \"\" -c fsync=off -c max_connections=200' -l $folder/log start" >/dev/null
for name in gw0 gw1 gw2 master; do
  as_server "$bin/createdb -h $folder -U musubite test_$name"
done
# Which tests are worth repeating there says tests/statements.py. What deleting leaves behind when a step is missing is seen in
# files, which are PostgreSQL's own; the crawl is long, and what it reads the access matrix reads.
MUSUBITE_TEST_DATABASE_URL="postgresql://musubite@/test_{worker}?host=$folder" \
  "$python" -m pytest -n 3 -m "not browser and not server and not data" -k "not search_for_words_notices" \
  --ignore tests/test_crawl.py --ignore tests/browser --ignore tests/servers
