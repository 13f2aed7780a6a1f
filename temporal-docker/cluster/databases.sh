#!/bin/sh
# Makes the databases and the logins, each with the password of its secret; safe to run again, and so changes passwords too.
# Connects as the superuser, by PGHOST, PGUSER and PGPASSWORD. SECRETS: the folder of the secrets.
set -eu
: "${PGHOST:?}" "${PGUSER:?}" "${PGPASSWORD:?}" "${SECRETS:?}"

# The statements that are made by \gexec are those for what is not there yet. What the migrations would not be allowed to make
# (src/migrate/roles.ts) is made here: the owner of the schemas makes no roles.
sql() { psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --dbname postgres; }

# login NAME PASSWORD
login() {
  NAME=$1 PASSWORD=$2 sql <<'SQL'
\getenv name NAME
\getenv password PASSWORD
SELECT format('CREATE ROLE %I', :'name') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \gexec
ALTER ROLE :"name" LOGIN PASSWORD :'password';
SQL
}

# database NAME OWNER
database() {
  NAME=$1 OWNER=$2 sql <<'SQL'
\getenv name NAME
\getenv owner OWNER
SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'owner')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
}

# member ROLE LOGIN: the group role, and the login that is in it
member() {
  NAME=$1 LOGIN=$2 sql <<'SQL'
\getenv name NAME
\getenv login LOGIN
SELECT format('CREATE ROLE %I NOLOGIN', :'name') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \gexec
GRANT :"name" TO :"login";
GRANT CONNECT ON DATABASE orders TO :"name";
SQL
}

# url PROCESS; the parts of postgres://LOGIN:PASSWORD@…
url() { cat "$SECRETS/$1-database-url"; }
login_of() { url "$1" | sed 's,^postgres://\([^:]*\):.*,\1,'; }
password_of() { url "$1" | sed 's,^postgres://[^:]*:\([^@]*\)@.*,\1,'; }

login temporal "$(cat "$SECRETS/temporal-database-password")"
database temporal temporal
database temporal_visibility temporal

login "$(login_of owner)" "$(password_of owner)"
database orders "$(login_of owner)"
for process in api orders inventory payments gateway; do
  login "$(login_of "$process")" "$(password_of "$process")"
  member "durable_orders_$process" "$(login_of "$process")"
done

# What the gateway lays belongs to its role, and the owner may read it, for the audit.
sql <<SQL
ALTER ROLE "$(login_of gateway)" SET role = durable_orders_gateway;
GRANT durable_orders_gateway TO "$(login_of owner)";
SQL
