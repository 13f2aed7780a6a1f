#!/bin/sh
# Creates the namespace and registers missing search attributes. Can be repeated.
# Reads TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, RETENTION (168h), SEARCH_ATTRIBUTES (Name=Type, separated by spaces) and PATIENCE
# (seconds to wait for the cluster, default 120).
set -eu
: "${TEMPORAL_ADDRESS:?}" "${TEMPORAL_NAMESPACE:?}" "${RETENTION:?}" "${SEARCH_ATTRIBUTES:?}"
deadline=$(($(date +%s) + ${PATIENCE:-120}))

# eventually COMMAND…: retries, because a new cluster rejects requests at first and sees a new namespace only after some seconds
eventually() {
  until output=$("$@" 2>&1); do
    if [ "$(date +%s)" -ge "$deadline" ]; then
      echo "namespace.sh: $* failed: $output" >&2
      exit 1
    fi
    sleep 1
  done
}

namespace_is_there() {
  temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" && return
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
}

# attributes_are_there: fails with the cluster's error if an attribute exists with another type
attributes_are_there() {
  known=$(temporal operator search-attribute list) || { echo "$known"; return 1; }
  for attribute in $SEARCH_ATTRIBUTES; do
    echo "$known" | grep -Eq "^ *${attribute%=*} +${attribute#*=}( |\$)" && continue
    temporal operator search-attribute create --name "${attribute%=*}" --type "${attribute#*=}" || return 1
  done
}

eventually temporal operator cluster health
eventually namespace_is_there
eventually attributes_are_there
echo "the namespace $TEMPORAL_NAMESPACE has: $SEARCH_ATTRIBUTES"
