#!/bin/bash
# Stand-in for the entrypoint of the image `postgres`: initializes an empty volume, then starts the server as `postgres`.
set -eu

if [ "${1:-}" = postgres ]; then
  if [ "$(id -u)" = 0 ]; then
    mkdir -p "$PGDATA"
    chmod 700 "$PGDATA"
    chown -R postgres: "$PGDATA"
    exec gosu postgres "$0" "$@"
  fi
  if [ ! -s "$PGDATA/PG_VERSION" ]; then
    password=${POSTGRES_PASSWORD:-$(cat "$POSTGRES_PASSWORD_FILE")}
    # shellcheck disable=SC2086 # the flags are words
    initdb --username="${POSTGRES_USER:-postgres}" --pwfile=<(echo "$password") ${POSTGRES_INITDB_ARGS:-}
    echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
    if [ -n "${POSTGRES_DB:-}" ]; then
      # Nobody else can connect before the server is ready for good.
      pg_ctl --wait -D "$PGDATA" -o "-c listen_addresses=''" start
      createdb --username="${POSTGRES_USER:-postgres}" "$POSTGRES_DB"
      pg_ctl --wait -D "$PGDATA" -m fast stop
    fi
  fi
  set -- "$@" -c listen_addresses='*'
fi
exec "$@"
