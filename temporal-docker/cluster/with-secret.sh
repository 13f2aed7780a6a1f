#!/bin/sh
# usage: with-secret.sh NAME COMMAND…
# Sets the variable NAME to the content of the file NAME_FILE and runs the command, for images that cannot read files.
set -eu

name=$1
shift
file=$(printenv "${name}_FILE") || { echo "with-secret.sh: ${name}_FILE is not set" >&2; exit 1; }
value=$(cat "$file")
[ -n "$value" ] || { echo "with-secret.sh: $file of ${name}_FILE is empty; run secrets/make.sh" >&2; exit 1; }
export "$name=$value"
exec "$@"
