#!/usr/bin/env bash
# A private PostgreSQL server on loopback in a directory of its own:
#   tools/postgres.sh start DIR   prints what EXEQUATUR_POSTGRES should be
#   tools/postgres.sh stop DIR
set -euo pipefail
place=$2
bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -1 || true)")
[ -x "$bin/initdb" ] || bin=$(dirname "$(command -v initdb)")
as=()
if [ "$(id -u)" = 0 ]; then as=(runuser -u postgres --); fi  # initdb refuses to run as root

if [ "$1" = stop ]; then
  [ -f "$place/data/postmaster.pid" ] && kill -INT "$(head -1 "$place/data/postmaster.pid")"
  exit 0
fi
mkdir -p "$place"
[ "$(id -u)" != 0 ] || chown postgres "$place"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cd "$place"
"${as[@]}" "$bin/initdb" -D "$place/data" -A trust -U exequatur -E UTF8 --no-locale >"$place/initdb.log"
"${as[@]}" "$bin/pg_ctl" -D "$place/data" -w -l "$place/data/server.log" \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off" start >"$place/start.log"
echo "host=127.0.0.1 port=$port user=exequatur dbname=postgres"
