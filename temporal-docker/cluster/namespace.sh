#!/bin/sh
# Makes the namespace and registers the search attributes that it lacks; safe to run again.
# TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, RETENTION (168h), SEARCH_ATTRIBUTES (Name=Type, by spaces); PATIENCE: seconds that it
# waits for the cluster, by default 120.
set -eu
: "${TEMPORAL_ADDRESS:?}" "${TEMPORAL_NAMESPACE:?}" "${RETENTION:?}" "${SEARCH_ATTRIBUTES:?}"
deadline=$(($(date +%s) + ${PATIENCE:-120}))

# eventually COMMAND…: a cluster that has just started refuses for a while, and learns of a new namespace only seconds later
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

# attributes_are_there: a name that is there with another type is an error of the cluster's, which is shown
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
