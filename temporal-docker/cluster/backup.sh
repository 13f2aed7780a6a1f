#!/bin/sh
# Copies the data folder of the running Postgres to /backups/base and removes what is older than the copies that are kept.
# usage: backup.sh KEEP, the number of copies
set -eu
keep=$1
umask 077
cd /backups/base
rm -f ./*.new

name=$(date -u +%Y-%m-%dT%H-%M-%SZ).tar.gz
pg_basebackup --username postgres --pgdata - --format tar --wal-method fetch --checkpoint fast | gzip -1 >"$name.new"
# Without pipefail, a failed copy would go unnoticed: a complete one has the label.
first_file() { tar -xzOf "$1" backup_label | sed -n 's/^START WAL LOCATION.*(file \(.*\))$/\1/p'; }
[ -n "$(first_file "$name.new")" ] || { echo 'backup.sh: the copy is not complete' >&2; exit 1; }
sync "$name.new"
mv "$name.new" "$name"

# Names sort by time.
# shellcheck disable=SC2012 # the names have no special characters
ls | sort -r | tail -n "+$((keep + 1))" | xargs -r rm -f
# shellcheck disable=SC2012
oldest=$(ls | sort | head -n 1)
pg_archivecleanup -x .gz /backups/wal "$(first_file "$oldest")"
echo "$name"
