#!/bin/sh
# archive_command of Postgres: stores a finished file of the write-ahead log, compressed. Can be repeated.
# usage: archive.sh PATH NAME
set -eu
target=/backups/wal/$2.gz
if [ -e "$target" ]; then
  gzip -dc "$target" | cmp -s - "$1" && exit 0
  echo "archive.sh: $target exists with other content; it belongs to another database" >&2
  exit 1
fi
gzip -1 <"$1" >"$target.new"
sync "$target.new"
mv "$target.new" "$target"
