#!/bin/sh
# Starts the image's entrypoint. First gives the archive to Postgres, because a new volume belongs to root.
# usage: postgres.sh postgres FLAGS…
set -eu
install -d -o postgres -g postgres -m 700 /backups/wal /backups/base
exec docker-entrypoint.sh "$@"
