#!/bin/sh
# Runs a process by the name of its npm script. `exec` lets signals reach Node.js directly.
set -eu

role=${1:-}
[ $# -eq 0 ] || shift
case $role in
  api) module=api/main ;;
  worker:orders | worker:inventory | worker:payments) module=workers/${role#worker:} ;;
  events) module=workers/events ;;
  gateway) module=gateway/main ;;
  migrate) module=migrate/main ;;
  audit) module=audit/main ;;
  replay) module=workers/replay ;;
  *)
    echo "entrypoint.sh: unknown role '$role'; use api, worker:orders, worker:inventory, worker:payments, events, gateway, migrate," \
      "audit or replay" >&2
    exit 2
    ;;
esac
exec node "dist/$module.js" "$@"
