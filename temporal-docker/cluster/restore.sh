#!/bin/sh
# Replaces the data folder by a copy from /backups/base; Postgres then replays the archive when it starts. Keeps what it replaces.
# usage: restore.sh [TIME], ISO 8601 in UTC; by default the end of the archive
set -eu
until=${1:-}
cd /backups/base

# The last copy that ended before the time. Names sort by time: 2026-05-01T12-00-00Z.
limit=$(echo "${until:-9999}" | tr ':' '-' | cut -c 1-19)
copy=
for name in *.tar.gz; do
  [ -e "$name" ] || continue
  [ "$(printf '%s\n%s\n' "${name%Z.tar.gz}" "$limit" | sort | head -n 1)" = "${name%Z.tar.gz}" ] && copy=$name
done
[ -n "$copy" ] || { echo "restore.sh: /backups/base has no copy from before ${until:-now}" >&2; exit 1; }

replaced=
if [ -s "$PGDATA/PG_VERSION" ]; then
  replaced=$(dirname "$PGDATA")/replaced-$(date -u +%Y-%m-%dT%H-%M-%SZ)
  mv "$PGDATA" "$replaced"
fi
install -d -o postgres -g postgres -m 700 "$PGDATA"
tar -xzf "$copy" -C "$PGDATA"

# What was written after the last archived file is only in the replaced folder.
if [ -n "$replaced" ] && [ -d "$replaced/pg_wal" ]; then
  find "$replaced/pg_wal" -maxdepth 1 -type f -name '????????????????????????' -exec cp -n '{}' "$PGDATA/pg_wal/" ';'
fi
{
  echo "restore_command = 'gzip -dc /backups/wal/%f.gz >%p'"
  echo "recovery_target_action = 'promote'"
  # The setting accepts offsets, but no names of time zones.
  echo "recovery_target_time = '${until:+${until%Z}+00}'"
} >>"$PGDATA/postgresql.auto.conf"
touch "$PGDATA/recovery.signal"
chown -R postgres: "$PGDATA"
echo "restore.sh: unpacked $copy${replaced:+; the replaced data is in $replaced}"
