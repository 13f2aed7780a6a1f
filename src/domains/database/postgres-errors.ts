import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';

/** True when a statement violated the named UNIQUE constraint (SQLSTATE 23505). */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const cause = error.driverError as { code?: string; constraint?: string };
  return cause.code === '23505' && cause.constraint === constraint;
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

/**
 * SQLSTATEs of an unavailable server: connection exception (08), read-only transaction (25006), insufficient resources (53),
 * operator intervention (57, with 57014: statement timeout). The services use READ COMMITTED, so 40001 comes only from a
 * standby whose recovery conflicts with the statement.
 */
const SQLSTATE_OUTAGE = /^(08|25006|40001|53|57)/;

/** PgBouncer's answer to settings that it does not pass on (08P01); a retry fails again. */
const UNSUPPORTED_SETTING = /unsupported startup parameter/i;

/** Errors of `pg` and its pool that have no code. */
const PG_CONNECTION_LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client (was closed|has encountered a connection error))/;

/** True when the database is unreachable, overloaded or read-only, so that a retry may succeed. */
export function isDatabaseOutage(error: unknown): boolean {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!(cause instanceof Error)) return false;
  // TypeORM throws it when the connection is lost between two statements of a read.
  if (cause instanceof QueryRunnerAlreadyReleasedError) return true;
  if (UNSUPPORTED_SETTING.test(cause.message)) return false;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return UNREACHABLE.has(code) || SQLSTATE_OUTAGE.test(code) || PG_CONNECTION_LOST.test(cause.message);
}

/** True for the SQLSTATE of an error after which the connection must not be used again. */
export function endsConnection(sqlState: string): boolean {
  return /^(08|25006|57P)/.test(sqlState);
}
