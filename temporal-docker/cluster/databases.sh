#!/bin/sh
# Creates the databases and the logins, with the passwords of their secrets. Can be repeated; a repeat also sets changed passwords.
# Connects as the superuser with PGHOST, PGUSER and PGPASSWORD. SECRETS is the folder of the secrets.
set -eu
: "${PGHOST:?}" "${PGUSER:?}" "${PGPASSWORD:?}" "${SECRETS:?}"

# \gexec executes the statements that the query returns: those for objects that do not exist yet. The group roles are created
# here because the owner of the schemas may not create roles (src/migrate/roles.ts).
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

# member ROLE LOGIN: creates the group role and adds the login to it
member() {
  NAME=$1 LOGIN=$2 sql <<'SQL'
\getenv name NAME
\getenv login LOGIN
SELECT format('CREATE ROLE %I NOLOGIN', :'name') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \gexec
GRANT :"name" TO :"login";
GRANT CONNECT ON DATABASE orders TO :"name";
SQL
}

# url PROCESS, and the parts of postgres://LOGIN:PASSWORD@…
url() { cat "$SECRETS/$1-database-url"; }
login_of() { url "$1" | sed 's,^postgres://\([^:]*\):.*,\1,'; }
password_of() { url "$1" | sed 's,^postgres://[^:]*:\([^@]*\)@.*,\1,'; }

login temporal "$(cat "$SECRETS/temporal-database-password")"
database temporal temporal
database temporal_visibility temporal

login "$(login_of owner)" "$(password_of owner)"
database orders "$(login_of owner)"
for process in api orders inventory payments events gateway; do
  login "$(login_of "$process")" "$(password_of "$process")"
  member "durable_orders_$process" "$(login_of "$process")"
done

# Tables that the gateway creates belong to its role. The owner may read them for the audit.
sql <<SQL
ALTER ROLE "$(login_of gateway)" SET role = durable_orders_gateway;
GRANT durable_orders_gateway TO "$(login_of owner)";
SQL
