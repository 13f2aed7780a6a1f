#!/bin/sh
# Runs a process of the project by its name, which is that of the npm script; a signal reaches Node itself.
set -eu

role=${1:-}
[ $# -eq 0 ] || shift
case $role in
  api) module=api/main ;;
  worker:orders | worker:inventory | worker:payments) module=workers/${role#worker:} ;;
  gateway) module=gateway/main ;;
  migrate) module=migrate/main ;;
  audit) module=audit/main ;;
  replay) module=workers/replay ;;
  *)
    echo "entrypoint.sh: no role '$role': say api, worker:orders, worker:inventory, worker:payments, gateway, migrate," \
      "audit or replay" >&2
    exit 2
    ;;
esac
exec node "dist/$module.js" "$@"
