#!/bin/sh
# Creates the secrets of the compose files, one file each. Keeps existing files.
# usage: make.sh [FOLDER], by default this folder. DATABASE_ADDRESS is the address of Postgres, by default postgres:5432.
set -eu

folder=${1:-$(dirname "$0")}
address=${DATABASE_ADDRESS:-postgres:5432}
command -v openssl >/dev/null || { echo 'make.sh: openssl is not installed; install it' >&2; exit 1; }

mkdir -p "$folder"
# Compose mounts the files with their permissions, and each image reads them as a different user. The folder protects them.
chmod 700 "$folder"
umask 022

# keep NAME VALUE
keep() {
  [ -s "$folder/$1" ] && return
  printf '%s\n' "$2" >"$folder/$1"
  echo "created $folder/$1"
}
random() { openssl rand -hex 24; }
key() { echo "$(date +%Y-%m):$(openssl rand -base64 32)"; }
# url LOGIN: the generated passwords need no escaping in a URL or in SQL
url() { echo "postgres://$1:$(random)@$address/orders"; }

keep postgres-password "$(random)"
keep temporal-database-password "$(random)"

keep owner-database-url "$(url orders_owner)"
keep api-database-url "$(url orders_api)"
keep orders-database-url "$(url orders_worker)"
keep inventory-database-url "$(url inventory_worker)"
keep payments-database-url "$(url payments_worker)"
keep events-database-url "$(url events)"
keep gateway-database-url "$(url gateway)"

keep grafana-password "$(random)"

keep gateway-api-key "$(random)"
keep jwt-secret "$(random)"
keep payment-webhook-secret "$(random)"
keep payment-token-keys "$(key)"
keep personal-data-keys "$(key)"
keep temporal-payload-keys "$(key)"
keep webhook-secret-keys "$(key)"
