#!/bin/sh
# Runs a process by the name of its npm script. `exec` lets signals reach Node.js directly.
set -eu

role=${1:-}
[ $# -eq 0 ] || shift
case $role in
  api) module=api/main ;;
  worker:*) module=workers/${role#worker:} ;;
  events) module=workers/events ;;
  gateway) module=gateway/main ;;
  migrate) module=migrate/main ;;
  audit) module=audit/main ;;
  replay | reconcile | release) module=workers/$role ;;
  api-key) module=api/api-keys/main ;;
  token) module=local/token ;;
  seed) module=local/catalogue/main ;;
  *) module=$role ;;
esac
if ! [ -f "dist/$module.js" ]; then
  echo "entrypoint.sh: unknown role '$role'; use api, worker:NAME with the name of a task queue, events, gateway, migrate, release," \
    "audit, reconcile, replay, api-key, token or seed" >&2
  exit 2
fi
exec node "dist/$module.js" "$@"
