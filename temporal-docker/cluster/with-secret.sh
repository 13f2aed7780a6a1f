#!/bin/sh
# usage: with-secret.sh NAME COMMAND…: runs the command with the variable NAME set to what the file of NAME_FILE holds, for
# images that take a password by variable alone.
set -eu

name=$1
shift
file=$(printenv "${name}_FILE") || { echo "with-secret.sh: ${name}_FILE is not set" >&2; exit 1; }
value=$(cat "$file")
[ -n "$value" ] || { echo "with-secret.sh: $file of ${name}_FILE is empty; secrets/make.sh makes it" >&2; exit 1; }
export "$name=$value"
exec "$@"
